"""The issue being written: form, outline, pages and problems."""

from __future__ import annotations

from editor.document.editing.edits import SetValue
from editor.document.paths import FieldPath, path
from editor.session.preview.renderer import Activity
from editor.ui.text.link_bar import LinkBar
from tests.gui.photographer import SAMPLE, Photographer


def write(photographer: Photographer) -> None:
    desk = photographer.window.desk
    assert desk is not None
    photographer.go_to(FieldPath(("top5", desk.session.issue.top5[1].id, "at_a_glance")))


def spoil(photographer: Photographer) -> None:
    """What an editor finds in a draft."""
    desk = photographer.window.desk
    assert desk is not None
    issue = desk.session.issue
    desk.session.edit(SetValue(FieldPath(("top5", issue.top5[2].id, "title")), ""), "x")
    desk.session.edit(SetValue(FieldPath(("top5", issue.top5[2].id, "source", "link")), "www.gov.cn"), "x")
    desk.session.edit(SetValue(path("noteworthy/policy_news"), issue.noteworthy.policy_news[::-1]), "x")
    photographer.go_to(FieldPath(("top5", issue.top5[2].id, "title")))


def masthead(photographer: Photographer) -> None:
    photographer.open(photographer.newsroom / SAMPLE)


def writing(photographer: Photographer) -> None:
    photographer.open(photographer.newsroom / SAMPLE)
    write(photographer)


def news(photographer: Photographer) -> None:
    photographer.open(photographer.newsroom / SAMPLE)
    photographer.go_to(path("noteworthy/policy_news"))


def imprint(photographer: Photographer) -> None:
    photographer.open(photographer.newsroom / SAMPLE)
    photographer.go_to(path("imprint/authors"))


def problems(photographer: Photographer) -> None:
    photographer.open(photographer.newsroom / SAMPLE)
    spoil(photographer)
    photographer.window.commands["export"].trigger()


def find(photographer: Photographer) -> None:
    photographer.open(photographer.newsroom / SAMPLE)
    photographer.window.commands["replace"].trigger()
    assert photographer.window.desk is not None
    bar = photographer.window.desk.find_bar
    bar.text.setText("hydrogen")
    bar.find_next()
    bar.find_next()


def leaving(photographer: Photographer) -> None:
    photographer.open(photographer.newsroom / SAMPLE)
    assert photographer.window.desk is not None
    photographer.window.desk.session.edit(SetValue(path("headline"), "Unsaved words"), "x")
    photographer.window.commands["close"].trigger()


def new(photographer: Photographer) -> None:
    photographer.window.files.new_issue()
    assert photographer.window.desk is not None
    photographer.go_to(FieldPath(("top5", photographer.window.desk.session.issue.top5[0].id, "title")))
    renderer = photographer.window.desk.renderer
    photographer.until(lambda: renderer.state.activity is Activity.IDLE and renderer.rendering.page_count > 1)


def unsaved_work(photographer: Photographer) -> None:
    photographer.open(photographer.newsroom / SAMPLE)
    open_issue = photographer.window.open_issue
    assert open_issue is not None
    open_issue.session.edit(SetValue(path("headline"), "Typed before the crash"), "x")
    open_issue.close()
    photographer.window.files.unfollow()
    photographer.window.commands["close"].trigger()
    photographer.until(lambda: photographer.window.start_page.model.rowCount() == 3)


def long(photographer: Photographer) -> None:
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


def mishap(photographer: Photographer) -> None:
    photographer.open(photographer.newsroom / SAMPLE)
    try:
        raise RuntimeError("something fell off the shelf")
    except RuntimeError as error:
        photographer.exceptions.report(RuntimeError, error, error.__traceback__)


def words(photographer: Photographer) -> None:
    photographer.open(photographer.newsroom / SAMPLE)
    photographer.window.commands["word_count"].trigger()


def palette(photographer: Photographer) -> None:
    photographer.open(photographer.newsroom / SAMPLE)
    photographer.window.commands["palette"].trigger()


def link(photographer: Photographer) -> None:
    """The bar in which a link is typed, with an address that is none."""
    photographer.open(photographer.newsroom / SAMPLE)
    write(photographer)
    photographer.window.commands["link"].trigger()
    (bar,) = (bar for bar in photographer.window.findChildren(LinkBar) if bar.isVisible())
    bar.address.setText("ftp://example.org")
    bar.apply_button.click()
