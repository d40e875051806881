"""Dates are read in every form that people write, and nothing else is taken for one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.document.date_text import Day, nearest, read_date, read_day, written

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
ORDINALS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}
FORMS = (
    "{d} {name} {y}",
    "{d:02} {name} {y}",
    "{d} {short} {y}",
    "{d} {short}. {y}",
    "{d}. {name} {y}",
    "{d}{th} {name} {y}",
    "{d}{th} of {name}, {y}",
    "{d}-{short}-{y}",
    "{name} {d}, {y}",
    "{short} {d}, {y}",
    "{short} {d} {y}",
    "{name} {d}{th}, {y}",
    "{upper} {d}, {y}",
    "{y}-{m:02}-{d:02}",
    "{y}-{m}-{d}",
    "{y}/{m:02}/{d:02}",
    "{y}{m:02}{d:02}",
    "{y} {short} {d}",
    "{y}年{m}月{d}日",
    "{d:02}.{m:02}.{y}",
    "{d}.{m}.{y}",
    "{d}. {m}. {y}",
    "{d:02}/{m:02}/{y}",
    "{d}-{m}-{y}",
    "{weekday}, {d} {name} {y}",
    "  {name} {d}, {y}: ",
)
days = st.dates(date(1000, 1, 1), date(9999, 12, 31))


def formed(form: str, day: date) -> str:
    name = MONTHS[day.month - 1]
    weekday = ("Monday", "Tue", "Wednesday", "Thu.", "Friday", "Sat", "Sunday")[day.weekday()]
    th = ORDINALS.get(day.day, "th")
    short = name[:3]
    return form.format(d=day.day, m=day.month, y=day.year, name=name, short=short, upper=name.upper(), th=th, weekday=weekday)  # fmt: skip  # noqa: E501


@given(days, st.sampled_from(FORMS))
def test_a_date_is_read_in_every_form(day: date, form: str) -> None:
    assert read_date(formed(form, day)) == day


@given(st.dates())
def test_what_is_shown_is_read_back(day: date) -> None:
    assert read_date(written(day)) == day


@given(st.text() | st.text("0123456789 ./-janfebmrpyulgsoctvd,年月日", max_size=24))
def test_any_text_is_read_or_refused(text: str) -> None:
    found = read_day(text)
    if found is not None:
        day = date(found.year or 2000, found.month, found.day)
        assert (day.month, day.day) == (found.month, found.day)


@pytest.mark.parametrize(
    "text",
    ["", "   ", "30", "Dec", "2024", "30 Dec 202", "31 June 2024", "2023-02-29", "0/1/2024", "30 Dec 2024 or later",
     "30 Dezember 2024", "30.12-2024", "1,200", "32.1.2024", "Ma 3, 2024", "x" * 1_000_000],
)  # fmt: skip
def test_no_date(text: str) -> None:
    assert read_date(text) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("5/12/2024", date(2024, 12, 5)),  # the day first
        ("12/30/2024", date(2024, 12, 30)),  # can be nothing else
        ("30.12.24", date(2024, 12, 30)),
        ("30–12–2024", date(2024, 12, 30)),
        ("Sept 3, 2024", date(2024, 9, 3)),
        ("30 Dec 2024", date(2024, 12, 30)),
    ],
)
def test_how_odd_forms_are_read(text: str, day: date) -> None:
    assert read_date(text) == day


@pytest.mark.parametrize("text", ["December 25:", "25 Dec", "25. December", "Dec 25", "25.12."])
def test_a_day_without_its_year(text: str) -> None:
    assert read_day(text) == Day(12, 25)
    assert read_date(text) is None
    assert read_date(text, near=date(2025, 2, 20)) == date(2024, 12, 25)
    assert read_date(text, near=date(2025, 11, 1)) == date(2025, 12, 25)


def test_a_leap_day_falls_into_the_nearest_leap_year() -> None:
    assert nearest(Day(2, 29), date(2025, 3, 1)) == date(2024, 2, 29)
    assert nearest(Day(2, 29), date(2027, 9, 1)) == date(2028, 2, 29)


@given(st.dates(date(1, 1, 1), date(9999, 12, 31)), st.dates())
def test_the_nearest_day_is_never_more_than_half_a_year_off(near: date, day: date) -> None:
    if (day.month, day.day) != (2, 29) and 1 < near.year < 9999:
        found = nearest(Day(day.month, day.day), near)
        assert found is not None
        assert abs(found - near).days <= 183
