"""A file claims only standards whose fixes of WeasyPrint are applied, and the export says what is missing."""

import re
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from editor.document.installed_theme import InstalledTheme
from editor.publish import WrittenPdf
from editor.publish.publication import publish
from editor.publish.weasyprint_fixes import finishing
from editor.publish.weasyprint_fixes.fix import ARCHIVE, Fix, FixFailed, Requirement, Standard
from editor.publish.weasyprint_fixes.registry import FIXES
from editor.publish.weasyprint_fixes.structure import StructureTree
from schemas import Bullet, Bullets, Entry, Issue, Paragraph, Source
from tests.render import verapdf
from tests.render.page_check import ua1_problems
from tests.render.printed import text_of

BULLETS = Bullets(
    id="b", items=(Bullet(id="i", text="A point"), Bullet(id="j", text="数据, and [a *link*](https://a.eu)"))
)
ISSUE = Issue(
    top5=(
        Entry(
            id="e",
            title="Data",
            at_a_glance=(Paragraph(id="p", text="Text of two lines. " * 8), BULLETS),
            source=Source(title="A law " * 30, title_zh="数据", link="https://example.org"),
        ),
    )
)


@pytest.fixture(scope="module")
def written_without(theme: InstalledTheme, complaints: object) -> dict[Fix, WrittenPdf]:
    """The file for each fix whose code is not in WeasyPrint."""
    found: dict[Fix, WrittenPdf] = {}
    problem = Fix.problem
    for missing in FIXES:

        def found_problem(fix: Fix, missing: Fix = missing) -> str:
            return "it is missing" if fix is missing else problem(fix)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Fix, "problem", found_problem)
            found[missing] = publish(ISSUE, theme).write()
    return found


def claims(pdf: bytes) -> set[str]:
    """The standards that the metadata name."""
    with pikepdf.open(BytesIO(pdf)) as file, file.open_metadata() as xmp:
        found = {f"PDF/UA-{xmp['pdfuaid:part']}"} if "pdfuaid:part" in xmp else set()
        return found | {f"PDF/A-{xmp['pdfaid:part']}{xmp['pdfaid:conformance'].lower()}"}


def test_the_installed_weasyprint_has_the_code_of_every_fix() -> None:
    assert {fix.name: fix.problem() for fix in FIXES if fix.problem()} == {}


@pytest.mark.parametrize("fix", FIXES, ids=lambda fix: fix.name)
@pytest.mark.slow
def test_without_a_fix_the_export_works_and_does_not_claim_what_depends_on_it(
    fix: Fix, written_without: dict[Fix, WrittenPdf]
) -> None:
    written = written_without[fix]
    found = claims(written.data)
    assert found & ARCHIVE == ARCHIVE - fix.standards
    assert found - ARCHIVE <= {"PDF/A-2u"}, "which promises nothing about structure"
    assert "A law A law" in text_of(written.data).replace("\n", " ")
    if Standard.PDF_UA_1 in found:
        assert ua1_problems(written.data) == []
    assert_notes(written, fix)


def assert_notes(written: WrittenPdf, fix: Fix) -> None:
    if not fix.effect or (fix.standards and not fix.standards & ARCHIVE):
        assert written.notes == ()
        return
    (note,) = written.notes
    assert note.message.endswith(f": {fix.effect}.")
    assert all(standard in note.message for standard in fix.standards & ARCHIVE)
    assert re.match(r"WeasyPrint \S+ does this differently\. Update Newsdesk", note.help)


@pytest.mark.formats
@pytest.mark.slow
@pytest.mark.parametrize(("claim", "profile"), [("PDF/UA-1", "ua1"), ("PDF/A-2a", "2a"), ("PDF/A-2u", "2u")])
def test_verapdf_confirms_what_is_still_claimed(
    claim: str, profile: str, written_without: dict[Fix, WrittenPdf], tmp_path: Path
) -> None:
    if reason := verapdf.available():
        pytest.skip(reason)
    claiming: list[Path] = []
    for fix, written in written_without.items():
        if claim in claims(written.data):
            claiming.append(tmp_path / f"without {fix.name.replace('/', ' ')}.pdf")
            claiming[-1].write_bytes(written.data)
    reports = verapdf.validate_all(claiming, (profile,))
    assert [str(report) for report in reports if not report.compliant] == []
    assert len(reports) == len(claiming) > 0


@pytest.mark.parametrize("fix", finishing.STRUCTURE_FIXES, ids=lambda fix: fix.name)
@pytest.mark.slow
def test_a_fix_that_fails_while_the_file_is_written_is_left_out(
    fix: Fix, theme: InstalledTheme, monkeypatch: pytest.MonkeyPatch
) -> None:
    applied = finishing._applied

    def fail(one: Fix, step: object) -> None:
        if one is fix:
            raise FixFailed(fix)
        applied(one, step)  # type: ignore[arg-type]

    monkeypatch.setattr(finishing, "_applied", fail)
    publication = publish(ISSUE, theme)
    written = publication.write()
    assert claims(written.data) & ARCHIVE == ARCHIVE - fix.standards
    assert_notes(written, fix)
    assert publication.pdf() == written.data, "the fix is left out of the next file from the start"


def test_a_structure_tree_of_another_form_costs_the_claims_and_not_the_file(
    theme: InstalledTheme, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: StructureTree, pdf: object) -> None:
        raise KeyError("Nums")

    monkeypatch.setattr(StructureTree, "__init__", fail)
    written = publish(ISSUE, theme).write()
    assert claims(written.data) == {"PDF/A-2u"}
    claims_note, flaw = written.notes
    assert claims_note.message.startswith("The PDF does not claim PDF/UA-1 and PDF/A-2a: ")
    assert "labels are not tagged as headings" in flaw.message


@pytest.mark.parametrize(
    ("requirement", "problem"),
    [
        (Requirement("weasyprint.no_such_module", "function"), "weasyprint.no_such_module.function is missing"),
        (Requirement("weasyprint.pdf.tags", "no_such_name"), "weasyprint.pdf.tags.no_such_name is missing"),
        (Requirement("weasyprint", "Page.paint", ("self", "stream")), "weasyprint.Page.paint has other parameters"),
        (Requirement("weasyprint", "Page.paint", ("self", "stream", "scale")), ""),
        (Requirement("weasyprint", "Page.paint"), ""),
    ],
)
def test_a_requirement_says_what_is_different(requirement: Requirement, problem: str) -> None:
    assert requirement.problem() == problem
