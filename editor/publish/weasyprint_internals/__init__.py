"""All that goes beneath WeasyPrint's public interface, so that a keystroke costs milliseconds, not a whole layout.

WeasyPrint forgets everything between two documents. `Memory` keeps what it worked out, and gives it back where the
same is asked again: computed styles, lines of text, blocks that lie where they lay, drawn text. Nothing is
approximated: a result is taken over only if all that it depends on is equal, so that pages are the same with and
without, to the last byte of the file.

Written against WeasyPrint 70; `tests/unit/publish/test_weasyprint_internals.py` fails where a new version differs in
what is relied on here. Functions of WeasyPrint are replaced only while one of ours is open around it, so all this is
for one thread.
"""

from editor.publish.weasyprint_internals.arrays import quick_arrays
from editor.publish.weasyprint_internals.drawing import remembered_drawing
from editor.publish.weasyprint_internals.memory import Memory
from editor.publish.weasyprint_internals.parsing import ParsedHTML
from editor.publish.weasyprint_internals.settled import settle
from editor.publish.weasyprint_internals.small_pdf import SmallPdf, SmallPdfs

__all__ = ["Memory", "ParsedHTML", "SmallPdf", "SmallPdfs", "quick_arrays", "remembered_drawing", "settle"]
