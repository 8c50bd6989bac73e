"""Handing the count on to somebody else at the same terminal: the journal says from where on."""

from __future__ import annotations

from functools import partial

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.hand_over_words import who_counted
from cyclecount_tui.tui.screens.count.sheet_view import SheetView
from cyclecount_tui.tui.widgets.plain_text import one_line
from cyclecount_tui.workflow.errors import Refusal
from cyclecount_tui.workflow.handing_over import counter_name, hand_over


class HandOverPart(SheetView):
    """Mixin for the count screen; what is typed, or a badge, goes to `hand_over_to`."""

    submitting: bool

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is being submitted is nobody's to hand on."""
        if action == "hand_over":
            return self.count.phase.entering and not self.submitting
        return super().check_action(action, parameters)

    def action_hand_over(self) -> None:
        """Ask who counts."""
        from cyclecount_tui.tui.screens.who_counts import WhoCounts

        if not self.still_storing():
            self.app.push_screen(WhoCounts(self.workplace.counter, who_counted(self.count)), self._answered)

    def hand_over_to(self, name: str) -> None:
        """From here on this one counts; an entry that is on its way to the disk is still of whoever made it."""
        try:
            counter = counter_name(name, self.workplace.practice.scanning)
        except Refusal as error:
            self.show_error(error)
            return
        if counter == self.workplace.counter:
            self.message_line.say(f"{one_line(counter)} counts already.")
        else:
            self.store_in_turn(partial(hand_over, to=counter), self._handed_over)

    def _answered(self, name: str | None) -> None:
        if name is not None:
            self.hand_over_to(name)

    def _handed_over(self, _before: Count, after: Count) -> None:
        so_far = who_counted(after)
        said = f"{one_line(self.workplace.counter)} counts now"
        self.message_line.good(f"{said}: {one_line(so_far)}." if so_far else f"{said}.")
        self.show_title()
