"""Small sources, and what tests ask about an import."""

from editor.formats.text_form.reader import Imported, read_text
from schemas import Block, Bullet, Bullets, Entry, NewsItem, Paragraph, Theme

DATELINE = "MARCH 12, 2025 (REPORTING PERIOD: DECEMBER 5 - FEBRUARY 20)\n\n"
ENTRY = "MERICS TOP 5\n\n1. Title\n\nAt a glance: Lead\n\n- One\n\nMERICS comment: Comment\n\n"
GLANCE = (Paragraph(id="p1", text="Lead"), Bullets(id="b1", items=(Bullet(id="i1", text="One"),)))


def only_entry(source: str, theme: Theme) -> Entry:
    read = read_text(source, theme)
    assert read.notes == ()
    assert len(read.issue.top5) == 1
    return read.issue.top5[0]


def policy_item(line: str, theme: Theme, before: str = DATELINE) -> NewsItem:
    (item,) = read_text(f"{before}NOTEWORTHY\n\nPolicy news\n\n{line}\n", theme).issue.noteworthy.policy_news
    return item


def texts(blocks: tuple[Block, ...]) -> list[str]:
    """The paragraphs among the blocks."""
    return [block.text for block in blocks if isinstance(block, Paragraph)]


def said(read: Imported) -> list[tuple[int, str]]:
    return [(note.line, note.message) for note in read.notes]
