"""Lines leave nothing behind: memory does not grow with each keystroke."""

import ctypes
import gc
from collections.abc import Iterator
from typing import Any

import pytest
from weasyprint.text import line_break
from weasyprint.text.ffi import ffi, pango

from editor.document.editing.edits import SetValue, applied
from editor.document.paths import path
from editor.files.issue_file import load_issue
from editor.files.themes import issues_folder, load_theme
from editor.publish.inbox import Snapshot
from editor.publish.preview import Preview
from editor.publish.publication import SectionLayoutCache
from editor.publish.weasyprint_fixes.attribute_lists import ATTRIBUTE_LISTS, released_attribute_lists
from editor.publish.weasyprint_fixes.fix import Fix
from schemas import Issue

pytestmark = pytest.mark.filterwarnings("ignore:unclosed file .*sRGB2014.icc:ResourceWarning")

OWN = 1
"""The reference of the test, without which the address of a list could be used again."""


class CountedLists:
    """WeasyPrint's Pango, of which all lists of attributes stay until the test has counted their references."""

    def __init__(self) -> None:
        library = ctypes.CDLL("libpango-1.0.so.0")
        self._reference, self._release = library.pango_attr_list_ref, library.pango_attr_list_unref
        self._reference.argtypes = self._release.argtypes = [ctypes.c_void_p]
        self._reference.restype = ctypes.c_void_p
        self._lists: list[int] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(pango, name)

    def pango_attr_list_new(self) -> Any:
        made = pango.pango_attr_list_new()
        self._lists.append(int(ffi.cast("size_t", made)))
        self._reference(self._lists[-1])
        return made

    def made(self) -> int:
        """How many lists there were."""
        return len(self._lists)

    def kept(self) -> int:
        """How many of them something refers to: the first member of a list is its number of references."""
        gc.collect()
        return sum(ctypes.c_uint.from_address(one).value > OWN for one in self._lists)

    def close(self) -> None:
        for one in self._lists:
            self._release(one)


@pytest.fixture
def lists(monkeypatch: pytest.MonkeyPatch) -> Iterator[CountedLists]:
    counted = CountedLists()
    monkeypatch.setattr(line_break, "pango", counted)
    yield counted
    counted.close()


def typed_in(letters: int, lists: CountedLists) -> list[int]:
    """How many lists are kept after each turn of so many letters that are typed and deleted again."""
    theme, sample = load_theme("merics"), load_issue(issues_folder() / "china-industries-2025-03-12.json")
    issue = Issue(top5=sample.top5[:1])
    cache = SectionLayoutCache(theme)
    preview = Preview(cache, cache.preview_writer())
    entry = issue.top5[0]
    place = path(f"top5/{entry.id}/title")
    found = []
    for _ in range(3):
        for count in (*range(letters), *range(letters, -1, -1)):
            issue = applied(issue, SetValue(place, (entry.title or "") + "x" * count))
            for _ in preview.messages(Snapshot(1, issue, str(place), frozenset())):
                pass
        found.append(lists.kept())
    return found


def test_typing_keeps_no_attribute_lists(lists: CountedLists) -> None:
    first, second, third = typed_in(3, lists)
    made = lists.made()
    assert made > 100
    assert first == second == third < made / 10


def test_without_the_fix_weasyprint_keeps_them(lists: CountedLists, monkeypatch: pytest.MonkeyPatch) -> None:
    """If this fails, WeasyPrint frees them itself: remove the fix and its finding."""
    problem = Fix.problem
    monkeypatch.setattr(Fix, "problem", lambda fix: "not there" if fix is ATTRIBUTE_LISTS else problem(fix))
    found = typed_in(1, lists)
    assert found[0] < found[1] < found[2]
    assert found[-1] == lists.made()


def test_lists_are_released_once_where_the_fix_is_applied_inside_itself(lists: CountedLists) -> None:
    original = line_break.Layout.setup
    with released_attribute_lists():
        outer = line_break.Layout.setup
        with released_attribute_lists():
            assert line_break.Layout.setup is outer
    assert line_break.Layout.setup is original


def test_another_version_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    assert ATTRIBUTE_LISTS.problem() == ""
    monkeypatch.setattr("editor.publish.weasyprint_fixes.fix.version", lambda name: "70.1")
    assert ATTRIBUTE_LISTS.problem() == "it is for WeasyPrint 70.0 only"
