"""What leaves the program: publishing, email and print."""

from __future__ import annotations

from tests.gui.photographer import SAMPLE, Photographer
from tests.gui.views.writing import spoil


def exported(photographer: Photographer) -> None:
    photographer.open(photographer.newsroom / SAMPLE)
    photographer.settings.set_export_folder(photographer.newsroom)
    photographer.window.commands["export"].trigger()
    publishing = photographer.window.publishing
    assert publishing is not None
    photographer.until(lambda: bool(photographer.window.banners.messages) and not publishing.publishing.is_busy)


def publish(photographer: Photographer) -> None:
    photographer.open(photographer.newsroom / SAMPLE)
    photographer.settings.set_export_folder(photographer.newsroom)
    photographer.settings.set_outputs(("pdf", "mail", "fragment", "docx", "feed"), ())
    photographer.window.commands["publish_page"].trigger()
    photographer.rest(1500)


def publish_refused(photographer: Photographer) -> None:
    photographer.open(photographer.newsroom / SAMPLE)
    spoil(photographer)
    photographer.window.commands["publish_page"].trigger()
    photographer.rest(1500)


def email(photographer: Photographer) -> None:
    _online(photographer, 1)


def web_page(photographer: Photographer) -> None:
    _online(photographer, 2)


def _online(photographer: Photographer, tab: int) -> None:
    photographer.open(photographer.newsroom / SAMPLE)
    publishing = photographer.window.publishing
    assert publishing is not None
    publishing.tabs.bar.setCurrentIndex(tab)
    photographer.until(lambda: publishing.tabs.pane is not None and bool(publishing.tabs.pane.view.stack.pages))
    photographer.rest(300)


def print_issue(photographer: Photographer) -> None:
    photographer.open(photographer.newsroom / SAMPLE)
    photographer.window.commands["print"].trigger()
    photographer.rest(1500)
