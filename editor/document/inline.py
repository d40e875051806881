"""Limited Markdown: the inline text of paragraphs, bullets and news items.

Strong, emphasis and links, nothing else. HTML, images, code and entities are inert text. CommonMark's own rules
decide what is markup (https://spec.commonmark.org/0.31.2/), so that other tools read the same file the same way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from markdown_it import MarkdownIt
from markdown_it.token import Token


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style. `link` is None outside links and "" in a link without an address."""

    text: str
    strong: bool = False
    emphasis: bool = False
    link: str | None = None


def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"maxNesting": 20}).enable(["emphasis", "balance_pairs", "link", "escape", "newline"])
    # Addresses are kept as written: whether one may be published is a rule's business, not the parser's.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return parser


_PARSER = _parser()
_SPECIAL = re.compile(r"([\\*_\[\]])")
_NOT_BARE = re.compile(r"[\s\x00-\x20\x7f()<>]")
_LINE_BREAK = re.compile(r"[\r\n\0]")
_ENTITY = re.compile(r"&(#?[A-Za-z0-9]{1,32};)")
# Most texts have none of these, and need no parser: one run, forty times as fast.
_MARKUP = re.compile(r"[\\*_\[\]\r\0]")


_REMEMBERED = 10_000
"""Characters. A longer text is read anew each time: remembering each state of a pasted book would fill the memory."""


def parse(text: str) -> tuple[Run, ...]:
    """The runs of a string of limited Markdown, neighbours of one style joined. Line breaks become spaces."""
    return _parsed(text) if len(text) <= _REMEMBERED else _parsed.__wrapped__(text)


@lru_cache(maxsize=10_000)
def _parsed(text: str) -> tuple[Run, ...]:
    flat = _one_line(text)
    if not _MARKUP.search(flat):
        return (Run(flat),) if flat else ()
    tokens = _PARSER.parseInline(flat)[0].children or []
    return joined(_runs(tokens))


def _one_line(text: str) -> str:
    """Each line break and the space around it as one space."""
    if "\n" not in text:
        return text
    first, *others, last = text.split("\n")
    between = [line for line in map(str.strip, others) if line]
    return " ".join([first.rstrip(), *between, last.lstrip()])


def _runs(tokens: Iterable[Token]) -> Iterable[Run]:
    strong = emphasis = 0
    link: str | None = None
    for token in tokens:
        match token.type:
            case "strong_open":
                strong += 1
            case "strong_close":
                strong -= 1
            case "em_open":
                emphasis += 1
            case "em_close":
                emphasis -= 1
            case "link_open":
                link = str(token.attrs.get("href", ""))
            case "link_close":
                link = None
            case "softbreak" | "hardbreak":
                yield Run(" ", strong > 0, emphasis > 0, link)
            case _:
                yield Run(token.content, strong > 0, emphasis > 0, link)


def joined(runs: Iterable[Run]) -> tuple[Run, ...]:
    """The same text with empty runs dropped and neighbours of one style made one."""
    styled = (run for run in runs if run.text)
    return tuple(_one(list(same)) for _, same in groupby(styled, _style))


def _style(run: Run) -> tuple[bool, bool, str | None]:
    return run.strong, run.emphasis, run.link


def _one(same: list[Run]) -> Run:
    first = same[0]
    if len(same) == 1:
        return first
    return Run("".join(run.text for run in same), first.strong, first.emphasis, first.link)


def plain(text: str) -> str:
    """The text as it is read: no markup, no addresses."""
    runs = parse(text)
    return runs[0].text if len(runs) == 1 else "".join([run.text for run in runs])


def links(text: str) -> tuple[tuple[str, str], ...]:
    """Each link's wording and address, in order."""
    found: list[tuple[str, str]] = []
    for address, group in groupby(parse(text), lambda run: run.link):
        if address is not None:
            found.append(("".join(run.text for run in group), address))
    return tuple(found)


def escaped(text: str) -> str:
    """Plain words as limited Markdown that reads the same."""
    return _SPECIAL.sub(r"\\\1", text)


def link_markup(words: str, address: str) -> str:
    """A link in limited Markdown. `words` may hold markup. An address that CommonMark cannot hold bare is bracketed."""
    held = _LINE_BREAK.sub(lambda odd: f"%{ord(odd.group()):02X}", address)
    held = _ENTITY.sub(r"\\&\1", re.sub(r"([\\<>])", r"\\\1", held))
    bare = held == address and not _NOT_BARE.search(held)
    return f"[{words}]({held})" if bare or not held else f"[{words}](<{held}>)"


def mapped_links(text: str, change: dict[str, str]) -> str:
    """The text with the addresses of its links exchanged where `change` names them; all else to the letter."""
    if not change:
        return text
    pattern = re.compile(r"\]\((" + "|".join(re.escape(address) for address in change) + r")\)")
    return pattern.sub(lambda found: f"]({change[found.group(1)]})", text)
