"""Web pages of any build: each visible word is in the issue or in a note, and nothing invisible becomes text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from editor.files.themes import read_theme
from editor.formats.clipboard.pasted_html import from_html
from editor.formats.importing.source import read_source
from tests.properties.source_words import InventedWords, noted, words_of

THEME = read_theme("merics")


@dataclass
class Page(InventedWords):
    """HTML with the words that a reader sees, and those that are not to become text."""

    parts: list[str] = field(default_factory=list)
    visible: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)


# In each, {} stands for words, and [] for one in an attribute.
SEEN = """
{} | <b>{}</b> | <i>{}</i> | <a href="https://example.org/a_b?x=1&amp;y=2">{}</a> | <u>{}</u> | {}<br> | <code>{}</code>
<span style="font-weight:700">{}</span> | <font color=red>{}</font> | CO<sub>2</sub>{} | 10<sup>9</sup> {} | *{}* | «{}»
{}[1] | <a href='javascript:x()'>{}</a> | <ins>{}</ins> | {}&nbsp; | <sup>{}</sup> | <q>{}</q>
<ruby>{}<rt>x</rt></ruby> | <span style='font-family:Arial'>{}</span>
"""
STRUCK = """
<s>{}</s> | <strike>{}</strike> | <del>{}</del> | <span style='text-decoration: line-through'>{}</span>
"""
HIDDEN = """
<!-- {} --> | <script>{}</script> | <style>{}</style> | <span style='display:none'>{}</span> | <template>{}</template>
"""
BLOCKS = """
<p>{}</p> | <div>{}</div> | <h2>{}</h2> | <ul><li>{}</li><li>{}</li></ul> | <ol><li>{}</li><li>{}</li></ol> | <li>{}
<table><tr><td>{}</td><td>{}</td></tr><tr><td>{}</td><td>{}</td></tr></table> | <blockquote><p>{}</p></blockquote>
<div><div>{}</div>{}</div> | <nav>{}</nav> | <figure><img src=x alt='[]'><figcaption>{}</figcaption></figure>
<pre>{} {}</pre> | <p>1. {}</p> | <p><b>At a glance:</b> {}</p> | <p>Issuing bodies: {}</p> | <h1>MERICS TOP 5</h1>
<p>NOTEWORTHY</p> | <p>Policy news</p> | <p>• <i>December 25:</i> {} (<a href='https://example.org'>{}</a>)</p>
<p>MERICS comment: {}</p> | <p>Article: {} (<a href='https://example.org/x'>Link</a>)</p> | <p>PUBLISHER</p> | {}<hr>
<p>AUTHORS</p> | <div style='mso-element:footnote-list'><p>{}</p></div> | <aside><p>{}</p></aside> | <p>CONTENTS</p>
<dl><dt>{}</dt><dd>{}</dd></dl> | <p>March 12, 2025</p> | <p>Editor: {}, {}</p>
"""


def choices(text: str) -> list[str]:
    return [choice.strip() for line in text.strip().split("\n") for choice in line.split(" | ")]


@st.composite
def pages(draw: st.DrawFn) -> Page:
    page = Page()
    for block in draw(st.lists(st.sampled_from(choices(BLOCKS)), max_size=14)):
        filled = block
        while "{}" in filled:
            filled = filled.replace("{}", " ".join(inlines(draw, page)).replace("{}", ""), 1)
        page.parts.append(filled.replace("[]", page.word(page.visible)) if "[]" in filled else filled)
    return page


def inlines(draw: st.DrawFn, page: Page) -> Iterator[str]:
    for kind in draw(st.lists(st.sampled_from("vvvvsh"), min_size=1, max_size=4)):
        forms, words = {"v": (SEEN, page.visible), "s": (STRUCK, page.struck), "h": (HIDDEN, page.hidden)}[kind]
        yield draw(st.sampled_from(choices(forms))).replace("{}", page.word(words))


@given(pages(), st.booleans())
def test_each_visible_word_is_in_the_issue_or_in_a_note(page: Page, whole: bool) -> None:
    source = (
        f"<!doctype html><html><body>{''.join(page.parts)}</body></html>" if whole else f"<p></p>{''.join(page.parts)}"
    )
    read = read_source(source.encode(), THEME)
    found, said = words_of(read.issue), noted(read)
    for word in page.visible:
        assert word in found or word in said, word
    for word in page.struck:
        assert word not in found, word
        assert word in said, word
    for word in page.hidden:
        assert word not in found, word


@given(pages())
def test_each_visible_word_is_pasted_or_named(page: Page) -> None:
    pasted = from_html("".join(page.parts))
    found = " ".join(block.text for block in pasted.blocks)
    said = " ".join(pasted.notes)
    for word in page.visible:
        assert word in found or word in said or _too_many_to_name(said), word
    for word in (*page.struck, *page.hidden):
        assert word not in found, word


def _too_many_to_name(said: str) -> bool:
    """A paste names the first three of a kind, and the number of the others."""
    return re.search(r"and [0-9]+ more|…", said) is not None


@given(st.text(max_size=200))
def test_any_text_is_a_source(text: str) -> None:
    source = f"<html><body>{html.escape(text)}</body></html>"
    read_source(source.encode("utf-8", errors="surrogatepass"), THEME)
    read_source(f"<html><body>{text}".encode("utf-8", errors="surrogatepass"), THEME)
