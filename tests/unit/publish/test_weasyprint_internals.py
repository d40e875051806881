"""What is remembered changes no byte, and a new WeasyPrint is looked at before it is relied on."""

import hashlib
import inspect
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree as ET

import pypdfium2
import pytest
import weasyprint
from hypothesis import example, given, settings
from hypothesis import strategies as st
from weasyprint.css import ComputedStyle, StyleFor, find_style_attributes, find_stylesheets, get_all_computed_styles
from weasyprint.document import Document, Page
from weasyprint.draw import (
    draw_background,
    draw_background_image,
    draw_block_level,
    draw_inline_level,
    draw_page,
    draw_stacking_context,
)
from weasyprint.draw.text import draw_first_line, draw_text
from weasyprint.formatting_structure.boxes import Box, ParentBox
from weasyprint.layout.background import layout_box_backgrounds
from weasyprint.layout.block import block_container_layout, block_level_layout
from weasyprint.layout.page import make_margin_boxes, set_page_type_computed_styles
from weasyprint.layout.percent import resolve_radii_percentages
from weasyprint.pdf import _use_references, generate_pdf
from weasyprint.pdf.anchors import add_links
from weasyprint.pdf.fonts import Font, build_fonts_dictionary
from weasyprint.pdf.stream import Stream
from weasyprint.pdf.tags import _build_box_tree, add_tags
from weasyprint.stacking import StackingContext
from weasyprint.text.line_break import Layout, first_line_metrics, split_first_line

from editor.document.installed_theme import InstalledTheme
from editor.files.issue_file import load_issue
from editor.files.themes import issues_folder, load_theme
from editor.publish.inbox import Snapshot
from editor.publish.preview import Preview
from editor.publish.protocol import PreviewFonts, SectionPages, ToWindow
from editor.publish.publication import Press
from editor.publish.sections import section_names
from editor.publish.weasyprint_internals import SmallPdfs, memory, parsing
from editor.publish.weasyprint_internals.memory import Memory
from editor.publish.weasyprint_internals.replacing import replaced
from editor.publish.weasyprint_internals.settled import SettledPage
from schemas import Bullet, Bullets, Issue

# WeasyPrint leaves the file of its colour profile open.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed file .*sRGB2014.icc:ResourceWarning")

THEME = load_theme("merics")
SAMPLE = load_issue(issues_folder() / "china-industries-2025-03-12.json")

RELIED_ON: dict[Callable[..., Any] | type, str] = {
    weasyprint.HTML.__init__: "5f19f40b8183",
    StyleFor.__init__: "b1e725a75525",
    StyleFor.set_computed_styles: "b5b15856b8be",
    StyleFor.add_page_declarations: "78e388ade232",
    ComputedStyle: "4ff0512c0af1",
    find_style_attributes: "c5b4eb4d3c00",
    find_stylesheets: "ac92dbb80c3f",
    get_all_computed_styles: "e4063ec7d60e",
    set_page_type_computed_styles: "4e68b396b35c",
    Document._render: "ebaceeb0fa8e",
    Page: "69061840d66b",
    Box.copy: "22622e649386",
    Box.__init__: "1b2ea2ec45b9",
    ParentBox.copy_with_children: "6b906f6c9326",
    ParentBox.remove_decoration: "689d6c8b42f7",
    block_level_layout: "c1301dde9284",
    block_container_layout: "65842ca53a83",
    split_first_line: "39ad1016863c",
    first_line_metrics: "55ec5d0b58b2",
    Layout: "681b737d1ba5",
    draw_text: "ebaf96239c6c",
    draw_first_line: "1bb8eae6d88e",
    draw_page: "d5bda6b6e675",
    draw_stacking_context: "c5811b178bdf",
    draw_block_level: "3de9ec3ad4aa",
    draw_inline_level: "068162a401d0",
    draw_background: "1c5a4893ea84",
    draw_background_image: "133db5e01d7c",
    StackingContext: "ec586508cac9",
    make_margin_boxes: "4a2d2e301eb3",
    layout_box_backgrounds: "617a870678c8",
    resolve_radii_percentages: "4980b3798c67",
    Stream: "624257224db6",
    Font: "1888854798bf",
    build_fonts_dictionary: "fc551bef35d0",
    generate_pdf: "626343ef25c3",
    _use_references: "4d1abd9646c3",
    add_links: "262e8b9b2998",
    add_tags: "f0e74575b0ba",
    _build_box_tree: "f716251a83e7",
}


def test_a_new_weasyprint_is_looked_at_before_it_is_relied_on() -> None:
    """Where this fails: see what changed, whether `weasyprint_internals` still fits, and note the new sums."""
    found = {code.__qualname__: hashlib.sha256(inspect.getsource(code).encode()).hexdigest()[:12] for code in RELIED_ON}
    assert found == {code.__qualname__: known for code, known in RELIED_ON.items()}, weasyprint.__version__


PLENTY = settings.get_current_profile_name() != "quick"


@contextmanager
def forgetting() -> Iterator[None]:
    """Everything is worked out anew, by WeasyPrint alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Memory, "at_work", lambda self, name: nullcontext())
        patch.setattr("editor.publish.pdf.remembered_drawing", nullcontext)
        yield


def file_without_memory(issue: Issue, theme: InstalledTheme, proof: bool) -> bytes:
    with forgetting():
        return Press(theme).publication(issue, proof=proof).pdf()


Edit = Callable[[Issue], Issue]


def in_entry(number: int, change: Callable[[Any], Any]) -> Edit:
    def edit(issue: Issue) -> Issue:
        place = number % len(issue.top5)
        entries = list(issue.top5)
        entries[place] = change(entries[place])
        return issue.model_copy(update={"top5": tuple(entries)})

    return edit


def typed(number: int, at: float, text: str) -> Edit:
    """Something typed into the comment's first paragraph; a negative place deletes from there."""

    def change(entry: Any) -> Any:
        first, *rest = entry.comment
        cut = int(abs(at) * len(first.text))
        new = first.text[:cut] + (text if at >= 0 else "") + first.text[cut if at >= 0 else cut + 40 :]
        return entry.model_copy(update={"comment": (first.model_copy(update={"text": new}), *rest)})

    return in_entry(number, change)


def with_bullet(number: int, text: str) -> Edit:
    block = Bullets(id="more", items=(Bullet(id="b1", text=text), Bullet(id="b2", text="Another")))
    return in_entry(number, lambda entry: entry.model_copy(update={"at_a_glance": (*entry.at_a_glance[:2], block)}))


def with_title(number: int, text: str) -> Edit:
    return in_entry(number, lambda entry: entry.model_copy(update={"title": text}))


def without_entry(number: int) -> Edit:
    def edit(issue: Issue) -> Issue:
        entries = issue.top5
        place = number % len(entries)
        return (
            issue.model_copy(update={"top5": (*entries[:place], *entries[place + 1 :])}) if len(entries) > 1 else issue
        )

    return edit


def without_date(issue: Issue) -> Issue:
    return issue.model_copy(update={"date": None})


numbers = st.integers(0, 2)
words = st.sampled_from(
    [
        "a",
        " ",
        " word",
        "**bold**",
        "*",
        "国家发展",
        "“quoted” ",
        "Wort " * 40,
        "[link](https://example.org/x)",
        "\n",
        "x" * 300,
    ]
)
edits = st.one_of(
    st.builds(typed, numbers, st.floats(-1, 1), words),
    st.builds(with_bullet, numbers, words),
    st.builds(with_title, numbers, words),
    st.builds(without_entry, numbers),
    st.just(without_date),
)
# One of each kind: few tries begin with the simplest alone.
ALL_KINDS = [
    typed(1, -0.5, ""),
    with_bullet(0, "国家发展"),
    with_title(1, "**"),
    without_entry(0),
    typed(0, 0.3, " word"),
]
SHORT = SAMPLE.model_copy(
    update={
        "top5": tuple(entry.model_copy(update={"comment": entry.comment[:1]}) for entry in SAMPLE.top5[:2]),
        "noteworthy": SAMPLE.noteworthy.model_copy(update={"policy_news": SAMPLE.noteworthy.policy_news[:2]}),
    }
)


class Shown:
    """What a window has of an issue: the small PDF of each section."""

    def __init__(self, press: Press) -> None:
        self.preview = Preview(press, SmallPdfs())
        self.sections: dict[str, bytes] = {}
        self._fonts = b""

    def show(self, issue: Issue) -> list[ToWindow]:
        messages = list(self.preview.messages(Snapshot(1, issue, "", frozenset())))
        for message in messages:
            match message:
                case PreviewFonts(_, content):
                    self._fonts = content
                case SectionPages():
                    self.sections[message.section] = self._fonts + message.body
        return messages


def pixels(pdf: bytes) -> list[bytes]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.render(scale=1.5).to_pil().tobytes() for page in document]


@settings(max_examples=200 if PLENTY else 2)
@example(ALL_KINDS)
@given(st.lists(edits, min_size=1, max_size=5))
def test_what_is_remembered_changes_no_byte_of_the_file(steps: list[Edit]) -> None:
    press = Press(THEME)
    issue = SHORT
    for publication in (press.publication(Issue()), press.publication(issue)):
        publication.pdf()
    for edit in steps:
        issue = edit(issue)
        publication = press.publication(issue)
    assert publication.pdf() == file_without_memory(issue, THEME, proof=False)


@settings(max_examples=200 if PLENTY else 2)
@example(ALL_KINDS)
@given(st.lists(edits, min_size=1, max_size=5))
def test_nor_does_it_where_the_preview_has_shown_the_pages_and_given_up_their_boxes(steps: list[Edit]) -> None:
    press = Press(THEME)
    window = Shown(press)
    issue = SHORT
    for earlier in (Issue(), issue):
        window.show(earlier)
    for edit in steps:
        issue = edit(issue)
        window.show(issue)
    publication = press.publication(issue)
    assert all(isinstance(page, SettledPage) for placed in publication.sections for page in placed.laid_out.pages)
    expected = file_without_memory(issue, THEME, proof=False)
    assert publication.pdf() == expected
    assert publication.pdf() == expected, "the second file of the same pages"


@settings(max_examples=100 if PLENTY else 2)
@example(ALL_KINDS)
@given(st.lists(edits, min_size=1, max_size=4))
def test_what_is_remembered_changes_no_pixel_of_the_preview(steps: list[Edit]) -> None:
    window = Shown(Press(THEME))
    issue = SHORT
    window.show(issue)
    for edit in steps:
        issue = edit(issue)
        window.show(issue)
    seen = [page for name in section_names(issue) for page in pixels(window.sections[name])]
    published = pixels(file_without_memory(issue, THEME, proof=False))
    assert [page for page, (one, other) in enumerate(zip(seen, published, strict=True), 1) if one != other] == []


def test_the_preview_sends_its_fonts_once() -> None:
    window = Shown(Press(THEME))
    window.show(SHORT)
    messages = window.show(typed(1, 0.5, "e")(SHORT))
    assert sum(isinstance(message, SectionPages) for message in messages) == 1
    assert not any(isinstance(message, PreviewFonts) for message in messages)


def theme_with_logo(folder: Path) -> InstalledTheme:
    place = folder / "merics"
    shutil.copytree(THEME.folder, place)
    circle = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 90"><circle cx="45" cy="45" r="40"/></svg>'
    (place / "logo.svg").write_text(circle, encoding="utf-8")
    return InstalledTheme(THEME.declared.model_copy(update={"logo": "logo.svg"}), place, THEME.characters)


def test_a_page_with_a_picture_keeps_its_boxes_and_comes_out_the_same(tmp_path: Path) -> None:
    theme = theme_with_logo(tmp_path)
    press = Press(theme)
    Shown(press).show(SHORT)
    publication = press.publication(SHORT)
    assert not isinstance(publication.sections[0].laid_out.pages[0], SettledPage)
    assert publication.pdf() == file_without_memory(SHORT, theme, proof=False)


def test_nor_does_it_after_a_proof() -> None:
    press = Press(THEME)
    press.publication(SHORT)
    proof = press.publication(SHORT, proof=True).pdf()
    assert proof == file_without_memory(SHORT, THEME, proof=True)
    assert press.publication(SHORT).pdf() == file_without_memory(SHORT, THEME, proof=False)


def test_well_formed_pages_are_the_same_when_they_are_read_as_html() -> None:
    def refused(source: str) -> None:
        raise ET.ParseError

    read_as_xml = Press(THEME).publication(SHORT).pdf()
    with replaced((parsing, "ET", SimpleNamespace(fromstring=refused, ParseError=ET.ParseError))):
        assert Press(THEME).publication(SHORT).pdf() == read_as_xml


def test_the_whole_sample_is_well_formed() -> None:
    def refused(*_: Any, **__: Any) -> None:
        raise AssertionError("read as HTML")

    with replaced((weasyprint.HTML, "__init__", refused)):
        Press(THEME).publication(SAMPLE)


@pytest.mark.parametrize("prepared", [False, True])
def test_a_keystroke_lays_out_what_it_changed_and_nothing_else(monkeypatch: pytest.MonkeyPatch, prepared: bool) -> None:
    press = Press(THEME)
    issue = SAMPLE
    press.publication(issue)
    if prepared:  # the author comes to a section that was laid out long ago
        monkeypatch.setattr(memory, "SECTIONS_REMEMBERED", 1)
        issue = typed(2, 0.5, "x")(issue)
        press.publication(issue)
        assert press.has_forgotten(f"top5/{SAMPLE.top5[1].id}")
        press.laid_out_again(f"top5/{SAMPLE.top5[1].id}")
        assert not press.has_forgotten(f"top5/{SAMPLE.top5[1].id}"), "once is enough"
    else:
        press.publication(typed(1, 0.5, "x")(issue))
    broken: list[str] = []

    def counted(text: str, *rest: Any) -> Any:
        broken.append(text)
        return split_first_line(text, *rest)

    monkeypatch.setattr("editor.publish.weasyprint_internals.blocks.split_first_line", counted)
    press.publication(typed(1, 0.5, "xy")(issue))
    assert 0 < len(broken) < 10


def test_nor_is_more_painted_or_put_into_margins(monkeypatch: pytest.MonkeyPatch) -> None:
    window = Shown(Press(THEME))
    for text in ("", "x", "xy"):
        window.show(typed(1, 0.5, text)(SHORT))
    called: list[str] = []

    def counted(place: str, original: Callable[..., Any]) -> None:
        def call(*arguments: Any) -> Any:
            called.append(original.__name__)
            return original(*arguments)

        monkeypatch.setattr(f"editor.publish.weasyprint_internals.{place}", call)

    counted("margins.make_margin_boxes", make_margin_boxes)
    counted("drawing._draw_first_line", draw_first_line)
    window.show(typed(1, 0.5, "xyz")(SHORT))
    assert "make_margin_boxes" not in called
    assert 0 < len(called) < 10


def test_functions_are_put_back_whatever_happens() -> None:
    before = weasyprint.css.StyleFor
    with pytest.raises(RuntimeError, match="stopped"), Memory("").at_work("x"):
        raise RuntimeError("stopped")
    assert weasyprint.css.StyleFor is before is StyleFor
