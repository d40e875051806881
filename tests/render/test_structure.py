"""The structure for screen readers: headings, lists, links, languages, artifacts."""

import re
from collections import Counter
from io import BytesIO
from typing import cast

import pikepdf
import pytest

from editor.document.installed_theme import InstalledTheme
from editor.document.review.publishing import revision
from editor.publish.publication import publish
from schemas import Bullet, Bullets, Entry, Issue, Paragraph
from tests.render.printed import pages_of
from tests.render.structure_text import marked_text, structure_text
from tests.render.tag_tree import MarkedContent, Tag, marked_content, tag_tree


@pytest.fixture
def tree(sample_pdf: pikepdf.Pdf) -> Tag:
    return tag_tree(sample_pdf)


def test_headings_run_from_the_newsletter_to_the_lists_of_news(tree: Tag) -> None:
    headings = [tag.kind for tag in tree.all() if re.fullmatch(r"H\d", tag.kind)]
    entry = ["H2", "H3", "H3"]
    assert headings == ["H1", "H2", "H1", *entry * 5, "H1", "H2", "H2", *["H2"] * 3]


def test_labels_of_texts_are_headings_before_them(sample_pdf: pikepdf.Pdf) -> None:
    spoken = structure_text(sample_pdf)
    assert spoken.count("At a glance: ") == spoken.count("MERICS comment: ") == 5
    assert sum(text.startswith("Article: ") for text in spoken) == 5  # which are no headings


def test_contents_are_a_table_of_contents_with_a_link_a_line(tree: Tag) -> None:
    (contents,) = tree.all("TOC")
    assert contents.outline() == f"TOC({' '.join(['TOCI(Reference(Link))'] * 9)})"


def labels_of(tag: Tag, pdf: pikepdf.Pdf) -> list[str]:
    """The texts of the labels of a list."""
    pieces = [piece for label in tag.all("Lbl") for kid in label.all() for piece in kid.pieces]
    return [marked_text(pdf.pages[page])[mcid] for page, mcid in pieces]


def test_bullets_and_dates_are_labels_before_the_bodies_of_their_items(sample_pdf: pikepdf.Pdf, tree: Tag) -> None:
    lists = list(tree.all("L"))
    assert len(lists) >= 7  # one an entry at least, and two of news
    for tag in lists:
        assert tag.kids
        dated = not any("•" in label for label in labels_of(tag, sample_pdf))
        assert str(tag.attributes.A.ListNumbering) == ("/None" if dated else "/Disc")
        for item in tag.kids:
            assert item.kind == "LI"
            assert [kid.kind for kid in item.kids] == ["Lbl", "LBody"]


def test_links_are_one_element_each_and_are_described_by_their_words(
    sample_pdf: pikepdf.Pdf, tree: Tag, sample_issue: Issue
) -> None:
    links = list(tree.all("Link"))
    annotations = [annotation for link in links for annotation in link.annotations]
    assert len(annotations) > len(links)  # one for each line
    for link in links:
        assert len({str(annotation.Contents) for annotation in link.annotations}) == 1
    assert len(annotations) == sum(len(page.get("/Annots", [])) for page in sample_pdf.pages)
    described = [str(annotation.Contents) for annotation in annotations]
    assert described[0] == "MERICS TOP 5"
    assert described[1] == f"1. {sample_issue.top5[0].contents_title or sample_issue.top5[0].title}"
    assert all(entry.source.title in described for entry in sample_issue.top5)
    assert not any("/" in words for words in described)


def test_runs_of_chinese_are_marked_as_chinese_and_nothing_else_is(
    sample_pdf: pikepdf.Pdf, tree: Tag, sample_issue: Issue
) -> None:
    assert str(sample_pdf.Root.Lang) == "en"
    languages = Counter(str(tag.attributes.Lang) for tag in tree.all() if "/Lang" in tag.attributes)
    assert set(languages) == {"zh-Hans"}
    assert languages["zh-Hans"] >= len(sample_issue.top5)


def test_each_page_is_fully_tagged_and_running_elements_are_artifacts(sample_pdf: pikepdf.Pdf, tree: Tag) -> None:
    tagged = {piece for tag in tree.all() for piece in tag.pieces}
    for index, page in enumerate(sample_pdf.pages):
        content = marked_content(page)
        assert MarkedContent("", None, "", True) not in content
        marked = {(index, one.mcid) for one in content if one.mcid is not None}
        assert marked == {piece for piece in tagged if piece[0] == index}
        running_elements = [one.subtype for one in content if one.kind == "Artifact" and one.shows_text]
        assert running_elements == ([] if index == 0 else ["/Header", "/Header", "/Footer"])


def test_bookmarks_are_the_lines_of_the_contents(sample_pdf: pikepdf.Pdf, sample_bytes: bytes) -> None:
    lines = [line.text for line in pages_of(sample_bytes)[0].lines]
    contents = lines[lines.index("CONTENTS") + 1 : lines.index("MERICS", lines.index("CONTENTS"))]
    with sample_pdf.open_outline() as outline:
        bookmarks = [entry for top in outline.root for entry in (top, *top.children)]
    titles = [bookmark.title for bookmark in bookmarks]
    assert titles == [*(line.rsplit(" ", 1)[0] for line in contents), "Imprint"]
    assert str(sample_pdf.Root.PageMode) == "/UseOutlines"
    pages = {page.obj.objgen: number for number, page in enumerate(sample_pdf.pages, 1)}
    places = [cast(pikepdf.Array, bookmark.destination) for bookmark in bookmarks]
    numbers = [pages[place[0].objgen] for place in places]
    assert numbers == [*(int(line.rsplit(" ", 1)[1]) for line in contents), len(sample_pdf.pages)]


def test_only_the_places_in_the_contents_have_names(sample_pdf: pikepdf.Pdf, sample_issue: Issue) -> None:
    names = sample_pdf.Root.Names.Dests.Names
    expected = {"top5", "noteworthy", "noteworthy/policy_news", "noteworthy/corporate_news"}
    assert {str(name) for name in list(names)[::2]} == expected | {f"top5/{entry.id}" for entry in sample_issue.top5}


def test_metadata_say_title_authors_topics_and_language(sample_pdf: pikepdf.Pdf, sample_issue: Issue) -> None:
    topics = sample_issue.headline.split(" + ")
    with sample_pdf.open_metadata() as xmp:
        assert xmp["dc:title"] == "MERICS China Industries, March 12, 2025"
        assert xmp["dc:creator"] == [person.name for person in sample_issue.imprint.authors]
        assert xmp["dc:description"] == sample_issue.headline
        assert xmp["pdf:Keywords"] == ", ".join(topics)
        assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"], xmp["pdfuaid:part"]) == ("2", "A", "1")
        assert xmp["xmp:CreateDate"] == "2025-03-12T00:00:00Z"
        assert xmp["xmpMM:VersionID"] == revision(sample_issue)
    assert str(sample_pdf.docinfo.Revision) == revision(sample_issue)
    assert str(sample_pdf.docinfo.Title) == "MERICS China Industries, March 12, 2025"
    assert bool(sample_pdf.Root.ViewerPreferences.DisplayDocTitle)


def test_fonts_are_embedded_and_hold_only_what_is_used(sample_pdf: pikepdf.Pdf, sample_bytes: bytes) -> None:
    fonts = [
        font.DescendantFonts[0].FontDescriptor for page in sample_pdf.pages for font in page.Resources.Font.values()
    ]
    names = {str(font.FontName) for font in fonts}
    assert all(re.match(r"/[A-Z]{6}\+(Source-Sans-3|Noto-Sans-SC)", name) for name in names)
    assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)
    assert len(sample_bytes) < 250_000


def test_a_list_over_two_pages_has_a_label_for_each_item(theme: InstalledTheme) -> None:
    bullets = tuple(Bullet(id=f"i{number}", text=f"Thought number {number} of a list") for number in range(50))
    entry = Entry(id="e", title="A long list", at_a_glance=(Paragraph(id="p"), Bullets(id="b", items=bullets)))
    publication = publish(Issue(top5=(entry,)), theme)
    assert len(publication.sections[1].laid_out.pages) == 2
    with pikepdf.open(BytesIO(publication.pdf())) as pdf:
        tree = tag_tree(pdf)
        (listed,) = tree.all("L")
        assert len(list(tree.all("Art"))) == 1
    assert [[kid.kind for kid in item.kids] for item in listed.kids] == [["Lbl", "LBody"]] * 50


def test_a_paragraph_over_two_pages_is_one_element(theme: InstalledTheme) -> None:
    paragraph = Paragraph(id="p", text="A sentence that is repeated very often. " * 160)
    pdf = publish(Issue(top5=(Entry(id="e", title="Long", comment=(paragraph,)),)), theme).pdf()
    with pikepdf.open(BytesIO(pdf)) as file:
        assert len(file.pages) == 4
        spoken = [text.strip() for text in structure_text(file) if "repeated" in text]
    assert spoken == [paragraph.text.strip()]
