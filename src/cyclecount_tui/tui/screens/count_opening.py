"""From a list to a count: the open one of a location or part, or a new one, on the screen where it goes on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from cyclecount_tui.domain.subject import Subject
from cyclecount_tui.tui.jobs import Jobs
from cyclecount_tui.tui.key_turns import key_turns
from cyclecount_tui.tui.routing import screen_for

if TYPE_CHECKING:
    from cyclecount_tui.domain.count import Count
    from cyclecount_tui.domain.count_mode import CountMode
    from cyclecount_tui.workflow.workplace import Workplace

OPENING = "open"


class CountOpening(Jobs):
    """Mixin for a screen from which people go to counts."""

    def open_subject(self, subject: Subject, mode: CountMode | None = None) -> None:
        """Go on with the count of a location or part, or begin one; keys wait until its screen is up."""
        key_turns(self).hold_keys()
        self.start_job(OPENING, partial(_opened, self.workplace, subject, mode), self._go_to, self._not_opened)

    def _go_to(self, count: Count) -> None:
        from cyclecount_tui.workflow.second_counter import may_not_count

        if self._here.is_current:
            self.message_line.acknowledge()
            self.app.push_screen(screen_for(count, counted_before=may_not_count(self.workplace, count)))
        key_turns(self).release_keys()

    def _not_opened(self, error: Exception) -> None:
        self.show_error(error)
        key_turns(self).release_keys()


def _opened(workplace: Workplace, subject: Subject, mode: CountMode | None) -> Count:
    """What opens counts is loaded with the first of them, and not by the thread that draws."""
    from cyclecount_tui.workflow.opening import open_count

    return open_count(workplace, subject, mode)
