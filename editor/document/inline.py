"""Limited Markdown: the inline text of paragraphs, bullets and news items.

Strong, emphasis and links, nothing else. HTML, images, code and entities are inert text. CommonMark's own rules
decide what is markup (https://spec.commonmark.org/0.31.2/), so that other tools read the same file the same way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
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
_SPACE = re.compile(r"\s*\n\s*")


@lru_cache(maxsize=20_000)
def parse(text: str) -> tuple[Run, ...]:
    """The runs of a string of limited Markdown, neighbours of one style joined. Line breaks become spaces."""
    flat = _SPACE.sub(" ", text)
    tokens = _PARSER.parseInline(flat)[0].children or []
    return joined(_runs(tokens))


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
    return tuple(
        replace(group[0], text="".join(run.text for run in group))
        for group in (list(same) for _, same in groupby(styled, lambda run: (run.strong, run.emphasis, run.link)))
    )


def plain(text: str) -> str:
    """The text as it is read: no markup, no addresses."""
    return "".join(run.text for run in parse(text))


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
    """A link in limited Markdown. `words` may hold markup; an address that CommonMark cannot hold bare is bracketed."""
    if address and (re.search(r"[\s()<>\\]", address) or address != address.strip()):
        cleaned = re.sub(r"[\n<>]", lambda odd: f"%{ord(odd.group()):02X}", address)
        return f"[{words}](<{cleaned}>)"
    return f"[{words}]({address})"


def mapped_links(text: str, change: dict[str, str]) -> str:
    """The text with the addresses of its links exchanged where `change` names them; all else to the letter."""
    pattern = re.compile(r"\]\((" + "|".join(re.escape(address) for address in change) + r")\)")
    return pattern.sub(lambda found: f"]({change[found.group(1)]})", text)
