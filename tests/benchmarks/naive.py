"""The same work done naively: at each keystroke the whole issue goes through WeasyPrint, then the page is drawn.

`python -m tests.benchmarks.naive ENTRIES KEYSTROKES` prints what it measured as JSON. The stylesheet is parsed and the
fonts are read once, and only WeasyPrint's public interface is used.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from editor.files.issue_file import load_issue, save_issue
from editor.files.themes import load_theme
from editor.publish.composer import Composer
from tests.benchmarks.issues import SAMPLE, issue_of, keystrokes
from tests.benchmarks.raster import page_pixels
from tests.benchmarks.test_export_against_weasyprint import whole_document


def main() -> None:
    """Measure one issue: 0 entries means the sample."""
    entries, count = int(sys.argv[1]), int(sys.argv[2])
    issue = issue_of(entries) if entries else load_issue(SAMPLE)
    theme = load_theme(issue.theme)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "issue.json"
        save_issue(issue, file)
        html = whole_document(file)
    fonts = FontConfiguration()
    base = theme.folder.as_uri() + "/"
    sheet = CSS(string=Composer(theme).stylesheet(), base_url=base, font_config=fonts)
    times, exports = [], []
    for number, (field, _) in enumerate(keystrokes(issue, count)):
        start_tag = f'id="{field}">'
        typed = html.replace(start_tag, start_tag + "x" * (number + 1), 1)
        start = time.perf_counter()
        document = HTML(string=typed, base_url=base).render(stylesheets=[sheet], font_config=fonts)
        page = next(number for number, page in enumerate(document.pages) if str(field) in page.anchors)
        page_pixels(document.write_pdf(), page)
        times.append((time.perf_counter() - start) * 1000)
        start = time.perf_counter()
        HTML(string=typed, base_url=base).write_pdf(
            stylesheets=[sheet], font_config=fonts, pdf_variant="pdf/a-2a", pdf_tags=True
        )
        exports.append((time.perf_counter() - start) * 1000)
    sys.stdout.write(json.dumps({"keystroke_ms": times, "export_ms": exports}))


if __name__ == "__main__":
    main()
