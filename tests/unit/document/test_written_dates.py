"""Parsing dates in every form that people write, and refusing everything else."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.document.written_dates import WrittenDate, date_label, explain, read_date, read_day

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
ORDINALS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}
FORMS = (
    "{d} {name} {y}",
    "{d:02} {name} {y}",
    "{d} {short} {y}",
    "{y_zh}年{m_zh}月{d_zh}日",
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
    "{weekday}, {d} {name} {y}",
    "  {name} {d}, {y}: ",
)
days = st.dates(date(1000, 1, 1), date(9999, 12, 31))


def chinese(day: date) -> dict[str, str]:
    digits = "〇一二三四五六七八九"

    def number(value: int) -> str:
        tens, ones = divmod(value, 10)
        return (digits[tens] if tens > 1 else "") + ("十" if tens else "") + (digits[ones] if ones else "")

    year = "".join(digits[int(digit)] for digit in str(day.year))
    return {"y_zh": year, "m_zh": number(day.month), "d_zh": number(day.day)}


def formed(form: str, day: date) -> str:
    name = MONTHS[day.month - 1]
    weekday = ("Monday", "Tue", "Wednesday", "Thu.", "Friday", "Sat", "Sunday")[day.weekday()]
    th = ORDINALS.get(day.day, "th")
    short = name[:3]
    return form.format(d=day.day, m=day.month, y=day.year, name=name, short=short, upper=name.upper(), th=th, weekday=weekday, **chinese(day))  # fmt: skip  # noqa: E501


@given(days, st.sampled_from(FORMS))
def test_a_date_is_read_in_every_form(day: date, form: str) -> None:
    assert read_date(formed(form, day)) == day


@given(st.dates())
def test_labels_can_be_parsed_again(day: date) -> None:
    assert read_date(date_label(day)) == day


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
        ("5/5/2024", date(2024, 5, 5)),  # the same in either order
        ("30/12/2024", date(2024, 12, 30)),  # can be nothing else
        ("2 Apr 26", date(2026, 4, 2)),
        ("Apr 2, ’26", date(2026, 4, 2)),
        ("二○二五年十二月三十一号", date(2025, 12, 31)),
        ("5.12.2024", date(2024, 12, 5)),  # with dots, the day first
        ("12/30/2024", date(2024, 12, 30)),  # can be nothing else
        ("30.12.24", date(2024, 12, 30)),
        ("30–12–2024", date(2024, 12, 30)),
        ("Sept 3, 2024", date(2024, 9, 3)),
        ("30 Dec 2024", date(2024, 12, 30)),
    ],
)
def test_unusual_forms(text: str, day: date) -> None:
    assert read_date(text) == day


@pytest.mark.parametrize("text", ["December 25:", "25 Dec", "25. December", "Dec 25", "25.12."])
def test_a_day_without_its_year(text: str) -> None:
    assert read_day(text) == WrittenDate(None, 12, 25)
    assert read_date(text) is None
    assert read_date(text, near=date(2025, 2, 20)) == date(2024, 12, 25)
    assert read_date(text, near=date(2025, 11, 1)) == date(2025, 12, 25)


def test_a_leap_day_falls_into_the_nearest_leap_year() -> None:
    assert WrittenDate(None, 2, 29).nearest(date(2025, 3, 1)) == date(2024, 2, 29)
    assert WrittenDate(None, 2, 29).nearest(date(2027, 9, 1)) == date(2028, 2, 29)


@given(st.dates(date(1, 1, 1), date(9999, 12, 31)), st.dates())
def test_the_nearest_day_is_never_more_than_half_a_year_off(near: date, day: date) -> None:
    if (day.month, day.day) != (2, 29) and 1 < near.year < 9999:
        found = WrittenDate(None, day.month, day.day).nearest(near)
        assert found is not None
        assert abs(found - near).days <= 183


@given(days.filter(lambda day: day.day != day.month and day.day <= 12), st.sampled_from("/-"))
def test_an_ambiguous_numeric_date_is_refused_with_both_readings(day: date, mark: str) -> None:
    text = f"{day.day}{mark}{day.month}{mark}{day.year}"
    assert read_date(text) is None
    first, second = f"{day.day} {MONTHS[day.month - 1]}", f"{day.month} {MONTHS[day.day - 1]}"
    assert explain(text) == f"{text} can be {first} or {second}. Write the month as a word."


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("31 April 2026", "April has 30 days."),
        ("April 31", "April has 30 days."),
        ("29 Feb 2025", "February 2025 has 28 days."),
        ("30 February", "February has 29 days."),
        ("2024-13-05", "There is no month 13."),
        ("0 May 2024", "There is no day 0."),
        ("1 May 0000", "There is no year 0."),
        ("30 Dec 2024", ""),
        ("30 Dez 2024", ""),
        ("words", ""),
    ],
)
def test_the_explanation_names_the_invalid_part(text: str, sentence: str) -> None:
    assert explain(text) == sentence


@given(st.text("0123456789 ./-'’janfebmrpyulgsoctvd,年月日〇一二十廿", max_size=24))
def test_a_text_with_an_explanation_is_not_accepted(text: str) -> None:
    assert not (explain(text) and read_day(text))
