"""Tables: those of data become table blocks, those that only arrange a page become their paragraphs."""

from __future__ import annotations

from dataclasses import dataclass, field

from editor.formats.source.document import Block, BlockKind, TableBlock, TextBlock

_LONGEST_CELL = 400


@dataclass
class TableBuilder:
    """Collects the cells of a table while it is open. Blocks outside any cell are kept in order before it."""

    rows: list[list[list[Block]]] = field(default_factory=list)
    before: list[Block] = field(default_factory=list)
    cell: list[Block] | None = None

    def begin_row(self) -> None:
        """Start a row."""
        self.cell = None
        self.rows.append([])

    def begin_cell(self) -> None:
        """Start a cell, in a new row where none is open."""
        if not self.rows:
            self.rows.append([])
        self.cell = []
        self.rows[-1].append(self.cell)

    def end_cell(self) -> None:
        """End a cell."""
        self.cell = None

    def add(self, block: Block) -> None:
        """Put a block into the open cell."""
        (self.before if self.cell is None else self.cell).append(block)

    def blocks(self) -> list[Block]:
        """What the table is."""
        cells = [cell for row in self.rows for cell in row]
        if self._is_data(cells):
            first = next(block for cell in cells for block in cell)
            rows = tuple(tuple(cell[0].runs if cell and isinstance(cell[0], TextBlock) else () for cell in row)
                         for row in self.rows if any(row))  # fmt: skip
            return [*self.before, TableBlock(rows, first.place)]
        return [*self.before, *(block for cell in cells for block in cell)]

    def _is_data(self, cells: list[list[Block]]) -> bool:
        full = [row for row in self.rows if sum(map(bool, row)) > 1]
        if len(full) < 2:
            return False
        return all(len(cell) <= 1 and all(map(_fits_cell, cell)) for cell in cells)


def _fits_cell(block: Block) -> bool:
    kinds = (BlockKind.PARAGRAPH, BlockKind.HEADING)
    return isinstance(block, TextBlock) and block.kind in kinds and len(block.text) <= _LONGEST_CELL
