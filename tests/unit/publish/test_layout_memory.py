"""The layout memory changes no byte, and it is used only with a WeasyPrint that was tested."""

import functools
import hashlib
import inspect
import logging
import shutil
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree as ET

import pydyf
import pypdfium2
import pytest
import weasyprint
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st
from weasyprint.anchors import make_page_bookmark_tree
from weasyprint.css import ComputedStyle, Style, StyleFor, find_stylesheets, get_all_computed_styles
from weasyprint.css.targets import TargetCollector
from weasyprint.document import Document, Page
from weasyprint.draw import draw_block_level, draw_inline_level, draw_page, draw_stacking_context
from weasyprint.draw.text import draw_first_line, draw_text
from weasyprint.formatting_structure.boxes import Box, ParentBox
from weasyprint.formatting_structure.build import build_formatting_structure
from weasyprint.layout import LayoutContext
from weasyprint.layout.background import layout_box_backgrounds
from weasyprint.layout.block import block_container_layout, block_level_layout
from weasyprint.layout.page import make_margin_boxes, set_page_type_computed_styles
from weasyprint.layout.percent import resolve_radii_percentages
from weasyprint.pdf import _use_references
from weasyprint.pdf.anchors import add_links
from weasyprint.pdf.fonts import Font, build_fonts_dictionary
from weasyprint.pdf.stream import Stream
from weasyprint.pdf.tags import _build_box_tree, add_tags
from weasyprint.text.fonts import get_font_description
from weasyprint.text.line_break import Layout, first_line_metrics, split_first_line, strut

from editor.document.installed_theme import InstalledTheme
from editor.files.issue_file import load_issue
from editor.files.themes import issues_folder, load_theme
from editor.publish import layout_memory
from editor.publish.inbox import Snapshot
from editor.publish.layout_memory import SWITCH, TESTED_VERSIONS, memory, why_off
from editor.publish.layout_memory.memory import RememberingBackend
from editor.publish.patching import patched
from editor.publish.preview import Preview
from editor.publish.protocol import PreviewFonts, SectionPages, ToWindow
from editor.publish.publication import SectionLayoutCache
from editor.publish.sections import section_names
from schemas import Bullet, Bullets, Issue, Paragraph

# WeasyPrint leaves the file of its colour profile open.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed file .*sRGB2014.icc:ResourceWarning")

THEME = load_theme("merics")
SAMPLE = load_issue(issues_folder() / "china-industries-2025-03-12.json")

RELIED_ON: tuple[Callable[..., Any] | type, ...] = (
    *(weasyprint.HTML.__init__, StyleFor.__init__, StyleFor.set_computed_styles, StyleFor.add_page_declarations),
    *(Style, ComputedStyle, find_stylesheets, get_all_computed_styles, set_page_type_computed_styles, TargetCollector),
    *(Document._render, Page, Box.copy, Box.__init__, ParentBox.copy_with_children, ParentBox.remove_decoration),
    *(LayoutContext, build_formatting_structure, block_level_layout, block_container_layout, split_first_line),
    *(
        strut,
        get_font_description,
        first_line_metrics,
        Layout,
        draw_text,
        draw_first_line,
        layout_box_backgrounds,
        resolve_radii_percentages,
    ),
    *(draw_inline_level, draw_block_level, make_margin_boxes),
    *(Stream, Font, build_fonts_dictionary, _use_references, pydyf.PDF, pydyf.Object, pydyf.Stream),
    *(add_tags, _build_box_tree, draw_page, draw_stacking_context, add_links, make_page_bookmark_tree),
)
"""Private code that the memory replaces or whose results it reuses."""
DIGESTS = {"70.0": "9f755b7921c0c8a5"}


def test_the_tested_weasyprint_has_the_private_code_that_the_memory_relies_on() -> None:
    """If this fails: see what changed, whether `layout_memory` still fits, then add the version and the digest."""
    if why_off():
        pytest.skip(why_off())
    sources = "".join(inspect.getsource(code) for code in RELIED_ON)
    assert hashlib.sha256(sources.encode()).hexdigest()[:16] == DIGESTS[metadata.version("weasyprint")]


PLENTY = settings.get_current_profile_name() != "quick"
# In the suite one edit of each kind: the few examples that there is time for are the same each time, and simple.
PHASES = tuple(Phase) if PLENTY else (Phase.explicit,)


def file_without_memory(issue: Issue, theme: InstalledTheme, proof: bool) -> bytes:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(SWITCH, "off")
        return SectionLayoutCache(theme).publication(issue, proof=proof).pdf()


@functools.cache
def short_without_memory() -> bytes:
    """What most tests compare with, laid out once."""
    return file_without_memory(SHORT, THEME, proof=False)


@pytest.fixture(params=["with memory", "without memory"])
def either_way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "without memory":
        monkeypatch.setenv(SWITCH, "off")
    elif why_off():
        pytest.skip(why_off())
    return str(request.param)


@pytest.fixture
def needs_memory() -> None:
    if why_off():
        pytest.skip(why_off())


Edit = Callable[[Issue], Issue]


def in_entry(number: int, change: Callable[[Any], Any]) -> Edit:
    def edit(issue: Issue) -> Issue:
        place = number % len(issue.top5)
        entries = list(issue.top5)
        entries[place] = change(entries[place])
        return issue.model_copy(update={"top5": tuple(entries)})

    return edit


def typed(number: int, at: float, text: str) -> Edit:
    """Text typed into the first paragraph of a comment, at a relative position; a negative position deletes text."""

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
    """What a window receives: the preview PDF of each section."""

    def __init__(self, cache: SectionLayoutCache) -> None:
        self.preview = Preview(cache, cache.preview_writer())
        self.sections: dict[str, bytes] = {}
        self._fonts = b""

    def show(self, issue: Issue) -> list[ToWindow]:
        messages = list(self.preview.messages(Snapshot(1, issue, "", frozenset())))
        for message in messages:
            match message:
                case PreviewFonts(_, content):
                    self._fonts = content
                case SectionPages():
                    self.sections[message.section] = (self._fonts if message.fonts else b"") + message.body
        return messages


def pixels(pdf: bytes) -> list[bytes]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.render(scale=1.5).to_pil().tobytes() for page in document]


@settings(max_examples=200, phases=PHASES)
@example(ALL_KINDS)
@given(st.lists(edits, min_size=1, max_size=5))
@pytest.mark.slow
def test_the_memory_changes_no_byte_of_the_file(steps: list[Edit]) -> None:
    cache = SectionLayoutCache(THEME)
    issue = SHORT
    for publication in (cache.publication(Issue()), cache.publication(issue)):
        publication.pdf()
    for edit in steps:
        issue = edit(issue)
        publication = cache.publication(issue)
    assert publication.pdf() == file_without_memory(issue, THEME, proof=False)


@pytest.mark.slow
@pytest.mark.usefixtures("either_way")
def test_edits_of_the_sample_issue_give_the_file_and_the_pixels_of_a_first_layout() -> None:
    cache = SectionLayoutCache(THEME)
    window = Shown(cache)
    issue = SAMPLE
    window.show(issue)
    every_section = [typed(number, 0.4, " more words") for number in range(5)]
    for edit in (*every_section, *ALL_KINDS, typed(3, 0.7, "。国家"), with_bullet(4, "x"), typed(1, 0.9, "**")):
        issue = edit(issue)
        window.show(issue)
    publication = cache.publication(issue)
    expected = file_without_memory(issue, THEME, proof=False)
    assert publication.pdf() == expected
    assert publication.pdf() == expected, "the second file of the same pages"
    seen = [page for name in section_names(issue) for page in pixels(window.sections[name])]
    assert [page for page, (one, two) in enumerate(zip(seen, pixels(expected), strict=True), 1) if one != two] == []


@settings(max_examples=100, phases=PHASES)
@example(ALL_KINDS)
@given(st.lists(edits, min_size=1, max_size=4))
@pytest.mark.slow
def test_the_memory_changes_no_pixel_of_the_preview(steps: list[Edit]) -> None:
    window = Shown(SectionLayoutCache(THEME))
    issue = SHORT
    window.show(issue)
    for edit in steps:
        issue = edit(issue)
        window.show(issue)
    seen = [page for name in section_names(issue) for page in pixels(window.sections[name])]
    published = pixels(file_without_memory(issue, THEME, proof=False))
    assert [page for page, (one, other) in enumerate(zip(seen, published, strict=True), 1) if one != other] == []


def test_a_line_below_a_new_link_does_not_take_the_links_colour() -> None:
    window = Shown(SectionLayoutCache(THEME))

    def ending_in(last: str) -> Issue:
        texts = (f"A paragraph that ends in a {last}", "The next one is as it was.", "And the one after it.")
        comment = tuple(Paragraph(id=f"p{number}", text=text) for number, text in enumerate(texts))
        return in_entry(0, lambda entry: entry.model_copy(update={"comment": comment}))(SHORT)

    for last in ("word", "[word](https://example.org/x)"):
        window.show(ending_in(last))
    seen = [page for name in section_names(SHORT) for page in pixels(window.sections[name])]
    assert seen == pixels(file_without_memory(ending_in(last), THEME, proof=False))


@pytest.mark.parametrize("package", ["weasyprint", "pydyf"])
def test_the_memory_is_off_with_an_untested_version_and_a_line_in_the_log_says_so(
    package: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.delenv(SWITCH, raising=False)
    monkeypatch.setattr(
        "editor.publish.layout_memory.version", lambda name: "999.1" if name == package else TESTED_VERSIONS[name][0]
    )
    with caplog.at_level(logging.INFO, "editor.publish"):
        cache = SectionLayoutCache(THEME)
    reason = f"The layout memory is off: it was not tested with {package} 999.1. Pages are the same, but slower."
    assert caplog.messages.count(reason) == 1
    assert cache.publication(SHORT).pdf() == short_without_memory()
    (pages,) = {one.fonts for one in Shown(cache).show(SHORT) if isinstance(one, SectionPages)}
    assert pages == 0, "the preview is written by WeasyPrint alone"


@pytest.mark.usefixtures("needs_memory")
def test_the_preview_sends_its_fonts_once() -> None:
    window = Shown(SectionLayoutCache(THEME))
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


def test_pages_with_a_picture_are_the_same(tmp_path: Path) -> None:
    theme = theme_with_logo(tmp_path)
    cache = SectionLayoutCache(theme)
    Shown(cache).show(SHORT)
    assert cache.publication(SHORT).pdf() == file_without_memory(SHORT, theme, proof=False)


@pytest.mark.slow
def test_the_file_after_a_proof_is_the_same() -> None:
    cache = SectionLayoutCache(THEME)
    cache.publication(SHORT)
    proof = cache.publication(SHORT, proof=True).pdf()
    assert proof == file_without_memory(SHORT, THEME, proof=True)
    assert cache.publication(SHORT).pdf() == short_without_memory()


def test_well_formed_pages_are_the_same_when_they_are_read_as_html() -> None:
    def refused(source: str) -> None:
        raise ET.ParseError

    expected = short_without_memory()
    with patched((memory, "ET", SimpleNamespace(fromstring=refused, ParseError=ET.ParseError))):
        assert SectionLayoutCache(THEME).publication(SHORT).pdf() == expected


@pytest.mark.usefixtures("needs_memory")
def test_the_whole_sample_is_parsed_as_xml() -> None:
    def refused(*_: Any, **__: Any) -> None:
        raise AssertionError("read as HTML")

    with patched((weasyprint.HTML, "__init__", refused)):
        SectionLayoutCache(THEME).publication(SAMPLE)


@pytest.mark.usefixtures("needs_memory")
@pytest.mark.parametrize("prepared", [False, True])
def test_a_keystroke_lays_out_what_it_changed_and_nothing_else(monkeypatch: pytest.MonkeyPatch, prepared: bool) -> None:
    cache = SectionLayoutCache(THEME)
    issue = SAMPLE
    cache.publication(issue)
    if prepared:  # the author comes to a section that was laid out long ago
        monkeypatch.setattr(memory, "MAX_SECTIONS", 1)
        issue = typed(2, 0.5, "x")(issue)
        cache.publication(issue)
        assert cache.needs_preparation(f"top5/{SAMPLE.top5[1].id}")
        cache.prepare(f"top5/{SAMPLE.top5[1].id}")
        assert not cache.needs_preparation(f"top5/{SAMPLE.top5[1].id}"), "once is enough"
    else:
        cache.publication(typed(1, 0.5, "x")(issue))
    broken: list[str] = []

    def counted(text: str, *rest: Any, **named: Any) -> Any:
        broken.append(text)
        return split_first_line(text, *rest, **named)

    monkeypatch.setattr("weasyprint.layout.inline.split_first_line", counted)
    cache.publication(typed(1, 0.5, "xy")(issue))
    assert 0 < len(broken) < 12


@pytest.mark.usefixtures("needs_memory")
def test_a_keystroke_shapes_no_more_than_a_few_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    window = Shown(SectionLayoutCache(THEME))
    for text in ("", "x", "xy"):
        window.show(typed(1, 0.5, text)(SHORT))
    called: list[str] = []

    def counted(*arguments: Any) -> Any:
        called.append(arguments[1].text)
        return draw_first_line(*arguments)

    monkeypatch.setattr("weasyprint.draw.text.draw_first_line", counted)
    window.show(typed(1, 0.5, "xyz")(SHORT))
    assert 0 < len(called) < 10


def test_functions_are_restored_after_a_failure() -> None:
    before = weasyprint.css.StyleFor
    with pytest.raises(RuntimeError, match="stopped"), RememberingBackend("").laying_out("x"):
        raise RuntimeError("stopped")
    assert weasyprint.css.StyleFor is before is StyleFor


def test_the_memory_stays_small() -> None:
    """Every line here depends on WeasyPrint's private interface and has to be checked with each release."""
    folder = Path(layout_memory.__file__).parent
    lines = sum(len(path.read_text(encoding="utf-8").splitlines()) for path in folder.glob("*.py"))
    # 220 of them hand pages to another process, 60 write long files, 115 copy lines and margins that did not change.
    assert lines <= 1145
