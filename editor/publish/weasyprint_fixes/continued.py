"""One structure element for each element of the document (ISO 32000-1, 14.7.4).

WeasyPrint makes one for each part: a list over two pages becomes two lists, a link over two lines two links. The parts
are united here: what the later ones hold is added to the first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pydyf

from editor.publish.patching import patched
from editor.publish.weasyprint_fixes.fix import Fix, Requirement
from editor.publish.weasyprint_fixes.structure import STRUCTURE, StructureTree

CONTINUED = Fix(
    "elements over page breaks",
    "an element over a page break is tagged as two",
    frozenset(),
    (
        *STRUCTURE,
        Requirement(
            "weasyprint.pdf.tags",
            "_build_box_tree",
            ("box", "parent", "pdf", "page_number", "nums", "annotations", "tags"),
        ),
    ),
)

BuildTree = Callable[..., Iterator[Any]]


@contextmanager
def remembered_sources() -> Iterator[None]:
    """While this is open, WeasyPrint's structure elements know what they were made of."""
    from weasyprint.pdf import tags  # it may be missing in another version

    with patched((tags, "_build_box_tree", _remembering(tags._build_box_tree))):
        yield


def correct(tree: StructureTree) -> None:
    """Unite the parts of elements."""
    united: dict[bytes, bytes] = {}
    waiting = [tree.at(reference) for reference in tree.root["K"]]
    while waiting:
        parent = waiting.pop()
        kids: list[Any] = []
        before: Any = None
        for kid in parent.get("K", ()):
            element = tree.at(kid) if isinstance(kid, bytes) else None
            if element is not None and before is not None and _are_parts(before, element):
                united[element.reference] = before.reference
                _absorb(tree, before, element)
                continue
            kids.append(kid)
            before = element
        if len(kids) < len(parent.get("K", ())):
            parent["K"][:] = kids
        waiting += [tree.at(kid) for kid in kids if isinstance(kid, bytes)]
    for number, owners in tree.parents.items():
        if isinstance(owners, list):
            owners[:] = [united.get(owner, owner) for owner in owners]
        elif owners in united:  # setting one takes time that grows with their number
            tree.set_parent(number, united[owners])


def _are_parts(one: Any, other: Any) -> bool:
    source = vars(one).get("source")
    return source is not None and source is vars(other).get("source") and one["S"] == other["S"]


def _absorb(tree: StructureTree, first: Any, later: Any) -> None:
    for kid in later["K"]:
        if isinstance(kid, bytes):
            element = tree.at(kid)
            if "P" in element:  # not a reference to an annotation
                element["P"] = first.reference
        elif isinstance(kid, int) and first["Pg"] != later["Pg"]:
            kid = pydyf.Dictionary({"Type": "/MCR", "Pg": later["Pg"], "MCID": kid})
        first["K"].append(kid)
    later.clear()


def _remembering(build: BuildTree) -> BuildTree:
    def built(box: Any, *others: Any) -> Iterator[Any]:
        source = getattr(box, "_box", box).element
        for element in build(box, *others):
            if "source" not in vars(element):
                element.source = source
            yield element

    return built
