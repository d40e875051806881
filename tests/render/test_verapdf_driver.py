"""The validators find faults."""

import io
from collections.abc import Iterator
from pathlib import Path

import page
import pikepdf
import pytest
from weasyprint import HTML

from tests.render import verapdf
from tests.render.conftest import Complaints
from tests.render.page_check import ua1_problems

_WHY_NOT = verapdf.available()
# WeasyPrint leaves the closing of its own colour profile to Python.
pytestmark = [pytest.mark.filterwarnings("ignore:unclosed file .*sRGB2014.icc:ResourceWarning"), pytest.mark.slow]
needs_verapdf = pytest.mark.skipif(_WHY_NOT is not None, reason=str(_WHY_NOT))

_SOURCE = """<!DOCTYPE html>
<html lang="en"><head><title>Sample bulletin</title></head>
<body><h1>Sample bulletin</h1><p>Some text with <a href="https://example.org/">a link</a>.</p></body></html>
"""
_END = b"</rdf:RDF>"
# PDF/A-2 (ISO 19005-2, 6.6.2.3) wants every property described that the XMP specification does not have.
_EXTENSION_SCHEMA = b"""<rdf:Description rdf:about=""
    xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
    xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
    xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Indicates which part of ISO 14289 the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""
_UA_PART = b'<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>\n'


def _pdf(source: str = _SOURCE, claim: bytes = _UA_PART + _EXTENSION_SCHEMA) -> bytes:
    written: bytes = HTML(string=source).write_pdf(pdf_variant="pdf/a-2a", pdf_tags=True)
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(written)) as pdf:
        xmp = pdf.Root.Metadata.read_bytes()
        assert xmp.count(_END) == 1
        pdf.Root.Metadata.write(xmp.replace(_END, claim + _END))
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _bare_pdf() -> bytes:
    """A page with a line of text, and no tags, language, title, metadata or embedded font."""
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        sheet = pdf.add_blank_page(page_size=(595, 842))
        sheet.Contents = pdf.make_stream(b"BT /F1 12 Tf 72 720 Td (Untagged) Tj ET")
        sheet.Resources = pikepdf.Dictionary(
            Font=pikepdf.Dictionary(
                F1=pikepdf.Dictionary(
                    Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
                )
            )
        )
        pdf.save(out)
    return out.getvalue()


@pytest.fixture(autouse=True)
def _nothing_to_complain_of(complaints: Complaints) -> Iterator[None]:
    """Files with intended faults: warnings of WeasyPrint are expected."""
    yield
    complaints.messages.clear()


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], verapdf.Report]:
    """All reports of veraPDF, from one start of Java, by name of file and profile."""
    folder = tmp_path_factory.mktemp("judged")
    files = {
        "good": _pdf(),
        "bare": _bare_pdf(),
        "no claim": _pdf(claim=b""),
        "no schema": _pdf(claim=_UA_PART),
        "no language": _pdf(_SOURCE.replace(' lang="en"', "")),
        "opacity": _pdf(_SOURCE.replace("<p>", '<p style="opacity: 0.5">')),
    }
    paths = []
    for name, content in files.items():
        path = folder / f"{name} “é”.pdf"
        path.write_bytes(content)
        paths.append(path)
    found = verapdf.validate_all(paths)
    return {(report.file.stem.removesuffix(" “é”"), report.profile): report for report in found}


@needs_verapdf
@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_a_compliant_file_passes_after_real_checks(
    reports: dict[tuple[str, str], verapdf.Report], profile: str
) -> None:
    report = reports["good", profile]
    assert report.compliant, str(report)
    assert report.failures == ()
    assert report.checks > 100


@needs_verapdf
@pytest.mark.parametrize(
    ("name", "profile", "rules"),
    [
        # ISO 14289-1: not marked as tagged; no metadata; no structure tree; font not embedded.
        ("bare", "ua1", {("6.2", 1), ("7.1", 8), ("7.1", 11), ("7.21.4.1", 1)}),
        # ISO 19005-2: no metadata; font not embedded; not marked as tagged.
        ("bare", "2a", {("6.6.2.1", 1), ("6.2.11.4.1", 1), ("6.7.2.2", 1)}),
        ("no claim", "ua1", {("5", 1)}),
        ("no schema", "2a", {("6.6.2.3.1", 1)}),
        ("no language", "ua1", {("7.2", 29)}),
        # Transparency groups end up outside the tags: themes must use colours with alpha instead.
        ("opacity", "ua1", {("7.1", 3)}),
    ],
)
def test_a_fault_is_found_and_named(
    reports: dict[tuple[str, str], verapdf.Report], name: str, profile: str, rules: set[tuple[str, int]]
) -> None:
    report = reports[name, profile]
    assert not report.compliant
    assert rules <= {(failure.clause, failure.test) for failure in report.failures}, str(report)
    assert all(failure.description and failure.location and failure.count >= 1 for failure in report.failures)


@needs_verapdf
@pytest.mark.parametrize("content", [None, b"", b"This is no PDF."])
def test_a_file_that_cannot_be_judged_is_trouble_and_no_verdict(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "strange.pdf"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(verapdf.ValidationTroubleError, match=r"strange\.pdf|PDF"):
        verapdf.validate(path, profiles=["ua1"])


@needs_verapdf
def test_an_unknown_profile_is_trouble_and_no_verdict(tmp_path: Path) -> None:
    path = tmp_path / "good.pdf"
    path.write_bytes(_pdf())
    with pytest.raises(verapdf.ValidationTroubleError, match="unknown profile 9z"):
        verapdf.validate(path, profiles=["9z"])


def test_without_java_the_reason_is_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    reason = verapdf.available()
    assert reason is not None
    assert "no java" in reason
    with pytest.raises(verapdf.ValidationTroubleError, match="no java"):
        verapdf.validate(tmp_path / "any.pdf")


def test_quick_check_passes_a_compliant_file() -> None:
    assert ua1_problems(_pdf()) == []


def test_quick_check_names_what_is_wrong() -> None:
    assert any("PDFUA1-ID-SCHEMA-001" in problem for problem in ua1_problems(_pdf(claim=b"")))
    assert len(ua1_problems(_bare_pdf())) > 1


def test_quick_check_refuses_what_is_no_pdf() -> None:
    with pytest.raises(page.ParseError):
        ua1_problems(b"This is no PDF.")
