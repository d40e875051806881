"""Pack files in a history store. Git creates them if someone runs its garbage collection there."""

from __future__ import annotations

from dulwich.object_store import BaseObjectStore, DiskObjectStore


class Packs(DiskObjectStore):
    """The packs of this store only: alternates and multi-pack indexes are ignored."""

    @property
    def alternates(self) -> list[BaseObjectStore]:
        return []

    def get_midx(self) -> None:
        return None
