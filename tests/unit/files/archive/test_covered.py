"""Whether an entry was covered before."""

import contextlib
import datetime as dt
from pathlib import Path

import pytest

from editor.document.rules.duplicates import page_key
from editor.document.rules.field_text import comparison_key
from editor.files.archive.covered import Covered, Reason, Subject, covered
from editor.files.archive.database import open_to_read
from editor.files.archive.stems import Stemmer
from editor.files.themes import read_theme
from editor.formats.importing.source import read_source
from tests.unit.files.archive.newsroom_folder import NewsroomFolder, issue_about

OLD_ISSUES = Path(__file__).parents[3] / "fixtures" / "earlier_issues"
LINK = "https://www.example.org/documents/1.html"
ZH = "关于推动氢能产业发展的意见"


def ask(newsroom: NewsroomFolder, subject: Subject) -> list[tuple[Reason, str]]:
    connection = open_to_read(newsroom.index)
    assert connection is not None
    with contextlib.closing(connection):
        found = covered(connection, newsroom.folder, subject, Stemmer()).found
    return [(one.reason, name_of(one)) for one in found]


def name_of(one: Covered) -> str:
    return f"{one.hit.file.stem}:{one.hit.path}"


def subject(
    link: str = "",
    chinese: str = "",
    titles: tuple[str, ...] = (),
    file: Path | None = None,
    date: dt.date | None = None,
) -> Subject:
    return Subject("top5/e1", page_key(link), comparison_key(chinese), titles, (), file, date)


def test_the_same_document_is_found_by_link_and_by_chinese_title(newsroom: NewsroomFolder) -> None:
    newsroom.write("a.json", issue_about("Steel", link=LINK))
    newsroom.write("b.json", issue_about("Copper", chinese=ZH))
    newsroom.update()
    http = LINK.replace("https", "http")
    assert ask(newsroom, subject(link=f"{http}/")) == [(Reason.SAME_LINK, "a:top5/e1")]
    assert ask(newsroom, subject(chinese=f" {ZH} ")) == [(Reason.SAME_CHINESE_TITLE, "b:top5/e1")]
    assert len(ask(newsroom, subject(LINK, ZH))) == 2
    assert ask(newsroom, subject("https://www.example.org/", "关于")) == []


def test_the_newest_earlier_issue_counts_and_the_own_file_does_not(newsroom: NewsroomFolder) -> None:
    own = newsroom.write("own.json", issue_about("Steel", link=LINK, date=dt.date(2025, 3, 1)))
    newsroom.write("old.json", issue_about("Steel", link=LINK, date=dt.date(2023, 3, 1)))
    newsroom.write("newer.json", issue_about("Steel", link=LINK, date=dt.date(2024, 3, 1)))
    newsroom.write("later.json", issue_about("Steel", link=LINK, date=dt.date(2026, 3, 1)))
    newsroom.write("undated.json", issue_about("Copper", chinese=ZH, date=None))
    newsroom.update()
    assert ask(newsroom, subject(chinese=ZH, titles=("Copper",), file=own, date=dt.date(2025, 3, 1))) == []
    assert ask(newsroom, subject(chinese=ZH, titles=("Copper",))) == []
    assert ask(newsroom, subject(LINK, file=own, date=dt.date(2025, 3, 1))) == [(Reason.SAME_LINK, "newer:top5/e1")]
    assert ask(newsroom, subject(LINK, file=own)) == [(Reason.SAME_LINK, "later:top5/e1")]


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Hydrogen trucks on Chinese motorways", "Hydrogen trucks may use motorways free of charge"),
        ("New standard for lidar in vehicles", "Lidar makers get their first national standard"),
        ("Graphite exports: Beijing widens its controls", "Export controls reach graphite for battery anodes"),
        ("A plan for humanoid robots", "Humanoid robots get an innovation plan of their own"),
        ("Foreign investors are courted again", "Foreign investors are promised equal treatment in tenders"),
        ("Beijing wants more childcare places", None),
        ("China opens its railways to private money", None),
        ("New plan for the high-quality development of industry", None),
        ("Beijing publishes guiding opinions on the cotton market", None),
        ("Data on exports of steel", None),
        ("Hydrogen", None),
        ("", None),
    ],
)
def test_close_topics_among_five_old_issues(newsroom: NewsroomFolder, title: str, found: str | None) -> None:
    for text in sorted(OLD_ISSUES.glob("*.txt")):
        newsroom.write(f"{text.stem}.json", read_source(text.read_bytes(), read_theme("merics")).issue)
    newsroom.update()
    connection = open_to_read(newsroom.index)
    assert connection is not None
    with contextlib.closing(connection):
        answer = covered(connection, newsroom.folder, subject(titles=(title, "", "")), Stemmer()).found
    assert [(one.reason, one.hit.title) for one in answer] == ([(Reason.CLOSE_TOPIC, found)] if found else [])
