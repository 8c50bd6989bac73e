"""The first screen: what is due, what is being counted, and every other location there is to count."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import ScreenResume
from textual.screen import Screen

from cyclecount_tui.tui.jobs import STOP_WAITING
from cyclecount_tui.tui.near_compositor import NearCompositor
from cyclecount_tui.tui.screens import schedule_rows
from cyclecount_tui.tui.screens.first_picture import FirstPicture
from cyclecount_tui.tui.screens.hand_over_action import HAND_OVER
from cyclecount_tui.tui.screens.keys_of_row import KeysOfRow
from cyclecount_tui.tui.screens.schedule_arranging import ARRANGING_BINDINGS, SORT_ACTIONS, ScheduleArranging
from cyclecount_tui.tui.screens.schedule_counts import COUNT_BINDINGS, MODE_ACTIONS
from cyclecount_tui.tui.screens.schedule_features import FEATURES_BINDING, ScheduleFeatures
from cyclecount_tui.tui.screens.schedule_filter import FILTER_BINDINGS
from cyclecount_tui.tui.screens.schedule_going_on import ScheduleGoingOn
from cyclecount_tui.tui.screens.schedule_hand_over import ScheduleHandOver
from cyclecount_tui.tui.screens.schedule_planning import MORE_PLANNING_ACTIONS, PLANNING_BINDINGS, SchedulePlanning
from cyclecount_tui.tui.screens.schedule_row_work import (
    MORE_ROW_ACTIONS,
    ROW_ACTIONS,
    ROW_BINDINGS,
    ScheduleRowWork,
    allowed_on,
)
from cyclecount_tui.tui.screens.schedule_scans import ScheduleScans
from cyclecount_tui.tui.screens.schedule_surroundings import ScheduleSurroundings
from cyclecount_tui.tui.screens.schedule_table import ScheduleTable
from cyclecount_tui.tui.screens.screen_sizes import BY_HEIGHT, BY_WIDTH
from cyclecount_tui.tui.screens.table_filter import filter_field
from cyclecount_tui.tui.widgets.key_bar import KeyBar
from cyclecount_tui.tui.widgets.load_strip import LoadStrip
from cyclecount_tui.tui.widgets.message_line import MessageLine
from cyclecount_tui.tui.widgets.text_view import TextView
from cyclecount_tui.tui.widgets.title_bar import TitleBar
from cyclecount_tui.workflow.errors import sentence_of
from cyclecount_tui.workflow.schedule_entries import ScheduleEntries
from cyclecount_tui.workflow.schedule_reading import Mark, OnDisk, ScheduleReader
from cyclecount_tui.workflow.scheduling import ScheduleEntry, with_all_locations, with_known_locations

_RANK = (
    "table-choose",
    "stop-waiting",
    "schedule-quit",
    "schedule-back",
    "schedule-features",
    "schedule-filter",
    "schedule-reopen",
    "schedule-what-now",
    "schedule-give-up",
    "schedule-sort",
    "schedule-group",
    "schedule-mine",
    "schedule-assign",
    "schedule-skip",
    "schedule-spot-count",
    "schedule-pause",
    "schedule-resume",
    "schedule-build",
    "schedule-level",
    "schedule-refresh",
)


_HELP = """
Here you choose what to count. A row marked ! is overdue, ? is due today, + is being counted. Enter begins a count, or
goes on with one where it was left. A location that is not scheduled can be counted just the same. o asks for any
location or part: scan it, or type its name or number; a scan here opens its count at once. A row that says "reopen it"
is counted, and closed off still: F8 reopens it.

What was counted today is counted again only after a question, so that an Enter too many begins nothing.

Press / and type a few letters to find a location, a class, a person, or a word such as overdue; / again adds to them,
F2 clears them, Esc shows all rows. s sorts by the next column, g groups by class or area, m shows only what is due for
you. ctrl+p sorts by any column by its name.

w asks how many minutes you have and says what to count in them. a, k and p say who counts a row, skip its count or
pause it. b builds the schedule from what lies where in ION, l spreads it evenly over the weeks.

IRA (inventory record accuracy) shows the last five counts, the newest at the right: the highest bar, or 9, is a count
without a difference. Load is how many lines are due in each of the coming weeks.
"""


class ScheduleScreen(
    ScheduleRowWork,
    SchedulePlanning,
    ScheduleArranging,
    ScheduleSurroundings,
    ScheduleFeatures,
    ScheduleGoingOn,
    ScheduleHandOver,
    ScheduleScans,
    KeysOfRow,
    Screen[None],
):
    """All locations, most overdue first; Enter counts one.

    The rows of the database stand there at once; the locations that only ION knows come when ION has answered.
    """

    CSS_PATH = "schedule.tcss"
    HORIZONTAL_BREAKPOINTS = BY_WIDTH
    VERTICAL_BREAKPOINTS = BY_HEIGHT
    AUTO_FOCUS = "ScheduleTable"
    HELP_TITLE = "Schedule"
    HELP = _HELP
    BINDINGS: ClassVar[list[BindingType]] = [
        *FILTER_BINDINGS,
        *COUNT_BINDINGS,
        *ROW_BINDINGS,
        *PLANNING_BINDINGS,
        *ARRANGING_BINDINGS,
        Binding(
            "escape",
            "step_back",
            "Back",
            id="schedule-back",
            tooltip="Clear the error, or show all rows again",
        ),
        STOP_WAITING,
        Binding(
            "r,ctrl+r", "refresh_rows", "Refresh", id="schedule-refresh", tooltip="Read the schedule again, and ask ION"
        ),
        Binding("x", "give_up", "Give up", id="schedule-give-up", tooltip="End this location's count without a result"),
        FEATURES_BINDING,
        Binding("q", "app.quit", "Quit", id="schedule-quit", tooltip="Leave the program; everything typed is kept"),
    ]

    MORE_ACTIONS = (*MORE_ROW_ACTIONS, *MORE_PLANNING_ACTIONS, *HAND_OVER, *MODE_ACTIONS, *SORT_ACTIONS)

    def __init__(self, reader: ScheduleReader | None = None, *, classes: str = "") -> None:
        super().__init__(classes=classes)
        self._compositor = compositor = NearCompositor()
        self._known: Sequence[ScheduleEntry] = ()
        self._reader = reader or ScheduleReader()
        self._mark: Mark | None = None
        self._asked_ion = False
        self._picture = FirstPicture(compositor)

    def compose(self) -> ComposeResult:
        """Title, table, filter, message, keys."""
        yield TitleBar("SCHEDULE (demo)" if self.is_demo else "SCHEDULE")
        yield MessageLine(id="going-on", most_rows=1)
        table = ScheduleTable()
        table.when_moved = self.tell_what_is_known
        yield table
        yield LoadStrip(id="load")
        known = TextView(id="known")
        known.can_focus = False
        yield known
        yield filter_field(self.search)
        yield MessageLine(id="features")
        yield MessageLine(id="message")
        yield KeyBar(rank=_RANK)

    def on_mount(self) -> None:
        """The first rows are read from the disk next door."""
        self._picture.hold(self, self._cycle_count.when_shown)

    def on_screen_resume(self, event: ScreenResume) -> None:
        """What another screen did shows at once; ION is asked the first time only."""
        event.refresh_styles = event.refresh_styles and not self._picture.held  # they were worked out a moment ago
        self.drawn_at = None
        self.read_database()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Giving up needs a count that is not done, Esc something to go back from or to stop."""
        if not self.is_mounted:
            return False
        if action == "give_up":
            entry = self.table.entry
            return entry is not None and entry.open_count is not None and not entry.open_count.to_reopen
        if action == "step_back":
            return self.message_line.has_error or self.filtering or self.table.narrowed
        if action in ROW_ACTIONS:
            return allowed_on(action, self.table.entry)
        if action == "read_features":
            return self.has_features_to_read
        if action == "walk":
            return self.filtering
        if action == "filter":
            return not self.filtering
        return super().check_action(action, parameters)

    # Reading

    def read_database(self) -> None:
        """Show the rows as they are on disk."""
        self.start_job(
            "database", partial(self._reader.read, self.workplace, self._known, self._mark), self._take_database
        )

    def _take_database(self, found: OnDisk) -> None:
        if found.entries is not None:
            came = found.known is not self._known  # ION has answered meanwhile
            today = self.workplace.today()
            self._show(with_known_locations(found.entries, self._known, today) if came else found.entries)
            self._mark = found.mark
        self.show_counter()
        self.offer(found.mine)
        self.take_enter_again()
        self._picture.draw()
        if not self._asked_ion:
            self._asked_ion = True
            self.table.say_when_empty("Nothing is on the schedule yet. Asking ION which locations there are.")
            self.table.call_next(self.table.call_after_refresh, self._ask_ion)
        else:
            self.check_features(check=False)

    def _ask_ion(self) -> None:
        """Nothing is asked before the rows are on the screen."""
        self.start_job(
            "ion",
            partial(with_all_locations, self.workplace),
            self._take_ion,
            self._say_ion_is_away,
            waiting="Asking ION for all locations",
            stopped=self._say_stopped,
            abandonable=True,
        )
        self.check_features(check=True)

    def _say_stopped(self) -> None:
        self.table.say_when_empty("Nothing is on the schedule.")
        self.message_line.say("Stopped waiting; nothing was changed. Only the schedule is shown: press r to ask again.")

    def _take_ion(self, entries: ScheduleEntries) -> None:
        self._known, self._mark = entries, None
        self._reader.forget()
        self.table.say_when_empty("ION has no locations.")
        self._show(entries)

    def _say_ion_is_away(self, error: Exception) -> None:
        self.table.say_when_empty("Nothing is on the schedule, and ION did not say which locations there are.")
        self.message_line.bad(f"Schedule only: {sentence_of(error)}")
        self.refresh_bindings()

    def _show(self, entries: ScheduleEntries) -> None:
        self.table.show(entries)
        middle, right = schedule_rows.title_texts(entries)
        self.query_one(TitleBar).show(middle=middle, right=right)
        self.tell_what_is_known()
        # Once the table has told the screen what is new in it, the next time the screen is drawn has it.
        self.table.call_next(self.table.call_after_refresh, self.look_around, entries)

    def tell_what_is_known(self) -> None:
        """Of the row under the cursor, on a small screen only a notice; only one with a count can be given up."""
        each, named = self.table.ranked, self.table.name_is_shortened
        notice = each is not None and bool(schedule_rows.notices(each.entry))
        self.set_class(notice or named, "-notice")
        self.set_class(notice and named, "-named-notice")
        self.query_one("#known", TextView).set_text("" if each is None else schedule_rows.sentence(each, named=named))
        self.refresh_keys_of_row()

    def on_resize(self) -> None:
        """Another width shortens other names."""
        self.call_after_refresh(self.tell_what_is_known)

    # Reading again, going back

    def action_refresh_rows(self) -> None:
        """Read everything again."""
        self.message_line.acknowledge()
        self._asked_ion, self.trouble_said, self._mark = False, "", None
        self.read_database()

    def action_step_back(self) -> None:
        """One thing at a time: the error, then the filter, then the rows of one person."""
        if self.message_line.acknowledge():
            self.refresh_bindings()
        elif self.filtering or self.table.wanted:
            self.clear_filter()
        else:
            self.show_only_mine(only=False)
            self.message_line.say("")
