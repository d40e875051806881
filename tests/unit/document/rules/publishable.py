"""A small issue without findings, and a function to change values in it."""

from __future__ import annotations

from datetime import date
from typing import Any

from editor.document.editing.edits import SetValue, applied
from editor.document.paths import FieldPath
from schemas import (
    Bullet,
    Bullets,
    Entry,
    Imprint,
    Issue,
    NewsItem,
    NewsSource,
    Noteworthy,
    Paragraph,
    Person,
    Publisher,
    ReportingPeriod,
    Source,
)


def entry(number: int) -> Entry:
    return Entry(
        id=f"e{number}",
        title=f"China publishes plan number {number} of the sample",
        at_a_glance=(
            Paragraph(id="p1", text="The ministry has published a plan. Key points include:"),
            Bullets(
                id="b1", items=(Bullet(id="u1", text="A first key point"), Bullet(id="u2", text="A second one, too"))
            ),
        ),
        comment=(
            Paragraph(id="p1", text="The plan continues [an earlier one](https://www.gov.cn/earlier) of the ministry."),
            Paragraph(id="p2", text="What it means for **European** companies remains to be seen."),
        ),
        source=Source(
            title=f"Sample Plan No. {number}", title_zh=f"样本计划第{number}号", link=f"https://www.gov.cn/{number}"
        ),
        issuing_bodies=("NDRC", "MIIT"),
        date=date(2025, 1, 10 + number),
    )


def item(name: str, day: date) -> NewsItem:
    return NewsItem(
        id=name,
        date=day,
        text=f"Something happened in the news item that is called {name}, and it is told in two sentences. One.",
        source=NewsSource(label="MIIT notice", link=f"https://www.miit.gov.cn/{name}"),
    )


ISSUE = Issue(
    headline="Sample plans + Sample news",
    date=date(2025, 3, 12),
    reporting_period=ReportingPeriod(start=date(2024, 12, 5), end=date(2025, 2, 20)),
    top5=tuple(entry(number) for number in range(1, 6)),
    noteworthy=Noteworthy(
        policy_news=(item("n1", date(2024, 12, 5)), item("n2", date(2025, 1, 2)), item("n3", date(2025, 1, 2))),
        corporate_news=(item("c1", date(2025, 1, 15)), item("c2", date(2025, 2, 20))),
    ),
    imprint=Imprint(
        authors=(Person(id="a1", name="Sample Author", role=("Analyst",)),),
        editors=(Person(id="r1", name="Sample Editor", role=("Director", "Publications")),),
        contact="desk@example.org",
        publisher=Publisher(
            name="Sample Institute",
            street="Sample Street 1",
            city="10000 Sample City",
            phone="+49 30 000 000",
            mail="info@example.org",
            website="www.example.org",
        ),
    ),
)


def with_values(changes: dict[str, Any], issue: Issue = ISSUE) -> Issue:
    """Return the issue with other values at these paths."""
    for path, value in changes.items():
        issue = applied(issue, SetValue(FieldPath.parse(path), value))
    return issue
