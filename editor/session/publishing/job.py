"""One publication: what was chosen, what is made of it, and where it will be saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from editor.formats.outgoing.written import Written
from schemas import Issue


@dataclass(frozen=True, slots=True)
class Choice:
    """What to publish. `outputs` are names without companions. Comments and suggestions go out only `with_review`.

    `attach_issue` puts the issue into its PDF, from which it can be opened again. `line_numbers` numbers the
    lines of a proof.
    """

    outputs: tuple[str, ...]
    proof: bool = False
    with_review: bool = False
    attach_issue: bool = False
    line_numbers: bool = False


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """A file to write, and the name of its output."""

    output: str
    path: Path
    data: bytes


@dataclass(eq=False)
class PublishJob:
    """`names` are the chosen outputs with their companions. `issue` is the whole issue, as it was when this began.

    `target` is the file that was chosen for the only output. `written` fills as outputs are made.
    """

    choice: Choice
    names: tuple[str, ...]
    issue: Issue
    folders: Mapping[str, Path]
    target: Path | None = None
    written: dict[str, Written] = field(default_factory=dict)

    def files(self) -> tuple[PublishedFile, ...]:
        """The files to write, in the order of the outputs."""
        return tuple(
            PublishedFile(name, self.target or self.folders[name] / file.name, file.data)
            for name in self.names
            for file in self.written[name].files
        )
