"""`newsdesk merge` as git calls it: two branches that changed one issue come together field by field."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from editor.files.issue_file import load_issue, save_issue
from schemas import Entry, Issue

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

ROOT = Path(__file__).parents[2]
BASE = Issue(headline="Topics", top5=(Entry(id="e1", title="One"), Entry(id="e2", title="Two")))
DRIVER = f'"{sys.executable}" -m editor merge %O %A %B %P'


def git(repository: Path, *arguments: str, status: int = 0) -> str:
    environment = {
        **os.environ,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "PYTHONPATH": str(ROOT),
        "GIT_AUTHOR_NAME": "a",
        "GIT_AUTHOR_EMAIL": "a@example.org",
        "GIT_COMMITTER_NAME": "a",
        "GIT_COMMITTER_EMAIL": "a@example.org",
    }
    done = subprocess.run(
        ["git", *arguments], cwd=repository, env=environment, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "--quiet", "--initial-branch=main", ".")
    git(tmp_path, "config", "merge.newsdesk.driver", DRIVER)
    (tmp_path / ".gitattributes").write_text("issues/**/*.json merge=newsdesk\n")
    (tmp_path / "issues").mkdir()
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "--message=start")
    return tmp_path


def commit(repository: Path, issue: Issue) -> None:
    (repository / "issues").mkdir(exist_ok=True)
    save_issue(issue, repository / "issues" / "march.json")
    git(repository, "add", ".")
    git(repository, "commit", "--quiet", "--message=change")


def branches(repository: Path, ours: Issue, theirs: Issue) -> None:
    git(repository, "checkout", "--quiet", "-b", "theirs")
    commit(repository, theirs)
    git(repository, "checkout", "--quiet", "main")
    commit(repository, ours)


def test_changes_in_different_fields_merge_by_themselves(repository: Path) -> None:
    commit(repository, BASE)
    ours = BASE.model_copy(update={"top5": (Entry(id="e1", title="Ours"), BASE.top5[1])})
    theirs = BASE.model_copy(update={"top5": (BASE.top5[1], BASE.top5[0], Entry(id="e3"))})
    branches(repository, ours, theirs)
    git(repository, "merge", "--quiet", "--no-edit", "theirs")
    merged = load_issue(repository / "issues" / "march.json")
    assert [(entry.id, entry.title) for entry in merged.top5] == [("e2", "Two"), ("e1", "Ours"), ("e3", "")]
    assert git(repository, "status", "--porcelain") == ""


def test_the_same_field_is_a_conflict_with_ours_in_the_file(repository: Path) -> None:
    commit(repository, BASE)
    branches(repository, BASE.model_copy(update={"headline": "Ours"}), BASE.model_copy(update={"headline": "Theirs"}))
    said = git(repository, "merge", "--no-edit", "theirs", status=1)
    assert "headline\tHeadline\ttheirs: Theirs" in said
    assert "issues/march.json was merged with 1 conflict" in said
    assert load_issue(repository / "issues" / "march.json").headline == "Ours"
    assert git(repository, "status", "--porcelain") == "UU issues/march.json\n"


def test_a_file_that_both_sides_added_is_merged_as_well(repository: Path) -> None:
    branches(repository, BASE, BASE.model_copy(update={"top5": (*BASE.top5, Entry(id="e3"))}))
    git(repository, "merge", "--quiet", "--no-edit", "theirs")
    assert len(load_issue(repository / "issues" / "march.json").top5) == 3


def test_an_issue_in_a_subfolder_is_merged_as_well(repository: Path) -> None:
    file = repository / "issues" / "2025" / "march.json"
    file.parent.mkdir()
    save_issue(BASE, file)
    git(repository, "add", ".")
    git(repository, "commit", "--quiet", "--message=add")
    git(repository, "checkout", "--quiet", "-b", "theirs")
    save_issue(BASE.model_copy(update={"top5": (BASE.top5[0], Entry(id="e2", title="Theirs"))}), file)
    git(repository, "commit", "--quiet", "--all", "--message=change")
    git(repository, "checkout", "--quiet", "main")
    save_issue(BASE.model_copy(update={"headline": "Ours"}), file)
    git(repository, "commit", "--quiet", "--all", "--message=change")
    git(repository, "merge", "--quiet", "--no-edit", "theirs")
    merged = load_issue(file)
    assert (merged.headline, merged.top5[1].title) == ("Ours", "Theirs")


def test_a_damaged_side_is_a_conflict_and_nothing_is_written(repository: Path) -> None:
    commit(repository, BASE)
    git(repository, "checkout", "--quiet", "-b", "theirs")
    (repository / "issues" / "march.json").write_text("{")
    git(repository, "commit", "--quiet", "--all", "--message=damage")
    git(repository, "checkout", "--quiet", "main")
    commit(repository, BASE.model_copy(update={"headline": "Ours"}))
    assert "issues/march.json (theirs) is not valid JSON" in git(repository, "merge", "--no-edit", "theirs", status=1)
    assert load_issue(repository / "issues" / "march.json").headline == "Ours"
