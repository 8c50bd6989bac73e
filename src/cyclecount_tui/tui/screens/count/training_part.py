"""Training: what ION expects stands beside each line; it is kept on the screen alone."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import partial

from cyclecount_tui.domain.entries import CountMode
from cyclecount_tui.tui.looking_first import LooksFirst
from cyclecount_tui.tui.screens.count.sheet_rows import NOTHING_TOLD
from cyclecount_tui.tui.screens.count.sheet_view import SheetView
from cyclecount_tui.workflow.errors import OperatorError
from cyclecount_tui.workflow.training import expected, still_shown


class TrainingPart(LooksFirst, SheetView):
    """Mixin for the count screen; it does nothing but in a guided count."""

    _asked: Mapping[int, Decimal] = NOTHING_TOLD
    """What ION told, whether it may be shown or not."""
    _looked_at = -1
    """Where the journal ended when it was last looked up who counts blind."""

    def on_mount(self) -> None:
        """Ask ION, while the counting begins."""
        if self.count.mode is CountMode.GUIDED:
            self.start_job("training", partial(expected, self.workplace, self.count), self._show_expected)

    def stands_as_shown(self) -> bool:
        """What is being counted blind by now is taken away before the key; the key does what it does all the same."""
        if self._asked:
            self._take_away()
        return True

    def _show_expected(self, quantities: Mapping[int, Decimal]) -> None:
        self._asked, self.expected = quantities, NOTHING_TOLD
        self._take_away()
        self.load_rows()
        self.bring_up(self.up, resting=self.resting)

    def _take_away(self) -> None:
        try:
            end = self.workplace.store.journal.end()
            if end == self._looked_at:
                return
            may_be_shown = still_shown(self.workplace, self.count, self._asked)
        except OperatorError as error:
            may_be_shown, end = NOTHING_TOLD, -1
            self.show_error(error)
        self._looked_at = end
        if may_be_shown != self.expected:
            self.expected = may_be_shown
            self.table.refresh()
            self.show_line()
