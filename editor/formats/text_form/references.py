"""What stands in parentheses at the end of a line: links, and the Chinese title of a document."""

from __future__ import annotations

import re
from dataclasses import dataclass

from editor.document.text.scripts import HAN
from editor.formats.text_form.labels import key
from schemas import NewsSource, Source

_CHINESE = re.compile(f"[{HAN}]")
_LATIN = re.compile("[A-Za-z]")
_OPENING, _CLOSING = "(（", ")）"
_ADDRESS = re.compile(r"(?:https?://|www\.|mailto:)[^\s]+", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?。！？][\"'”’»)\]*_）」』]*$")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_LONGEST_LABEL = 80


@dataclass(frozen=True, slots=True)
class Ending:
    """A text without the link at its end. `label` is the link's wording; `address` "" where it has none."""

    before: str
    label: str
    address: str
    in_parentheses: bool = True


def link_at_end(text: str) -> Ending | None:
    """`… ([label](address))` or `… [label](address)`: the Markdown link that a text ends with."""
    text = text.rstrip()
    if text.endswith(")."):
        text = text[:-1]
    wrapped = text.endswith(("))", ")）"))
    found = _link(text, ("([", "（["), 2) if wrapped else None
    if found is None and text.endswith(")"):
        found = _link(text, ("[",), 1)
    return found


def _link(text: str, openings: tuple[str, ...], closing: int) -> Ending | None:
    """The link between one of `openings` and the last `closing` characters."""
    end = len(text) - closing
    bracketed = text.endswith(">", 0, end)  # such an address may hold anything
    middle = text.rfind("](<" if bracketed else "](", 0, end)
    start = max(text.rfind(opening, 0, max(middle, 0)) for opening in openings)
    if start < 0:
        return None
    label, address = text[start + len(openings[0]) : middle], text[middle + 2 : end].strip()
    if "](" in label or not (bracketed or _is_bare_address(address)):
        return None
    return Ending(text[:start].rstrip(), label.strip(), _unescaped(address), in_parentheses=closing > 1)


def _is_bare_address(text: str) -> bool:
    odd = any(character.isspace() or character in "]<>" for character in text)
    return not odd and text.count("(") == text.count(")")


def _unescaped(address: str) -> str:
    """A link's address without CommonMark's brackets and backslashes. `#` stands for none."""
    if address.startswith("<") and address.endswith(">"):
        address = address[1:-1]
    return "" if address == "#" else _ESCAPED.sub(r"\1", address)


def _web_address(text: str) -> str:
    """The address that a text consists of, `<https://…>` included; else ""."""
    bare = text[1:-1] if text.startswith("<") and text.endswith(">") else text
    return bare if _ADDRESS.fullmatch(bare) else ""


def group_at_end(text: str) -> tuple[str, str] | None:
    """The text before the parentheses that it ends with, and what stands in them; they may hold others."""
    text = text.rstrip()
    if not text.endswith(tuple(_CLOSING)):
        return None
    depth = 0
    for at in range(len(text) - 1, -1, -1):
        if text[at] in _CLOSING:
            depth += 1
        elif text[at] in _OPENING:
            depth -= 1
            if depth == 0:
                return text[:at].rstrip(), text[at + 1 : -1].strip()
    return None


@dataclass
class DocumentReader:
    """Reads the line of an entry's document: `English title (Chinese title) ([Link](address))`, in most orders."""

    link_key: str

    def read(self, text: str) -> tuple[Source, str]:
        """The document, and a link's wording that found no place."""
        title, title_zh, link, left_over = text.strip(), "", "", ""
        if title.endswith((").", "）.", "）。")):
            title = title[:-1]
        has_link = False
        while title:
            ending = None if has_link else self._link(title)
            if ending:
                has_link, link, title = True, ending.address, ending.before
                if key(ending.label.partition(":")[0]) == self.link_key:  # "Link: gov.cn"
                    pass
                elif _CHINESE.search(ending.label) and not _CHINESE.search(title):
                    title_zh = ending.label
                elif not title:
                    title = ending.label
                elif ending.label:
                    left_over = ending.label
                continue
            group = group_at_end(title)
            if group and not title_zh and _CHINESE.search(group[1]):
                title, title_zh = group
                inner = self._link(title_zh)
                if inner and not has_link and not inner.before:  # the Chinese title is the link
                    has_link, link, title_zh = True, inner.address, inner.label
                continue
            if group and not title_zh and _is_chinese(group[0]):
                title_zh, title = group
            break
        if not title_zh:
            title, title_zh = _parted(title)
        return Source(title=title, title_zh=title_zh, link=link), left_over

    def _link(self, text: str) -> Ending | None:
        found = link_at_end(text)
        if found:
            return found
        group = group_at_end(text)
        if group and key(group[1]) == self.link_key:
            return Ending(group[0], group[1], "")
        if group:
            label, _, address = group[1].partition(":")  # (Link: https://…)
            address = _web_address(address.strip() if key(label) == self.link_key else group[1])
            if address:
                return Ending(group[0], "", address)
        *before, last = text.rsplit(None, 1)
        address = _web_address(last)
        return Ending(before[0].rstrip(" –-:"), "", address) if before and address else None


def _parted(title: str) -> tuple[str, str]:
    """An English title and the Chinese one behind it, without parentheses; else the whole as it is."""
    found = _CHINESE.search(title)
    start = found.start() if found else len(title)
    while start and title[start - 1] in "《“「（":
        start -= 1
    return (title[:start].rstrip(" /|,;:–—-"), title[start:]) if _is_chinese(title[start:]) else (title, "")


def _is_chinese(text: str) -> bool:
    return bool(_CHINESE.search(text)) and not _LATIN.search(text)


def split_news_source(text: str) -> tuple[str, NewsSource]:
    """A news text without its source: a link in parentheses, or a short name in parentheses behind a sentence."""
    ending = link_at_end(text)
    stripped = text.rstrip()
    if ending and (ending.in_parentheses or _SENTENCE_END.search(ending.before[-8:])):
        return ending.before, NewsSource(label=ending.label, link=ending.address)
    group = group_at_end(stripped)
    if group is None or len(group[1]) > _LONGEST_LABEL:
        return text, NewsSource()
    before, inner = group
    if _web_address(inner):
        return before, NewsSource(link=_web_address(inner))
    names_source = _SENTENCE_END.search(before[-8:]) and inner and not _SENTENCE_END.search(inner) and "](" not in inner
    return (before, NewsSource(label=inner)) if names_source else (text, NewsSource())


_BODY_SEPARATORS = ",;，；、"
_ABBREVIATIONS = re.compile(r"([A-Z]{2,8})\s+(?:and|&)\s+([A-Z]{2,8})")


def split_bodies(text: str) -> tuple[str, ...]:
    """Names separated by commas; a comma in parentheses belongs to its name. `NDRC and NEA` are two."""
    names: list[str] = []
    depth = start = 0
    for at, character in enumerate(text):
        if character in _OPENING:
            depth += 1
        elif character in _CLOSING:
            depth = max(depth - 1, 0)
        elif character in _BODY_SEPARATORS and depth == 0:
            names.append(text[start:at])
            start = at + 1
    names.append(text[start:])
    names = [name.strip() for name in names]
    if names[-1].startswith(("and ", "& ")):
        names[-1] = names[-1].split(None, 1)[1]
    last = _ABBREVIATIONS.fullmatch(names[-1].rstrip("."))
    if last:
        names[-1:] = last.groups()
    return tuple(name for name in names if name)
