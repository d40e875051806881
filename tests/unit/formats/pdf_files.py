"""Small PDFs put together from their objects, as no program of ours writes them: with tags, without, with comments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass
class PdfFile:
    """Pages of Helvetica. `add` puts a line of text on the last page; with a `mark`, as marked content."""

    pages: list[list[str]] = field(default_factory=lambda: [[]])
    annotations: list[str] = field(default_factory=list)
    structure: str = ""
    """What `/K` of the structure tree holds; `{page}` stands for the first page's reference."""
    info: dict[str, str] = field(default_factory=dict)

    def add(
        self, text: str, x: float, y: float, size: float = 10, *, bold: bool = False, mark: int | None = None
    ) -> None:
        font = "F2" if bold else "F1"
        shown = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        line = f"BT /{font} {size} Tf 1 0 0 1 {x} {y} Tm ({shown}) Tj ET"
        self.pages[-1].append(line if mark is None else f"/P <</MCID {mark}>> BDC {line} EMC")

    def new_page(self) -> None:
        self.pages.append([])

    def paragraph(self, lines: Sequence[str], x: float, y: float, *, leading: float = 13, size: float = 10) -> float:
        """Lines below each other; the height of the next."""
        for line in lines:
            self.add(line, x, y, size)
            y -= leading
        return y

    def data(self) -> bytes:
        """The file."""
        count = len(self.pages)
        first = 10
        tags = "/MarkInfo<</Marked true>>/StructTreeRoot 6 0 R" if self.structure else ""
        objects: dict[int, str] = {
            1: "<</Type/Catalog/Pages 2 0 R" + f"{tags}>>",
            2: f"<</Type/Pages/Count {count}/Kids[{' '.join(f'{first + 2 * n} 0 R' for n in range(count))}]>>",
            3: "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
            4: "<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>",
            5: "<<" + "".join(f"/{key} ({value})" for key, value in self.info.items()) + ">>",
            6: f"<</Type/StructTreeRoot/K {self.structure.replace('{page}', f'{first} 0 R') or '[]'}>>",
        }
        for number, lines in enumerate(self.pages):
            content = "\n".join(lines)
            annotations = f"/Annots[{' '.join(self.annotations)}]" if number == 0 and self.annotations else ""
            objects[first + 2 * number] = (
                f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {first + 2 * number + 1} 0 R{annotations}"
                f"/Resources<</Font<</F1 3 0 R/F2 4 0 R>>>>>>"
            )
            objects[first + 2 * number + 1] = f"<</Length {len(content.encode('cp1252'))}>>stream\n{content}\nendstream"
        out = b"%PDF-1.7\n"
        offsets: dict[int, int] = {}
        for number in sorted(objects):
            offsets[number] = len(out)
            out += f"{number} 0 obj\n{objects[number]}\nendobj\n".encode("cp1252")
        start = len(out)
        out += b"xref\n0 1\n0000000000 65535 f \n"
        for number in sorted(objects):
            out += f"{number} 1\n{offsets[number]:010} 00000 n \n".encode()
        trailer = f"trailer<</Size {max(objects) + 1}/Root 1 0 R/Info 5 0 R>>\nstartxref\n{start}\n%%EOF\n"
        return out + trailer.encode()
