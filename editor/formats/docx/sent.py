"""What a Word document says about itself: the issue that it was made from, and who has tracked changes in it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from pydantic import ValidationError

from editor.formats.docx.comments import time_of
from editor.formats.docx.package import Package, opened
from schemas import Issue
from schemas.upgrade import ISSUES, UnknownFormat, upgraded

_CHANGES = frozenset((
    "ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "numberingChange", "cellIns", "cellDel",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sent:
    """The issue as it was sent, with the part of its review that the document shows. `paths` are by bookmark."""

    issue: Issue
    paths: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class About:
    """`sent` is None where a program dropped it. `times` are the latest ones of each author of tracked changes."""

    sent: Sent | None
    times: Mapping[str, str]


def read_sent(data: bytes) -> Sent | None:
    """The issue that a document was made from; None where it does not have one. Raises UnreadableSource."""
    package = opened(data)
    return _sent_in(package, package.main_part())


def read_about(data: bytes) -> About:
    """What a document says about itself. Raises UnreadableSource."""
    package = opened(data)
    main = package.main_part()
    sent = _sent_in(package, main)
    body = package.xml(main)
    times: dict[str, str] = {}
    for element in () if body is None else body.iter():
        if element.tag in _CHANGES:
            author = element.get("author") or ""
            times[author] = max(times.get(author, ""), time_of(element))
    return About(sent, times)


def is_own(package: Package, main: str) -> bool:
    """Whether Newsdesk wrote a document, whatever was changed in it since."""
    return next(_roots(package, main), None) is not None


def _sent_in(package: Package, main: str) -> Sent | None:
    sent = None
    for root in _roots(package, main):
        sent = _sent(root)
    return sent


def _roots(package: Package, main: str) -> Iterator[Element]:
    for name in package.related(main, "customXml"):
        root = package.xml(name)
        if root is not None and root.tag == "issue" and root.find("sent") is not None:
            yield root


def _sent(root: Element) -> Sent | None:
    try:
        issue = Issue.model_validate_json(json.dumps(upgraded(json.loads(root.findtext("sent") or ""), ISSUES)))
    except (UnknownFormat, ValueError, ValidationError, RecursionError):
        return None
    paths = {one.get("bookmark") or "": one.get("path") or "" for one in root if one.tag == "field"}
    return Sent(issue, paths)
