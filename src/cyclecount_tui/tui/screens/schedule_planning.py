"""From the schedule to planning it: what to count now, building it from ION, levelling it, any count at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from textual.binding import Binding

from cyclecount_tui.domain.subject import Subject
from cyclecount_tui.tui.screens.schedule_counts import FINDING, ScheduleCounts, open_or_part
from cyclecount_tui.tui.widgets.plain_text import one_line

if TYPE_CHECKING:
    from cyclecount_tui.workflow.spot_counts import Meant
    from cyclecount_tui.workflow.workplace import Workplace

Found = TypeVar("Found")

PLANNING_BINDINGS = [
    Binding(
        "w",
        "what_now",
        "What now",
        id="schedule-what-now",
        tooltip="Say how many minutes you have, and count what matters most",
    ),
    Binding(
        "o",
        "spot_count",
        "Other count",
        id="schedule-spot-count",
        tooltip="Scan or type any location or part, and count it",
    ),
    Binding(
        "b", "build", "Build", id="schedule-build", tooltip="Classes and cadences from ION, beside today's schedule"
    ),
    Binding("l", "level", "Level", id="schedule-level", tooltip="Spread the coming counts evenly over the weeks"),
]
MORE_PLANNING_ACTIONS = (
    ("schedule-build-parts", "Build for parts", "The parts most worth counting, from ION", "build_parts('value')"),
    ("schedule-build-moved", "Build: moved parts", "The parts that move most, from ION", "build_parts('movement')"),
    (
        "schedule-build-wrong",
        "Build: wrong parts",
        "The parts whose past counts were right least often",
        "build_parts('accuracy')",
    ),
)
"""Without a key: id, name, sentence and action."""

_LONGEST_QUOTED = 40


class SchedulePlanning(ScheduleCounts):
    """Mixin for the schedule; the screens it leads to say what they did when they come back."""

    def action_what_now(self) -> None:
        """Ask for the minutes there are."""
        from cyclecount_tui.tui.widgets.prompts import AskText

        prompt = AskText("WHAT NOW", "How many minutes do you have?")
        self.app.push_screen(prompt, self._what_now)

    def _what_now(self, typed: str | None) -> None:
        if typed is None:
            return
        from cyclecount_tui.domain.whole_numbers import whole_number

        minutes = whole_number(typed)
        if not minutes:
            self.message_line.bad(f"'{one_line(typed, _LONGEST_QUOTED)}' is no number of minutes: type one such as 45.")
            return
        from cyclecount_tui.tui.screens.what_now import WhatNowScreen

        self.app.push_screen(WhatNowScreen(minutes))

    def action_spot_count(self) -> None:
        """Ask for a location or a part; go to its count."""
        from cyclecount_tui.tui.widgets.prompts import AskText

        question = "Scan ION's label, or type a location or part: its name, its id, or the part number."
        self.app.push_screen(AskText("COUNT", question), self._look_for)

    def _look_for(self, text: str | None) -> None:
        if text is not None:
            self.message_line.acknowledge()
            self._find(text, partial(_meant, self.workplace, text), self._choose_meant)

    def _choose_meant(self, meant: Meant) -> None:
        found = meant.exactly or meant.nearly
        if len(meant.exactly) == 1:
            self.open_subject(found[0])
            return
        from cyclecount_tui.tui.widgets.prompts import Choose

        title = "WHICH ONE" if meant.exactly else "NOTHING IS CALLED SO: NEAR IT"
        options = [
            (one_line(each.name), "a part, wherever it lies" if each.is_part else "a location") for each in found
        ]
        self.app.push_screen(Choose(title, options), partial(self._open_meant, found))

    def _open_meant(self, found: tuple[Subject, ...], chosen: int | None) -> None:
        if chosen is None:
            return
        subject = found[chosen]
        if subject.is_part:
            self._find(subject.name, partial(open_or_part, self.workplace, subject.name), self.open_subject)
        else:
            self.open_subject(subject)

    def _find(self, text: str, work: Callable[[], Found], then: Callable[[Found], None]) -> None:
        from cyclecount_tui.domain.scans.ion_label import ion_label

        sought = "what ION's label is on" if ion_label(text) else one_line(text, _LONGEST_QUOTED)
        self.start_job(
            FINDING,
            work,
            then,
            waiting=f"Looking for {sought}",
            stopped=partial(self.message_line.say, "Stopped waiting; nothing was counted."),
            abandonable=True,
        )

    def action_build(self) -> None:
        """Propose classes and cadences for all locations."""
        from cyclecount_tui.tui.screens.build import BuildScreen

        self.app.push_screen(BuildScreen(), self._say_planned)

    def action_build_parts(self, by: str) -> None:
        """Propose parts to count: by value, movement or accuracy."""
        from cyclecount_tui.tui.screens.build import BuildScreen

        self.app.push_screen(BuildScreen(parts_by=by), self._say_planned)

    def action_level(self) -> None:
        """Show what levelling would move."""
        from cyclecount_tui.tui.screens.level import LevelScreen

        self.app.push_screen(LevelScreen(), self._say_planned)

    def _say_planned(self, sentence: str | None) -> None:
        if sentence:
            self.message_line.good(sentence)


def _meant(workplace: Workplace, text: str) -> Meant:
    from cyclecount_tui.workflow.spot_counts import what_is_meant

    return what_is_meant(workplace, text)
