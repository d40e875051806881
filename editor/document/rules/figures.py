"""Rules for the key figures of an entry: few, and taken from its text."""

from __future__ import annotations

from collections.abc import Iterator

from editor.document.paths import FieldPath
from editor.document.rules.rule import CheckedPart, Violation
from editor.document.text.inline import plain
from editor.document.text.key_figures import MOST
from schemas import Entry, Paragraph

_PATH = FieldPath(("key_figures",))


def too_many_key_figures(part: CheckedPart[Entry]) -> Iterator[Violation]:
    """Report more key figures than fit on a line."""
    if len(part.value.key_figures) > MOST:
        yield Violation(f"More than {MOST} key figures.", "Keep the most telling ones.", _PATH)


def key_figure_not_in_text(part: CheckedPart[Entry]) -> Iterator[Violation]:
    """Report key figures whose numbers are not in the entry's text."""
    entry = part.value
    blocks = (*entry.at_a_glance, *entry.comment)
    texts = [one for block in blocks for one in ([block] if isinstance(block, Paragraph) else block.items)]
    words = set(" ".join(plain(one.text) for one in texts).replace("(", " ").replace(")", " ").split())
    bare = {word.strip(".,;:%“”") for word in words}
    for figure in entry.key_figures:
        numbers = {word.strip(".,;:%“”") for word in figure.split() if any(map(str.isdigit, word))}
        if missing := sorted(numbers - bare):
            yield Violation(
                f"The key figure “{figure}” is not in the text: {', '.join(missing)}.",
                "Correct it, or mention it in the text.",
                _PATH,
            )
