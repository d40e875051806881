"""`newsdesk check --style` lists what to change in the words of an issue; `--fix` changes what it can."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from editor.cli import main
from editor.document.paths import FieldPath, value_at
from editor.files.issue_file import load_issue, save_issue
from editor.files.library_file import save_library
from editor.files.themes import issues_folder
from schemas import Issue, Library

SAMPLE = issues_folder() / "china-industries-2025-03-12.json"
PATH = FieldPath.parse("top5/e1/comment/p1/text")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The sample issue with four mistakes in one paragraph, one of which no machine can fix."""
    path = tmp_path / "issue.json"
    issue = load_issue(SAMPLE)
    entry = issue.top5[0]
    path.write_bytes(SAMPLE.read_bytes())
    block = entry.comment[0]
    text = "Teh **plan** rose by 45% to to [RMB 5bn](https://www.gov.cn/a), says the (unclear draft."
    changed = block.model_copy(update={"id": "p1", "text": text})
    entry = entry.model_copy(update={"id": "e1", "comment": (changed, *entry.comment[1:])})
    entry = entry.model_copy(update={"issuing_bodies": ("NDRC", "NDA", "MOE", "MOF", "NFRA", "CSRC")})
    others = (one.model_copy(update={"issuing_bodies": ("MIIT",)}) for one in issue.top5[1:])
    news = [
        item.model_copy(update={"source": item.source.model_copy(update={"label": "MIIT notice"})})
        for item in issue.noteworthy.policy_news
        if "Drug" not in item.text and "SIPO" not in item.text
    ]
    noteworthy = issue.noteworthy.model_copy(update={"policy_news": tuple(news)})
    save_issue(issue.model_copy(update={"top5": (entry, *others), "noteworthy": noteworthy}), path)
    return path


def text(issue: Issue) -> str:
    found = value_at(issue, PATH)
    assert isinstance(found, str)
    return found


def test_the_sample_issue_has_names_that_are_out_of_date_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(SAMPLE), "--style", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {one["rule"] for one in found} == {"name-in-time"}
    assert {one["text"] for one in found} == {
        "SAFR",
        "State Drug Administration",
        "State Food and Drug Administration",
        "State Intellectual Property Office (SIPO)",
        "SIPO",
    }


def test_style_is_checked_on_request_only(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(file)]) == 0
    assert capsys.readouterr().out == ""
    assert main(["check", str(file), "--style"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 5


def test_findings_name_rule_words_and_place(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(file), "--style", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [(one["rule"], one["text"], one["start"]) for one in found] == [
        ("typo", "Teh", 0),
        ("percent-sign", "%", 19),
        ("doubled-word", "to to", 21),
        ("currency", "RMB 5bn", 27),
        ("brackets", "(", 45),
    ]
    assert {one["path"] for one in found} == {str(PATH)}


def test_fixes_are_written_and_listed(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(file), "--style", "--fix"]) == 0
    out, err = capsys.readouterr()
    fixed = "The **plan** rose by 45 percent to [CNY 5 billion](https://www.gov.cn/a), says the (unclear draft."
    assert text(load_issue(file)) == fixed
    assert err.count("fixed ") == 4
    assert "4 fixes." in err
    assert len(out.splitlines()) == 1
    before = file.stat().st_mtime_ns
    assert main(["check", str(file), "--style", "--fix"]) == 0
    assert "0 fixes." in capsys.readouterr().err
    assert file.stat().st_mtime_ns == before


def test_a_damaged_library_beside_the_issue_is_an_error(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (file.parent / "library.json").write_text("{", encoding="utf-8")
    assert main(["check", str(file), "--style"]) == 1
    assert "library.json" in capsys.readouterr().err


def test_the_desk_s_style_dictionary_and_rules_apply(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = file.parent / "dictionaries"
    folder.mkdir()
    (folder / "de-DE.aff").write_text("SET UTF-8\n", encoding="utf-8")
    (folder / "de-DE.dic").write_text("1\nVorsprung\n", encoding="utf-8")
    style = 'format = "newsdesk-style"\nversion = 1\nalso = ["de-DE"]\n'
    style += '[[rules]]\nname = "typo"\nswap = { plan = "scheme" }\n'
    (file.parent / "style.toml").write_text(style, encoding="utf-8")
    library = Library(rules_off=("currency",))
    save_library(library, file.parent / "library.json")
    issue = load_issue(file)
    save_issue(issue.model_copy(update={"headline": "A Vorsprung and a blorfing of chips"}), file)
    assert main(["check", str(file), "--style", "--json"]) == 0
    found = [(one["rule"], one["text"]) for one in json.loads(capsys.readouterr().out)]
    assert ("spelling", "blorfing") in found
    assert ("spelling", "Vorsprung") not in found
    assert ("typo", "plan") in found
    assert "currency" not in {rule for rule, _ in found}


def test_a_dictionary_that_is_missing_is_named(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    style = 'format = "newsdesk-style"\nversion = 1\nlanguage = "en-GB"\n'
    (file.parent / "style.toml").write_text(style, encoding="utf-8")
    assert main(["check", str(file), "--style"]) == 1
    said = capsys.readouterr().err
    assert "en-GB.aff" in said
    assert str(file.parent / "style.toml") in said
