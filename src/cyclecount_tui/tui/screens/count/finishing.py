"""Before a count is submitted: each open line and unknown scan gets its answer, by one key."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.entries import ScanOutcome, UnknownScan
from cyclecount_tui.domain.lines import Line
from cyclecount_tui.domain.scans.command_card import Command
from cyclecount_tui.tui.jobs import Jobs
from cyclecount_tui.tui.scanned import Scanned, card_of
from cyclecount_tui.tui.screens.count import open_items
from cyclecount_tui.tui.screens.count.open_items import REASONS, Ended, OpenItem
from cyclecount_tui.tui.screens.table_walking import LETTER_WALKING, TableWalking, unfocused
from cyclecount_tui.tui.widgets.key_bar import KeyBar
from cyclecount_tui.tui.widgets.line_table import LineTable
from cyclecount_tui.tui.widgets.message_line import MessageLine
from cyclecount_tui.tui.widgets.prompts import AskText, Choose
from cyclecount_tui.tui.widgets.title_bar import TitleBar
from cyclecount_tui.workflow import recording
from cyclecount_tui.workflow.errors import CountMoved
from cyclecount_tui.workflow.keeping import load
from cyclecount_tui.workflow.unknown_scans import settle_unknown
from cyclecount_tui.workflow.workplace import Workplace

_JOB = "settle"
_CARDS = {
    Command.NEXT: "walk('down')",
    Command.BACK: "walk('up')",
    Command.NONE: "none_here",
    Command.NO: "go_back",
    Command.HELP: "app.show_help",
}
_RANK = (
    "finish-none-here",
    "finish-leave",
    "finish-dismiss-scan",
    "finish-hand-to-lead",
    "finish-go-there",
    "finish-leave-all",
    "finish-back",
)
_LINE_ACTIONS = frozenset({"none_here", "leave", "leave_all"})
_SCAN_ACTIONS = frozenset({"dismiss_scan", "hand_to_lead"})


def _key(key: str, action: str, label: str, tooltip: str) -> Binding:
    return Binding(key, action, label, id=f"finish-{action.replace('_', '-')}", tooltip=tooltip)


class FinishScreen(Jobs, TableWalking, Screen[Ended]):
    """Settles what is open; the answer is the count with that, and where to go on."""

    AUTO_FOCUS = ""
    TAKES_SCANS = True
    HELP_TITLE = "Finish"
    HELP = """
What is listed here was neither counted nor answered, and nothing is assumed of it. Enter goes to a line to count it, or
enters the item that an unknown scan was. n says that you looked and there is none. l leaves a line uncounted, with a
reason; L leaves all that are listed. An unknown scan is dismissed with a reason (d), or handed to whoever reconciles
(h). When nothing is left, the count can be submitted. A scan goes back to the count and is taken there.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        _key("enter,ctrl+j", "go_there", "Count it", "Go to this line and count it; of a scan, enter what it is"),
        _key("n", "none_here", "None here", "You looked, and there is none of it"),
        _key("l", "leave", "Leave", "Leave this line uncounted, with a reason"),
        _key("L", "leave_all", "Leave all", "Leave all these lines uncounted, with one reason"),
        _key("d", "dismiss_scan", "Dismiss", "The scan is nothing to count: say what it was"),
        _key("h", "hand_to_lead", "Hand on", "Leave the scan to whoever reconciles"),
        Binding("escape", "go_back", "Back", id="finish-back", tooltip="Back to the count; what was settled stays so"),
        *LETTER_WALKING,
    ]

    def __init__(self, count: Count) -> None:
        super().__init__()
        self._count = count
        self._items = open_items.open_items(count)

    def compose(self) -> ComposeResult:
        """Title, the open items, a message, keys."""
        yield TitleBar(f"FINISH  {self._count.subject.name}", right=open_items.progress(len(self._items)))
        yield unfocused(LineTable(open_items.COLUMNS, empty_text="Everything is settled."))
        yield MessageLine(id="message")
        yield KeyBar(rank=_RANK)

    def on_mount(self) -> None:
        """Show them."""
        self.table.when_moved = self.show_keys
        self._load()
        self.message_line.say("Settle these first: nothing is taken for counted, and nothing for none.")

    @property
    def item(self) -> OpenItem | None:
        """What the cursor is on."""
        row = self.table.cursor
        return self._items[row] if row is not None and row < len(self._items) else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What can be said of a line cannot be said of a scan."""
        if action in _LINE_ACTIONS:
            return isinstance(self.item, Line)
        if action in _SCAN_ACTIONS:
            return isinstance(self.item, UnknownScan)
        return super().check_action(action, parameters)

    def show_keys(self) -> None:
        """Of another item other things can be said."""
        self.refresh_bindings()

    def on_scanned(self, event: Scanned) -> None:
        """A card does what its key does; any other code goes to the count."""
        event.stop()
        card = card_of(self, event.text)
        action = _CARDS.get(card.command) if card is not None and card.command is not None else None
        if action is not None:
            self.call_after_refresh(self.run_action, action)
        elif self.job_runs(_JOB) or (card is not None and card.command is not None):
            self.message_line.warn("That card does nothing here: choose what becomes of this one, or scan NO.")
            self.message_line.ring("bad")
        else:
            self.dismiss(Ended(self._count, scanned=event))

    def action_walk(self, step: str) -> None:
        """An error was read; another item."""
        self.message_line.acknowledge()
        super().action_walk(step)

    def action_go_there(self) -> None:
        """Count the line; enter what a scan was."""
        item = self.item
        if isinstance(item, UnknownScan):
            self.dismiss(Ended(self._count, found=item))
        elif item is not None:
            self.dismiss(Ended(self._count, go_to=item.number))

    def action_none_here(self) -> None:
        """Confirm that there is none."""
        if isinstance(self.item, Line):
            self._store(partial(recording.none_here, line=self.item.number))

    def action_leave(self) -> None:
        """Ask why, then leave this line."""
        if isinstance(self.item, Line):
            self._ask_reason([self.item])

    def action_leave_all(self) -> None:
        """Ask why, then leave every line."""
        self._ask_reason([item for item in self._items if isinstance(item, Line)])

    def action_dismiss_scan(self) -> None:
        """Ask what the scan was."""
        item = self.item
        if isinstance(item, UnknownScan):
            settle = partial(self._settle, item.number, ScanOutcome.DISMISSED)
            self.app.push_screen(AskText("DISMISS THE SCAN", "What was it, that it need not be counted?"), settle)

    def action_hand_to_lead(self) -> None:
        """Leave the scan to the reconciliation."""
        if isinstance(self.item, UnknownScan):
            self._settle(self.item.number, ScanOutcome.HANDED_OVER, "")

    def action_go_back(self) -> None:
        """An error was seen; or back, with what was settled."""
        if not self.message_line.acknowledge():
            self.dismiss(Ended(self._count, go_to=None))

    def _settle(self, scan: int, outcome: ScanOutcome, reason: str | None) -> None:
        if reason is not None:
            self._store(partial(settle_unknown, scan=scan, outcome=outcome, reason=reason))

    def _ask_reason(self, lines: list[Line]) -> None:
        many = "this line" if len(lines) == 1 else f"these {len(lines)} lines"
        options = [*((reason, "") for reason in REASONS), ("Something else", "Type it")]

        def chosen(choice: int | None) -> None:
            if choice is None:
                return
            if choice < len(REASONS):
                self._leave(lines, REASONS[choice])
            else:
                self.app.push_screen(AskText("LEAVE", f"Why is {many} left uncounted?"), partial(self._leave, lines))

        self.app.push_screen(Choose(f"WHY IS {many} LEFT?".upper(), options), chosen)

    def _leave(self, lines: list[Line], reason: str | None) -> None:
        if reason is not None:
            self._store(partial(recording.leave, lines=[line.number for line in lines], reason=reason))

    def _store(self, change: Callable[[Workplace, Count], Count]) -> None:
        if not self.job_runs(_JOB):
            self.start_job(_JOB, partial(change, self.workplace, self._count), self._stored, self._not_stored)

    def _stored(self, count: Count) -> None:
        self._count = count
        self.message_line.acknowledge()
        self._load()
        if not self._items:
            self.dismiss(Ended(count))

    def _not_stored(self, error: Exception) -> None:
        self.show_error(error)
        if isinstance(error, CountMoved):
            self.start_job(_JOB, partial(load, self.workplace, self._count.id), self._stored)

    def _load(self) -> None:
        row = self.table.cursor or 0
        self._items = open_items.open_items(self._count)
        self.table.set_rows(len(self._items), lambda index: open_items.cells(self._items[index]))
        if self._items:
            self.table.move_to(min(row, len(self._items) - 1))
        self.query_one(TitleBar).show(right=open_items.progress(len(self._items)))
        self.refresh_bindings()
