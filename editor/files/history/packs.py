"""Packs in the store of a history: git makes them where somebody lets it tidy up."""

from __future__ import annotations

from dulwich.object_store import BaseObjectStore, DiskObjectStore


class Packs(DiskObjectStore):
    """The packs of this store alone; what it says of other places and of shortcuts is not read."""

    @property
    def alternates(self) -> list[BaseObjectStore]:
        return []

    def get_midx(self) -> None:
        return None
