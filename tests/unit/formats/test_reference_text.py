"""The one published issue that is at hand comes in whole, and goes out as it was."""

from datetime import date
from pathlib import Path

import pytest

from editor.document.contents import ContentsPages
from editor.document.text.inline import links
from editor.formats.text_form.reader import Imported, read_text
from editor.formats.text_form.writer import write_text
from schemas import Bullets, Paragraph, ReportingPeriod, Theme

REFERENCE = Path(__file__).parents[4] / "shared" / "reference" / "china-industries-2025-03-12.txt"
PAGES = ContentsPages(top=2, entries=(2, 3, 4, 5, 6), noteworthy=7, lists=(7, 8))

pytestmark = pytest.mark.skipif(not REFERENCE.is_file(), reason="the reference issue is not beside this checkout")


@pytest.fixture(scope="module")
def source() -> str:
    return REFERENCE.read_text(encoding="utf-8")


@pytest.fixture
def reference(source: str, theme: Theme) -> Imported:
    return read_text(source, theme)


def test_nothing_is_left_to_say(reference: Imported) -> None:
    assert reference.notes == ()


def test_the_text_comes_back_to_the_letter(reference: Imported, source: str, theme: Theme) -> None:
    written = write_text(reference.issue, theme, PAGES)
    assert filled_lines(written) == filled_lines(source)


def filled_lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def test_the_dates(reference: Imported) -> None:
    issue = reference.issue
    assert issue.date == date(2025, 3, 12)
    assert issue.reporting_period == ReportingPeriod(start=date(2024, 12, 5), end=date(2025, 2, 20))
    assert [entry.date for entry in issue.top5] == [
        date(2024, 12, 30),
        date(2024, 12, 10),
        date(2024, 12, 31),
        date(2025, 2, 19),
        date(2025, 1, 3),
    ]
    policy = [(item.date.year, item.date.month, item.date.day) for item in issue.noteworthy.policy_news if item.date]
    assert policy == [(2024, 12, 25), (2024, 12, 30), *((2025, 1, day) for day in (2, 17, 24)), (2025, 2, 5),
                      (2025, 2, 7), (2025, 2, 17)]  # fmt: skip
    corporate = [item.date for item in issue.noteworthy.corporate_news]
    assert (len(corporate), corporate[0], corporate[-1]) == (8, date(2024, 12, 5), date(2025, 2, 20))


def test_the_entries(reference: Imported) -> None:
    entries = reference.issue.top5
    assert [entry.id for entry in entries] == ["e1", "e2", "e3", "e4", "e5"]
    assert [bool(entry.contents_title) for entry in entries] == [False, False, True, False, True]
    assert [entry.issuing_bodies for entry in entries] == [
        ("NDRC", "NDA", "MOE", "MOF", "SAFR", "CSRC"),
        ("MIIT", "MOF", "PBOC", "SAFR", "CSRC"),
        ("MIIT", "NDRC", "NEA"),
        ("State Council",),
        ("State Council",),
    ]
    assert [len(entry.comment) for entry in entries] == [3, 3, 3, 2, 3]
    for entry in entries:
        lead, bullets = entry.at_a_glance
        assert isinstance(lead, Paragraph)
        assert isinstance(bullets, Bullets)
        assert len(bullets.items) == {"e1": 4, "e2": 3, "e3": 3, "e4": 5, "e5": 3}[entry.id]


def test_the_documents(reference: Imported) -> None:
    sources = [entry.source for entry in reference.issue.top5]
    assert [source.title_zh for source in sources] == [
        "国家发展改革委等部门关于促进数据产业高质量发展的指导意见",
        "五部门关于开展“一月一链”中小企业融资促进全国行活动的通知",
        "加快工业领域清洁低碳氢应用实施方案",
        "国务院办公厅关于转发商务部、国家发展改革委《2025 年稳外资行动方案》的通知",
        "关于全面深化药品医疗器械监管改革促进医药产业高质量发展的意见",
    ]
    assert sources[3].title == "2025 Action Plan for Stabilizing Foreign Investment"
    assert {source.link for source in sources} == {""}


def test_links_without_an_address_are_links_without_an_address(reference: Imported) -> None:
    texts = [block.text for entry in reference.issue.top5 for block in entry.comment if isinstance(block, Paragraph)]
    found = [link for text in texts for link in links(text)]
    assert len(found) == 14
    assert {address for _, address in found} == {""}


def test_the_news_and_their_sources(reference: Imported) -> None:
    noteworthy = reference.issue.noteworthy
    labels = [item.source.label for item in (*noteworthy.policy_news, *noteworthy.corporate_news)]
    assert labels == ["MIIT notice", "MIIT notice", "MEE notice", "MIIT notice", "MIIT notice", "MIIT notice",
                      "SIPO notice", "MIIT notice", "Yicai Global", "Deutsche Welle", "Yicai Global", "Reuters", "SCMP",
                      "SCMP", "Yicai Global", "SCMP"]  # fmt: skip
    assert not any(item.text.endswith(")") for item in noteworthy.policy_news)


def test_the_imprint(reference: Imported) -> None:
    imprint = reference.issue.imprint
    assert [len(person.role) for person in imprint.authors] == [1]
    assert [len(person.role) for person in imprint.editors] == [2, 1]
    assert imprint.contact == "publications@merics.de"
    assert imprint.publisher.city == "10179 Berlin"
    assert imprint.publisher.phone == "+49 30 3440 999 0"
    assert imprint.publisher.mail == "info@merics.de"
    assert imprint.publisher.website == "www.merics.org"


def test_a_second_import_gives_the_same_file(reference: Imported, source: str, theme: Theme) -> None:
    assert read_text(source, theme).issue == reference.issue


@pytest.mark.parametrize("line_break", ["\r\n", "\r"])
def test_line_breaks_of_other_systems(line_break: str, reference: Imported, source: str, theme: Theme) -> None:
    assert read_text("\ufeff" + source.replace("\n", line_break), theme) == reference


def test_blank_lines_between_all_lines(reference: Imported, source: str, theme: Theme) -> None:
    # As some programs write paragraphs. Who is a person and who a role cannot be told then, so the imprint is aside.
    read = read_text("\n\n".join(filled_lines(source)), theme)
    assert read.issue.model_copy(update={"imprint": None}) == reference.issue.model_copy(update={"imprint": None})
    assert read.notes == ()


def test_no_blank_lines_at_all(reference: Imported, source: str, theme: Theme) -> None:
    read = read_text("\n".join(filled_lines(source)), theme)
    assert read.issue.top5 == reference.issue.top5
    assert read.issue.noteworthy == reference.issue.noteworthy
    assert read.notes == ()
