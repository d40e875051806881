"""Issues made of any texts; those a desk writes, with invented words that no reader takes for a label; their texts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hypothesis import strategies as st

from editor.document.text.inline import plain
from editor.document.text.languages import SIMPLIFIED, TRADITIONAL, east_asian_language
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


@dataclass(frozen=True)
class Texts:
    """What generated issues are made of. `paragraph` may draw None where a list comes first."""

    title: st.SearchStrategy[str]
    inline: st.SearchStrategy[str]
    paragraph: st.SearchStrategy[str | None]
    words: st.SearchStrategy[str]
    chinese: st.SearchStrategy[str]
    address: st.SearchStrategy[str]
    body: st.SearchStrategy[str]
    name: st.SearchStrategy[str]
    role: st.SearchStrategy[str]
    day: st.SearchStrategy[date]
    issued: st.SearchStrategy[date]
    period: st.SearchStrategy[ReportingPeriod]
    headline: st.SearchStrategy[str]
    figure: st.SearchStrategy[str]
    publisher: st.SearchStrategy[Publisher]
    states_script: st.SearchStrategy[bool] = field(default_factory=lambda: st.just(False))
    """Whether a Chinese title is in another script than its characters say."""
    least: int = 0
    """The least number of entries, authors and editors."""


@st.composite
def block_lists(
    draw: st.DrawFn, paragraphs: st.SearchStrategy[str | None], items: st.SearchStrategy[str]
) -> tuple[Paragraph | Bullets, ...]:
    """Paragraphs and lists, never two lists side by side, with the ids that reading gives them."""
    blocks: list[Paragraph | Bullets] = []
    counts = {Paragraph: 0, Bullets: 0}
    for text, bullets in draw(st.lists(st.tuples(paragraphs, st.lists(items, max_size=3)), min_size=1, max_size=3)):
        if text is not None or (blocks and isinstance(blocks[-1], Bullets)):
            counts[Paragraph] += 1
            blocks.append(Paragraph(id=f"p{counts[Paragraph]}", text=text or "…"))
        if bullets:
            counts[Bullets] += 1
            listed = tuple(Bullet(id=f"i{place}", text=item) for place, item in enumerate(bullets, 1))
            blocks.append(Bullets(id=f"b{counts[Bullets]}", items=listed))
    return tuple(blocks) or (Paragraph(id="p1", text="…"),)


def _numbered(items: st.SearchStrategy[Any], prefix: str, least: int = 0) -> st.SearchStrategy[tuple[Any, ...]]:
    def with_ids(found: list[Any]) -> tuple[Any, ...]:
        return tuple(item.model_copy(update={"id": f"{prefix}{place}"}) for place, item in enumerate(found, 1))

    return st.lists(items, min_size=least, max_size=3).map(with_ids)


def _source(title: str, title_zh: str, states_script: bool, link: str) -> Source:
    other = TRADITIONAL if east_asian_language(title_zh) == SIMPLIFIED else SIMPLIFIED
    made = Source(title=title, title_zh=title_zh, link=link)
    return made.model_copy(update={"language": other}) if states_script else made


def issues_of(texts: Texts) -> st.SearchStrategy[Issue]:
    """Issues whose every field is filled, publishable in their shape."""
    blocks = block_lists(texts.paragraph, texts.inline)
    entries = st.builds(
        Entry,
        title=texts.title,
        contents_title=st.just("") | texts.words.map("Shorter {}".format),
        key_figures=st.lists(texts.figure, max_size=3).map(tuple),
        at_a_glance=blocks,
        comment=blocks,
        source=st.builds(_source, texts.words, texts.chinese, texts.states_script, texts.address),
        issuing_bodies=st.lists(texts.body, min_size=1, max_size=3).map(tuple),
        date=texts.day,
    )
    sources = st.builds(NewsSource, label=texts.words, link=texts.address)
    news = _numbered(st.builds(NewsItem, date=texts.day, text=texts.inline, source=sources), "n")
    roles = st.lists(texts.role, min_size=1, max_size=2, unique=True).map(tuple)
    people = st.builds(Person, name=texts.name, role=roles)
    return st.builds(
        Issue,
        headline=texts.headline,
        date=texts.issued,
        reporting_period=texts.period,
        top5=_numbered(entries, "e", texts.least),
        noteworthy=st.builds(Noteworthy, policy_news=news, corporate_news=news),
        imprint=st.builds(
            Imprint,
            authors=_numbered(people, "a", texts.least),
            editors=_numbered(people, "e", texts.least),
            contact=st.just("desk@example.org"),
            publisher=texts.publisher,
        ),
    )


printed_issues = issues_of(
    Texts(
        title=lines,
        inline=phrases(),
        paragraph=phrases(),
        words=lines,
        chinese=chinese,
        address=addresses,
        body=words.map(str.upper),
        name=lines.map("A {}".format),
        role=lines,
        day=_days,
        issued=st.just(date(2025, 3, 12)),
        period=st.just(PERIOD),
        headline=st.tuples(lines, lines).map(" + ".join),
        figure=st.sampled_from(["USD 28.8 bn", "15 %", "2029", "3:1"]) | lines,
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
        states_script=st.booleans(),
        least=1,
    )
)


def words_of(issue: Issue) -> list[str]:
    """All texts of the issue that a reader sees, without markup."""
    found: list[str] = [issue.headline]
    for entry in issue.top5:
        found += [entry.title, *entry.key_figures, entry.source.title, entry.source.title_zh]
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
