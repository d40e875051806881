"""Sections as HTML, made with the templates of a theme."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Protocol

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from markupsafe import Markup

from editor.document.calendar import Calendar
from editor.document.contents import news_lists
from editor.document.installed_theme import InstalledTheme
from editor.document.text.date_labels import calendar_of, day, full_date, news_day, period_days
from editor.document.text.key_figures import figure_parts
from editor.document.text.links import host, web_address
from editor.document.text.missing_fields import missing_mark
from editor.publish import PublishError
from editor.publish.compiled_templates import CompiledTemplates
from editor.publish.qr_code import qr_code
from editor.publish.stylesheet import css_string, stylesheet
from editor.publish.typesetter import Typesetter
from schemas.theme import Wording

_RUNNING_TITLE = 70
"""The number of characters of a title at the foot of a page."""


class TemplateInput(Protocol):
    """What a template gets: a section, and what its pages show around it."""

    @property
    def template(self) -> str:
        """The file's name in the theme's folder."""

    @property
    def first_page(self) -> int:
        """The number of its first page."""

    @property
    def date(self) -> dt.date | None:
        """The date of issue."""

    @property
    def proof(self) -> bool:
        """Whether the pages are marked as a proof."""

    @property
    def running_title(self) -> str:
        """What the pages after its first one say at their foot; may be empty."""


class Composer:
    """Fills the templates in a theme's folder. Undefined names in them are errors."""

    def __init__(self, theme: InstalledTheme, typesetter: Typesetter | None = None) -> None:
        self._theme = theme
        words = theme.declared.words
        # What the typesetter makes of the constants in a template is a part of the compiled template.
        kept = CompiledTemplates(f"{hash(theme.characters)}") if typesetter is None else None
        typesetter = typesetter or Typesetter(theme.characters)
        self._environment = Environment(
            loader=FileSystemLoader(theme.folders),
            autoescape=True,
            undefined=StrictUndefined,
            finalize=typesetter.printable,
            auto_reload=False,
            bytecode_cache=kept,
        )
        self._environment.globals.update(
            inline=typesetter.inline,
            mixed=typesetter.mixed,
            title=typesetter.title,
            chinese=typesetter.chinese,
            link=typesetter.link,
            mail_link=typesetter.mail_link,
            web_address=web_address,
            host=host,
            topics=typesetter.topics,
            qr_code=qr_code,
            figure_parts=figure_parts,
            named_bodies=partial(_named_bodies, dict(theme.bodies)),
            day=lambda value: day(value, words),
            full_date=lambda value: full_date(value, words),
            # A draft without dates has no years on its pages; whoever reads its proof needs them.
            news_day=lambda value, section: (news_day if section.proof else _day)(value, calendar_of(section), words),
            period_days=lambda section: period_days(calendar_of(section), words),
            news_lists=lambda noteworthy: news_lists(noteworthy, words),
            words=words,
            theme=theme.declared,
        )

    def stylesheet(self) -> str:
        """The stylesheet of the pages. Raises PublishError."""
        return stylesheet(self._theme)

    def html(self, section: TemplateInput, page_styles: str = "") -> str:
        """One section as a complete HTML document, with further CSS for its pages.

        Raises PublishError if the theme has a mistake.
        """
        try:
            template = self._environment.get_template(section.template)
            words = self._theme.declared.words
            return template.render(
                section=section,
                first_page=Markup(f"@page:first{{counter-reset:page {section.first_page}}}{page_styles}"),
                running_elements=Markup(self._running_elements(section)),
                missing=partial(_missing, words) if section.proof else _nothing,
            )
        except TemplateError as mistake:
            raise PublishError(
                f"The theme's template {_place_of(mistake, section.template)} has a mistake: {mistake}.",
                f"Correct it in {self._theme.folder}.",
            ) from mistake

    def _running_elements(self, section: TemplateInput) -> str:
        """The text of the running elements as CSS: the date, the mark of a proof, and the title of later pages."""
        words = self._theme.declared.words
        date = css_string(full_date(section.date, words)) if section.date else '""'
        proof = css_string(words.proof) if section.proof else "none"
        continued = css_string(shortened(section.running_title, _RUNNING_TITLE)) if section.running_title else '""'
        return f"@page{{--running-date:{date};--proof:{proof};--proof-note:{proof};--continued:{continued}}}"


def _place_of(mistake: TemplateError, template: str) -> str:
    """The template's file name and the line of a mistake: `entry.html.j2, line 12`."""
    if isinstance(mistake, TemplateSyntaxError):
        return f"{mistake.name or template}, line {mistake.lineno}"
    import traceback  # only a mistake needs it

    # Jinja's tracebacks have the lines of the templates; the last one is where it happened.
    frames = [frame for frame in traceback.extract_tb(mistake.__traceback__) if frame.filename.endswith(".j2")]
    return f"{Path(frames[-1].filename).name}, line {frames[-1].lineno}" if frames else template


def title(theme: InstalledTheme, date: dt.date | None, *, proof: bool = False) -> str:
    """The title of the document: newsletter and date. That of a proof says so."""
    words = theme.declared.words
    name = f"{words.proof}: {theme.declared.name}" if proof else theme.declared.name
    return f"{name}, {full_date(date, words)}" if date else name


def _named_bodies(names: Mapping[str, str], bodies: Sequence[str], new: Sequence[str]) -> str:
    """Issuing bodies in one line; new ones are spelled out, with the abbreviation that stands for them later."""
    return ", ".join(f"{names[body]} ({body})" if body in new and body in names else body for body in bodies)


def _day(value: dt.date, calendar: Calendar, words: Wording) -> str:
    return day(value, words)


def _missing(words: Wording, field: str) -> Markup:
    """What a proof shows for an empty field."""
    return Markup('<span class="missing">{}</span>').format(missing_mark(words, field))


def _nothing(field: str) -> str:
    return ""


def shortened(text: str, most: int) -> str:
    """The text, cut at a word with an ellipsis if it is longer than `most` characters."""
    if len(text) <= most:
        return text
    return text[:most].rpartition(" ")[0].rstrip(" ,;:–-") + "…" if " " in text[:most] else text[: most - 1] + "…"
