"""Building the schedule from ION: proposals beside today's schedule, taken row by row or all."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from cyclecount_tui.domain.inventory import Location
from cyclecount_tui.tui.jobs import STOP_WAITING
from cyclecount_tui.tui.screens import build_rows
from cyclecount_tui.tui.screens.build_table import ProposalTable
from cyclecount_tui.tui.screens.build_taking import BuildTaking
from cyclecount_tui.tui.screens.screen_sizes import BY_HEIGHT, BY_WIDTH
from cyclecount_tui.tui.screens.table_filter import FILTER_BINDINGS, filter_field
from cyclecount_tui.tui.widgets.glyphs import glyphs_of
from cyclecount_tui.tui.widgets.key_bar import KeyBar
from cyclecount_tui.tui.widgets.message_line import MessageLine
from cyclecount_tui.tui.widgets.prompts import AskText, Notice
from cyclecount_tui.tui.widgets.text_view import TextView
from cyclecount_tui.tui.widgets.title_bar import TitleBar
from cyclecount_tui.workflow.building import proposals
from cyclecount_tui.workflow.building_parts import By, part_proposals
from cyclecount_tui.workflow.finding import find_location
from cyclecount_tui.workflow.proposing import Proposals
from cyclecount_tui.workflow.workplace import Workplace

_READING, _FINDING = "build", "find"
_RANK = (
    "build-take",
    "build-back",
    "stop-waiting",
    "build-take-all",
    "schedule-filter",
    "build-under",
    "build-sort",
    "build-info",
    "build-again",
)


class BuildScreen(BuildTaking, Screen[str]):
    """Proposes classes and cadences, for all locations or for parts; the answer says what was taken, if anything was.

    It shows shares and numbers of moves, never what lies at a location or what it is worth.
    """

    CSS_PATH = "build.tcss"
    AUTO_FOCUS = "ProposalTable"
    HORIZONTAL_BREAKPOINTS = BY_WIDTH
    VERTICAL_BREAKPOINTS = BY_HEIGHT
    HELP_TITLE = "Build"
    HELP = """
Class and cadence as ION's inventory suggests them: by annual value (what is used in a year, at cost; the value on hand
where ION does not tell how much is used) and by movement, the higher class of both. Beside them stands what the
schedule has today. Nothing is stored before you take it.

Enter or the space bar takes the row under the cursor and goes on to the next; A takes all that are shown, after a
question. Filter first to take some of them (/ and a few letters, which F2 clears), or press u to see one location and
all below it. Last counts, counters and notes stay as they are.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        *FILTER_BINDINGS,
        STOP_WAITING,
        Binding("escape", "step_back", "Back", id="build-back", tooltip="Clear the error or the filter, or go back"),
        Binding("A", "take_all", "Take all", id="build-take-all", tooltip="Take all rows shown, after a question"),
        Binding("u", "under", "Under", id="build-under", tooltip="Only one location and all below it, or all again"),
        Binding("s", "sort", "Sort", id="build-sort", tooltip="Sort by worth, by what changes, or by location"),
        Binding("i", "info", "Info", id="build-info", tooltip="What the proposals went by"),
        Binding("r", "read_again", "Read again", id="build-again", tooltip="Read ION once more"),
    ]

    def __init__(self, parts_by: str = "") -> None:
        super().__init__()
        self._parts_by = parts_by
        self._found: Proposals | None = None
        self._under: Location | None = None

    def compose(self) -> ComposeResult:
        """Title, proposals, one of them in full, filter, message, keys."""
        yield TitleBar(self._title)
        yield ProposalTable()
        detail = TextView(id="detail")
        detail.can_focus = False
        yield detail
        remarks = TextView(id="remarks")
        remarks.can_focus = False
        yield remarks
        yield filter_field(self.search)
        yield MessageLine(id="message")
        yield KeyBar(rank=_RANK)

    def on_mount(self) -> None:
        """Begin to read."""
        self.set_class(glyphs_of(self).ascii_only, "-ascii")
        self.table.when_moved = self.show_detail
        self.action_read_again()

    @property
    def _title(self) -> str:
        if self._parts_by:
            return f"BUILD  parts by {self._parts_by}"
        return "BUILD" if self._under is None else f"BUILD  under {self._under.name}"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done now is offered."""
        if not self.is_mounted:
            return False
        if action == "walk":
            return self.filtering
        if action in {"filter", "sort"}:
            return bool(self.table.rows) and not self.filtering
        if action == "info":
            return self._found is not None and bool(self._found.remarks)
        if action == "under":
            return self._found is not None and not self._parts_by and not self.filtering
        if action == "take_all":
            return bool(self.table.to_take)
        if action == "read_again":
            return not self.job_runs(_READING)
        return super().check_action(action, parameters)

    # Reading

    def action_read_again(self) -> None:
        """Read ION; what comes replaces the proposals."""
        self.message_line.acknowledge()
        self.start_job(
            _READING,
            partial(_proposed, self.workplace, self._parts_by),
            self._show,
            waiting="Reading all of ION's inventory",
            stopped=self._say_stopped,
            abandonable=True,
        )
        self.refresh_bindings()

    def _say_stopped(self) -> None:
        if not self.table.rows:
            self.table.set_empty_text("ION was not read to the end, so there are no proposals.")
        self.message_line.say("Stopped waiting; nothing was changed. Press r to read again.")

    def _show(self, found: Proposals) -> None:
        self._found = found
        remarks = self.query_one("#remarks", TextView)
        remarks.set_text("\n".join(found.remarks))
        remarks.refresh(layout=True)
        self._limit(self._under)

    def action_under(self) -> None:
        """Ask for a location; nothing means all of them again."""
        question = "Which location, with all below it? Type or scan its name or id; nothing for all."
        self.app.push_screen(AskText("BUILD", question, allow_empty=True), self._look_for)

    def _look_for(self, text: str | None) -> None:
        if text:
            work = partial(find_location, self.workplace, text)
            self.start_job(_FINDING, work, self._limit, waiting="Looking for it", abandonable=True)
        elif text is not None:
            self._limit(None)

    def _limit(self, under: Location | None) -> None:
        """Show the proposals of this location and all below it; of all for None."""
        self._under = under
        if self._found is not None:
            shown = self._found if under is None else self._found.under(under.id)
            self.table.show(shown.rows, "There is nothing to propose.")
        self.query_one(TitleBar).show(left=self._title)
        self.show_detail()

    def show_detail(self) -> None:
        """The proposal under the cursor."""
        here, table = self.table.proposal, self.table
        text = "" if here is None else build_rows.detail(here, taken=here.subject in table.taken)
        self.query_one("#detail", TextView).set_text(text)
        self.query_one(TitleBar).show(right=build_rows.title_text(table.rows, len(table.taken)) if table.rows else "")
        self.refresh_bindings()

    def action_info(self) -> None:
        """What they went by, to read at length."""
        if self._found is None:
            return
        self.app.push_screen(Notice("WHAT THE PROPOSALS WENT BY", "\n\n".join(self._found.remarks)))

    def action_sort(self) -> None:
        """The next order."""
        self.table.sort_next()
        self.message_line.say(f"Sorted by {self.table.sorted_by}.")

    def action_step_back(self) -> None:
        """One thing at a time: the error, the filter, the screen."""
        if self.message_line.acknowledge():
            self.refresh_bindings()
        elif self.filtering or self.table.wanted:
            self.clear_filter()
        elif not self.taking:
            number = len(self.table.taken)
            some = "1 row" if number == 1 else f"{number} rows"
            self.dismiss(f"Took {some} into the schedule." if number else "")


def _proposed(workplace: Workplace, parts_by: str) -> Proposals:
    return part_proposals(workplace, by=By(parts_by)) if parts_by else proposals(workplace)
