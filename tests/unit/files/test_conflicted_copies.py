"""Conflicted copies of cloud programs are recognised by their names."""

from pathlib import Path

import pytest

from editor.files.conflicted_copies import original_of


@pytest.mark.parametrize(
    "name",
    [
        "march (Anna's conflicted copy 2025-03-12).json",
        "march (conflicted copy 2025-03-12 101530).json",
        "march (In Konflikt stehende Kopie von Anna 2025-03-12).json",
        "march.sync-conflict-20250312-101530-ABCDEFG.json",
        "march (SFConflict anna@example.org 2025-03-12-10-15-30).json",
        "march_conflict-20250312-101530.json",
    ],
)
def test_a_copy_is_recognised(name: str) -> None:
    assert original_of(Path("issues") / name) == Path("issues/march.json")


@pytest.mark.parametrize(
    "name",
    ["march.json", "march (1).json", "march copy.json", "march 2025-03-12.json", "conflict.json", "march (2025).json"],
)
def test_other_names_are_not_copies(name: str) -> None:
    assert original_of(Path(name)) is None
