"""Sections that did not change are neither composed nor laid out again."""

import datetime as dt

import pytest

from editor.document.installed_theme import InstalledTheme
from editor.publish.composer import Composer
from editor.publish.publication import Publication, SectionLayoutCache
from editor.publish.sections import Section
from schemas import Entry, Issue, Paragraph, Source


def issue_of(number: int) -> Issue:
    entries = tuple(Entry(id=f"e{index}", title=f"Entry {index}") for index in range(number))
    return Issue(date=dt.date(2025, 3, 12), top5=entries)


def with_entry(issue: Issue, place: int, **changes: object) -> Issue:
    entries = list(issue.top5)
    entries[place] = entries[place].model_copy(update=changes)
    return issue.model_copy(update={"top5": tuple(entries)})


@pytest.fixture
def composed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the sections that are composed, in order."""
    names: list[str] = []
    html = Composer.html

    def noted(composer: Composer, section: Section) -> str:
        names.append(section.name)
        return html(composer, section)

    monkeypatch.setattr(Composer, "html", noted)
    return names


@pytest.fixture
def cache(theme: InstalledTheme) -> SectionLayoutCache:
    return SectionLayoutCache(theme)


def kept(before: Publication, after: Publication) -> list[str]:
    pairs = zip(before.sections, after.sections, strict=True)
    return [one.section.name for one, other in pairs if one.laid_out is other.laid_out]


def test_an_unchanged_issue_is_not_laid_out_again(cache: SectionLayoutCache, composed: list[str]) -> None:
    before = cache.publication(issue_of(3))
    assert sorted(composed) == ["cover", "noteworthy", "top5/e0", "top5/e1", "top5/e2"]
    composed.clear()
    equal = issue_of(3)
    after = cache.publication(equal)
    assert composed == []
    assert len(kept(before, after)) == 5


def test_an_edit_lays_out_the_sections_that_show_it(cache: SectionLayoutCache, composed: list[str]) -> None:
    issue = issue_of(4)
    before = cache.publication(issue)
    composed.clear()
    commented = with_entry(issue, 2, comment=(Paragraph(id="p", text="New."),))
    after = cache.publication(commented)
    assert composed == ["top5/e2"]
    assert kept(before, after) == ["cover", "top5/e0", "top5/e1", "top5/e3", "noteworthy"]

    composed.clear()
    cache.publication(with_entry(commented, 2, title="Another title"))
    assert sorted(composed) == ["cover", "top5/e2"]


def test_an_entry_that_takes_a_page_more_moves_what_follows(cache: SectionLayoutCache, composed: list[str]) -> None:
    issue = issue_of(4)
    cache.publication(issue)
    composed.clear()
    longer = with_entry(issue, 1, comment=(Paragraph(id="p", text="A sentence that fills a page. " * 200),))
    after = cache.publication(longer)
    assert after.pages.entries == (2, 3, 5, 6)
    assert after.pages.noteworthy == 7
    assert set(composed) == {"cover", "top5/e1", "top5/e2", "top5/e3", "noteworthy"}


def test_undo_brings_the_pages_back(cache: SectionLayoutCache) -> None:
    issue = issue_of(2)
    before = cache.publication(issue)
    cache.publication(with_entry(issue, 0, title="Something else"))
    after = cache.publication(issue)
    assert after.pages == before.pages
    assert after.pdf() == before.pdf()


def test_a_proof_has_pages_of_its_own(cache: SectionLayoutCache) -> None:
    issue = issue_of(2)
    plain, proof = cache.publication(issue), cache.publication(issue, proof=True)
    assert kept(plain, proof) == []
    assert kept(plain, cache.publication(issue)) == [one.section.name for one in plain.sections]


def test_one_keystroke_among_20_entries_composes_one_section(cache: SectionLayoutCache, composed: list[str]) -> None:
    issue = issue_of(20)
    cache.publication(issue)
    composed.clear()
    cache.publication(with_entry(issue, 10, comment=(Paragraph(id="p", text="x"),)))
    assert composed == ["top5/e10"]


def test_every_field_on_the_pages_has_its_rectangle(sample: Publication, sample_issue: Issue) -> None:
    shown = {path for placed in sample.sections for page in placed.laid_out.rectangles for path in page}
    entry, news = sample_issue.top5[0], sample_issue.noteworthy.policy_news[0]
    base, item = f"top5/{entry.id}", f"noteworthy/policy_news/{news.id}"
    author = f"imprint/authors/{sample_issue.imprint.authors[0].id}"
    expected = {"date", "reporting_period/start", "reporting_period/end", "imprint/contact"}
    expected |= {f"{base}/{field}" for field in ("title", "contents_title", "issuing_bodies", "date")}
    expected |= {f"{base}/source/{field}" for field in ("title", "title_zh", "link")}
    expected |= {f"{item}/{field}" for field in ("date", "text", "source")} | {item}
    expected |= {author, f"{author}/name", f"{author}/role"}
    expected |= {f"imprint/publisher/{field}" for field in type(sample_issue.imprint.publisher).model_fields}
    for field in ("at_a_glance", "comment"):
        for block in getattr(entry, field):
            if isinstance(block, Paragraph):
                expected.add(f"{base}/{field}/{block.id}/text")
            else:
                expected |= {f"{base}/{field}/{block.id}/items/{bullet.id}/text" for bullet in block.items}
    assert expected <= shown


def test_rectangles_lie_on_the_page_and_follow_the_reading_order(sample: Publication, sample_issue: Issue) -> None:
    placed = sample.sections[1]
    (page,) = placed.laid_out.rectangles
    width, height = placed.laid_out.pages[0].width, placed.laid_out.pages[0].height
    assert (round(width), round(height)) == (794, 1123)
    assert all(
        0 <= left <= right <= width and 0 <= top <= bottom <= height for left, top, right, bottom in page.values()
    )
    base = placed.section.name
    tops = [
        page[f"{base}/{field}"][1] for field in ("title", "at_a_glance", "comment", "source", "issuing_bodies", "date")
    ]
    assert tops == sorted(tops)


def test_a_field_on_several_lines_has_a_rectangle_per_line(cache: SectionLayoutCache) -> None:
    source = Source(title="A title of a document that is long " * 10, title_zh="一份文件", link="https://a.eu")
    placed = cache.publication(Issue(top5=(Entry(id="e", source=source),))).sections[1]
    (page,), (lines,) = placed.laid_out.rectangles, placed.laid_out.line_rectangles
    parts = lines["top5/e/source/title"]
    assert len(parts) == 4
    assert parts[0] == page["top5/e/source/title"]
    left, top, right, bottom = page["top5/e/source"]
    assert all(left - 1 <= one[0] < one[2] <= right + 1 and top - 1 <= one[1] < one[3] <= bottom + 1 for one in parts)
    assert [one[1] for one in parts] == sorted({one[1] for one in parts}), "each line below the one before"
    assert all(round(one[0]) == round(left) for one in parts[1:]), "from the second on they begin at the left"
    assert "top5/e/source/link" not in lines
