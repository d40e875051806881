"""Where the library's people and bodies are used, as the archive tells it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot

from editor.files.archive.uses import Use, UseCounts, count_uses, uses_of_body, uses_of_person
from editor.session.archive.archive import Answer, Archive
from schemas import IssuingBody, KnownPerson

_COUNT, _LIST = "count uses", "list uses"
UNAVAILABLE = "Where names are used is not known: there is no index of the issues."


@dataclass(frozen=True, slots=True)
class ItemUses:
    """The places of one person or body, by its id."""

    item_id: str
    uses: tuple[Use, ...]


class LibraryUses(QObject):
    """Counts uses, and again whenever the archive was updated; lists those of one item."""

    counted = Signal(object)
    """`UseCounts` of all issues."""
    listed = Signal(object)
    """`ItemUses` of the item asked about last."""
    failed = Signal(str)
    """There is no index."""

    def __init__(self, archive: Archive, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._archive = archive
        archive.updated.connect(self._count)
        archive.answered.connect(self._on_answered)

    def update(self) -> None:
        """Bring the archive up to date; `counted` follows."""
        self._archive.update()

    def ask(self, item: IssuingBody | KnownPerson) -> None:
        """Ask where a body or person is used; `listed` follows."""
        if isinstance(item, IssuingBody):
            self._archive.ask(_LIST, lambda index, folder: ItemUses(item.id, uses_of_body(index, folder, item.id)))
        else:
            self._archive.ask(_LIST, lambda index, folder: ItemUses(item.id, uses_of_person(index, folder, item.name)))

    @Slot()
    def _count(self) -> None:
        self._archive.ask(_COUNT, lambda index, _: count_uses(index))

    @Slot(object)
    def _on_answered(self, answer: Answer) -> None:
        if answer.kind not in (_COUNT, _LIST):
            return
        match answer.value:
            case UseCounts():
                self.counted.emit(answer.value)
            case ItemUses():
                self.listed.emit(answer.value)
            case _:
                self.failed.emit(UNAVAILABLE)
