"""A newsroom's archive of any size: issues of varied text, for benchmarks and tests of the archive."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate
from pathlib import Path

from editor.files.issue_file import issue_text, load_issue
from editor.files.library_file import NAME, load_library
from editor.files.themes import issues_folder
from editor.words.field_words import field_words
from schemas import Entry, Issue, Paragraph
from schemas.issue import NewsItem, NewsSource, Noteworthy, Source

_SYLLABLES = ("ba", "cor", "den", "eli", "fo", "gra", "hy", "in", "jo", "kra", "lem", "mo", "nu", "or", "pel", "qui")
_ENDINGS = ("", "s", "ed", "ing", "ation", "al", "ment", "ive", "ly", "er")
_HAN = (
    "关于促进数据产业高质量发展的指导意见推动绿色氢能技术创新行动方案"
    "加强企业金融支持工业制造业改革开放市场监督管理办法试行通知"
)


@cache
def _vocabulary() -> tuple[Sequence[str], Sequence[float]]:
    """Words with their frequencies after Zipf: common ones, those of the field, and thousands of rare ones."""
    chance = random.Random(3)
    rare = {
        "".join(chance.choices(_SYLLABLES, k=chance.randrange(2, 5))) + chance.choice(_ENDINGS) for _ in range(30_000)
    }
    common = ("the", "of", "and", "to", "in", "for", "on", "with", "by", "as", "from", "at", "is", "its", "new", "more")
    words = [*common, *sorted(field_words()), *sorted(rare)]
    return words, list(accumulate(1 / (rank + 5) for rank in range(len(words))))


def issues(number: int, seed: int = 1) -> Iterator[Issue]:
    """Yield issues, one a fortnight, of five entries and fifteen news items each."""
    chance = random.Random(seed)
    sample = load_issue(issues_folder() / "china-industries-2025-03-12.json")
    bodies = [body for body in load_library(issues_folder() / NAME).issuing_bodies if body.abbreviation]
    for count in range(number):
        date = dt.date(1950, 1, 4) + dt.timedelta(days=14 * count)
        names = [body.abbreviation for body in chance.sample(bodies, 3)]
        yield sample.model_copy(
            update={
                "date": date,
                "headline": " + ".join(_words(chance, 3) for _ in range(3)),
                "top5": tuple(_entry(chance, date, count, at, names) for at in range(5)),
                "noteworthy": Noteworthy(
                    policy_news=tuple(_news(chance, date, f"p{count}-{at}") for at in range(8)),
                    corporate_news=tuple(_news(chance, date, f"c{count}-{at}") for at in range(7)),
                ),
            }
        )


def write_issues(folder: Path, number: int, seed: int = 1) -> None:
    """Write issues into a folder, by year."""
    for count, issue in enumerate(issues(number, seed)):
        assert issue.date is not None
        place = folder / str(issue.date.year)
        place.mkdir(parents=True, exist_ok=True)
        (place / f"issue-{count:04}.json").write_text(issue_text(issue), encoding="utf-8")


def _words(chance: random.Random, count: int) -> str:
    words, weights = _vocabulary()
    return " ".join(chance.choices(words, cum_weights=weights, k=count))


def _sentences(chance: random.Random, count: int) -> str:
    return " ".join(f"{_words(chance, 18).capitalize()}." for _ in range(count))


def _chinese(chance: random.Random, length: int) -> str:
    return "".join(chance.choices(_HAN, k=length))


def _entry(chance: random.Random, date: dt.date, issue: int, at: int, bodies: Sequence[str]) -> Entry:
    return Entry(
        id=f"e{at}",
        title=_words(chance, 10).capitalize(),
        at_a_glance=tuple(Paragraph(id=f"g{number}", text=_sentences(chance, 2)) for number in range(3)),
        comment=tuple(Paragraph(id=f"c{number}", text=_sentences(chance, 3)) for number in range(3)),
        source=Source(
            title=_words(chance, 12).capitalize(),
            title_zh=_chinese(chance, 24),
            link=f"https://www.example.org/documents/{issue}/{at}.html",
        ),
        issuing_bodies=tuple(bodies[: 1 + at % 3]),
        date=date,
    )


def _news(chance: random.Random, date: dt.date, name: str) -> NewsItem:
    link = f"https://www.example.org/news/{name}.html"
    return NewsItem(id=name, date=date, text=_sentences(chance, 2), source=NewsSource(label="Sample report", link=link))
