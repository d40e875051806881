"""Paragraphs and bullet lists, collected line by line."""

from __future__ import annotations

from dataclasses import dataclass, field

from editor.document.text.inline import with_link_addresses
from editor.formats.text_form.line_kinds import LineKind, Mark
from editor.formats.text_form.lines import Line, continues, joined
from schemas import Block, Bullet, Bullets, Paragraph

_NO_ADDRESS = {"#": ""}


def inline_text(pieces: list[str]) -> str:
    """Lines as one string of limited Markdown. `[text](#)` is a link without an address."""
    return with_link_addresses(joined(pieces), _NO_ADDRESS)


@dataclass
class _Run:
    """A paragraph or a bullet: its lines' texts, its last line, and the line of its bullet mark."""

    pieces: list[str]
    last: Line
    bullet: Line | None = None


@dataclass
class BlockCollector:
    """Collects the blocks of one field. `width` is that at which the source's lines are broken by hand."""

    width: int | None
    _runs: list[_Run] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self._runs)

    def run_in(self, mark: Mark) -> None:
        """Add the text behind a run-in label."""
        if mark.text:
            self._runs.append(_Run([mark.text], mark.line))

    def add(self, mark: Mark) -> None:
        """Add a bullet, a paragraph, or a line that goes on with either."""
        if mark.missing:
            return
        if mark.kind is LineKind.BULLET:
            self._runs.append(_Run([mark.text], mark.line, mark.line))
            return
        last = self._runs[-1] if self._runs else None
        if last and continues(last.last, mark.line, self.width, bullet=last.bullet):
            last.pieces.append(mark.letters)
            last.last = mark.line
        else:
            self._runs.append(_Run([mark.letters], mark.line))

    def blocks(self) -> tuple[Block, ...]:
        """The blocks; bullets that follow each other are one list."""
        found: list[Block] = []
        bullets: list[Bullet] = []
        paragraphs = lists = 0

        def end_list() -> None:
            nonlocal lists, bullets
            if bullets:
                lists += 1
                found.append(Bullets(id=f"b{lists}", items=tuple(bullets)))
                bullets = []

        for run in self._runs:
            text = inline_text(run.pieces)
            if run.bullet is not None:
                bullets.append(Bullet(id=f"i{len(bullets) + 1}", text=text))
                continue
            end_list()
            paragraphs += 1
            found.append(Paragraph(id=f"p{paragraphs}", text=text))
        end_list()
        return tuple(found)
