"""Somebody else is at the terminal, and no count is up: the schedule is theirs from now on."""

from __future__ import annotations

from abc import abstractmethod

from cyclecount_tui.tui.jobs import Jobs
from cyclecount_tui.tui.widgets.plain_text import one_line
from cyclecount_tui.tui.widgets.title_bar import TitleBar
from cyclecount_tui.workflow.errors import Refusal

LONGEST_IN_TITLE = 16


class ScheduleHandOver(Jobs):
    """Mixin for the schedule; what is typed, or a badge, goes to `hand_over_to`."""

    @abstractmethod
    def read_database(self) -> None:
        """Show the rows as they are on disk."""

    def show_counter(self) -> None:
        """Who counts, in the title."""
        who = one_line(self.workplace.counter, LONGEST_IN_TITLE)
        self._here.query_one(TitleBar).show(who=who)

    def action_hand_over(self) -> None:
        """Ask who counts."""
        from cyclecount_tui.tui.screens.who_counts import WhoCounts

        self.app.push_screen(WhoCounts(self.workplace.counter), self._answered)

    def hand_over_to(self, name: str) -> None:
        """From now on this one counts here."""
        from cyclecount_tui.workflow.handing_over import counts_now

        try:
            counter = counts_now(self.workplace, name)
        except Refusal as error:
            self.show_error(error)
            return
        self.message_line.good(f"{one_line(counter)} counts here now.")
        self.show_counter()
        self.read_database()

    def _answered(self, name: str | None) -> None:
        if name is not None:
            self.hand_over_to(name)
