"""The kinds of check that a style file can ask for, by the name it uses."""

from __future__ import annotations

from collections.abc import Mapping

from editor.words.checks.abbreviations import unexpanded
from editor.words.checks.articles import wrong_article
from editor.words.checks.bullets import bullet_end
from editor.words.checks.calendar import days
from editor.words.checks.capitals import title_case
from editor.words.checks.characters import (
    damaged,
    decomposed,
    full_width,
    invisible,
    look_alikes,
    no_break_spaces,
    signs,
)
from editor.words.checks.context import in_context
from editor.words.checks.currency import currency
from editor.words.checks.dates import dates
from editor.words.checks.figures import body_count, impossible, list_count, same_figure, title_figure
from editor.words.checks.names import full_names, names_in_time
from editor.words.checks.numbers import ordinals, short_thousands, thousands
from editor.words.checks.pairs import brackets, mixed_quotes, quotes
from editor.words.checks.patterns import doubled_word, misspelling, pattern, swap
from editor.words.checks.spelling import spelling, two_capitals
from editor.words.hits import Check, SectionCheck

CHECKS: Mapping[str, Check | SectionCheck] = {
    "spelling": Check(spelling),
    "two-capitals": Check(two_capitals),
    "swap": Check(swap),
    "misspelling": Check(misspelling),
    "pattern": Check(pattern),
    "context": Check(in_context),
    "doubled-word": Check(doubled_word),
    "article": Check(wrong_article),
    "brackets": Check(brackets),
    "quotes": Check(quotes),
    "mixed-quotes": Check(mixed_quotes),
    "bullet-end": Check(bullet_end),
    "title-case": Check(title_case),
    "thousands": Check(thousands),
    "short-thousands": Check(short_thousands),
    "ordinals": Check(ordinals),
    "currency": Check(currency),
    "dates": Check(dates),
    "no-break-spaces": Check(no_break_spaces),
    "full-width": Check(full_width),
    "look-alikes": Check(look_alikes),
    "invisible": Check(invisible),
    "signs": Check(signs),
    "decomposed": Check(decomposed),
    "damaged": Check(damaged),
    "days": Check(days),
    "impossible": Check(impossible),
    "same-figure": SectionCheck(same_figure),
    "title-figure": SectionCheck(title_figure),
    "body-count": SectionCheck(body_count),
    "list-count": SectionCheck(list_count),
    "names-in-time": SectionCheck(names_in_time),
    "full-names": SectionCheck(full_names),
    "abbreviations": SectionCheck(unexpanded),
}
