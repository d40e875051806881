"""OpenDocument texts: text as it is seen, lists, links, changes, comments, and what no field can hold."""

import random

import pytest

from editor.formats.importing.source import read_source
from editor.formats.odt.reader import read_odt
from editor.formats.source.document import Anchor, ChangeKind, SourceThread, TextBlock
from editor.formats.source.tracked_view import TrackedView
from editor.formats.source.unreadable import UnreadableSource
from schemas import Theme
from tests.unit.formats.odt_files import (
    changed,
    changes,
    comment,
    footnote,
    h,
    items,
    link,
    odt,
    p,
    region,
    row,
    span,
    table,
)
from tests.unit.formats.test_docx import lines, repacked, said


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (p("One ", span("bold", "Bold"), " two"), ["One **bold** two"]),
        (h("A") + p("B", style="Lead") + h("C", level=3), ["# A", "## B", "### C"]),
        (items(p("x") + items(p("y")), p("z")), ["- x", "  - y", "- z"]),
        (items(p("x"), p("y"), style="Numbers"), ["1. x", "2. y"]),
        (items(p("x") + items(p("y"), style="Numbers"), p("z"), style="Numbers"), ["1. x", "  1.a) y", "2. z"]),
        (items(p("x") + p("more"), p("y"), style="Numbers"), ["1. x", "- more", "2. y"]),
        (items(p("x"), style="Numbers", attributes='xml:id="l1"') + p("between")
         + items(p("y"), style="Numbers", attributes='text:continue-list="l1"'), ["1. x", "between", "2. y"]),
        (items(p("x"), style="Numbers") + items(p("y"), style="Numbers"), ["1. x", "1. y"]),
        (items(h("T", level=2), style="Numbers"), ["## 1. T"]),
        (items(p("none"), style="None"), ["none"]),
        (p("H", span("2", "Lowered"), "O and 10", span("9", "Raised")), ["H₂O and 10⁹"]),
        (p("a  b\n c<text:s text:c='2'/>d"), ["a b c  d"]),
        (p("a<text:tab/>b"), ["a b"]),
        (p("a<text:line-break/>b"), ["a", "b"]),
        (p(span("\uf0e0", "Signs")), ["→"]),
        (p("page <text:page-number>7</text:page-number>"), ["page 7"]),
        (p(link("https://a.cn/x", "see")), ["[see](https://a.cn/x)"]),
        (p(link("#Title", "see")), ["see"]),
        ("<text:section>" + p("in a section") + "</text:section>", ["in a section"]),
        ("<text:table-of-content><text:table-of-content-source><text:index-title-template>x"
         "</text:index-title-template></text:table-of-content-source><text:index-body>" + p("One")
         + "</text:index-body></text:table-of-content>", ["One"]),
        (table(row(p("a"), p("b")), row(p("c"), p("d"))), ["a | b", "c | d"]),
        (table(row(p("a") + p("b"), p("c"))), ["a", "b", "c"]),
        (p(), []),
    ],
)  # fmt: skip
def test_text(body: str, expected: list[str]) -> None:
    assert lines(read_odt(odt(body))) == expected


REGIONS = changes(
    region("i", "insertion"),
    region("d", "deletion", "Al", "x"),
    region("f", "format-change"),
    region("o", "deletion", content=p("old ")),
)
CHANGED = REGIONS + p("Beijing ", changed("i", "has "), changed("d", "will "), changed("f", "published"), " a plan.")
DETACHED = REGIONS + p("An <text:change text:change-id='o'/>idea")


def test_tracked_changes_are_there_or_not() -> None:
    assert lines(read_odt(odt(CHANGED))) == ["Beijing has published a plan."]
    assert lines(read_odt(odt(CHANGED), TrackedView.REJECTED)) == ["Beijing will published a plan."]
    assert lines(read_odt(odt(CHANGED), frozenset(["Al"]))) == ["Beijing published a plan."]
    assert lines(read_odt(odt(DETACHED))) == ["An idea"]
    assert lines(read_odt(odt(DETACHED), TrackedView.REJECTED)) == ["An old idea"]


def test_tracked_changes_are_values_with_their_places() -> None:
    changes = read_odt(odt(CHANGED), TrackedView.REJECTED).changes
    assert [(change.author, change.time, change.kind, change.words, change.anchor) for change in changes] == [
        ("Ed", "2025-03-10T09:00:00", ChangeKind.INSERTION, "has ", Anchor(0, 8, 0)),
        ("Al", "", ChangeKind.DELETION, "will ", Anchor(0, 8, 5)),
    ]


def test_paragraphs_are_parted_and_joined_by_tracked_marks() -> None:
    inserted = REGIONS + p("one<text:change-start text:change-id='i'/>") + p("two<text:change-end text:change-id='i'/>")
    assert lines(read_odt(odt(inserted))) == ["one", "two"]
    assert lines(read_odt(odt(inserted), TrackedView.REJECTED)) == ["one"]
    deleted = REGIONS + p("one<text:change-start text:change-id='d'/>") + p("<text:change-end text:change-id='d'/>two")
    assert lines(read_odt(odt(deleted))) == ["onetwo"]
    assert lines(read_odt(odt(deleted), TrackedView.REJECTED)) == ["one", "two"]
    listed = changes(region("o", "deletion", content=p("end") + p("start "))) + p(
        "one <text:change text:change-id='o'/>two"
    )
    assert lines(read_odt(odt(listed), TrackedView.REJECTED)) == ["one end", "start two"]


def test_comments_are_threads_on_their_words() -> None:
    body = p() + p("The ", comment("c1", "Sure?", "quo", span("ta", "Bold"), more='loext:resolved="true"'), " rises.")
    body += p("Here", comment("c2", "All of it?"), comment("c3", "Yes.", author="Al", more='loext:parent-name="c2"'))
    first, second = read_odt(odt(body)).threads
    assert (first.words, first.anchor, first.resolved) == ("quota", Anchor(0, 4, 5), True)
    assert [(one.author, one.time, one.text) for one in first.comments] == [("Ed", "2025-03-10T09:00:00", "Sure?")]
    assert second == SourceThread(second.comments, Anchor(1, 4, 0), "")
    assert [(one.author, one.text) for one in second.comments] == [("Ed", "All of it?"), ("Al", "Yes.")]


FRAME = '<draw:frame><draw:image xlink:href="Pictures/1.png"/><svg:desc>A map</svg:desc></draw:frame>'
BOX = f"<draw:frame><draw:text-box>{p('in a box')}</draw:text-box></draw:frame>"


@pytest.mark.parametrize(
    ("body", "text", "notes"),
    [
        (p("a", FRAME), ["a"], ["1 picture was left out: “A map”."]),
        (p("a", span("b", "Struck"), "c"), ["ac"], ["Struck-out text was left out: “b”."]),
        (p("a", span("b", "Hidden")), ["a"], ["Hidden text was left out: “b”."]),
        (p("a", BOX, "b"), ["ab", "in a box"],
         ["The text of a text box was placed after the paragraph that it is anchored to."]),
        (f"<draw:g>{BOX}<draw:measure>{p('64 mm')}</draw:measure></draw:g>" + p("a"), ["in a box", "64 mm", "a"],
         2 * ["The text of a text box was placed after the paragraph that it is anchored to."]),
        (f"<draw:custom-shape>{p('in a shape')}</draw:custom-shape>" + p("a"), ["in a shape", "a"],
         ["The text of a text box was placed after the paragraph that it is anchored to."]),
        (p("a", footnote("1", "The note."), "."), ["a."],
         ["1 note reference was left out: “1”.", "1 note was left out: “The note.”"]),
        (p("<text:ruby><text:ruby-base>漢</text:ruby-base><text:ruby-text>hàn</text:ruby-text></text:ruby>字"),
         ["漢字"], ["1 pronunciation guide was left out: “hàn”."]),
    ],
)  # fmt: skip
def test_what_no_field_holds_is_named(body: str, text: list[str], notes: list[str]) -> None:
    document = read_odt(odt(body))
    assert lines(document) == text
    assert said(document) == notes


def test_what_is_on_each_page_is_named() -> None:
    document = read_odt(odt(p("a"), header=p("China Industries<text:tab/>March 12"), title=" An  issue"))
    assert said(document) == ["Left out as part of the page: “China Industries March 12”."]
    assert document.title == "An issue"


# Bad documents.


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("content.xml", b"<office", "is not valid XML"),
        ("content.xml", b"<x/>", "it has no text"),
        ("content.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "declares entities"),
        ("content.xml", b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>', "declares entities"),
        ("content.xml", b"<x>" + b" " * 40_000_001 + b"</x>", "is too large when it is unpacked"),
        ("META-INF/manifest.xml", b"<manifest><encryption-data/></manifest>", "protected by a password"),
    ],
)
def test_bad_parts_are_one_sentence(name: str, content: bytes, message: str, theme: Theme) -> None:
    with pytest.raises(UnreadableSource, match=message) as caught:
        read_source(repacked(odt(p("x")), name, content), theme)
    assert caught.value.help


def test_a_document_that_is_nested_too_deeply_is_refused() -> None:
    for start, end in (("<text:section>", "</text:section>"), ("<text:p><text:span>", "</text:span></text:p>")):
        with pytest.raises(UnreadableSource, match="too deeply"):
            read_odt(odt(start * 5_000 + p("x") + end * 5_000))


def test_damaged_documents_are_read_or_refused() -> None:
    good = odt(CHANGED + items(p("x"), style="Numbers") + p(comment("c", "a", "b"), footnote("1", "n")))
    chance = random.Random(7)
    content = REGIONS.encode()
    for _ in range(200):
        whole = bytearray(repacked(good, "none", content))
        for _ in range(chance.randrange(1, 6)):
            whole[chance.randrange(len(whole))] = chance.randrange(256)
        try:
            document = read_odt(bytes(whole))
        except UnreadableSource:
            continue
        assert all(isinstance(block.place, int) for block in document.blocks if isinstance(block, TextBlock))
