"""The same work done naively: at each keystroke the whole issue goes through WeasyPrint, then the page is drawn.

`python -m tests.benchmarks.naive ENTRIES KEYSTROKES EXPORTS` prints what it measured as JSON. The stylesheet is parsed
and the fonts are read once, and only WeasyPrint's public interface is used.
"""

from __future__ import annotations

import json
import sys
import time

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from editor.files.issue_file import load_issue
from editor.files.themes import load_theme
from editor.publish.composer import Composer
from tests.benchmarks.issues import SAMPLE, issue_of, keystrokes
from tests.benchmarks.progress import say
from tests.benchmarks.raster import page_pixels
from tests.benchmarks.whole_document import whole_document


def main() -> None:
    """Measure one issue: 0 entries means the sample."""
    entries, count, exported = map(int, sys.argv[1:])
    issue = issue_of(entries) if entries else load_issue(SAMPLE)
    theme = load_theme(issue.theme)
    html = whole_document(issue, theme)
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
        document = None  # the next one does not begin with the memory of this one
        say(f"{number + 1} of {count} keystrokes, {times[-1] / 1000:.1f} s")
    for number in range(exported):
        start = time.perf_counter()
        HTML(string=html, base_url=base).write_pdf(
            stylesheets=[sheet], font_config=fonts, pdf_variant="pdf/a-2a", pdf_tags=True
        )
        exports.append((time.perf_counter() - start) * 1000)
        say(f"{number + 1} of {exported} exports, {exports[-1] / 1000:.1f} s")
    sys.stdout.write(json.dumps({"keystroke_ms": times, "export_ms": exports}))


if __name__ == "__main__":
    main()
