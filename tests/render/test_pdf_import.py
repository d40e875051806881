"""Newsdesk's own PDFs come back as the issue that they were made from, links and Chinese included."""

import random
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import given

from editor.document.installed_theme import InstalledTheme
from editor.formats.importing.identity import with_identity_of
from editor.formats.importing.source import ImportedSource, read_source
from editor.formats.pdf.reader import read_pdf_here
from editor.publish.publication import SectionLayoutCache
from schemas import (
    Block,
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
from schemas.review import Comment, Review, Thread
from tests.properties.examples import LONG, examples
from tests.properties.printed_issues import printed_issues, without_ids
from tests.properties.test_unfinished_issues import UNFINISHED
from tests.properties.unfinished_issues import seen, unfinished
from tests.render import verapdf


def content(issue: Issue) -> dict[str, Any]:
    return issue.model_dump(exclude={"review", "ignored"})


def differences(before: Any, after: Any, path: str = "") -> Iterator[str]:
    if isinstance(before, dict) and isinstance(after, dict):
        for key in before:
            yield from differences(before[key], after.get(key), f"{path}/{key}")
    elif isinstance(before, list | tuple) and isinstance(after, list | tuple) and len(before) == len(after):
        for number, (one, two) in enumerate(zip(before, after, strict=True)):
            yield from differences(one, two, f"{path}/{number}")
    elif before != after:
        yield f"{path}: {before!r} became {after!r}"


def losses(issue: Issue, read: ImportedSource) -> list[str]:
    return list(differences(content(issue), content(with_identity_of(issue, read.issue))))


def test_the_sample_comes_back(sample_bytes: bytes, sample_issue: Issue, theme: InstalledTheme) -> None:
    read = read_source(sample_bytes, theme.declared)
    assert losses(sample_issue, read) == []
    assert [note.message for note in read.notes if note.needs_person] == []


def test_the_reference_comes_back(reference_bytes: bytes, reference_text: str, theme: InstalledTheme) -> None:
    # A link without an address is no link in a PDF.
    source = re.sub(r"(?<!\()\[([^\[\]]+)\]\(#\)", r"\1", reference_text)
    before = read_source(source.encode(), theme.declared).issue
    assert losses(before, read_source(reference_bytes, theme.declared)) == []


def test_without_its_tags_the_sample_is_read_by_its_layout(
    sample_bytes: bytes, sample_issue: Issue, theme: InstalledTheme
) -> None:
    with pikepdf.open(BytesIO(sample_bytes)) as pdf:
        del pdf.Root.StructTreeRoot, pdf.Root.MarkInfo, pdf.docinfo["/Creator"]
        untagged = BytesIO()
        pdf.save(untagged)
    read = read_source(untagged.getvalue(), theme.declared)
    lost = {loss.split(":")[0] for loss in losses(sample_issue, read)}
    # Without tags, nothing says that a document's title goes on in the line below, beside the label in the margin.
    lost = {path for path in lost if "/source/" not in path}
    # Three short columns side by side look like a table, and the headline is on no page.
    assert lost <= {"/headline", "/imprint/authors", "/imprint/editors", "/imprint/contact", "/imprint/publisher/name",
                    "/imprint/publisher/street", "/imprint/publisher/city", "/imprint/publisher/phone",
                    "/imprint/publisher/mail", "/imprint/publisher/website",
                    "/noteworthy/corporate_news"}  # fmt: skip
    assert any("is a guess" in note.message for note in read.notes)


# Issues of any words.

WORDS = (
    "plan", "Beijing", "state-owned", "quota", "5G+", "AI", "R&D", "percent", "CNY", "“digital”", "mid-2025",
    "EU–China", "SMEs", "(NDRC)", "12.5", "firms’", "and/or", "e.g.,", "A*STAR", "2*660", "naïve", "co-operation",
)  # fmt: skip
# No figures: whether a space is before them cannot be told where a line ends there.
CHINESE = ("国家发展改革委", "关于印发", "《全国重点用户清单》", "的通知", "“一月一链”", "、", "工业和信息化部")


class Writer:
    """Makes issues whose words a seed decides. No line begins or ends with what a reader would take for a label."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._count = 0

    def text(self, least: int, most: int) -> str:
        words = [self._random.choice(WORDS) for _ in range(self._random.randint(least, most))]
        return "The " + " ".join(word.replace("*", r"\*") for word in words) + " plan."

    def plain(self, least: int, most: int) -> str:
        return self.text(least, most).replace("\\", "").rstrip(".")

    def inline(self, least: int, most: int) -> str:
        text = self.text(least, most)
        if self._random.random() < 0.5:
            text += " It says so [in the notice](https://www.gov.cn/a_b?x=1&y=2) **at once** and *so on* today."
        return text

    def chinese(self) -> str:
        return "国务院" + "".join(self._random.choice(CHINESE) for _ in range(6)) + "通知"

    def blocks(self) -> tuple[Block, ...]:
        found: list[Block] = [Paragraph(id="p0", text=self.inline(30, 90))]
        for number in range(self._random.randint(0, 2)):
            items = tuple(Bullet(id=f"i{at}", text=self.inline(4, 30)) for at in range(self._random.randint(1, 4)))
            found.append(Bullets(id=f"b{number}", items=items))
            found.append(Paragraph(id=f"p{number + 1}", text=self.inline(20, 120)))
        return tuple(found)

    def day(self) -> date:
        return date(2025, 1, 1) + timedelta(self._random.randint(0, 50))

    def entry(self, number: int) -> Entry:
        return Entry(
            id=f"e{number}",
            title=self.plain(4, 16),
            contents_title=self.plain(2, 5) if self._random.random() < 0.3 else "",
            at_a_glance=self.blocks(),
            comment=self.blocks(),
            source=Source(title=self.plain(4, 14), title_zh=self.chinese(), link="https://www.gov.cn/x?y=1"),
            issuing_bodies=("NDRC", "MIIT")[: self._random.randint(1, 2)],
            date=self.day(),
        )

    def news(self) -> tuple[NewsItem, ...]:
        return tuple(
            NewsItem(
                id=f"n{number}",
                date=date(2024, 12, 5) + timedelta(number),
                text=self.inline(10, 60),
                source=NewsSource(label="Xinhua", link="https://www.xinhuanet.com/"),
            )
            for number in range(self._random.randint(2, 6))
        )

    def issue(self) -> Issue:
        return Issue(
            headline="Data + Money + Hydrogen",
            date=date(2025, 3, 12),
            reporting_period=ReportingPeriod(start=date(2024, 12, 5), end=date(2025, 2, 20)),
            top5=tuple(self.entry(number) for number in range(5)),
            noteworthy=Noteworthy(policy_news=self.news(), corporate_news=self.news()),
            imprint=Imprint(
                authors=(Person(id="a1", name="First Author", role=("Analyst",)),),
                editors=(Person(id="r1", name="First Editor", role=("Director", "of things")),),
                contact="desk@example.org",
                publisher=Publisher(
                    name="The Institute", street="A Street 1", city="10115 Berlin", phone="+49 30 12345",
                    mail="info@example.org", website="www.example.org",
                ),
            ),
        )  # fmt: skip


@pytest.mark.slow
@examples(5, 300)
@given(printed_issues)
def test_an_issue_comes_back_from_a_pdf(cache: SectionLayoutCache, theme: InstalledTheme, issue: Issue) -> None:
    read = read_source(cache.publication(issue).pdf(), theme.declared, read_pdf=read_pdf_here)
    assert list(differences(without_ids(content(issue)), without_ids(content(read.issue)))) == []
    assert [note.message for note in read.notes if note.needs_person] == []


@pytest.mark.slow
@examples(5, 300)
@given(unfinished(printed_issues))
def test_an_unfinished_issue_comes_back_from_its_proof(
    cache: SectionLayoutCache, theme: InstalledTheme, issue: Issue
) -> None:
    read = read_source(cache.publication(issue, proof=True).pdf(), theme.declared, read_pdf=read_pdf_here)
    assert list(differences(without_ids(content(seen(issue))), without_ids(content(seen(read.issue))))) == []
    assert [note.message for note in read.notes if note.needs_person] == []


@pytest.mark.parametrize("issue", UNFINISHED.values(), ids=UNFINISHED.keys())
def test_what_an_issue_may_lack_comes_back_from_its_proof(
    issue: Issue, cache: SectionLayoutCache, theme: InstalledTheme
) -> None:
    read = read_source(cache.publication(issue, proof=True).pdf(), theme.declared, read_pdf=read_pdf_here)
    assert list(differences(without_ids(content(seen(issue))), without_ids(content(seen(read.issue))))) == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100 if LONG else 4))
def test_issues_of_any_words_come_back(seed: int, cache: SectionLayoutCache, theme: InstalledTheme) -> None:
    issue = Writer(seed).issue()
    read = read_source(cache.publication(issue).pdf(), theme.declared)
    assert losses(issue, read) == []


def with_attachment(data: bytes, name: str, content: bytes) -> bytes:
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.attachments[name] = content
        found = BytesIO()
        pdf.save(found)
    return found.getvalue()


def test_an_attached_issue_is_read_instead_of_the_pages(
    sample_bytes: bytes, sample_issue: Issue, theme: InstalledTheme
) -> None:
    attached = sample_issue.model_copy(update={"headline": "Not on any page"}).model_dump_json().encode()
    read = read_source(with_attachment(sample_bytes, "issue.json", attached), theme.declared)
    assert read.issue.headline == "Not on any page"
    assert [entry.id for entry in read.issue.top5] == [entry.id for entry in sample_issue.top5]
    assert [note.message.partition(",")[0] for note in read.notes] == [
        "The issue attached to the PDF was read",
        "The pages of the PDF were made from another version of the issue than the attached one.",
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "The issue attached to the PDF is damaged; the pages were read."),
        (b'{"format": "newsdesk-issue", "version": 99}', "The issue attached to the PDF could not be read."),
    ],
)
def test_pages_are_read_where_the_attachment_cannot_be(
    content: bytes, said: str, sample_bytes: bytes, sample_issue: Issue, theme: InstalledTheme
) -> None:
    read = read_source(with_attachment(sample_bytes, "issue.json", content), theme.declared)
    assert read.notes[0].message.startswith(said)
    assert losses(sample_issue, read) == []


@pytest.fixture(scope="module")
def with_issue(cache: SectionLayoutCache, sample_issue: Issue) -> bytes:
    thread = Thread(
        path="headline", comments=(Comment(author="Ed", at=datetime(2025, 3, 12, tzinfo=UTC), text="Secret"),)
    )
    reviewed = sample_issue.model_copy(update={"review": Review(threads=(thread,))})
    return cache.publication(reviewed).write(attach_issue=True).data


def test_a_pdf_with_its_issue_inside_opens_as_the_issue(
    with_issue: bytes, sample_issue: Issue, sample_bytes: bytes, theme: InstalledTheme
) -> None:
    read = read_source(with_issue, theme.declared)
    assert read.issue == sample_issue, "ids included"
    assert [note.message for note in read.notes] == ["The issue attached to the PDF was read, not its pages."]
    assert b"Secret" not in with_issue
    assert len(with_issue) < 1.15 * len(sample_bytes)


def test_pages_of_another_version_than_the_issue_inside_are_named(
    with_issue: bytes, sample_issue: Issue, theme: InstalledTheme
) -> None:
    with pikepdf.open(BytesIO(with_issue)) as pdf:
        pdf.docinfo["/Revision"] = "another"
        changed = BytesIO()
        pdf.save(changed)
    read = read_source(changed.getvalue(), theme.declared)
    assert read.issue == sample_issue
    (note,) = [note for note in read.notes if note.needs_person]
    assert note.message.startswith("The pages of the PDF were made from another version")


def test_the_file_inside_is_named_once_and_described(with_issue: bytes, sample_issue: Issue) -> None:
    with pikepdf.open(BytesIO(with_issue)) as pdf:
        (named,) = pdf.Root.AF
        assert named.AFRelationship == "/Source"
        assert str(named.Desc) == "The newsletter issue, to be opened with Newsdesk"
        assert str(named.UF) == "MERICS-China-Industries-2025-03-12.json"
        assert str(named.EF.F.Params.CreationDate) == "D:20250312000000Z", "the same bytes each time"


@pytest.mark.formats
def test_verapdf_finds_a_pdf_with_its_issue_inside_compliant(with_issue: bytes, tmp_path: Path) -> None:
    if reason := verapdf.available():
        pytest.skip(reason)
    file = tmp_path / "with-issue.pdf"
    file.write_bytes(with_issue)
    reports = verapdf.validate(file, ("ua1", "3a"))
    assert len(reports) == 2
    assert [str(report) for report in reports if not report.compliant] == []


@pytest.mark.slow
def test_the_issue_can_be_inside_a_file_for_ua_2(
    cache: SectionLayoutCache, sample_issue: Issue, theme: InstalledTheme, tmp_path: Path
) -> None:
    data = cache.publication(sample_issue).write("ua-2", attach_issue=True).data
    assert data.startswith(b"%PDF-2.0")
    assert read_source(data, theme.declared).issue == sample_issue
    if reason := verapdf.available():
        pytest.skip(reason)
    file = tmp_path / "ua-2.pdf"
    file.write_bytes(data)
    (report,) = verapdf.validate(file, ("ua2",))
    assert report.compliant, str(report)


def test_an_attachment_without_end_is_not_unpacked(sample_bytes: bytes, theme: InstalledTheme) -> None:
    read = read_source(with_attachment(sample_bytes, "bomb.json", b" " * 30_000_000), theme.declared)
    assert len(read.issue.top5) == 5
