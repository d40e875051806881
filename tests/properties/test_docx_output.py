"""Written Word documents: an issue comes back from them, and any text leaves a valid document."""

from __future__ import annotations

import io
import json
import re
import zipfile
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given

from editor.document.paths import FieldPath, value_at
from editor.document.text.inline import plain
from editor.files.themes import read_theme
from editor.formats.docx.fields import NAMESPACE
from editor.formats.docx.look import MAIN
from editor.formats.docx.reader import read_docx
from editor.formats.docx.writer import write_docx
from editor.formats.importing.issue_reader import read_document
from editor.formats.importing.source import read_source
from editor.formats.outgoing.characters import xml_text
from schemas import Issue
from tests.properties.examples import examples
from tests.properties.printed_issues import printed_issues
from tests.properties.strategies import odd_issues

THEME = read_theme("merics")
W = f"{{{MAIN}}}"


@examples(40)
@given(printed_issues)
@pytest.mark.slow
def test_an_issue_comes_back_from_word(issue: Issue) -> None:
    data = write_docx(issue, THEME)
    assert read_source(data, THEME).issue == issue
    read = read_document(read_docx(data), THEME)  # the text alone, as of a document that was changed
    assert read.issue == issue
    assert [note.message for note in read.notes if note.needs_person] == []


def parts_of(data: bytes) -> dict[str, ET.Element]:
    """The parsed parts of a document. Raises ParseError if one is not well-formed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: ET.fromstring(archive.read(name)) for name in archive.namelist()}


def bookmarked(document: ET.Element) -> dict[str, str]:
    """The text in each bookmark. A tab is a tab, a line break a line feed."""
    open_names: dict[str, str] = {}
    found: dict[str, str] = {}
    texts = {f"{W}tab": "\t", f"{W}br": "\n"}
    for element in document.iter():
        if element.tag == f"{W}bookmarkStart":
            name = element.attrib[f"{W}name"]
            assert name not in found
            assert re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,39}", name)
            open_names[element.attrib[f"{W}id"]] = name
            found[name] = ""
        elif element.tag == f"{W}bookmarkEnd":
            del open_names[element.attrib[f"{W}id"]]
        else:
            text = element.text or "" if element.tag == f"{W}t" else texts.get(element.tag, "")
            for name in open_names.values():
                found[name] += text
    assert open_names == {}
    return found


@examples(40)
@given(odd_issues)
def test_each_bookmark_holds_its_field_whatever_the_text(issue: Issue) -> None:
    data = write_docx(issue, THEME, proof=True)
    assert data == write_docx(issue, THEME, proof=True)
    parts = parts_of(data)
    texts = bookmarked(parts["word/document.xml"])
    sent, *fields = parts["customXml/item1.xml"]
    known = json.dumps(without_review(issue).model_dump(mode="json"), ensure_ascii=False)
    readable = known.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    assert Issue.model_validate_json(sent.text or "").model_dump(mode="json") == json.loads(readable)
    assert sorted(field.attrib["bookmark"] for field in fields) == sorted(texts)
    for field in fields:
        assert field.tag == f"{{{NAMESPACE}}}field"
        path = FieldPath.parse(field.attrib["path"])
        value = value_at(issue, path)
        if isinstance(value, str):
            if path[-1] == "text":
                assert texts[field.attrib["bookmark"]] == xml_text(plain(value))
            elif path[-1] not in ("link", "contents_title"):
                assert texts[field.attrib["bookmark"]] == xml_text(value)


def without_review(issue: Issue) -> Issue:
    return issue.model_copy(update={"review": Issue().review, "ignored": ()})
