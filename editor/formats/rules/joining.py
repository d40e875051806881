"""Lines of one paragraph, broken by hand, by a mail program or by a page: which they are, and how they are joined."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from editor.document.text.scripts import columns, has_han, meet_without_space

BREAK_HYPHEN = "\u00ad"
"""At the end of a line: a hyphen that only divides a word. No source text holds it, as it is dropped from all."""

_HYPHENS = "-\u2010"
_SUSPENDED = re.compile(r"(?:and|or|to|und|oder|bis)\b")
_FIRST = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)[-\u2010]$")
_SECOND = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def _words(text: str) -> list[str]:
    return text.split()


_PREFIXES = frozenset(
    _words("""
    all anti bi co counter cross de double dual early east eco ever ex fast first five four free full general
    half hard high home ill in inter ion large late left light like lithium long low macro medium mega mid mini
    mis multi near net new non north now off old on one open out over part post pre pro public quasi re real
    right second self semi short single six small so soft solar south state step sub super ten third three top
    trans two ultra under up vice well west wide wind year zero
""")
)
_SUFFIXES = frozenset(_words("""
    access added adjusted aided backed based border borne bound built by called capital capita carbon centered
    centred century consuming controlled cost day depth designed down driven earth edge emission emissions end
    energy enhancing extraction fired first focused forward foreign free friendly full funded grade growing
    growth grown held impact income in induced intensity intensive intensively invested investment led level
    like linked listed long looking lived made makers making managed market minded month new of off old on
    oriented out owned party performance performing planned point powered price priced priority profile profit
    prone quality quarter range ranging rate rated ready related rich round run running saving scale sector
    sensitive sharing side sized source specific speed sponsored stage standing state step style supported
    supply tech technology term through time tier to trade up value wave way wide win year zone
"""))  # fmt: skip
"""Second parts of compounds that keep their hyphen; with `_PREFIXES`, what decides where the source itself does not."""

_SENTENCE_ENDS = tuple(".!?:;。！？：；")
_CLOSING = "\"'”’»)]*_）」』》"
_CHINESE_STARTS = tuple("《“（〈「『、，。；：的和与及")
_TITLE_BREAKS = ("印发", "转发", "发布", "公布", "关于", "修改", "废止", "下达", "批准")
_UNFINISHED = re.compile(r"(?:[,\-–—(]|\b(?:a|an|and|as|at|by|for|from|in|its|of|on|or|that|the|to|which|with))$")
_NUMBERED = re.compile(
    "（[一二三四五六七八九十0-9]{1,3}）|[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十百零0-9]{1,5}[条章节]|[0-9]{1,2}[、．]"
)
_LEAST_WIDTH = 50
_LEAST_CHINESE_WIDTH = 20


def vocabulary(lines: Iterable[str]) -> frozenset[str]:
    """All words of a source in lower case, compounds with their hyphens."""
    return frozenset(word.lower() for line in lines for word in _WORD.findall(line))


def divides_word(left: str, right: str, words: frozenset[str]) -> bool:
    """Whether the hyphen at the end of `left` only divides a word: `manu-` and `facturing`, but not `state-`, `owned`.

    The source's own words decide; where it has neither form, parts that usually make compounds do.
    """
    first, second = _FIRST.search(left), _SECOND.match(right)
    if first is None or second is None or not second.group()[0].islower() or _SUSPENDED.match(right):
        return False
    one, two = first[1].lower(), second.group().lower()
    if f"{one}-{two}" in words:
        return False
    if f"{one}{two}" in words:
        return True
    last = one.rpartition("-")[2]
    if len(last) < 2 or first[1].isupper() or left[first.start() - 1 : first.start()].isdigit():
        return False
    return not (last in _PREFIXES or two in _SUFFIXES)


def marked_hyphens(lines: Sequence[str], gaps: Sequence[bool]) -> tuple[list[str], list[str]]:
    """The lines with `BREAK_HYPHEN` where a hyphen divides a word, and the words that were put together.

    `gaps` tells which lines have a blank line before them: no word runs over it.
    """
    found = list(lines)
    made: list[str] = []
    words: frozenset[str] | None = None
    for at in range(len(lines) - 1):
        left, right = lines[at], lines[at + 1]
        if gaps[at + 1] or not left or left[-1] not in _HYPHENS:
            continue
        if words is None:
            words = vocabulary(lines)
        if divides_word(left, right, words):
            found[at] = left[:-1] + BREAK_HYPHEN
            first, second = _FIRST.search(left), _SECOND.match(right)
            if first and second:
                made.append(first[1] + second.group())
    return found, made


def joined(pieces: Iterable[str]) -> str:
    """Lines of one paragraph as one: with a space, but none inside Chinese nor behind a hyphen at the break."""
    whole: list[str] = []
    for piece in pieces:
        if whole and whole[-1].endswith(BREAK_HYPHEN):
            whole[-1] = whole[-1][:-1]
        elif whole and not _meet(whole[-1], piece):
            whole.append(" ")
        whole.append(piece)
    return "".join(whole)


def _meet(left: str, right: str) -> bool:
    if meet_without_space(left, right):
        return True
    hyphened = len(left) > 1 and left[-1] == "-" and left[-2].isalpha()
    return hyphened and right[:1].isalpha() and not _SUSPENDED.match(right)


def unmarked(text: str) -> str:
    """A text whose last line was joined with nothing: its hyphen is one."""
    return text.replace(BREAK_HYPHEN, "-")


def is_full(line: str, following: str, width: int) -> bool:
    """Whether the first word of the following line had no room on this one, in columns."""
    first = following[:1] if has_han(following[:1]) else following.split(None, 1)[0]
    space = 0 if has_han(first) and has_han(line[-1:]) else 1
    return columns(line) + space + columns(first) > width


def ends_sentence(line: str) -> bool:
    """Whether a line ends as a sentence does."""
    return line.rstrip(_CLOSING).endswith(_SENTENCE_ENDS)


def begins_part(line: str) -> bool:
    """Whether a line begins with a number as Chinese documents have it: 一、, （二）, 第三条."""
    return _NUMBERED.match(line) is not None


def wrapped(lines: Sequence[str]) -> list[list[str]]:
    """The paragraphs of lines between two blank lines, for text that may be broken by hand or may be a list.

    Lines are joined where they look full and the sentence goes on. Where most lines are full, as on a page, a full
    line is joined to the next even if a sentence happens to end with it.
    """
    groups = [[line] for line in lines[:1]]
    if len(lines) < 2:
        return groups
    width = max(columns(line) for line in lines)
    full = [is_full(line, following, width) for line, following in pairwise(lines)]
    is_page = len(lines) > 2 and sum(full) >= 0.75 * len(full) and _starts_inside_sentences(lines[1:])
    for number, line in enumerate(lines[1:]):
        before = lines[number]
        if _parts_title(before, line) or (full[number] and _goes_on(before, line, width, is_page=is_page)):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _parts_title(before: str, line: str) -> bool:
    """Whether a title was broken before the document that it is about: 国务院关于印发 and 《规划》的通知."""
    return line.startswith("《") and before.endswith(_TITLE_BREAKS)


def _goes_on(before: str, line: str, width: int, *, is_page: bool) -> bool:
    if begins_part(line):
        return False
    if has_han(before[-2:]) and has_han(line[:2]):
        if width < _LEAST_CHINESE_WIDTH or ends_sentence(before):
            return is_page and width >= _LEAST_CHINESE_WIDTH
        return is_page or line.startswith(_CHINESE_STARTS) or _is_open(before)
    if width < _LEAST_WIDTH:
        return False
    return is_page or line[0].islower() or _UNFINISHED.search(before) is not None


def _starts_inside_sentences(lines: Sequence[str]) -> bool:
    """Whether these lines begin as a page's lines do, most of them in small letters, and not as a list's."""
    inside = sum(line[0].islower() or has_han(line[0]) for line in lines)
    return inside >= 0.4 * len(lines)


def _is_open(text: str) -> bool:
    return any(text.count(opening) > text.count(closing) for opening, closing in ("《》", "（）", "“”", "「」"))
