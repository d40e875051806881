"""Issues as a desk writes them, with invented words that no reader takes for a label, and their texts."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from editor.document.text.inline import plain
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

_LETTERS = "bdfgkpvwzBDFGäéł4"
words = st.text(st.sampled_from(_LETTERS), min_size=4, max_size=9).map(lambda word: f"q{word}")
chinese = st.text(st.sampled_from("关于促进数据产业高质量发展的指导意见"), min_size=4, max_size=12)
addresses = st.sampled_from([
    "https://example.org/a",
    "http://例.org/数据?a=1&b=2#c",
    "https://example.org/a_b?q=\"quoted\"&x='y'",
    f"https://example.org/{'long' * 500}",
    "mailto:desk@example.org",
])  # fmt: skip
PERIOD = ReportingPeriod(start=date(2024, 12, 5), end=date(2025, 2, 20))
_days = st.dates(date(2024, 12, 5), date(2025, 2, 20))


@st.composite
def phrases(draw: st.DrawFn) -> str:
    """A sentence of limited Markdown: words, some of them bold, in italics, linked or Chinese."""
    pieces = [draw(words)]
    for kind in draw(st.lists(st.sampled_from("wwwbilc"), max_size=5)):
        word = draw(words)
        match kind:
            case "b":
                pieces.append(f"**{word}**")
            case "i":
                pieces.append(f"*{word}*")
            case "l":
                # Two links to one address with a space between them are read as one link that a line break parted.
                pieces.append(f"[{word}]({draw(addresses)}) {draw(words)}")
            case "c":
                pieces.append(f"{draw(chinese)} {word}")
            case _:
                pieces.append(word)
    return " ".join([*pieces, draw(words)])


lines = st.lists(words, min_size=2, max_size=5).map(" ".join)


@st.composite
def _blocks(draw: st.DrawFn) -> tuple[Paragraph | Bullets, ...]:
    """Paragraphs and lists, never two lists side by side; the first block is a paragraph."""
    blocks: list[Paragraph | Bullets] = []
    for text, items in draw(st.lists(st.tuples(phrases(), st.lists(phrases(), max_size=3)), min_size=1, max_size=3)):
        blocks.append(Paragraph(id=f"p{sum(isinstance(one, Paragraph) for one in blocks) + 1}", text=text))
        if items:
            bullets = tuple(Bullet(id=f"i{place}", text=item) for place, item in enumerate(items, 1))
            blocks.append(Bullets(id=f"b{sum(isinstance(one, Bullets) for one in blocks) + 1}", items=bullets))
    return tuple(blocks)


def _numbered(items: st.SearchStrategy[Any], prefix: str, least: int = 0) -> st.SearchStrategy[tuple[Any, ...]]:
    def with_ids(found: list[Any]) -> tuple[Any, ...]:
        return tuple(item.model_copy(update={"id": f"{prefix}{place}"}) for place, item in enumerate(found, 1))

    return st.lists(items, min_size=least, max_size=3).map(with_ids)


_entries = st.builds(
    Entry,
    title=lines,
    contents_title=st.just("") | lines.map("Shorter {}".format),
    at_a_glance=_blocks(),
    comment=_blocks(),
    source=st.builds(Source, title=lines, title_zh=chinese, link=addresses),
    issuing_bodies=st.lists(words.map(str.upper), min_size=1, max_size=3).map(tuple),
    date=_days,
)
_news = st.builds(NewsItem, date=_days, text=phrases(), source=st.builds(NewsSource, label=lines, link=addresses))
_people = st.builds(
    Person, name=lines.map("A {}".format), role=st.lists(lines, min_size=1, max_size=2, unique=True).map(tuple)
)
printed_issues = st.builds(
    Issue,
    headline=st.tuples(lines, lines).map(" + ".join),
    date=st.just(date(2025, 3, 12)),
    reporting_period=st.just(PERIOD),
    top5=_numbered(_entries, "e", 1),
    noteworthy=st.builds(Noteworthy, policy_news=_numbered(_news, "n"), corporate_news=_numbered(_news, "n")),
    imprint=st.builds(
        Imprint,
        authors=_numbered(_people, "a", 1),
        editors=_numbered(_people, "e", 1),
        contact=st.just("desk@example.org"),
        publisher=st.just(
            Publisher(
                name="MERICS | Mercator Institute",
                street="Sample Street 1",
                city="10115 Sample City",
                phone="+49 30 1",
                mail="office@example.org",
                website="www.example.org",
            )
        ),
    ),
)


def words_of(issue: Issue) -> list[str]:
    """All texts of the issue that a reader sees, without markup."""
    found: list[str] = [issue.headline]
    for entry in issue.top5:
        found += [entry.title, entry.source.title, entry.source.title_zh]
        for block in (*entry.at_a_glance, *entry.comment):
            found += [plain(item.text) for item in (block.items if isinstance(block, Bullets) else (block,))]
    for item in (*issue.noteworthy.policy_news, *issue.noteworthy.corporate_news):
        found += [plain(item.text), item.source.label]
    for person in (*issue.imprint.authors, *issue.imprint.editors):
        found += [person.name, *person.role]
    return [text for text in found if text]


def without_ids(value: Any) -> Any:
    """A dumped issue without the ids of its items, which most formats do not hold."""
    if isinstance(value, dict):
        return {name: without_ids(inner) for name, inner in value.items() if name != "id"}
    return [without_ids(inner) for inner in value] if isinstance(value, list | tuple) else value
