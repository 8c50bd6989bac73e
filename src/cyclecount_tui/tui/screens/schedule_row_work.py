"""What an inventory lead does about one row of the schedule: who counts it, skip, pause, resume, retire, history."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from textual.binding import Binding

from cyclecount_tui.domain.schedule import ScheduleRow, Standing
from cyclecount_tui.tui.screens.schedule_counts import ScheduleCounts
from cyclecount_tui.tui.widgets.plain_text import one_line
from cyclecount_tui.workflow.scheduling import ScheduleEntry

ROW_BINDINGS = [
    Binding("a", "assign", "Assign", id="schedule-assign", tooltip="Say who counts this row"),
    Binding("k", "skip", "Skip", id="schedule-skip", tooltip="Put this count off to the next date, with a reason"),
    Binding("p", "pause", "Pause", id="schedule-pause", tooltip="Take this row out for a time, with a reason"),
    Binding("p", "resume", "Resume", id="schedule-resume", tooltip="Bring this row back into the schedule"),
    Binding("f8", "reopen", "Reopen", id="schedule-reopen", tooltip="Reopen it: its count is done"),
]
ROW_ACTIONS = frozenset({"assign", "skip", "pause", "resume", "retire", "history", "reopen"})
MORE_ROW_ACTIONS = (
    ("schedule-retire", "Retire", "Take this row out of the schedule for good, with a reason", "retire"),
    ("schedule-history", "History", "What was changed in this row, by whom and why", "history"),
)
"""Without a key: id, name, sentence and action."""

_CHANGE = "row"
_LONGEST_QUOTED = 40


def allowed_on(action: str, entry: ScheduleEntry | None) -> bool:
    """Whether one of `ROW_ACTIONS` can be done on this row; nothing on none."""
    if entry is None:
        return False
    if action == "reopen":
        return entry.open_count is not None and entry.open_count.to_reopen
    if entry.row.cadence_days is None:
        return False
    if action in {"assign", "history"}:
        return True
    if action == "resume":
        return entry.standing is not Standing.ACTIVE
    if entry.open_count is not None:
        return False
    return entry.standing is Standing.ACTIVE or (action == "retire" and entry.standing is Standing.PAUSED)


class ScheduleRowWork(ScheduleCounts):
    """Mixin for the schedule; each change is on disk, with its reason, before it shows."""

    @abstractmethod
    def read_database(self) -> None:
        """Show the rows as they are on disk."""

    def action_assign(self) -> None:
        """Ask for a name; none means that anybody may count it."""
        row = self._row
        if row is None:
            return
        from cyclecount_tui.tui.widgets.prompts import AskText

        question = "Who counts it? Leave it empty for nobody in particular."
        prompt = AskText(f"ASSIGN  {row.subject.name}", question, allow_empty=True, initial=row.assigned_to)
        self.app.push_screen(prompt, partial(self._assign, row))

    def action_skip(self) -> None:
        """Ask why, then put it off."""
        self._ask_why("SKIP", "Why is this count skipped? The next one is due by its cadence.", self._skip)

    def action_pause(self) -> None:
        """Ask until when and why, then pause it."""
        row = self._row
        if row is not None:
            from cyclecount_tui.tui.widgets.prompts import AskText

            question = "Until which day? As 2026-06-30; leave it empty to bring it back by hand."
            prompt = AskText(f"PAUSE  {row.subject.name}", question, allow_empty=True)
            self.app.push_screen(prompt, partial(self._why_pause, row))

    def action_resume(self) -> None:
        """Bring it back."""
        row = self._row
        if row is not None:
            from cyclecount_tui.workflow import schedule_changes

            self._change(row, partial(schedule_changes.resume, self.workplace, [row]), _resumed)

    def action_retire(self) -> None:
        """Ask why, then retire it."""
        self._ask_why("RETIRE", "Why is it never counted on schedule any more? p brings it back.", self._retire)

    def action_history(self) -> None:
        """Show what was changed by hand."""
        row = self._row
        if row is not None:
            from cyclecount_tui.workflow.past_changes import past_changes

            name = row.subject.name
            self.start_job(_CHANGE, partial(past_changes, self.workplace, row.subject), partial(self._history, name))

    def action_reopen(self) -> None:
        """Go to the screen on which it is reopened."""
        self.open_location()

    @property
    def _row(self) -> ScheduleRow | None:
        return self.table.entry.row if self.table.entry else None

    def _ask_why(self, doing: str, question: str, then: Callable[[ScheduleRow, str | None], None]) -> None:
        row = self._row
        if row is not None:
            from cyclecount_tui.tui.widgets.prompts import AskText

            self.app.push_screen(AskText(f"{doing}  {row.subject.name}", question), partial(then, row))

    def _assign(self, row: ScheduleRow, name: str | None) -> None:
        if name is not None:
            from cyclecount_tui.workflow import schedule_changes

            self._change(row, partial(schedule_changes.assign, self.workplace, [row], name), _assigned)

    def _skip(self, row: ScheduleRow, reason: str | None) -> None:
        if reason is not None:
            from cyclecount_tui.workflow import schedule_changes

            self._change(row, partial(schedule_changes.skip, self.workplace, [row], reason), _skipped)

    def _why_pause(self, row: ScheduleRow, typed: str | None) -> None:
        if typed is None:
            return
        try:
            until = date.fromisoformat(typed) if typed else None
        except ValueError:
            self.message_line.bad(f"'{one_line(typed, _LONGEST_QUOTED)}' is no date: write it as 2026-06-30.")
            return
        from cyclecount_tui.tui.widgets.prompts import AskText

        question = "Why is it not counted until then?" if until else "Why is it not counted for the time being?"
        self.app.push_screen(AskText(f"PAUSE  {row.subject.name}", question), partial(self._pause, row, until))

    def _pause(self, row: ScheduleRow, until: date | None, reason: str | None) -> None:
        if reason is not None:
            from cyclecount_tui.workflow import schedule_changes

            self._change(row, partial(schedule_changes.pause, self.workplace, [row], reason, until), _paused)

    def _retire(self, row: ScheduleRow, reason: str | None) -> None:
        if reason is not None:
            from cyclecount_tui.workflow import schedule_changes

            self._change(row, partial(schedule_changes.retire, self.workplace, [row], reason), _retired)

    def _change(
        self, row: ScheduleRow, work: Callable[[], list[ScheduleRow]], said: Callable[[ScheduleRow], str]
    ) -> None:
        def changed(rows: Sequence[ScheduleRow]) -> None:
            if rows:
                self.message_line.good(said(rows[0]))
            else:
                self.message_line.say(f"{one_line(row.subject.name)} was so already.")
            self.read_database()

        self.start_job(_CHANGE, work, changed, self._say_not_changed)

    def _say_not_changed(self, error: Exception) -> None:
        """Where another terminal was quicker, its change shows from now on."""
        self.show_error(error)
        self.read_database()

    def _history(self, name: str, lines: Sequence[str]) -> None:
        from cyclecount_tui.tui.widgets.prompts import Notice

        text = "\n\n".join(lines) or "Nothing was changed by hand."
        self.app.push_screen(Notice(f"HISTORY  {name}", text))


def _assigned(row: ScheduleRow) -> str:
    return f"Assigned {one_line(row.subject.name)} to {one_line(row.assigned_to) or 'nobody in particular'}."


def _skipped(row: ScheduleRow) -> str:
    return f"Skipped {one_line(row.subject.name)}: due {row.planned_for}."


def _paused(row: ScheduleRow) -> str:
    until = f" until {row.paused_until}" if row.paused_until else ""
    return f"Paused {one_line(row.subject.name)}{until}: p brings it back."


def _resumed(row: ScheduleRow) -> str:
    return f"Resumed {one_line(row.subject.name)}."


def _retired(row: ScheduleRow) -> str:
    return f"Retired {one_line(row.subject.name)}."
