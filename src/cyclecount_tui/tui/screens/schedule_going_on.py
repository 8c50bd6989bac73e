"""Counts that the counter at this terminal left unfinished: offered on the schedule, under the cursor at the start."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual import on

from cyclecount_tui.domain.phase import Phase
from cyclecount_tui.domain.subject import Subject
from cyclecount_tui.tui.screens.schedule_counts import ScheduleCounts
from cyclecount_tui.tui.screens.screen_sizes import NARROW
from cyclecount_tui.tui.widgets.message_line import MessageLine
from cyclecount_tui.tui.widgets.plain_text import one_line
from cyclecount_tui.workflow.resuming import Mine
from cyclecount_tui.workflow.workplace import Workplace

if TYPE_CHECKING:
    from cyclecount_tui.domain.count import Count

_SECONDS_BEFORE_READING_AHEAD = 1.0
"""What stands around the rows, and what ION says of them, comes first."""

_LONGEST_NAME = 28
_LONGEST_NAME_NARROW = 20


class ScheduleGoingOn(ScheduleCounts):
    """Mixin for the screen with a `MessageLine(id="going-on")`, which is there only while it says something."""

    _offered = False

    def offer(self, mine: Sequence[Mine]) -> None:
        """Say which counts wait for this counter; the first time, the latest of them comes under the cursor.

        No row has been drawn before that, so that no Enter meant for another one can meet it.
        """
        narrow = self._here.size.width < NARROW
        self._here.set_class(bool(mine), "-going-on")
        self._here.query_one("#going-on", MessageLine).say(going_on_words(mine, narrow=narrow))
        if mine and not self._offered:
            self._bring_up(mine[0].count.subject)
            self._here.set_timer(_SECONDS_BEFORE_READING_AHEAD, partial(self._read_ahead, mine[0].count.count_id))
        self._offered = True

    def _read_ahead(self, count_id: str) -> None:
        """A long sheet takes a moment to read, and the count's screen to load: that is done before Enter is pressed."""
        if self._here.is_current:
            work = partial(_loaded, self.workplace, count_id)
            self.start_job("ahead", work, lambda _count: None, lambda _error: None, abandonable=True)

    @on(MessageLine.ErrorTurned)
    def make_room(self) -> None:
        """On a small screen an error stands where the offer was, not where the rows are."""
        self._here.set_class(self.message_line.has_error, "-error")

    def _bring_up(self, subject: Subject) -> None:
        place = self.table.entries.place_of(subject)
        if place is not None:
            self.table.begin_at(place)


def going_on_words(mine: Sequence[Mine], *, narrow: bool = False) -> str:
    """`RACK-B waits for you, 12 of 37 lines: Enter on it goes on where you stopped. And 2 more.`; empty for none."""
    if not mine:
        return ""
    count, more = mine[0].count, len(mine) - 1
    if narrow:
        name = one_line(count.subject.name, _LONGEST_NAME_NARROW)
        how_far = f" {count.counted}/{count.total}" if count.total else ""
        return f"Yours: {name}{how_far}" + (f" +{more}" if more else "")
    name = one_line(count.subject.name, _LONGEST_NAME)
    if count.phase == Phase.SUBMITTED:
        said = f"{name} is submitted and not compared yet: Enter on it asks ION."
    elif count.phase == Phase.OPENED:
        said = f"{name} waits for you: Enter on it goes on."
    else:
        said = f"{name} waits for you, {count.counted} of {count.total} lines: Enter on it goes on."
    return f"{said} And {more} more." if more else said


def _loaded(workplace: Workplace, count_id: str) -> Count:
    """With all that draws a count."""
    import cyclecount_tui.tui.screens.count  # noqa: F401 - to have it
    from cyclecount_tui.workflow.keeping import load

    return load(workplace, count_id)
