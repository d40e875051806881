"""Written Word documents: what Word shows and keeps of them."""

import io
import re
import zipfile
from datetime import date

import pytest

from editor.files.issue_file import load_issue
from editor.files.themes import issues_folder, read_theme
from editor.formats.docx.reader import read_docx
from editor.formats.docx.writer import write_docx
from editor.formats.importing.source import read_source
from editor.formats.source.document import BlockKind, TextBlock
from schemas import Entry, Issue, Paragraph, Source
from tests.properties.printed_issues import without_ids

THEME = read_theme("merics")
SAMPLE = load_issue(issues_folder() / "china-industries-2025-03-12.json")


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def with_text(text: str) -> Issue:
    entry = Entry(id="e1", title="Title", at_a_glance=(Paragraph(id="p1", text=text),))
    return Issue(top5=(entry,))


def test_the_sample_comes_back() -> None:
    read = read_source(write_docx(SAMPLE, THEME), THEME)
    assert without_ids(read.issue.model_dump()) == without_ids(SAMPLE.model_dump())


def test_headings_make_the_navigation_pane() -> None:
    document = read_docx(write_docx(SAMPLE, THEME))
    headings = [
        (block.level, block.number, block.text)
        for block in document.blocks
        if isinstance(block, TextBlock) and block.kind is BlockKind.HEADING
    ]
    entries = [(2, f"{number}.", entry.title) for number, entry in enumerate(SAMPLE.top5, 1)]
    assert headings[1:] == [
        (1, "", "MERICS TOP 5"),
        *entries,
        (1, "", "NOTEWORTHY"),
        (2, "", "Policy news"),
        (2, "", "Corporate news"),
    ]


def test_chinese_has_its_font_and_its_language() -> None:
    text = part(write_docx(with_text("The plan “关于计划” and more"), THEME), "word/document.xml")
    assert (
        '<w:r><w:rPr><w:rFonts w:hint="eastAsia"/><w:lang w:eastAsia="zh-CN"/></w:rPr>'
        '<w:t xml:space="preserve">关于计划</w:t></w:r>'
    ) in text
    styles = part(write_docx(SAMPLE, THEME), "word/styles.xml")
    assert 'w:eastAsia="Microsoft YaHei"' in styles
    assert '<w:lang w:val="en-US" w:eastAsia="zh-CN"' in styles


def test_each_page_has_a_running_head_and_a_number() -> None:
    data = write_docx(SAMPLE, THEME)
    assert "MERICS China Industries" in part(data, "word/header1.xml")
    assert "March 12, 2025" in part(data, "word/header1.xml")
    assert "MERICS" not in part(data, "word/header2.xml")
    assert " PAGE " in part(data, "word/footer1.xml")
    assert '<w:pgSz w:w="11906" w:h="16838"/>' in part(data, "word/document.xml")


def test_a_proof_is_marked_on_each_page() -> None:
    data = write_docx(Issue(), THEME, proof=True)
    for name in ("word/header1.xml", "word/header2.xml"):
        assert "Proof – not for publication" in part(data, name)
    assert "Proof" not in part(write_docx(Issue(), THEME), "word/header1.xml")


def test_properties_name_the_issue_and_no_user() -> None:
    properties = part(write_docx(SAMPLE, THEME), "docProps/core.xml")
    assert "<dc:title>MERICS China Industries, March 12, 2025</dc:title>" in properties
    assert "<dc:creator>Mercator Institute for China Studies</dc:creator>" in properties
    assert "2025-03-12T00:00:00Z" in properties
    assert "dcterms:created" not in part(write_docx(Issue(), THEME), "docProps/core.xml")


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/数据?q=计划",
        "https://example.org/a?q=\"x\"&y='z'&lt;",
        f"https://example.org/{'a' * 2000}",
        "https://例.org/#a",
    ],
)
def test_any_publishable_address_is_a_link(address: str) -> None:
    issue = with_text("text").model_copy(update={"date": date(2025, 3, 12)})
    entry = issue.top5[0].model_copy(update={"source": Source(title="Plan", title_zh="计划", link=address)})
    read = read_source(write_docx(issue.model_copy(update={"top5": (entry,)}), THEME), THEME)
    assert read.issue.top5[0].source.link == address


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "https://a@b.example", ""])
def test_other_addresses_are_not(address: str) -> None:
    data = write_docx(with_text(f"[words](<{address}>)"), THEME)
    assert "hyperlink" not in part(data, "word/_rels/document.xml.rels")
    assert "words" in part(data, "word/document.xml")


def test_control_characters_are_left_out() -> None:
    issue = with_text("a\x01b\x0bc\x92d\ud83de\uffff")
    blocks = read_docx(write_docx(issue, THEME)).blocks
    texts = [block.text for block in blocks if isinstance(block, TextBlock)]
    assert "At a glance: abcd\ufffde" in texts


def test_sixty_entries() -> None:
    entries = tuple(SAMPLE.top5[0].model_copy(update={"id": f"e{number}"}) for number in range(60))
    read = read_source(write_docx(SAMPLE.model_copy(update={"top5": entries}), THEME), THEME)
    assert len(read.issue.top5) == 60


def test_the_look_is_the_themes() -> None:
    tokens = {**THEME.tokens, "accent-text": "#123456", "ink-soft": "#654321"}
    word = THEME.word.model_copy(update={"font": "Aptos", "chinese_font": "SimSun", "language": "en-GB"})
    words = THEME.words.model_copy(update={"at_a_glance": "In brief"})
    data = write_docx(SAMPLE, THEME.model_copy(update={"tokens": tokens, "word": word, "words": words}))
    styles = part(data, "word/styles.xml")
    for expected in ('w:val="123456"', 'w:val="654321"', 'w:ascii="Aptos"', 'w:eastAsia="SimSun"', 'w:val="en-GB"'):
        assert expected in styles
    assert "In brief:" in part(data, "word/document.xml")


def test_the_imprint_is_on_one_page() -> None:
    styles = part(write_docx(Issue(), THEME), "word/styles.xml")
    (imprint,) = re.findall(r'<w:style w:type="paragraph" w:styleId="Imprint">.*?</w:style>', styles)
    (heading,) = re.findall(r'<w:style w:type="paragraph" w:styleId="ImprintHeading">.*?</w:style>', styles)
    assert "<w:keepNext/><w:keepLines/>" in imprint
    assert "<w:keepNext/>" in heading
