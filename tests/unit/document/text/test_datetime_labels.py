"""Labels of dates and times: in local time, and in English in every locale."""

import ast
import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from editor.document.text.datetime_labels import datetime_label, relative_datetime_label, short_datetime_label

EDITOR = Path(__file__).parents[4] / "editor"
AT = dt.datetime(2025, 3, 2, 9, 5).astimezone()
FROM_AFAR = AT.astimezone(dt.timezone(dt.timedelta(hours=-11)))
NAMES_OF_THE_MACHINE = re.compile("%[-_^#EO]*[aAbBchpxX]")


def test_times_are_shown_in_local_time() -> None:
    assert datetime_label(FROM_AFAR) == "March 2, 2025, 09:05"
    assert short_datetime_label(FROM_AFAR, AT.date()) == "March 2, 09:05"


def test_the_year_is_shown_if_it_is_not_the_current_one() -> None:
    assert short_datetime_label(AT, dt.date(2025, 12, 31)) == "March 2, 09:05"
    assert short_datetime_label(AT, dt.date(2026, 1, 1)) == "March 2, 2025, 09:05"


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (dt.date(2025, 3, 2), "Today, 09:05"),
        (dt.date(2025, 3, 3), "Yesterday, 09:05"),
        (dt.date(2025, 3, 4), "March 2, 2025, 09:05"),
        (dt.date(2025, 3, 1), "March 2, 2025, 09:05"),  # a clock that was set wrong
    ],
)
def test_today_and_yesterday_are_named(today: dt.date, said: str) -> None:
    assert relative_datetime_label(FROM_AFAR, today) == said


def formats(source: str) -> Iterator[str]:
    """The formats of a module that may be about a date: those of f-strings, of `format` and of `strftime`."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.FormattedValue(format_spec=ast.JoinedStr(values=parts)):
                yield from (str(part.value) for part in parts if isinstance(part, ast.Constant))
            case ast.Call(func=ast.Attribute(attr="strftime" | "format") | ast.Name(id="format"), args=args):
                yield from (one.value for one in args if isinstance(one, ast.Constant) and isinstance(one.value, str))


def test_month_names_do_not_depend_on_the_locale() -> None:
    found = [
        f"{file.relative_to(EDITOR)}: {one}"
        for file in sorted(EDITOR.rglob("*.py"))
        for one in formats(file.read_text(encoding="utf-8"))
        if NAMES_OF_THE_MACHINE.search(one)
    ]
    assert not found, "Use editor/document/text/datetime_labels.py or written_dates.date_label"


def test_locale_dependent_formats_are_found() -> None:
    source = 'f"{at.day} {at:%B %Y}", at.strftime("%-d. %b"), format(at, "%A"), f"{at:%H:%M}"'
    assert {one for one in formats(source) if NAMES_OF_THE_MACHINE.search(one)} == {"%B %Y", "%-d. %b", "%A"}
