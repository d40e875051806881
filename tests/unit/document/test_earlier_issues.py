"""References to earlier issues."""

import datetime as dt

from editor.document.earlier_issues import Reference

ENTRY = Reference("China Industries", dt.date(2025, 3, 12), "Entry 3", 3)
ITEM = Reference("China Industries", dt.date(2025, 3, 12), "Policy news, item 4")
UNDATED = Reference("", None, "Imprint")


def test_entries_are_cited_by_number() -> None:
    assert ENTRY.as_link == "see China Industries of March 12, 2025, no. 3"
    assert ENTRY.as_origin == "From China Industries of March 12, 2025, no. 3."
    assert ENTRY.as_coverage == "Covered in March 2025 as no. 3"


def test_items_are_cited_by_place() -> None:
    assert ITEM.as_link == "see China Industries of March 12, 2025, policy news, item 4"
    assert ITEM.as_coverage == "Covered in March 2025 in policy news, item 4"


def test_what_is_not_known_is_said() -> None:
    assert UNDATED.as_link == "see an undated issue of the newsletter, imprint"
    assert UNDATED.as_coverage == "Covered in an undated issue in imprint"
