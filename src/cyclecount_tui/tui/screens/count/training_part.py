"""Training: what ION expects stands beside each line; it is kept on the screen alone."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import partial

from cyclecount_tui.domain.entries import CountMode
from cyclecount_tui.tui.screens.count.sheet_view import SheetView
from cyclecount_tui.workflow.training import expected


class TrainingPart(SheetView):
    """Mixin for the count screen; it does nothing but in a guided count."""

    def on_mount(self) -> None:
        """Ask ION, while the counting begins."""
        if self.count.mode is CountMode.GUIDED:
            self.start_job("training", partial(expected, self.workplace, self.count), self._show_expected)

    def _show_expected(self, quantities: Mapping[int, Decimal]) -> None:
        self.expected = quantities
        self.load_rows()
        self.bring_up(self.up, resting=self.resting)
