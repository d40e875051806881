"""Importing sources from the command line: files, messages and exit status."""

import json
import os
import shutil
from pathlib import Path

import pytest

from editor.cli import main
from editor.files.issue_file import load_issue, save_issue
from editor.files.themes import read_theme
from editor.formats.text_form.writer import write_text
from schemas import Bullets, Issue

SOURCES = Path(__file__).parents[2] / "fixtures" / "sources"
CLEAN = "MERICS TOP 5\n\n1. Title\n\nAt a glance: It costs 2*1000 and 2*660.\n\n- One\n- Two\n- Three\n"
UNPLACED = CLEAN + "\nDate: 02/03/2025\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "clean.txt").write_text(CLEAN, encoding="utf-8")
    (tmp_path / "date.txt").write_text(UNPLACED, encoding="utf-8")
    shutil.copy(SOURCES / "mail.eml", tmp_path / "mail.eml")
    return tmp_path


def test_a_mail_is_decoded(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "mail.eml", "-o", "out.json"]) == 0
    assert capsys.readouterr() == ("out.json\n", "The title “China Industries” was left out.\n")
    (entry,) = load_issue(folder / "out.json").top5
    assert entry.title == "Beijing’s “new” plan"
    assert entry.source.title_zh == "国家能源局关于煤电项目的通知"
    assert entry.source.link == "https://www.nea.gov.cn/a"
    assert str(entry.date) == "2025-02-03"


def test_notes_that_need_a_person_have_a_status(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "date.txt", "-o", "out.json"]) == 3
    err = capsys.readouterr().err
    assert err == (
        "line 11: Fill in the date of entry 1: 02/03/2025 can be 2 March or 3 February. Write the month as a word.\n"
    )
    assert load_issue(folder / "out.json").top5[0].date is None


def test_notes_as_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "date.txt", "-o", "out.json", "--json"]) == 3
    out, err = capsys.readouterr()
    assert err == ""
    (result,) = json.loads(out)
    assert (result["source"], result["output"], result["kind"]) == ("date.txt", "out.json", "text")
    (note,) = result["notes"]
    assert (note["unit"], note["place"], note["needs_person"]) == ("line", 11, True)


def test_json_tells_what_was_not_written_too(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "letter.txt").write_text("Dear reader,\n\nhow are you?\n", encoding="utf-8")
    (folder / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"))
    for name, kind, text in (("letter.txt", "text", "Dear reader,\nhow are you?"), ("old.doc", None, "")):
        assert main(["import", name, "-o", "out.json", "--json"]) == 1
        out, err = capsys.readouterr()
        assert err == ""
        (result,) = json.loads(out)
        assert (result["source"], result["output"], result.get("kind")) == (name, None, kind)
        assert result["error"]["message"].startswith(name)
        assert "\n".join(note["text"] for note in result.get("notes", ())) == text
    assert not (folder / "out.json").exists()
    assert main(["import", "letter.txt", "clean.txt", "-o", "issues", "--json"]) == 3
    unread, read = json.loads(capsys.readouterr().out)
    assert (unread["output"], unread["notes"][0]["place"], "error" in read) == (None, 1, False)


SAFE = (
    "See the notice (https://www.ndrc.gov.cn/notice?id=7) and the text (https://www.miit.gov.cn/a.html).\n"
    "2 links led through a redirect or carried tracking; they now go to: "
    "“https://www.ndrc.gov.cn/notice?id=7”, “https://www.miit.gov.cn/a.html”."
)
NO_NEWSLETTERS = {
    "comment-word.html": "The ministry will review the quota in May.\n[AB1]\n"
    "Is this confirmed? Ask the source before we print.",
    "strike-word.html": "The quota rises by 8 percent.\n12\nNot for print.\nOld.",
    "sup-word.html": "Emissions of CO₂ fall below 10⁹ tons; the site covers 45,000 m², says the notice.\n3",
    "wingdings.html": "Subsidies end in May → prices rise ☺\n- First measure\n- Second measure\n- Third measure\n"
    "Tolerance α = 5",
    "zh-source-breaks.html": "国家发展改革委关于印发《全国重点电力用户清单管理办法》的通知",
    "zh-title-two-lines.txt": "工业和信息化部等十部门关于印发《医药工业发展规划》的通知",
    "pdf-paragraph.txt": "The State Council has published a plan for the modernization of manufacturing in the central "
    "provinces. It obliges local governments to set up funds that invest in small and medium-sized enterprises, and to "
    "report once a year.\n1 hyphen at a line end was removed: “manufacturing”.",
    "safelinks.html": SAFE,
    "ol-table.html": "The plan has three steps:\n1. Survey the plants\n2. Set quotas\n3. Close what is old\n"
    "Step 2 takes longest.\nYear | Output\n2023 | 12.5\n2024 | 14.1\n"
    "1 table became text, one line for each row: “Year | Output”.",
    "markdown-paste.txt": "- Loans cost less from May, says the notice (https://www.gov.cn/a)\n"
    "- Quota cut by 12 percent for steel\nWhat it means\nThe ministry acts.",
}


def test_each_word_of_a_source_that_is_no_newsletter_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, expected in NO_NEWSLETTERS.items():
        assert main(["import", str(SOURCES / name), "-o", "x.json", "--json"]) == 1
        (result,) = json.loads(capsys.readouterr().out)
        assert "\n".join(note["text"] or note["message"] for note in result["notes"]) == expected, name
    assert not (folder / "x.json").exists()


def test_figures_and_names_with_asterisks_stay_to_the_letter(folder: Path) -> None:
    assert main(["import", str(SOURCES / "text-units.txt"), "-o", "x.json"]) == 0
    words = (folder / "x.json").read_text(encoding="utf-8").replace("\\", "")
    for figure in ("2*1000 MW", "2*660 MW", "603***", "688***", "*ST Zuoran", "A*STAR"):
        assert figure in words


HEADS = {
    "issue.docx": b"PK\x03\x04",
    "issue.odt": b"PK\x03\x04",
    "issue.pdf": b"%PDF-1.7\n",
    "issue.html": b"<!doctype html>",
    "issue.eml": b"From: a@example.org\nSubject: x\n\n",
    "issue.txt": CLEAN.encode(),
}


def test_files_of_500_mb_are_refused_unread(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, head in HEADS.items():
        (folder / name).write_bytes(head)
        os.truncate(folder / name, 500_000_000)  # takes no room on the disk
        assert main(["import", name, "-o", "out.json"]) == 1
        message, help = capsys.readouterr().err.splitlines()
        assert message == f"{name} is too large: the limit is 100 MB."
        assert help == "Check that it is the right file."
    assert main(["import", *HEADS, "clean.txt", "-o", "issues"]) == 3
    assert [path.name for path in (folder / "issues").iterdir()] == ["clean.json"]


def test_a_folder_is_imported_whatever_is_in_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"))
    assert main(["import", ".", "-o", "issues"]) == 3
    assert sorted(path.name for path in (folder / "issues").iterdir()) == ["clean.json", "date.json", "mail.json"]
    err = capsys.readouterr().err
    assert "old.doc: This is a Word 97–2003 document (.doc).\nOpen it in Word or LibreOffice" in err
    assert main(["import", "clean.txt", "mail.eml", "-o", "issues"]) == 0
    assert (folder / "issues" / "clean-2.json").exists()


def test_what_was_changed_elsewhere_keeps_its_identity(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "clean.txt", "-o", "issue.json"]) == 0
    issue = load_issue(folder / "issue.json")
    entry = issue.top5[0].model_copy(update={"id": "abc"})
    save_issue(issue.model_copy(update={"top5": (entry,), "headline": "Kept"}), folder / "issue.json")
    text = write_text(load_issue(folder / "issue.json"), read_theme("merics"), None)
    edited = text.replace("- One\n", "").replace("- Three", "- Three more").replace("Kept\n", "")
    (folder / "text.txt").write_text(edited, encoding="utf-8")
    capsys.readouterr()
    assert main(["import", "text.txt", "--into", "issue.json"]) == 0
    assert capsys.readouterr().out == "issue.json\n"
    after = load_issue(folder / "issue.json")
    assert (after.headline, after.top5[0].id) == ("Kept", "abc")
    before_list, after_list = issue.top5[0].at_a_glance[1], after.top5[0].at_a_glance[1]
    assert isinstance(before_list, Bullets)
    assert isinstance(after_list, Bullets)
    assert [(item.id, item.text) for item in after_list.items] == [
        (before_list.items[1].id, "Two"),
        (before_list.items[2].id, "Three more"),
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        ["clean.txt", "date.txt"],
        ["."],
        ["clean.txt", "--json"],
        ["clean.txt", "date.txt", "-o", "x", "--into", "y.json"],
        ["clean.txt", "-o", "clean.txt"],
    ],
)
def test_wrong_usage(arguments: list[str], folder: Path) -> None:
    assert main(["import", *arguments]) == 2


def test_an_unrecognized_source_writes_no_issue(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "x.txt").write_text("Dear reader,\n\nhow are you?\n", encoding="utf-8")
    assert main(["import", "x.txt", "-o", "x.json"]) == 1
    assert "was not recognized as a newsletter" in capsys.readouterr().err
    assert not (folder / "x.json").exists()


def test_an_issue_is_opened_and_not_imported(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    save_issue(Issue(headline="x"), folder / "i.json")
    assert main(["import", "i.json"]) == 1
    assert capsys.readouterr().err == "i.json: This is already a Newsdesk issue.\nOpen it instead of importing it.\n"


def test_many_sources_are_read_in_several_processes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(12):
        (folder / f"n{number:02}.txt").write_text(CLEAN.replace("Title", f"Title {number}"), encoding="utf-8")
    (folder / "n99.txt").write_bytes(b"\xff\xfa\x00")
    assert main(["import", *(str(path) for path in sorted(folder.glob("n*.txt"))), "-o", "issues"]) == 3
    titles = [load_issue(path).top5[0].title for path in sorted((folder / "issues").iterdir())]
    assert titles == [f"Title {number}" for number in range(12)]
    assert "n99.txt: " in capsys.readouterr().err
