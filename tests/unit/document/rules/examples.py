"""Examples for every rule: changes that it reports, and similar ones that it does not."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from editor.document.findings import Finding
from editor.document.rules.field_text import LONGEST
from schemas import Bullet, Bullets, Paragraph, Person, ReportingPeriod
from tests.unit.document.rules.publishable import ISSUE, entry


@dataclass(frozen=True)
class Example:
    """Changes to a publishable issue. `fails` is reported at the path `at`; `passes` is similar and not reported."""

    at: str
    fails: dict[str, Any]
    passes: dict[str, Any] = field(default_factory=dict)


TEXT = "top5/e1/comment/p1/text"
NEWS = "noteworthy/policy_news"
PUBLISHER = "imprint/publisher"
LONG = "word " * 300

EXAMPLES: dict[str, list[Example]] = {
    "required": [
        Example("date", {"date": None}),
        Example("top5", {"top5": ()}),
        Example("top5/e2/title", {"top5/e2/title": "\u200b"}),
        Example("top5/e2/comment", {"top5/e2/comment": ()}),
        Example("top5/e2/comment", {"top5/e2/comment": (Paragraph(id="p1"), Bullets(id="b1"))}),
        Example("top5/e2/issuing_bodies", {"top5/e2/issuing_bodies": ("", " ")}, {"top5/e2/issuing_bodies": ("MOF",)}),
        Example("top5/e2/source/title_zh", {"top5/e2/source/title_zh": ""}, {"top5/e2/contents_title": ""}),
        Example("reporting_period/end", {"reporting_period/end": None}),
        Example(NEWS, {NEWS: ()}),
        Example(f"{NEWS}/n2/text", {f"{NEWS}/n2/text": "[](https://www.gov.cn/)"}),
        Example(f"{NEWS}/n2/source/label", {f"{NEWS}/n2/source/label": ""}),
        Example("imprint/editors", {"imprint/editors": ()}),
        Example("imprint/editors/r1/role", {"imprint/editors/r1/role": ()}),
        Example(f"{PUBLISHER}/phone", {f"{PUBLISHER}/phone": ""}),
    ],
    "headline-missing": [Example("headline", {"headline": " "}, {"headline": "x"})],
    "blank-block": [
        Example("top5/e2/comment/p2/text", {"top5/e2/comment/p2/text": " \n"}),
        Example(
            "top5/e2/at_a_glance/b1/items/u2/text",
            {"top5/e2/at_a_glance/b1/items/u2/text": ""},
            {"top5/e2/at_a_glance": (Paragraph(id="p1", text="A paragraph that stands there for itself, alone."),)},
        ),
        Example("top5/e2/at_a_glance/b1/items", {"top5/e2/at_a_glance/b1/items": ()}),
        Example("top5/e2/at_a_glance/b1/items", {"top5/e2/at_a_glance/b1/items": (Bullet(id="u1"), Bullet(id="u2"))}),
    ],
    "blank-line": [
        Example(
            "top5/e2/issuing_bodies",
            {"top5/e2/issuing_bodies": ("NDRC", "", "MOF")},
            {"top5/e2/issuing_bodies": ()},
        ),
        Example("imprint/authors/a1/role", {"imprint/authors/a1/role": ("Analyst", " ")}),
    ],
    "entry-count": [
        Example("top5", {"top5": ISSUE.top5[:4]}),
        Example("top5", {"top5": (*ISSUE.top5, entry(6))}, {"top5": ISSUE.top5[::-1]}),
    ],
    "period-reversed": [
        Example(
            "reporting_period/end",
            {"reporting_period": ReportingPeriod(start=date(2025, 2, 20), end=date(2024, 12, 5))},
            {"reporting_period": ReportingPeriod(start=date(2025, 2, 20), end=date(2025, 2, 20))},
        )
    ],
    "period-long": [
        Example(
            "reporting_period/end",
            {"reporting_period/start": date(2024, 2, 19)},
            {"reporting_period/start": date(2024, 2, 21)},
        )
    ],
    "issue-date": [
        Example("date", {"date": date(2025, 2, 19)}, {"date": date(2025, 2, 20)}),
        Example("date", {"date": date(2052, 3, 12)}, {"reporting_period/end": None, "date": date(2052, 3, 12)}),
    ],
    "entry-date": [
        Example("top5/e3/date", {"top5/e3/date": date(2025, 2, 21)}, {"top5/e3/date": date(2025, 2, 20)}),
        Example("top5/e3/date", {"top5/e3/date": date(2024, 11, 3)}, {"top5/e3/date": date(2024, 11, 4)}),
        Example("top5/e3/date", {"top5/e3/date": date(2020, 1, 1)}, {"top5/e3/date": None}),
    ],
    "news-outside-period": [
        Example(f"{NEWS}/n1/date", {f"{NEWS}/n1/date": date(2024, 12, 4)}),
        Example(
            "noteworthy/corporate_news/c2/date",
            {"noteworthy/corporate_news/c2/date": date(2025, 2, 21)},
            {"noteworthy/corporate_news/c2/date": date(2025, 2, 20)},
        ),
        Example(
            "noteworthy/corporate_news/c2/date",
            {"reporting_period/start": None, "noteworthy/corporate_news/c2/date": date(2025, 2, 21)},
            {"reporting_period": ReportingPeriod(), f"{NEWS}/n1/date": date(1999, 1, 1)},
        ),
    ],
    "news-order": [
        Example(
            f"{NEWS}/n3/date",
            {f"{NEWS}/n3/date": date(2025, 1, 1)},
            {f"{NEWS}/n2/date": None},
        ),
        Example(
            f"{NEWS}/n1/date",
            {NEWS: ISSUE.noteworthy.policy_news[::-1]},
            {NEWS: ISSUE.noteworthy.policy_news[:1]},
        ),
        Example(f"{NEWS}/n3/date", {f"{NEWS}/n2/date": None, f"{NEWS}/n3/date": date(2024, 12, 4)}),
    ],
    "chinese-missing": [
        Example(
            "top5/e1/source/title_zh",
            {"top5/e1/source/title_zh": "Plan 2025"},
            {"top5/e1/source/title_zh": "2025年方案"},
        )
    ],
    "chinese-in-english": [
        Example("top5/e1/title", {"top5/e1/title": "China publishes its 计划 for the sample"}),
        Example("top5/e1/contents_title", {"top5/e1/contents_title": "计划 for the sample of China"}),
        Example("headline", {"headline": "Plans + 新闻 + More plans"}),
        Example(
            "top5/e1/source/title",
            {"top5/e1/source/title": "Sample Plan (样本计划)"},
            {"imprint/authors/a1/name": "王 Sample", TEXT: "The plan (计划) continues an earlier one of the ministry."},
        ),
    ],
    "unprintable": [
        Example(TEXT, {TEXT: "The plan continues an ear\u200dlier one of the ministry."}),
        Example(TEXT, {TEXT: "The plan continues an\u2003earlier one of the ministry."}),
        Example("top5/e1/title", {"top5/e1/title": "China publishes plan\tnumber 1\nof the sample"}),
        Example("top5/e1/source/title_zh", {"top5/e1/source/title_zh": "样本计划⽂第1号"}),
        Example(TEXT, {TEXT: "The plan continues an earlier one \x00of the ministry."}),
        Example(TEXT, {TEXT: "The plan continues \u202ean earlier one\u202c of the ministry."}),
        Example("headline", {"headline": "Sample plans + half a \ud83d character"}),
        Example(
            "top5/e1/issuing_bodies",
            {"top5/e1/issuing_bodies": ("NDRC", "MOF\ufe0f")},
            {TEXT: "The plan continues “an earlier one” –\n [of the 部](https://x.org/🚀), at 5 €."},
        ),
    ],
    "missing-glyph": [
        Example(
            TEXT,
            {TEXT: "The plan continues an earlier one of the ministry 🚀."},
            {TEXT: "Firms such as 滙豐, 宏碁 and トヨタ, 10 ㎡ at 5 ℃, of group Ⅱ."},
        ),
        Example("imprint/authors/a1/name", {"imprint/authors/a1/name": "Sample ﷽"}),
    ],
    "key-figure-count": [
        Example(
            "top5/e1/key_figures",
            {"top5/e1/key_figures": ("a", "b", "c", "d")},
            {"top5/e1/key_figures": ("a", "b", "c")},
        )
    ],
    "key-figure-not-in-text": [
        Example(
            "top5/e1/key_figures",
            {"top5/e1/key_figures": ("USD 12 bn",), TEXT: "The plan costs more than USD 13 bn in its first year."},
            {"top5/e1/key_figures": ("USD 12 bn", "2029"), TEXT: "The plan costs USD 12 bn in all (until 2029)."},
        )
    ],
    "too-long": [
        Example(TEXT, {TEXT: "a" * (LONGEST + 1)}, {TEXT: "a" * LONGEST}),
        Example("top5/e1/source/link", {"top5/e1/source/link": "https://www.gov.cn/" + "a" * LONGEST}),
        Example("imprint/authors/a1/role", {"imprint/authors/a1/role": ("Analyst", "a" * (LONGEST + 1))}),
    ],
    "invalid-link": [
        Example("top5/e1/source/link", {"top5/e1/source/link": address}, {"top5/e1/source/link": "mailto:a@gov.cn"})
        for address in (
            "file:///etc/passwd",
            "javascript:alert(1)",
            "java\tscript:alert(1)",
            "data:text/html,x",
            "ftp://ftp.gov.cn/x",
            "www.gov.cn/x",
            "/zhengce/x",
            "#",
            "https://",
            "https://www.gov.cn/a b",
            "mailto:nobody",
        )
    ]
    + [
        Example(TEXT, {TEXT: f"The plan continues [an earlier one]({address}) of the ministry."})
        for address in ("file:///etc/passwd", "javascript:alert(1)", "data:text/html,x", "www.gov.cn", "<https://a b>")
    ]
    + [
        Example(f"{NEWS}/n1/source/link", {f"{NEWS}/n1/source/link": "gov.cn"}),
    ],
    "missing-link": [
        Example("top5/e1/source/link", {"top5/e1/source/link": ""}, {"top5/e1/source/link": "http://www.gov.cn"}),
        Example(f"{NEWS}/n1/source/link", {f"{NEWS}/n1/source/link": " "}),
        Example(
            TEXT,
            {TEXT: "The plan continues [an earlier one]() of the ministry."},
            {TEXT: "The plan continues [an earlier one] \\[]() of the ministry."},
        ),
    ],
    "invalid-email": [
        Example("imprint/contact", {"imprint/contact": mail}, {"imprint/contact": "first.last+x@sub.example.org"})
        for mail in (
            "desk",
            "desk@example",
            "desk@@example.org",
            "mailto:desk@example.org",
            "a@b.org, c@d.org",
            "@x.org",
        )
    ]
    + [Example(f"{PUBLISHER}/mail", {f"{PUBLISHER}/mail": "info at example.org"})],
    "invalid-website": [
        Example(f"{PUBLISHER}/website", {f"{PUBLISHER}/website": site}, {f"{PUBLISHER}/website": "https://example.org"})
        for site in ("our website", "javascript:x", "file:///x")
    ],
    "length": [
        Example("top5/e1/title", {"top5/e1/title": "China plans"}, {"top5/e1/title": "China publishes a long plan"}),
        Example("top5/e1/title", {"top5/e1/title": LONG}, {"top5/e1/contents_title": ""}),
        Example(
            TEXT,
            {TEXT: LONG},
            {TEXT: f"The plan continues [an earlier one](https://www.gov.cn/{'a' * 1500}) of the ministry."},
        ),
        Example(f"{NEWS}/n1/source/label", {f"{NEWS}/n1/source/label": "M"}),
        Example(TEXT, {TEXT: "The plan names these points"}, {TEXT: "The plan names these points:"}),
    ],
    "stray-spaces": [
        Example("top5/e1/title", {"top5/e1/title": "China publishes  plan number 1 of it"}),
        Example(TEXT, {TEXT: " The plan continues an earlier one of the ministry."}),
        Example(
            TEXT,
            {TEXT: "The plan continues **an   earlier** one of the ministry."},
            {TEXT: "The plan continues an earlier one of the ministry. "},
        ),
        Example("top5/e1/issuing_bodies", {"top5/e1/issuing_bodies": ("NDRC", " MOF")}),
    ],
    "bare-web-address": [
        Example(
            TEXT,
            {TEXT: "The plan is at https://www.gov.cn/earlier and continues another."},
            {TEXT: "The plan [is there](https://www.gov.cn/earlier) and continues another."},
        ),
        Example(
            TEXT,
            {TEXT: "The plan is at **www.gov.cn/earlier** and continues another."},
            {TEXT: "The plan is at [https://www.gov.cn/earlier](https://www.gov.cn/earlier) and continues another."},
        ),
    ],
    "duplicate-news": [
        Example(
            f"{NEWS}/n3/text",
            {f"{NEWS}/n3/text": ISSUE.noteworthy.policy_news[0].text.upper()},
            {f"{NEWS}/n3/text": ""},
        ),
        Example(
            "noteworthy/corporate_news/c1/text",
            {"noteworthy/corporate_news/c1/text": f"**{ISSUE.noteworthy.policy_news[0].text}**"},
        ),
    ],
    "duplicate-news-link": [
        Example(
            "noteworthy/corporate_news/c2/source/link",
            {"noteworthy/corporate_news/c2/source/link": "http://www.miit.gov.cn/n1/"},
            {
                "noteworthy/corporate_news/c2/source/link": "https://www.miit.gov.cn/",
                "noteworthy/corporate_news/c1/source/link": "https://www.miit.gov.cn/",
            },
        )
    ],
    "duplicate-title": [
        Example("top5/e4/title", {"top5/e4/title": ISSUE.top5[1].title.upper() + " "}, {"top5/e4/title": ""}),
    ],
    "duplicate-document": [
        Example("top5/e4/source/title_zh", {"top5/e4/source/title_zh": ISSUE.top5[1].source.title_zh}),
        Example(
            "top5/e4/source/link",
            {"top5/e4/source/link": ISSUE.top5[1].source.link},
            {"top5/e4/source/link": "https://www.gov.cn/", "top5/e3/source/link": "https://www.gov.cn/"},
        ),
    ],
    "duplicate-issuing-body": [
        Example(
            "top5/e1/issuing_bodies",
            {"top5/e1/issuing_bodies": ("NDRC", "MOF", "ndrc ", "MOF")},
            {"top5/e1/issuing_bodies": ("NDRC", "", "")},
        )
    ],
    "duplicate-person": [
        Example(
            "imprint/authors/a2/name",
            {"imprint/authors": (*ISSUE.imprint.authors, Person(id="a2", name="sample author", role=("Writer",)))},
            {"imprint/editors": (Person(id="a2", name="Sample Author", role=("Writer",)),)},
        )
    ],
}
CASES = [
    pytest.param(name, example, id=f"{name}-{n}") for name, all_ in EXAMPLES.items() for n, example in enumerate(all_)
]


def of(rule: str, findings: tuple[Finding, ...]) -> list[Finding]:
    """Return the findings of one rule."""
    return [finding for finding in findings if finding.rule == rule]
