"""The list of rules. To add one, write a function in a module of this package and add a line here."""

from __future__ import annotations

from collections.abc import Sequence

from editor.document.findings import Finding, Level
from editor.document.rules.addresses import invalid_link, invalid_mail, invalid_website, missing_link_address
from editor.document.rules.dates import (
    entry_date,
    issue_date,
    news_order,
    news_outside_period,
    period_long,
    period_reversed,
)
from editor.document.rules.duplicates import (
    duplicate_document,
    duplicate_issuing_body,
    duplicate_news,
    duplicate_news_link,
    duplicate_person,
    duplicate_title,
)
from editor.document.rules.field_text import LISTS, WRITTEN
from editor.document.rules.figures import key_figure_not_in_text, too_many_key_figures
from editor.document.rules.presence import blank_block, blank_line, entry_count, headline_missing, required
from editor.document.rules.rule import FieldRule, PartRule, Rule
from editor.document.rules.typefaces import unprintable, without_glyph
from editor.document.rules.wording import (
    bare_web_address,
    chinese_in_english,
    chinese_missing,
    length,
    stray_spaces,
    too_long,
)
from schemas import Entry, Imprint, Issue, Kind, Noteworthy, Publisher, ReportingPeriod

_ANY = frozenset(Kind)
_TEXTS = WRITTEN | LISTS
_PRINTED = _TEXTS | {Kind.MAIL}
_STORED = _PRINTED | {Kind.LINK}
_LINKED = frozenset({Kind.LINK, Kind.INLINE})

RULES: Sequence[Rule] = (
    FieldRule("required", Level.ERROR, _ANY, required),
    PartRule("headline-missing", Level.WARNING, Issue, headline_missing),
    FieldRule("blank-block", Level.ERROR, frozenset({Kind.BLOCKS}), blank_block),
    FieldRule("blank-line", Level.ERROR, LISTS, blank_line),
    PartRule("entry-count", Level.ERROR, Issue, entry_count),
    PartRule("period-reversed", Level.ERROR, ReportingPeriod, period_reversed),
    PartRule("period-long", Level.WARNING, ReportingPeriod, period_long),
    PartRule("issue-date", Level.WARNING, Issue, issue_date),
    PartRule("entry-date", Level.WARNING, Issue, entry_date),
    PartRule("news-outside-period", Level.ERROR, Issue, news_outside_period),
    PartRule("news-order", Level.ERROR, Noteworthy, news_order),
    FieldRule("chinese-missing", Level.ERROR, frozenset({Kind.CHINESE}), chinese_missing),
    FieldRule("chinese-in-english", Level.ERROR, frozenset({Kind.LINE}), chinese_in_english),
    FieldRule("unprintable", Level.ERROR, _PRINTED, unprintable),
    FieldRule("missing-glyph", Level.WARNING, _PRINTED, without_glyph),
    FieldRule("too-long", Level.ERROR, _STORED, too_long),
    FieldRule("invalid-link", Level.ERROR, _LINKED, invalid_link),
    FieldRule("missing-link", Level.WARNING, _LINKED, missing_link_address),
    FieldRule("invalid-email", Level.ERROR, frozenset({Kind.MAIL}), invalid_mail),
    PartRule("invalid-website", Level.ERROR, Publisher, invalid_website),
    FieldRule("length", Level.WARNING, WRITTEN, length),
    FieldRule("stray-spaces", Level.WARNING, _TEXTS, stray_spaces),
    FieldRule("bare-web-address", Level.WARNING, frozenset({Kind.INLINE}), bare_web_address),
    PartRule("key-figure-count", Level.WARNING, Entry, too_many_key_figures),
    PartRule("key-figure-not-in-text", Level.WARNING, Entry, key_figure_not_in_text),
    PartRule("duplicate-news", Level.WARNING, Noteworthy, duplicate_news),
    PartRule("duplicate-news-link", Level.WARNING, Noteworthy, duplicate_news_link),
    PartRule("duplicate-title", Level.WARNING, Issue, duplicate_title),
    PartRule("duplicate-document", Level.WARNING, Issue, duplicate_document),
    FieldRule("duplicate-issuing-body", Level.WARNING, frozenset({Kind.ISSUING_BODIES}), duplicate_issuing_body),
    PartRule("duplicate-person", Level.WARNING, Imprint, duplicate_person),
)

_MISSING_CONTENT = frozenset({"required", "headline-missing", "blank-block", "blank-line"})


def is_missing_content(finding: Finding) -> bool:
    """Whether a finding only says that something is not written yet. Forms hide these until the field was visited."""
    is_empty_link_field = finding.rule == "missing-link" and finding.path[-1:] == ("link",)
    return is_empty_link_field or finding.rule in _MISSING_CONTENT
