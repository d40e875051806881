"""The start page, and pages that stand in for dialogs."""

from __future__ import annotations

from editor.files.issue_file import load_issue
from editor.files.library_file import NAME as LIBRARY
from editor.files.library_file import save_library
from editor.files.templates import save_template
from editor.session.preview.renderer import Activity
from editor.ui.pages.guide import GuidePage
from editor.ui.pages.preferences import Preferences
from editor.ui.transfer.batch_page import BatchPage
from editor.ui.transfer.import_page import ImportPage
from schemas import IssuingBody, KnownPerson, Library
from tests.gui.photographer import SAMPLE, Photographer


def start(photographer: Photographer) -> None:
    photographer.window.start_page.scan()
    photographer.until(lambda: photographer.window.start_page.model.rowCount() == 3)


def empty(photographer: Photographer) -> None:
    empty = photographer.newsroom.parent / "Empty"
    empty.mkdir(exist_ok=True)
    photographer.settings.set_newsroom(empty)
    photographer.window.start_page.scan()
    photographer.until(lambda: "No issues" in photographer.window.start_page.list.note.text())
    photographer.settings.set_newsroom(photographer.newsroom)


def damaged(photographer: Photographer) -> None:
    photographer.window.files.open(photographer.newsroom / "china-industries-2025-01-15.json")


def tour(photographer: Photographer, step: int) -> None:
    """A step of the guided tour, counted from 1."""
    photographer.window.commands["tour"].trigger()
    desk = photographer.window.desk
    assert desk is not None
    photographer.until(lambda: desk.renderer.state.activity is Activity.IDLE and desk.renderer.rendering.page_count > 1)
    tour = photographer.window.tour.tour
    assert tour is not None
    for _ in range(step - 1):
        tour.card.next_button.click()


def guide(photographer: Photographer) -> None:
    photographer.window.commands["guide"].trigger()


def guide_search(photographer: Photographer) -> None:
    """A search in the guide that finds nothing."""
    photographer.window.commands["guide"].trigger()
    page = photographer.window.navigator.page
    assert isinstance(page, GuidePage)
    page.search.setText("zeppelin")


def themes(photographer: Photographer) -> None:
    photographer.window.navigator.preferences()
    page = photographer.window.navigator.page
    assert isinstance(page, Preferences)
    page.choose_theme.click()
    photographer.rest(2500)


def archive(photographer: Photographer) -> None:
    """Hits of a search, and one of them read beside the list."""
    photographer.open(photographer.newsroom / SAMPLE)
    photographer.window.commands["archive"].trigger()
    archive = photographer.window.archive.archive
    assert archive is not None
    page = archive.page
    assert page is not None
    page.form.words.setText("hydrogen")
    photographer.until(lambda: page.model.rowCount() > 0)


def library(photographer: Photographer) -> None:
    bodies = (
        IssuingBody(id="mof", abbreviation="MOF", name="Ministry of Finance", name_zh="财政部"),
        IssuingBody(id="finance", name="Finance Ministry"),
    )
    people = (KnownPerson(id="author", name="Sample Author", role=("Analyst",)),)
    save_library(Library(issuing_bodies=bodies, people=people), photographer.newsroom / LIBRARY)
    photographer.window.commands["library"].trigger()


def import_source(photographer: Photographer) -> None:
    source = photographer.newsroom.parent / "source.html"
    source.write_text(
        "<h1>Plans</h1><p>A first paragraph with a <a href='https://example.org/a'>link</a>.</p><table><tr><td>1</td>"
        "</tr></table><ul><li>One</li><li>Two</li></ul>",
        encoding="utf-8",
    )
    photographer.window.files.open(source)
    photographer.until(lambda: isinstance(photographer.window.navigator.page, ImportPage))


def templates(photographer: Photographer) -> None:
    """What New Issue offers where there are templates."""
    file = photographer.newsroom / "templates" / "Monthly, with five entries.json"
    save_template(load_issue(photographer.newsroom / SAMPLE), file)
    photographer.window.commands["new"].trigger()


def batch(photographer: Photographer) -> None:
    """A folder of old issues, with one file that is none."""
    folder = photographer.newsroom.parent / "Old"
    folder.mkdir(exist_ok=True)
    text = "MERICS Top 5\n\n1. A title of an entry\n\nDate: {}\n"
    (folder / "Newsletter of February 2024, final version.txt").write_text(text.format("4/2/2026"), encoding="utf-8")
    (folder / "March.txt").write_text(text.format("April 2, 2026"), encoding="utf-8")
    (folder / "Agenda.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"))
    photographer.dialogs.answer = folder
    photographer.window.commands["import_folder"].trigger()
    photographer.until(lambda: isinstance(photographer.window.navigator.page, BatchPage))
