"""The table of proposals: filtered, sorted, and which of them are in the schedule by now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from cyclecount_tui.domain.subject import Subject
from cyclecount_tui.tui.screens import build_rows
from cyclecount_tui.tui.screens.row_order import RowOrder
from cyclecount_tui.tui.screens.searched_table import SearchedTable
from cyclecount_tui.tui.widgets.name_column import wide_enough
from cyclecount_tui.workflow.proposing import Proposal


class ProposalTable(SearchedTable):
    """Shows proposals, most worth counting first; to choose one is to take it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+j,space", "choose", "Take", id="build-take", tooltip="Take this row into the schedule"),
    ]

    def __init__(self) -> None:
        super().__init__(build_rows.COLUMNS, empty_text="Reading ION.", letters=True)
        self.rows: Sequence[Proposal] = ()
        self.taken: frozenset[Subject] = frozenset()
        self._order: RowOrder[Proposal] = RowOrder((), build_rows.searched_text)
        self._sorting = 0
        self._narrow = False

    @property
    def proposal(self) -> Proposal | None:
        """The one under the cursor."""
        return None if self.cursor is None else self.rows[self.cursor]

    @property
    def sorted_by(self) -> str:
        """The order, for a sentence."""
        return build_rows.SORTINGS[self._sorting].words

    @property
    def to_take(self) -> list[Proposal]:
        """Of those shown, what would change something and is not taken yet."""
        shown = self._order.shown(build_rows.SORTINGS[self._sorting], self.wanted)
        rows = [self.rows[place] for place in shown]
        return [each for each in rows if each.changed and each.subject not in self.taken]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what would change something and is not taken yet can be taken."""
        if action == "choose":
            here = self.proposal
            return here is not None and here.changed and here.subject not in self.taken
        return super().check_action(action, parameters)

    def show(self, rows: Sequence[Proposal], nothing: str) -> None:
        """Show these; `nothing` is said where there are none."""
        self.rows = rows
        self._order = RowOrder(rows, build_rows.searched_text)
        self.set_empty_text(nothing)
        self._set_columns()
        self.set_rows(len(rows), self._cells, self._tone)
        self.order_rows()

    def mark_taken(self, subjects: Iterable[Subject]) -> None:
        """These are in the schedule now."""
        self.taken = self.taken | frozenset(subjects)
        self.refresh()

    def sort_next(self) -> None:
        """The next order."""
        self._sorting = (self._sorting + 1) % len(build_rows.SORTINGS)
        self.order_rows()

    def order_rows(self) -> None:
        """Filter and sort; the cursor keeps its row."""
        if self.wanted:
            self.set_empty_text(f"No proposal holds '{self.wanted}'. Press Esc to see all.")
        self.set_order(self._order.shown(build_rows.SORTINGS[self._sorting], self.wanted))

    def on_resize(self) -> None:
        """A narrow table has three columns."""
        narrow = self.size.width < build_rows.NARROW
        if narrow != self._narrow:
            self._narrow = narrow
            self._set_columns()

    def _set_columns(self) -> None:
        columns = build_rows.NARROW_COLUMNS if self._narrow else build_rows.COLUMNS
        self.set_columns(wide_enough(columns, map(build_rows.name, self.rows)))

    def _cells(self, index: int) -> tuple[str, ...]:
        each = self.rows[index]
        return build_rows.narrow_cells(each) if self._narrow else build_rows.cells(each, taken=self._is_taken(index))

    def _tone(self, index: int) -> str:
        return build_rows.tone(self.rows[index], taken=self._is_taken(index))

    def _is_taken(self, index: int) -> bool:
        return self.rows[index].subject in self.taken
