"""Levelling the schedule: the load of the weeks before and after, the rows that move, and taking it or leaving it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from cyclecount_tui.domain.levelled_schedule import Levelled, PlannedRow
from cyclecount_tui.domain.subject_words import called
from cyclecount_tui.tui.jobs import Jobs
from cyclecount_tui.tui.screens import level_rows
from cyclecount_tui.tui.screens.screen_sizes import BY_HEIGHT, BY_WIDTH, SHORT, TALL
from cyclecount_tui.tui.screens.table_walking import LETTER_WALKING, TableWalking, unfocused
from cyclecount_tui.tui.widgets.glyphs import glyphs_of
from cyclecount_tui.tui.widgets.key_bar import KeyBar
from cyclecount_tui.tui.widgets.line_table import LineTable
from cyclecount_tui.tui.widgets.message_line import MessageLine
from cyclecount_tui.tui.widgets.name_column import wide_enough
from cyclecount_tui.tui.widgets.prompts import Confirm, Notice
from cyclecount_tui.tui.widgets.text_view import TextView
from cyclecount_tui.tui.widgets.title_bar import TitleBar
from cyclecount_tui.workflow.levelling import level, store_levelled

_LEVELLING, _STORING = "level", "store"


class LevelScreen(Jobs, TableWalking, Screen[str]):
    """A plan for the coming year; nothing is stored before it is taken. The answer says what was."""

    CSS_PATH = "level.tcss"
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = BY_WIDTH
    VERTICAL_BREAKPOINTS = BY_HEIGHT
    HELP_TITLE = "Level"
    HELP = """
Levelling spreads the coming counts over the workdays of a year, each within its cadence and never later than the
settings' slack, so that each class gets the counts that its cadences come to in a year. Above are the lines to count
in each week, a bar a week, as it is and as it would be, with all that comes again; below are the rows that would move.
i says what each class gets this year, and which days have too much and why.

A takes the plan, after a question; Esc leaves the schedule as it is. Where somebody changed the schedule meanwhile,
nothing is stored: r makes the plan anew.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("A", "take_all", "Take all", id="level-take-all", tooltip="Store this plan, after a question"),
        Binding("r", "plan_again", "New plan", id="level-again", tooltip="Read the schedule again and level it"),
        Binding("i", "info", "Info", id="level-info", tooltip="The counts of the year, and days with too much work"),
        Binding("escape", "step_back", "Back", id="level-back", tooltip="Clear the error, or leave it as it is"),
        *LETTER_WALKING,
    ]

    def __init__(self) -> None:
        super().__init__()
        self._plan: Levelled | None = None

    def compose(self) -> ComposeResult:
        """Title, weeks, remarks, rows that move, message, keys."""
        yield TitleBar("LEVEL")
        for name in ("weeks", "remarks"):
            text = TextView(id=name)
            text.can_focus = False
            yield text
        yield unfocused(LineTable(level_rows.COLUMNS, empty_text="Levelling."))
        yield MessageLine(id="message")
        yield KeyBar(rank=("level-take-all", "level-back", "level-again", "level-info"))

    def on_mount(self) -> None:
        """Make the plan."""
        self.action_plan_again()

    def on_resize(self) -> None:
        """The weeks are as wide as the screen."""
        self._draw_weeks()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There must be something to take; what is being stored is not planned anew."""
        if action == "plan_again":
            return not (self.job_runs(_LEVELLING) or self.job_runs(_STORING))
        if action == "take_all":
            return self._plan is not None and bool(self._plan.changed) and not self.job_runs(_STORING)
        if action == "info":
            return self._plan is not None
        return super().check_action(action, parameters)

    @property
    def finishing(self) -> str:
        """What quitting waits for."""
        return "the schedule" if self.job_runs(_STORING) else super().finishing

    def action_plan_again(self) -> None:
        """Make the plan from the schedule as it is now."""
        self.message_line.acknowledge()
        self.start_job(_LEVELLING, partial(level, self.workplace), self._show, self._say_why_not, waiting="Levelling")
        self.refresh_bindings()

    def action_take_all(self) -> None:
        """Ask, then store it."""
        plan = self._plan
        if plan is not None:
            number = len(plan.moved)
            some = "1 row" if number == 1 else f"{number} rows"
            said = [f"{some} of {len(plan.rows)} will be due on another day. The cadences stay as they are."]
            question = Confirm("LEVEL", said, yes_label=f"move {some}")
            self.app.push_screen(question, lambda yes: self._store(plan) if yes else None)

    def action_info(self) -> None:
        """All there is to say about the plan, to read at length."""
        if self._plan is not None:
            self.app.push_screen(Notice("LEVEL", level_rows.info_text(self._plan)))

    def action_step_back(self) -> None:
        """The error first; never away from what is being stored."""
        if not self.message_line.acknowledge() and not self.job_runs(_STORING):
            self.dismiss("")

    def _show(self, plan: Levelled) -> None:
        self._plan = plan
        table, glyphs, moved = self.table, glyphs_of(self), plan.moved
        table.set_empty_text("No row would move: the schedule is level.")
        table.set_columns(wide_enough(level_rows.COLUMNS, (called(each.row.subject) for each in moved)))
        table.set_rows(len(moved), lambda index: level_rows.cells(moved[index], glyphs))
        middle, right = level_rows.title_texts(plan)
        self.query_one(TitleBar).show(middle=middle, right=right)
        remarks = self.query_one("#remarks", TextView)
        remarks.set_text(level_rows.remarks_text(plan))
        remarks.refresh(layout=True)
        self._draw_weeks()
        self.refresh_bindings()

    def _draw_weeks(self) -> None:
        if self._plan is not None:
            height, ascii_only = self.size.height, glyphs_of(self).ascii_only
            rows = 1 if height < SHORT else 5 if height >= TALL else 3
            text = level_rows.weeks_text(self._plan, self.size.width - 2, rows, ascii_only=ascii_only)
            weeks = self.query_one("#weeks", TextView)
            weeks.set_text(text)
            weeks.refresh(layout=True)

    def _store(self, plan: Levelled) -> None:
        self.start_job(_STORING, partial(store_levelled, self.workplace, plan), self._say_stored, self._say_why_not)
        self.refresh_bindings()

    def _say_why_not(self, error: Exception) -> None:
        self.table.set_empty_text("The schedule was not levelled. Press r to try again.")
        self.show_error(error)
        self.refresh_bindings()

    def _say_stored(self, rows: Sequence[PlannedRow]) -> None:
        number = sum(each.moves for each in rows)
        self.dismiss("Moved 1 row." if number == 1 else f"Moved {number} rows: the schedule is level.")
