"""The evidence of a row in full, and the way from there to the other count that a suggestion speaks of."""

from __future__ import annotations

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.lines import LineKey
from cyclecount_tui.tui.screens.reconcile.comparison import Comparison
from cyclecount_tui.tui.screens.reconcile.evidence_screen import EvidenceScreen
from cyclecount_tui.tui.screens.reconcile.evidence_text import evidence_text
from cyclecount_tui.tui.screens.reconcile.row_told import identity


class EvidencePart(Comparison):
    """Mixin for the reconcile screen: `e`."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """On every row."""
        if action == "evidence":
            return self.here.is_mounted and self.current is not None
        return super().check_action(action, parameters)

    def action_evidence(self) -> None:
        """All about this row, to read at length."""
        shown = self.current
        if shown is not None:
            text = evidence_text(self.seen, shown, self.current_offers)
            others = dict.fromkeys(other for offer in self.current_offers for other in offer.other_counts)
            title = f"EVIDENCE  {identity(shown)}"
            screen = EvidenceScreen(title, text, tuple(others), shown.line.key.item, self._open_other)
            self.app.push_screen(screen, lambda _: self._back_from(screen))

    def _back_from(self, screen: EvidenceScreen) -> None:
        """What was chosen in another count may make other suggestions here."""
        if screen.went_on:
            self.find_suggestions()

    def _open_other(self, count: Count, item: LineKey) -> None:
        """The other count's reconciliation over the text; one that is on the way here already is not opened twice."""
        from cyclecount_tui.tui.screens.reconcile.screen import ReconcileScreen

        open_here = [screen for screen in self.app.screen_stack if isinstance(screen, ReconcileScreen)]
        if any(screen.count.id == count.id for screen in open_here):
            top = self.app.screen
            assert isinstance(top, EvidenceScreen)
            top.message_line.warn(f"The count of {count.subject.name} is open below this one: Esc goes back to it.")
            return
        self.app.push_screen(ReconcileScreen(count, at=item))
