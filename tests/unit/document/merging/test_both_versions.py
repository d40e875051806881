"""Both versions of paragraphs that two people changed across their borders, in one text to be edited."""

from editor.document.merging.both_versions import both_blocks
from editor.document.merging.conflict import Conflict
from editor.document.merging.merge import merged
from schemas import Block, Bullet, Bullets, Entry, Issue, Paragraph

Blocks = tuple[Block, ...]
BASE: Blocks = (Paragraph(id="a", text="One plan for trade and growth. It is **new**. It costs much."),)
OURS: Blocks = (
    Paragraph(id="a", text="One plan for trade and jobs."),
    Paragraph(id="n", text="It is really **new**. It costs much."),
)
THEIRS: Blocks = (
    Paragraph(id="a", text="One plan for trade and money. It was **new**."),
    Bullets(id="l", items=(Bullet(id="m", text="It costs little."),)),
)


def _issue(blocks: Blocks) -> Issue:
    return Issue(top5=(Entry(id="e", comment=blocks),))


def _conflict(base: Blocks, ours: Blocks, theirs: Blocks) -> tuple[Issue, Conflict]:
    both = merged(_issue(base), _issue(ours), _issue(theirs))
    (conflict,) = both.conflicts
    return both.issue, conflict


def test_lines_of_both_are_there_with_both_wordings() -> None:
    issue, conflict = _conflict(BASE, OURS, THEIRS)
    assert str(conflict.path) == "top5/e/comment"
    assert both_blocks(issue, conflict) == (
        Paragraph(id="a", text="One plan for trade and jobs money. It was **new**."),
        Paragraph(id="n", text="It is really **new**. It costs much."),
        Bullets(id="l", items=(Bullet(id="m", text="It costs little."),)),
    )


def test_a_line_that_both_wrote_alike_is_there_once() -> None:
    alike = "The ministry said so on Monday."
    ours = (*OURS, Paragraph(id="p", text=alike))
    issue, conflict = _conflict(BASE, ours, (*THEIRS, Paragraph(id="q", text=alike)))
    together = both_blocks(issue, conflict)
    assert together is not None
    assert [block.text for block in together if isinstance(block, Paragraph)].count(alike) == 1


def test_two_orders_of_the_same_lines_and_removed_texts_have_no_common_text() -> None:
    three = tuple(Paragraph(id=name, text=f"The {name} line.") for name in "abc")
    issue, conflict = _conflict(three, (three[1], three[0], three[2]), (three[0], three[2], three[1]))
    assert both_blocks(issue, conflict) is None
    assert both_blocks(issue, Conflict(conflict.path, three, None, OURS)) is None
