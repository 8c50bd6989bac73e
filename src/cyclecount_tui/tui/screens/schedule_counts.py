"""Opening a location's count from the schedule, and giving one up."""

from __future__ import annotations

from abc import abstractmethod
from functools import partial
from typing import TYPE_CHECKING

from textual import events, on
from textual.binding import Binding
from textual.message import Message
from textual.screen import Screen

from cyclecount_tui.domain.count_mode import CountMode
from cyclecount_tui.domain.subject import Subject
from cyclecount_tui.domain.subject_words import called, called_first
from cyclecount_tui.tui.screens.count_opening import OPENING, CountOpening
from cyclecount_tui.tui.screens.schedule_filter import ScheduleFilter
from cyclecount_tui.tui.widgets.line_table import LineTable
from cyclecount_tui.tui.widgets.plain_text import one_line
from cyclecount_tui.workflow.scheduling import ScheduleEntry
from cyclecount_tui.workflow.workplace import Workplace

if TYPE_CHECKING:
    from cyclecount_tui.domain.count import Count

_ENTER = ("enter", "ctrl+j")
_LONGEST_QUOTED = 40
FINDING = "part"

COUNT_BINDINGS = [
    Binding(
        "P",
        "count_part",
        "Count a part",
        show=False,
        id="schedule-count-part",
        tooltip="Count a part at every location that holds it",
    ),
]


MODE_ACTIONS = (
    (
        "schedule-blind",
        "Count blind",
        "Begin this count with a list of what to count, never how many",
        "open_in('blind')",
    ),
    (
        "schedule-double-blind",
        "Count double-blind",
        "Begin this count with an empty sheet: scan or type what you see",
        "open_in('double_blind')",
    ),
    (
        "schedule-guided",
        "Train (guided)",
        "Practise on this location: ION's quantities are shown, and nothing comes of it",
        "open_in('guided')",
    ),
)
"""Without a key: id, name, sentence and action."""


class ScheduleCounts(CountOpening, ScheduleFilter):
    """Mixin for the schedule. `drawn_at`: when its rows came (back) on the screen, by messages' clock, or None."""

    drawn_at: float | None = None
    _last_opened: Subject | None = None
    """The subject whose count was opened last."""

    @abstractmethod
    def read_database(self) -> None:
        """Show the rows as they are on disk."""

    def take_enter_again(self) -> None:
        """The rows are there: an Enter from now on is meant for them."""
        if self.drawn_at is None:
            self.drawn_at = Message().time

    def on_key(self, event: events.Key) -> None:
        """An Enter for the screen before this one, pressed once too often, opens nothing."""
        if event.key in _ENTER and (self.drawn_at is None or event.time < self.drawn_at):
            event.stop().prevent_default()

    @on(LineTable.Chosen)
    def open_location(self) -> None:
        """Go on with the location's count, or begin one; one that has only just ended is not begun anew by an Enter.

        Over a slow line an Enter for the screen before comes long after this one was drawn, so no time tells it apart.
        """
        entry = self.table.entry
        if entry is None or not self._screen.is_current or self.job_runs(OPENING):
            return
        subject = entry.row.subject
        if entry.open_count is None and (entry.row.last_counted == entry.today or subject == self._last_opened):
            from cyclecount_tui.tui.widgets.prompts import Confirm

            question = Confirm(f"COUNT AGAIN  {subject.name}", [_said_of(entry)], yes_label="count it again")
            self.app.push_screen(question, partial(self._open_after, subject))
        else:
            self.open_subject(subject)

    def _open_after(self, subject: Subject, yes: bool | None) -> None:
        if yes:
            self.open_subject(subject)

    def open_subject(self, subject: Subject, mode: CountMode | None = None) -> None:
        """The same, remembering what was opened last."""
        self._last_opened = subject
        super().open_subject(subject, mode)

    def action_open_in(self, mode: str) -> None:
        """Begin the count of the row in another mode than that of the settings."""
        if self.table.entry is not None:
            self.open_subject(self.table.entry.row.subject, CountMode(mode))

    def action_count_part(self) -> None:
        """Ask for a part number, then count that part at all its locations."""
        from cyclecount_tui.tui.widgets.prompts import AskText

        question = "Which part number? Type or scan it: it is counted at every location that holds it."
        self.app.push_screen(AskText("COUNT A PART", question), self._count_part)

    def _count_part(self, number: str | None) -> None:
        if number is not None:
            self.message_line.acknowledge()
            work = partial(open_or_part, self.workplace, number)
            self.start_job(
                FINDING,
                work,
                self.open_subject,
                waiting=f"Looking for part {one_line(number, _LONGEST_QUOTED)}",
                stopped=partial(self.message_line.say, "Stopped looking for the part."),
                abandonable=True,
            )

    def action_give_up(self) -> None:
        """Ask why, then for a yes, then end the count."""
        entry = self.table.entry
        if entry is None or entry.open_count is None or entry.open_count.to_reopen:
            return
        from cyclecount_tui.tui.widgets.prompts import AskText

        name, count_id = called(entry.row.subject), entry.open_count.count_id
        question = "Why is this count given up? What was counted stays in the journal and is never posted."
        self.app.push_screen(AskText(f"GIVE UP  {name}", question), partial(self._make_sure, name, count_id))

    def _make_sure(self, name: str, count_id: str, reason: str | None) -> None:
        if reason is None:
            return
        from cyclecount_tui.tui.widgets.prompts import Confirm

        said = [f"The count of {name} ends without a result. This is final: it cannot be taken up again.",
                f"Reason: {reason}"]  # fmt: skip
        question = Confirm(f"GIVE UP  {name}", said, yes_label="give up the count")
        self.app.push_screen(question, partial(self._give_up, name, count_id, reason))

    def _give_up(self, name: str, count_id: str, reason: str, yes: bool | None) -> None:
        if yes:
            work = partial(_given_up, self.workplace, count_id, reason)
            self.start_job("give-up", work, partial(self._say_given_up, name), waiting=f"Giving up the count of {name}")

    def _say_given_up(self, name: str, given_up: tuple[Count, Count]) -> None:
        from cyclecount_tui.domain.close_off_words import done_besides
        from cyclecount_tui.workflow.closing import Reopening, still_to_undo

        self._last_opened = None
        before, count = given_up
        due = any(each.row.subject == count.subject and each.days is not None for each in self.table.entries)
        to_do = still_to_undo(before, Reopening())
        said = [f"Gave up the count of {name}.{' It is due as before.' if due else ''}"]
        say = self.message_line.warn if to_do else self.message_line.good
        say(" ".join((*said, *done_besides(before, count), *to_do)))
        self.read_database()

    @property
    def _screen(self) -> Screen[None]:
        assert isinstance(self, Screen)
        return self


def _said_of(entry: ScheduleEntry) -> str:
    if entry.row.last_counted == entry.today:
        return f"{called_first(entry.row.subject)} was counted today. A new count begins with an empty sheet."
    return f"The count of {called(entry.row.subject)} has ended. A new count begins with an empty sheet."


def open_or_part(workplace: Workplace, number: str) -> Subject:
    """What is counted by this number, as `find_open_or_part` says; that is loaded with the first question."""
    from cyclecount_tui.workflow.finding_parts import find_open_or_part

    return find_open_or_part(workplace, number)


def _given_up(workplace: Workplace, count_id: str, reason: str) -> tuple[Count, Count]:
    """The count before it was given up, and after."""
    from cyclecount_tui.workflow.closing import give_up
    from cyclecount_tui.workflow.keeping import load

    before = load(workplace, count_id)
    return before, give_up(workplace, before, reason)
