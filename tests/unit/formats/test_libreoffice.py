"""Documents that LibreOffice saved: one reviewed newsletter in each of its formats (`tests/fixtures/libreoffice`).

Where LibreOffice is installed, it also saves the sample issue's Word document, which has to come back equal.
"""

import datetime as dt
import shutil
import subprocess
from pathlib import Path

import pytest

from editor.document.suggestions.review import as_suggested, open_records
from editor.files.issue_file import load_issue
from editor.files.themes import load_theme
from editor.formats.docx.writer import write_docx
from editor.formats.importing.review_import import with_threads
from editor.formats.importing.source import ImportedSource, read_source
from editor.formats.returned.bringing_back import Returned, bring_back
from schemas import Entry, Issue, Theme
from tests.properties.source_words import noted

FOLDER = Path(__file__).parents[2] / "fixtures" / "libreoffice"
SAMPLE = Path(__file__).parents[3] / "issues" / "china-industries-2025-03-12.json"
NOW = dt.datetime(2025, 3, 12, 9, tzinfo=dt.UTC)
WORD_PROCESSOR = ("reviewed.docx", "reviewed.odt")
ALL = (*WORD_PROCESSOR, "reviewed.html", "reviewed-tagged.pdf", "reviewed-untagged.pdf")
SOFFICE = shutil.which("soffice")


def read(name: str, theme: Theme) -> ImportedSource:
    return read_source((FOLDER / name).read_bytes(), theme)


def texts(entry: Entry) -> list[str]:
    found = []
    for block in (*entry.at_a_glance, *entry.comment):
        found += [block.text] if block.type == "paragraph" else [f"- {bullet.text}" for bullet in block.items]
    return found


@pytest.mark.parametrize("name", ALL)
def test_the_content_of_each_format(name: str, theme: Theme) -> None:
    issue = read(name, theme).issue
    first, second = issue.top5
    assert issue.headline == "Steel quotas + Grid fees"
    assert issue.date == dt.date(2025, 3, 12)
    assert first.title == "Beijing sets quotas for crude steel"
    assert texts(first)[1:3] == [r"- Mills above 2\*1000 MW report each month", "- All small mills close by 2027"]
    assert "It cuts CO₂ by 10⁹ tons and covers all mills:" in texts(first)[0]
    assert texts(first)[3].startswith("The plan repeats *older* targets. It leaves the provinces")
    assert texts(first)[4:] == ["A second paragraph of the comment looks at prices.", "A third paragraph is new."]
    assert first.source.title_zh == "国家发展改革委关于钢铁产量的通知"
    assert first.source.link == "https://www.ndrc.gov.cn/a?id=7"
    assert (first.issuing_bodies, first.date) == (("NDRC", "MIIT"), dt.date(2025, 2, 3))
    assert [text.replace(" | ", " ").replace("a.", "a)").replace("b.", "b)") for text in texts(second)] == [
        "Three steps are planned:", "a) Tariffs go online", "b) Rebates end", "Port Fee", "Ningbo 12",
        "Fees were opaque.",
    ]  # fmt: skip
    (news,) = issue.noteworthy.policy_news
    assert (news.date, news.source.label) == (dt.date(2025, 1, 17), "NEA")
    assert news.source.link == "https://www.nea.gov.cn/x"


@pytest.mark.parametrize("name", ALL)
def test_what_is_no_content_is_named(name: str, theme: Theme) -> None:
    said = noted(read(name, theme))
    for words in ("Crude steel only.", "China Industries", "each year"):
        assert words in said
    assert "1Crude" not in said
    if name.endswith(".html"):
        return  # LibreOffice writes the words of deletions as if nobody had deleted them
    assert texts(read(name, theme).issue.top5[0])[0].startswith("The ministry adopts a plan which sets quotas")


@pytest.mark.parametrize("name", WORD_PROCESSOR)
def test_tracked_changes_are_suggestions_and_comments_threads(name: str, theme: Theme) -> None:
    data = (FOLDER / name).read_bytes()
    source = read_source(data, theme)
    before = "The ministry has adopted a plan that sets quotas for crude steel"
    base = with_base_texts(source.issue, before)
    found = bring_back(base, data, theme, Returned("Desk", NOW))
    assert found.issue.model_copy(update={"review": base.review}) == base
    assert {record.author for record in open_records(found.issue.review)} == {"Erika Editor", "Al Author"}
    erika, al = (as_suggested(found.issue, author).issue for author in ("Erika Editor", "Al Author"))
    assert texts(erika.top5[0])[0].startswith("The ministry adopts a plan which sets quotas for crude steel.")
    assert texts(erika.top5[0])[2] == "- All small mills close by 2027"
    assert texts(erika.top5[0])[3].endswith("It leaves the provinces much room.")
    assert texts(al.top5[0])[0].startswith(before)
    assert texts(al.top5[0])[3].endswith("It leaves the provinces.")
    assert texts(al.top5[0])[5] == "A third paragraph is new."
    assert al.noteworthy.policy_news[0].text == "Grid fees fall by 12 percent"
    assert erika.noteworthy.policy_news[0].text == "Grid fees fall by 10 percent"
    assert [(thread.path, thread.words, thread.resolved) for thread in found.issue.review.threads] == [
        ("top5/e1/comment/p1/text", "repeats older targets", False),
        ("noteworthy/policy_news/n1/text", "Grid fees", True),
    ]
    assert found.issue.review.threads[1].comments[0].text == "In the headline, too.\nAnd in the contents."


def with_base_texts(issue: Issue, glance: str) -> Issue:
    """The issue as it was before anybody changed the document."""
    first, *others = issue.top5
    lead, bullets = first.at_a_glance
    last = bullets.items[1].model_copy(update={"text": "small mills close by 2027"})  # type: ignore[union-attr]
    lead = lead.model_copy(update={"text": f"{glance}. It cuts CO₂ by 10⁹ tons and covers all mills:"})
    bullets = bullets.model_copy(update={"items": (bullets.items[0], last)})  # type: ignore[union-attr]
    whole = "The plan repeats *older* targets. It leaves the provinces much room."
    comment = (first.comment[0].model_copy(update={"text": whole}), first.comment[1])
    first = first.model_copy(update={"at_a_glance": (lead, bullets), "comment": comment})
    (news,) = issue.noteworthy.policy_news
    news = news.model_copy(update={"text": "Grid fees fall by 10 percent"})
    noteworthy = issue.noteworthy.model_copy(update={"policy_news": (news,)})
    return issue.model_copy(update={"top5": (first, *others), "noteworthy": noteworthy})


def test_comments_of_a_pdf_are_threads_of_the_field_that_they_stand_beside(theme: Theme) -> None:
    source = read("reviewed-untagged.pdf", theme)
    assert source.document is not None
    assert source.document.threads == (), "without tags, LibreOffice leaves them out"
    source = read("reviewed-tagged.pdf", theme)
    found = with_threads(source.issue, source, NOW)
    assert [(thread.path, thread.words, thread.resolved) for thread in found.issue.review.threads] == [
        ("top5/e1/comment/p1/text", "", False),
        ("noteworthy/policy_news/n1/text", "", True),
    ]
    assert [thread.comments[0].author for thread in found.issue.review.threads] == ["Erika Editor", "Al Author"]


@pytest.mark.formats
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_the_sample_comes_back_from_libreoffice(tmp_path: Path) -> None:
    installed = load_theme("merics")
    issue = load_issue(SAMPLE)
    source = tmp_path / "sample.docx"
    source.write_bytes(write_docx(issue, installed.declared))
    out = tmp_path / "saved"
    command = [str(SOFFICE), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    for target in ("docx", "odt", "html", "pdf"):
        saved = subprocess.run(
            [*command, "--convert-to", target, "--outdir", out, source], check=True, capture_output=True, timeout=120
        )
        assert (out / f"sample.{target}").is_file(), saved.stderr
        read = read_source((out / f"sample.{target}").read_bytes(), installed.declared).issue
        assert without_ids(read) == without_ids(issue), target


def without_ids(value: object) -> object:
    """Content alone: a source has no ids of items."""
    if isinstance(value, Issue):
        return without_ids(value.model_dump(mode="json", exclude={"review"}))
    if isinstance(value, dict):
        return {key: without_ids(inner) for key, inner in value.items() if key != "id"}
    return [without_ids(inner) for inner in value] if isinstance(value, list) else value
