"""Whether a text is in the newsletter's own text form, whose markup is read as Markdown, or comes from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from editor.document.contents import news_list_titles
from editor.formats.text_form.line_kinds import split_page
from editor.formats.text_form.lines import Line
from schemas.theme import Wording

_FOREIGN_BULLETS = ("•", "·", "▪", "●", "○", "–", "*")


def is_text_form(lines: Sequence[Line], words: Wording) -> bool:
    """Whether all that the writer always writes is there, in its order and wording, and no bullet of another program.

    Text copied from a published page has the same words, but typographic bullets.
    """
    lists = [title for name, title in news_list_titles(words).items() if name not in words.optional_lists]
    sections = [words.top.upper(), words.noteworthy.upper(), *lists]
    wanted = [words.wordmark, words.newsletter, words.contents.upper(), *sections]
    wanted += [words.wordmark, words.institute, *sections]
    at = 0
    for line in lines:
        if line.text.startswith(_FOREIGN_BULLETS) and line.text[1:2] in (" ", "\t"):
            return False
        if at < len(wanted) and split_page(line.text)[0] == wanted[at]:
            at += 1
    return at == len(wanted)
