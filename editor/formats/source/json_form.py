"""A source document as JSON and back, for readers that work in a process of their own."""

from __future__ import annotations

from typing import Any

from editor.formats.source.document import (
    Anchor,
    Block,
    BlockKind,
    ChangeKind,
    ImageBlock,
    Role,
    Runs,
    Script,
    SourceComment,
    SourceDocument,
    SourceNote,
    SourceRun,
    SourceThread,
    TableBlock,
    TextBlock,
    TrackedChange,
    Unit,
)

Json = dict[str, Any]


def to_json(document: SourceDocument) -> Json:
    """What `json.dumps` can write."""
    return {
        "unit": document.unit.value,
        "blocks": [_block(block) for block in document.blocks],
        "notes": [[note.place, note.message, note.help, note.needs_person, note.text] for note in document.notes],
        "changes": [
            [change.author, change.time, change.kind.value, change.words, _anchor(change.anchor)]
            for change in document.changes
        ],
        "threads": [
            [[[each.author, each.time, each.text] for each in thread.comments], _anchor(thread.anchor), thread.words,
             thread.resolved, thread.place]
            for thread in document.threads
        ],
        "title": document.title,
        "is_broken_by_hand": document.is_broken_by_hand,
        "revision": document.revision,
    }  # fmt: skip


def from_json(found: Json) -> SourceDocument:
    """What `to_json` was given. Raises ValueError, KeyError or TypeError for anything else."""
    return SourceDocument(
        Unit(found["unit"]),
        tuple(_read_block(block) for block in found["blocks"]),
        tuple(SourceNote(*note) for note in found["notes"]),
        tuple(
            TrackedChange(author, time, ChangeKind(kind), words, Anchor(*anchor) if anchor else None)
            for author, time, kind, words, anchor in found["changes"]
        ),
        tuple(
            SourceThread(
                tuple(SourceComment(*each) for each in comments),
                Anchor(*anchor) if anchor else None,
                words,
                resolved,
                place,
            )
            for comments, anchor, words, resolved, place in found["threads"]
        ),
        found["title"],
        found["is_broken_by_hand"],
        revision=found["revision"],
    )


def _anchor(anchor: Anchor | None) -> list[int] | None:
    return None if anchor is None else [anchor.block, anchor.start, anchor.length]


def _block(block: Block) -> Json:
    if isinstance(block, ImageBlock):
        return {"image": block.description, "place": block.place}
    if isinstance(block, TableBlock):
        return {"rows": [[_runs(cell) for cell in row] for row in block.rows], "place": block.place}
    return {
        "kind": block.kind.name,
        "runs": _runs(block.runs),
        "place": block.place,
        "level": block.level,
        "number": block.number,
        "gap": block.gap,
        "begins": block.begins,
        "indent": block.indent,
    }


def _read_block(found: Json) -> Block:
    if "image" in found:
        return ImageBlock(found["image"], found["place"])
    if "rows" in found:
        return TableBlock(tuple(tuple(_read_runs(cell) for cell in row) for row in found["rows"]), found["place"])
    return TextBlock(
        BlockKind[found["kind"]],
        _read_runs(found["runs"]),
        found["place"],
        found["level"],
        found["number"],
        found["gap"],
        found["begins"],
        found["indent"],
    )


def _runs(runs: Runs) -> list[list[Any]]:
    return [
        [run.text, run.strong, run.emphasis, run.link, run.script.name, run.role.name, run.font, run.language]
        for run in runs
    ]


def _read_runs(found: list[list[Any]]) -> Runs:
    return tuple(
        SourceRun(text, strong, emphasis, link, Script[script], Role[role], font, language)
        for text, strong, emphasis, link, script, role, font, language in found
    )
