"""The online templates of a theme, filled with an issue. Nothing of the review is passed to them."""

from __future__ import annotations

import json
from functools import partial
from types import CodeType
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, TemplateError, TemplateNotFound
from jinja2.bccache import Bucket
from markupsafe import Markup

from editor.document.contents import contents_lines, news_lists
from editor.document.installed_theme import InstalledTheme
from editor.document.text.date_labels import calendar_of, day, full_date, news_day, period_days
from editor.document.text.links import web_address
from editor.document.text.missing_fields import missing_mark
from editor.formats.online.markup import OnlineMarkup, printable
from editor.formats.outgoing.addresses import web_uri
from editor.formats.outgoing.characters import xml_text
from editor.formats.outgoing.errors import OutputError
from schemas import Issue, Theme
from schemas.review import Review
from schemas.theme import Wording


class CompiledInMemory(BytecodeCache):
    """The compiled templates of this process, by file and content: compiling takes five times as long as filling.

    One for all environments, as these have the same options. Used by several threads.
    """

    def __init__(self) -> None:
        self._kept: dict[str, tuple[str, CodeType]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        checksum, code = self._kept.get(bucket.key, ("", None))
        if code is not None and checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self._kept[bucket.key] = (bucket.checksum, bucket.code)


_COMPILED = CompiledInMemory()


class OnlineTemplates:
    """Fills the templates in a theme's folder. Undefined names in them are errors.

    Templates are read once: whoever writes several outputs keeps one of these.
    """

    def __init__(self, theme: InstalledTheme) -> None:
        self._theme = theme
        self._environments: dict[str, Environment] = {}

    def _environment(self, chinese_style: str) -> Environment:
        """The environment for that inline style of Chinese."""
        made = self._environments.get(chinese_style)
        if made is None:
            made = self._environments[chinese_style] = self._made_environment(chinese_style)
        return made

    def _made_environment(self, chinese_style: str) -> Environment:
        words = self._theme.declared.words
        markup = OnlineMarkup(chinese_style)
        environment = Environment(
            loader=FileSystemLoader(self._theme.folders),
            autoescape=True,
            undefined=StrictUndefined,
            finalize=printable,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=_COMPILED,
        )
        environment.globals.update(
            inline=markup.inline,
            mixed=markup.mixed,
            chinese=markup.chinese,
            link=markup.link,
            mail_link=markup.mail_link,
            web_address=web_address,
            day=lambda value: day(value, words),
            full_date=lambda value: full_date(value, words),
            news_day=lambda value, issue: news_day(value, calendar_of(issue), words),
            period_days=lambda issue: period_days(calendar_of(issue), words),
            contents_lines=lambda issue: contents_lines(issue, words, None),
            news_lists=lambda noteworthy: news_lists(noteworthy, words),
            words=words,
            theme=self._theme.declared,
        )
        return environment

    def render(self, name: str, issue: Issue, *, proof: bool = False, chinese_style: str = "", **values: Any) -> str:
        """One template as text. Raises OutputError if the theme has a mistake or no such template.

        `chinese_style` is the inline style of Chinese, for programs that know no `:lang()`.
        """
        declared = self._theme.declared
        try:
            return (
                self._environment(chinese_style)
                .get_template(name)
                .render(
                    issue=issue.model_copy(update={"review": Review()}),
                    proof=proof,
                    missing=partial(_missing, declared.words) if proof else _nothing,
                    title=page_title(issue, declared),
                    description=description(issue, declared),
                    address=page_address(issue, declared),
                    **values,
                )
            )
        except TemplateNotFound as missing:
            raise OutputError(
                f"The theme {declared.name} has no template {missing.name}.",
                f"Add it to {self._theme.folder}; the theme merics has one to start from.",
            ) from missing
        except TemplateError as mistake:
            raise OutputError(
                f"The theme's template {name} has a mistake: {mistake}.", f"Correct it in {self._theme.folder}."
            ) from mistake


def _missing(words: Wording, field: str) -> Markup:
    """What a proof shows for an empty field."""
    return Markup('<span class="missing">{}</span>').format(missing_mark(words, field))


def _nothing(field: str) -> str:
    return ""


def page_title(issue: Issue, theme: Theme) -> str:
    """The newsletter's name and the date of issue."""
    return f"{theme.name}, {full_date(issue.date, theme.words)}" if issue.date else theme.name


def description(issue: Issue, theme: Theme) -> str:
    """The headline, or else the first title, or else the newsletter's name."""
    titles = (entry.title for entry in issue.top5)
    found = (xml_text(text).strip() for text in (issue.headline, *titles))
    return next(filter(None, found), theme.name)


def page_address(issue: Issue, theme: Theme) -> str:
    """The address of the web page, or "" if the theme has no base address."""
    base = theme.online.base_address
    return web_uri(base + theme.output_name(issue.date, "html")) if base else ""


def json_ld(issue: Issue, theme: Theme) -> Markup:
    """The page's description for search engines (https://schema.org/Article), as the content of a data block."""
    publisher = {"@type": "Organization", "name": theme.words.institute}
    found = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": description(issue, theme),
        "name": page_title(issue, theme),
        "inLanguage": theme.language,
        "datePublished": issue.date.isoformat() if issue.date else None,
        "author": [{"@type": "Person", "name": xml_text(person.name)} for person in issue.imprint.authors],
        "publisher": publisher,
        "url": page_address(issue, theme) or None,
    }
    text = json.dumps({name: value for name, value in found.items() if value}, ensure_ascii=False)
    # A data block ends at the first "</script>", whatever its content (HTML, 4.12.1.3).
    return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))
