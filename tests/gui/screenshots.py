"""The pictures of the README, and more to look at, taken of the real window without a screen.

python -m tests.gui.screenshots            # renews tests/gui/screenshots/*.png
python -m tests.gui.screenshots FOLDER     # every view, light and dark, at 100 and 200 percent
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from editor.document.editing.edits import SetValue
from editor.document.paths import FieldPath, path
from editor.files.issue_file import load_issue
from editor.files.library_file import NAME as LIBRARY
from editor.files.library_file import save_library
from editor.files.templates import save_template
from editor.session.preview.renderer import Activity
from editor.session.review.mode import Mode
from editor.ui.gc_policy import GarbageCollectionPolicy
from editor.ui.look.look import Scheme
from editor.ui.pages.guide import GuidePage
from editor.ui.pages.preferences import Preferences
from editor.ui.transfer.import_page import ImportPage
from schemas import IssuingBody, KnownPerson, Library, Paragraph
from tests.gui.photographer import SAMPLE, SIZE, Photographer

HERE = Path(__file__).with_suffix("")


def readme(photographer: Photographer) -> None:
    """Few and small: what the README shows."""
    start_page = photographer.window.start_page
    photographer.until(lambda: start_page.model.rowCount() == 3)
    photographer.take("start-light")
    photographer.open(photographer.newsroom / SAMPLE)
    _write(photographer)
    photographer.take("writing-light")
    photographer.settings.set_look(Scheme.DARK, 100)
    photographer.take("writing-dark")
    photographer.settings.set_look(Scheme.LIGHT, 100)
    _spoil(photographer)
    photographer.window.commands["export"].trigger()
    photographer.take("problems-light")
    photographer.window.banners.clear()
    photographer.close_issue()
    _view_review(photographer)
    photographer.take("review-light")


def everything(photographer: Photographer, wanted: Sequence[str]) -> None:
    """Every view, or those wanted, in both schemes and sizes."""
    for scheme, size in ((Scheme.LIGHT, 100), (Scheme.DARK, 100), (Scheme.LIGHT, 200), (Scheme.DARK, 150)):
        photographer.settings.set_look(scheme, size)
        for name in wanted or VIEWS:
            with _afresh(photographer):
                VIEWS[name](photographer)
                photographer.take(f"{name}-{scheme.value}-{size}")


@contextmanager
def _afresh(photographer: Photographer) -> Iterator[None]:
    photographer.window.banners.clear()
    yield
    photographer.window.resize(*SIZE)
    photographer.window.navigator.close()
    photographer.close_issue()


def _write(photographer: Photographer) -> None:
    desk = photographer.window.desk
    assert desk is not None
    photographer.go_to(FieldPath(("top5", desk.session.issue.top5[1].id, "at_a_glance")))


def _spoil(photographer: Photographer) -> None:
    """What an editor finds in a draft."""
    desk = photographer.window.desk
    assert desk is not None
    issue = desk.session.issue
    desk.session.edit(SetValue(FieldPath(("top5", issue.top5[2].id, "title")), ""), "x")
    desk.session.edit(SetValue(FieldPath(("top5", issue.top5[2].id, "source", "link")), "www.gov.cn"), "x")
    desk.session.edit(SetValue(path("noteworthy/policy_news"), issue.noteworthy.policy_news[::-1]), "x")
    photographer.go_to(FieldPath(("top5", issue.top5[2].id, "title")))


def _view_start(photographer: Photographer) -> None:
    photographer.window.start_page.scan()
    photographer.until(lambda: photographer.window.start_page.model.rowCount() == 3)


def _view_empty(photographer: Photographer) -> None:
    empty = photographer.newsroom.parent / "Empty"
    empty.mkdir(exist_ok=True)
    photographer.settings.set_newsroom(empty)
    photographer.window.start_page.scan()
    photographer.until(lambda: "No issues" in photographer.window.start_page.list.note.text())
    photographer.settings.set_newsroom(photographer.newsroom)


def _view_damaged(photographer: Photographer) -> None:
    photographer.window.files.open(photographer.newsroom / "china-industries-2025-01-15.json")


def _view_masthead(photographer: Photographer) -> None:
    photographer.open(photographer.newsroom / SAMPLE)


def _view_writing(photographer: Photographer) -> None:
    photographer.open(photographer.newsroom / SAMPLE)
    _write(photographer)


def _view_news(photographer: Photographer) -> None:
    photographer.open(photographer.newsroom / SAMPLE)
    photographer.go_to(path("noteworthy/policy_news"))


def _view_imprint(photographer: Photographer) -> None:
    photographer.open(photographer.newsroom / SAMPLE)
    photographer.go_to(path("imprint/authors"))


def _view_problems(photographer: Photographer) -> None:
    photographer.open(photographer.newsroom / SAMPLE)
    _spoil(photographer)
    photographer.window.commands["export"].trigger()


def _view_exported(photographer: Photographer) -> None:
    photographer.open(photographer.newsroom / SAMPLE)
    photographer.settings.set_export_folder(photographer.newsroom)
    photographer.window.commands["export"].trigger()
    photographer.until(lambda: bool(photographer.window.banners.messages))
    publishing = photographer.window.publishing
    photographer.until(lambda: publishing is not None and not publishing.publishing.is_busy)


def _view_find(photographer: Photographer) -> None:
    photographer.open(photographer.newsroom / SAMPLE)
    photographer.window.commands["replace"].trigger()
    assert photographer.window.desk is not None
    bar = photographer.window.desk.find_bar
    bar.text.setText("hydrogen")
    bar.find_next()
    bar.find_next()


def _view_leaving(photographer: Photographer) -> None:
    photographer.open(photographer.newsroom / SAMPLE)
    assert photographer.window.desk is not None
    photographer.window.desk.session.edit(SetValue(path("headline"), "Unsaved words"), "x")
    photographer.window.commands["close"].trigger()


def _view_new(photographer: Photographer) -> None:
    photographer.window.files.new_issue()
    assert photographer.window.desk is not None
    photographer.go_to(FieldPath(("top5", photographer.window.desk.session.issue.top5[0].id, "title")))
    renderer = photographer.window.desk.renderer
    photographer.until(lambda: renderer.state.activity is Activity.IDLE and renderer.rendering.page_count > 1)


def _view_unsaved_work(photographer: Photographer) -> None:
    photographer.open(photographer.newsroom / SAMPLE)
    open_issue = photographer.window.open_issue
    assert open_issue is not None
    open_issue.session.edit(SetValue(path("headline"), "Typed before the crash"), "x")
    open_issue.close()
    photographer.window.files.unfollow()
    photographer.window.commands["close"].trigger()
    photographer.until(lambda: photographer.window.start_page.model.rowCount() == 3)


def _view_review(photographer: Photographer) -> None:
    """Some sections approved, one of them changed since, others in review, with comments on them."""
    photographer.open(photographer.newsroom / SAMPLE)
    window = photographer.window
    assert window.desk is not None
    assert window.review is not None
    reviewing = window.review.reviewing
    entries = window.desk.session.issue.top5
    photographer.settings.set_person("Sample Editor", "editor")
    reviewing.send_to_editor()
    for key in ("masthead", *(f"entry-{entry.id}" for entry in entries[:2]), "imprint"):
        reviewing.approve(key)
    title = FieldPath(("top5", entries[1].id, "title"))
    window.desk.session.edit(SetValue(title, f"{entries[1].title}, once more"), "x")
    reviewing.comment(title, "Is this still what the notice says?")
    reviewing.comment(FieldPath(("top5", entries[3].id, "title")), "Shorter, please.")
    reviewing.enter(Mode.SUGGESTING)
    glance = entries[1].at_a_glance[0]
    assert isinstance(glance, Paragraph)
    first = FieldPath(("top5", entries[1].id, "at_a_glance", glance.id, "text"))
    window.desk.session.edit(SetValue(first, glance.text.replace("a nationwide campaign", "a campaign")), "x")
    reviewing.enter(Mode.WRITING)
    photographer.go_to(title)
    photographer.settings.set_person("Sample Author", "author")


def _view_suggesting(photographer: Photographer) -> None:
    """The same as the editor has it."""
    _view_review(photographer)
    review = photographer.window.review
    assert review is not None
    photographer.settings.set_person("Sample Editor", "editor")
    review.modes.choose(Mode.SUGGESTING)


def _view_checklist(photographer: Photographer) -> None:
    _view_review(photographer)
    photographer.window.commands["checklist"].trigger()


def _view_versions(photographer: Photographer) -> None:
    _view_review(photographer)
    photographer.window.files.save()
    photographer.window.commands["versions"].trigger()


def _view_long(photographer: Photographer) -> None:
    """Titles in Chinese and of any length, and words that cannot be broken."""
    photographer.open(photographer.newsroom / SAMPLE)
    desk = photographer.window.desk
    assert desk is not None
    entries = desk.session.issue.top5
    titles = (
        "国务院办公厅关于进一步优化营商环境更好服务市场主体的实施意见，以及各部门的分工方案和时间表",
        "A title of very many words that goes on and on, as titles do before an editor has seen them, and on and on",
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
        "",
    )
    for entry, title in zip(entries, titles, strict=False):
        desk.session.edit(SetValue(FieldPath(("top5", entry.id, "title")), title), "x")
    desk.session.edit(SetValue(path("headline"), f"{titles[0]} + {titles[1]}"), "x")
    photographer.go_to(FieldPath(("top5", entries[0].id, "title")))


def _view_small(photographer: Photographer) -> None:
    """The smallest window that we promise to be of use."""
    photographer.window.resize(1024, 700)
    photographer.open(photographer.newsroom / SAMPLE)
    _write(photographer)


def _view_compare(photographer: Photographer) -> None:
    photographer.open(photographer.newsroom / SAMPLE)
    _write(photographer)
    desk = photographer.window.desk
    assert desk is not None
    first, second, third, *others = desk.session.issue.top5
    title = f"{first.title}, and what that means"
    changed = (first.model_copy(update={"title": title}), third, second, *others[1:])
    desk.session.edit(SetValue(path("top5"), changed), "x")
    photographer.window.commands["compare"].trigger()
    photographer.rest(600)


def _view_publish(photographer: Photographer) -> None:
    photographer.open(photographer.newsroom / SAMPLE)
    photographer.settings.set_export_folder(photographer.newsroom)
    photographer.settings.set_outputs(("pdf", "mail", "fragment", "docx", "feed"), ())
    photographer.window.commands["publish_page"].trigger()
    photographer.rest(1500)


def _view_publish_refused(photographer: Photographer) -> None:
    photographer.open(photographer.newsroom / SAMPLE)
    _spoil(photographer)
    photographer.window.commands["publish_page"].trigger()
    photographer.rest(1500)


def _view_email(photographer: Photographer) -> None:
    photographer.open(photographer.newsroom / SAMPLE)
    publishing = photographer.window.publishing
    assert publishing is not None
    publishing.tabs.bar.setCurrentIndex(1)
    photographer.until(lambda: publishing.tabs.pane is not None and bool(publishing.tabs.pane.view.stack.pages))
    photographer.rest(300)


def _view_mishap(photographer: Photographer) -> None:
    photographer.open(photographer.newsroom / SAMPLE)
    try:
        raise RuntimeError("something fell off the shelf")
    except RuntimeError as error:
        photographer.exceptions.report(RuntimeError, error, error.__traceback__)


def _view_tour(photographer: Photographer, step: int) -> None:
    """A step of the guided tour, counted from 1."""
    photographer.window.commands["tour"].trigger()
    desk = photographer.window.desk
    assert desk is not None
    photographer.until(lambda: desk.renderer.state.activity is Activity.IDLE and desk.renderer.rendering.page_count > 1)
    tour = photographer.window.tour.tour
    assert tour is not None
    for _ in range(step - 1):
        tour.card.next_button.click()


def _view_guide(photographer: Photographer) -> None:
    photographer.window.commands["guide"].trigger()


def _view_guide_search(photographer: Photographer) -> None:
    """A search in the guide that finds nothing."""
    photographer.window.commands["guide"].trigger()
    page = photographer.window.navigator.page
    assert isinstance(page, GuidePage)
    page.search.setText("zeppelin")


def _view_themes(photographer: Photographer) -> None:
    photographer.window.navigator.preferences()
    page = photographer.window.navigator.page
    assert isinstance(page, Preferences)
    page.choose_theme.click()
    photographer.rest(2500)


def _view_print(photographer: Photographer) -> None:
    photographer.open(photographer.newsroom / SAMPLE)
    photographer.window.commands["print"].trigger()
    photographer.rest(1500)


def _view_palette(photographer: Photographer) -> None:
    photographer.open(photographer.newsroom / SAMPLE)
    photographer.window.commands["palette"].trigger()


def _view_archive(photographer: Photographer) -> None:
    """Hits of a search, and one of them read beside the list."""
    photographer.open(photographer.newsroom / SAMPLE)
    photographer.window.commands["archive"].trigger()
    archive = photographer.window.archive.archive
    assert archive is not None
    page = archive.page
    assert page is not None
    page.form.words.setText("hydrogen")
    photographer.until(lambda: page.model.rowCount() > 0)


def _view_library(photographer: Photographer) -> None:
    bodies = (
        IssuingBody(id="mof", abbreviation="MOF", name="Ministry of Finance", name_zh="财政部"),
        IssuingBody(id="finance", name="Finance Ministry"),
    )
    people = (KnownPerson(id="author", name="Sample Author", role=("Analyst",)),)
    save_library(Library(issuing_bodies=bodies, people=people), photographer.newsroom / LIBRARY)
    photographer.window.commands["library"].trigger()


def _view_import(photographer: Photographer) -> None:
    source = photographer.newsroom.parent / "source.html"
    source.write_text(
        "<h1>Plans</h1><p>A first paragraph with a <a href='https://example.org/a'>link</a>.</p><table><tr><td>1</td>"
        "</tr></table><ul><li>One</li><li>Two</li></ul>",
        encoding="utf-8",
    )
    photographer.window.files.open(source)
    photographer.until(lambda: isinstance(photographer.window.navigator.page, ImportPage))


def _view_words(photographer: Photographer) -> None:
    photographer.open(photographer.newsroom / SAMPLE)
    photographer.window.commands["word_count"].trigger()


def _view_templates(photographer: Photographer) -> None:
    """What New Issue offers where there are templates."""
    file = photographer.newsroom / "templates" / "Monthly, with five entries.json"
    save_template(load_issue(photographer.newsroom / SAMPLE), file)
    photographer.window.commands["new"].trigger()
    file.unlink()


VIEWS: dict[str, Callable[[Photographer], None]] = {
    "start": _view_start,
    "empty": _view_empty,
    "damaged": _view_damaged,
    "masthead": _view_masthead,
    "writing": _view_writing,
    "news": _view_news,
    "imprint": _view_imprint,
    "problems": _view_problems,
    "exported": _view_exported,
    "find": _view_find,
    "leaving": _view_leaving,
    "new": _view_new,
    "unsaved-work": _view_unsaved_work,
    "review": _view_review,
    "suggesting": _view_suggesting,
    "checklist": _view_checklist,
    "versions": _view_versions,
    "long": _view_long,
    "small": _view_small,
    "compare": _view_compare,
    "publish": _view_publish,
    "publish-refused": _view_publish_refused,
    "email": _view_email,
    "mishap": _view_mishap,
    "preferences": lambda photographer: photographer.window.navigator.preferences(),
    "shortcuts": lambda photographer: photographer.window.navigator.shortcuts(),
    **{f"tour-{step}": partial(_view_tour, step=step) for step in range(1, 7)},
    "guide": _view_guide,
    "guide-nothing": _view_guide_search,
    "themes": _view_themes,
    "print": _view_print,
    "palette": _view_palette,
    "archive": _view_archive,
    "library": _view_library,
    "import": _view_import,
    "words": _view_words,
    "templates": _view_templates,
}


def main(arguments: list[str]) -> None:
    """Take the pictures."""
    app = QApplication([])
    collecting = GarbageCollectionPolicy()
    qInstallMessageHandler(lambda kind, context, text: None)  # offscreen has much to say of window managers
    with tempfile.TemporaryDirectory(prefix="newsdesk-pictures-") as home:
        photographer = Photographer(app, Path(home), Path(arguments[0]) if arguments else HERE)
        try:
            if arguments:
                everything(photographer, arguments[1:])
            else:
                readme(photographer)
        finally:
            photographer.close()
            photographer.rest(200)
            collecting.stop()


if __name__ == "__main__":
    main(sys.argv[1:])
