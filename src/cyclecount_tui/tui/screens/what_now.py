"""What to count in the minutes there are: the picks in walking order, each with its reason."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from cyclecount_tui.domain.risk import Candidate, Picked, why
from cyclecount_tui.domain.subject_words import called, called_first
from cyclecount_tui.tui.jobs import STOP_WAITING
from cyclecount_tui.tui.screens import what_now_rows
from cyclecount_tui.tui.screens.count_opening import OPENING, CountOpening
from cyclecount_tui.tui.screens.screen_sizes import BY_HEIGHT, BY_WIDTH, NARROW
from cyclecount_tui.tui.widgets.key_bar import KeyBar
from cyclecount_tui.tui.widgets.line_table import LineTable
from cyclecount_tui.tui.widgets.message_line import MessageLine
from cyclecount_tui.tui.widgets.name_column import wide_enough
from cyclecount_tui.tui.widgets.prompts import AskText
from cyclecount_tui.tui.widgets.text_view import TextView
from cyclecount_tui.tui.widgets.title_bar import TitleBar
from cyclecount_tui.workflow.due import Due, due_now, in_minutes, place_to_begin, with_moves
from cyclecount_tui.workflow.errors import sentence_of

_DUE, _MOVES, _FINDING = "due", "moves", "find"


class WhatNowScreen(CountOpening, Screen[None]):
    """Shows what is due and fits into `minutes`, leads to one count after the other, and marks those that are done."""

    CSS_PATH = "what_now.tcss"
    AUTO_FOCUS = "LineTable"
    HORIZONTAL_BREAKPOINTS = BY_WIDTH
    VERTICAL_BREAKPOINTS = BY_HEIGHT
    HELP_TITLE = "What now"
    HELP = """
Of what is due for you today or overdue, this is what finds most in the minutes you have: by lines, class, days
overdue, what earlier counts found and what moved there since, for each minute it takes. What moved is asked of ION
while you read, and the list is completed. It stands in the order in which you walk; n says where you begin.

Enter goes to the count of the row under the cursor; begin with the first. After each count you come back here: the list
stays, with what is done marked. m picks anew from what is due for anybody.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "m", "whose", "Mine / all", id="what-now-whose", tooltip="Pick from what is due for me, or for anybody"
        ),
        Binding("n", "near", "Near", id="what-now-near", tooltip="Say where you begin to walk"),
        STOP_WAITING,
        Binding("escape", "go_back", "Back", id="what-now-back", tooltip="Clear the error, or go back to the schedule"),
    ]

    def __init__(self, minutes: int) -> None:
        super().__init__()
        self._minutes = minutes
        self._for_anybody = False
        self._near = ""
        self._due: Due | None = None
        self._picked = Picked((), Decimal(0))
        self._begun = False
        """Whether one of the picks was gone to: from then on the list stays as it is."""

    def compose(self) -> ComposeResult:
        """Title, picks, the reason of one, message, keys."""
        yield TitleBar("WHAT NOW")
        yield LineTable(what_now_rows.COLUMNS, empty_text="Reading the schedule.", letters=True)
        reason = TextView(id="why")
        reason.can_focus = False
        yield reason
        yield MessageLine(id="message")
        yield KeyBar(rank=("table-choose", "what-now-back", "what-now-whose", "what-now-near"))

    def on_mount(self) -> None:
        """Read what is due."""
        self.query_one(LineTable).when_moved = self.show_why
        self._read()

    def on_screen_resume(self) -> None:
        """Back from a count: see how far each of the picks is."""
        if self._begun:
            self.start_job(_DUE, partial(due_now, self.workplace, self._counter), self._show_progress)

    def on_resize(self) -> None:
        """What the title has room for has changed."""
        self._show_title()

    def action_whose(self) -> None:
        """For me and nobody in particular, or for anybody."""
        self._for_anybody = not self._for_anybody
        self._read()

    def action_near(self) -> None:
        """Ask where the walk begins; nothing means with the first by name."""
        question = "Where do you begin? Scan or type a location: its name or id; nothing to begin with the first."
        self.app.push_screen(AskText("WHAT NOW", question, allow_empty=True), self._look_for)

    def _look_for(self, text: str | None) -> None:
        if text is not None:
            self.message_line.acknowledge()
            work = partial(place_to_begin, self.workplace, text)
            stopped = partial(self.message_line.say, "Stopped looking: the walk begins where it did.")
            self.start_job(_FINDING, work, self._begin_at, waiting="Looking for it", stopped=stopped, abandonable=True)

    def _begin_at(self, near: str) -> None:
        self._near, self._begun = near, False
        if self._due is not None:
            self._show(self._due)
            self.query_one(LineTable).action_walk("first")

    def _read(self) -> None:
        self._begun = False
        self.cancel_job(_MOVES)
        self.start_job(_DUE, partial(due_now, self.workplace, self._counter), self._show_at_once)

    @property
    def _counter(self) -> str | None:
        return None if self._for_anybody else self.workplace.counter

    def _show_at_once(self, due: Due) -> None:
        """The list stands there; what moved at its locations comes when ION has answered."""
        self._due = None
        self._show(due)
        if due.open_to_pick:
            self.start_job(
                _MOVES,
                partial(with_moves, self.workplace, self._counter, due),
                self._complete,
                self._say_without_moves,
                waiting="Asking ION what moved since the last counts",
                abandonable=True,
            )

    def _complete(self, due: Due | None) -> None:
        if due is None:
            self.message_line.say("This ION does not tell what moved since the last counts: picked without it.")
        else:
            self._show(due)

    def _say_without_moves(self, error: Exception) -> None:
        self.message_line.warn(f"Picked without what moved since the last counts: {sentence_of(error)}")

    def _show(self, due: Due) -> None:
        here = self._here_now if self._due is not None else None
        self._due, self._picked = due, in_minutes(due, self._minutes, self._near)
        table = self.query_one(LineTable)
        table.set_empty_text(self._why_nothing(due))
        table.set_columns(
            wide_enough(what_now_rows.COLUMNS, (called(each.subject) for each in self._picked.candidates))
        )
        table.set_rows(len(self._picked.candidates), self._cells, self._tone)
        subjects = [each.subject for each in self._picked.candidates]
        if here is not None and here.subject in subjects:
            table.move_to(subjects.index(here.subject))
        else:
            table.action_walk("first")
        if self._picked.too_long:
            self.message_line.warn(f"This one alone takes longer than {self._minutes} minutes, but it is overdue.")
        else:
            self.message_line.say("")
        self._show_title()
        self.show_why()

    def _show_progress(self, due: Due) -> None:
        self._due = due
        self.query_one(LineTable).refresh()
        self._show_title()
        self.show_why()

    def _how_far(self, each: Candidate) -> str:
        return what_now_rows.how_far(self._due, each) if self._begun and self._due is not None else ""

    def _show_title(self) -> None:
        counts, minutes = len(self._picked.candidates), round(self._picked.minutes)
        done = sum(self._how_far(each) == what_now_rows.DONE for each in self._picked.candidates)
        some = f"{done} of {counts} done" if self._begun else "1 count" if counts == 1 else f"{counts} counts"
        unit = "min" if self.size.width < NARROW else "minutes"
        whose = "due for anybody" if self._for_anybody else f"due for {self.workplace.counter}"
        whose += f" from {self._near}" if self._near else ""
        self.query_one(TitleBar).show(middle=whose, right=f"{some}, {minutes} of {self._minutes} {unit}")

    def show_why(self) -> None:
        """The reason of the row under the cursor, in full."""
        each = self._here_now
        self.query_one("#why", TextView).set_text("" if each is None else f"{called_first(each.subject)}: {why(each)}.")

    @on(LineTable.Chosen)
    def choose(self) -> None:
        """Count this one; an Enter too many behind its end begins nothing."""
        here = self._here_now
        if here is None or self.job_runs(_DUE) or self.job_runs(OPENING):
            return
        if self._how_far(here) == what_now_rows.DONE:
            self.message_line.say(f"{called_first(here.subject)} is done: go on with another row.")
            return
        self._begun = True
        self.cancel_job(_MOVES)
        self.open_subject(here.subject)

    def action_go_back(self) -> None:
        """The error first; then back to the schedule."""
        if not self.message_line.acknowledge():
            self.dismiss(None)

    @property
    def _here_now(self) -> Candidate | None:
        index = self.query_one(LineTable).cursor
        return None if index is None else self._picked.candidates[index]

    def _why_nothing(self, due: Due) -> str:
        if not due.open_to_pick:
            if self._for_anybody:
                return "Nothing is due that nobody is counting yet."
            return "Nothing is due for you that nobody is counting yet. Press m to pick from what is due for anybody."
        return f"Nothing that is due fits into {self._minutes} minutes."

    def _cells(self, index: int) -> tuple[str, ...]:
        each = self._picked.candidates[index]
        return what_now_rows.cells(index + 1, each, self._how_far(each))

    def _tone(self, index: int) -> str:
        each = self._picked.candidates[index]
        return what_now_rows.tone(each, self._how_far(each))
