"""A long sheet comes while it is counted: its lines are put on disk between the entries, and never in their way."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from threading import Lock

from textual import on
from textual.message import Message
from textual.timer import Timer

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.inventory import SheetRecord
from cyclecount_tui.domain.sheet_growth import GrowingSheet
from cyclecount_tui.tui.screens.count import sentences, sheet_rows
from cyclecount_tui.tui.screens.count.entering import Change
from cyclecount_tui.tui.screens.count.lease_part import LeasePart
from cyclecount_tui.tui.screens.count.submission import Submission
from cyclecount_tui.workflow.arriving import grow_sheet, rest_of_sheet
from cyclecount_tui.workflow.errors import CountMoved, sentence_of
from cyclecount_tui.workflow.held_counts import HeldElsewhere
from cyclecount_tui.workflow.keeping import load
from cyclecount_tui.workflow.leasing import Taken
from cyclecount_tui.workflow.workplace import Workplace

READING = "sheet"
_STORING = "sheet-growth"
_SECONDS_BETWEEN_GROWTHS = 0.5
_RECORDS_OF_A_GROWTH = 300
"""So few that an entry which comes meanwhile waits for them no longer than for another entry."""

_SECONDS_UNTIL_SHOWN = 2.0
"""A key right behind a picture waits for the next frame: what only tells that lines come is drawn now and then."""


class Pile:
    """Records that came and are not on the disk yet: one thread puts them there, the screen takes them away."""

    def __init__(self) -> None:
        self._records: list[SheetRecord] = []
        self._lock = Lock()

    def put(self, records: Iterable[SheetRecord]) -> bool:
        """Whether it was empty before."""
        with self._lock:
            was_empty = not self._records
            self._records.extend(records)
            return was_empty

    def take(self, most: int) -> tuple[list[SheetRecord], bool]:
        """The first of them, and whether it is empty then."""
        with self._lock:
            taken, self._records = self._records[:most], self._records[most:]
            return taken, not self._records


class ArrivingPart(LeasePart, Submission):
    """Mixin for the count screen. `growing`: lines of the sheet are on their way to the disk; an entry goes after them.

    Leaving the screen asks ION for no more. What came until then stays, and the next visit reads the rest.
    """

    growing = False
    _pile = Pile()
    _known: GrowingSheet | None = None
    _unshown: Timer | None = None
    """Until what is on the disk is drawn."""
    _due = False
    _all_came = False
    _wants_to_finish = False

    @dataclass
    class RecordsCame(Message, bubble=False):
        """There is something on the pile."""

    def read_the_rest(self) -> None:
        """Ask ION for what is still to come, unless that is being done."""
        if not self.count.sheet_coming or self.job_runs(READING):
            return
        self._pile, self._known, self._all_came = Pile(), GrowingSheet(), False
        work = partial(self._read, self.workplace, self.count, self._pile)
        self.start_job(READING, work, self._note_all_came, self._say_unread, abandonable=True)

    def store(
        self, change: Change, stored: Callable[[Count, Count], None], typed: str = "", *, waiting: str = ""
    ) -> None:
        """As ever; while lines are on their way to the disk, right after them."""
        if self.growing:
            self.field.hold()
            self._in_turn.append(partial(self.store, change, stored, typed, waiting=waiting))
        else:
            super().store(change, stored, typed, waiting=waiting)

    def action_finish(self) -> None:
        """Half a sheet is not finished: of a line that is not there yet nobody said anything."""
        if not self.count.sheet_coming:
            super().action_finish()
            return
        coming, self._wants_to_finish = self.job_runs(READING), True
        self.read_the_rest()
        self.message_line.warn(sentences.STILL_COMING if coming else sentences.READ_AGAIN)

    def _taken(self, taken: Taken, *, typing: bool) -> None:
        super()._taken(taken, typing=typing)
        self.read_the_rest()

    def _go_on_typing(self) -> None:
        super()._go_on_typing()
        self._grow()

    # Reading

    def _read(self, workplace: Workplace, count: Count, pile: Pile) -> None:
        """In the thread."""
        with closing(rest_of_sheet(workplace, count)) as pages:
            for records in pages:
                if pile.put(records):
                    self.post_message(self.RecordsCame())

    @on(RecordsCame)
    def take_in_soon(self) -> None:
        """Pages come quicker than they can be stored one by one: they are stored twice a second."""
        self.here.set_timer(_SECONDS_BETWEEN_GROWTHS, self._take_in)

    def _take_in(self) -> None:
        self._due = True
        self.when_on_top(self._grow)

    def _note_all_came(self, _nothing: None) -> None:
        self._all_came = True
        self._take_in()

    def _say_unread(self, error: Exception) -> None:
        self._take_in()
        self.message_line.bad(sentences.rest_failed(sentence_of(error)))
        self.message_line.ring("bad")

    # Growing

    def _grow(self) -> None:
        """Put what came on the disk; while an entry is on its way there, after it."""
        if not self._due or self.growing or self.storing or self._is_lost or not self.count.sheet_coming:
            return
        records, is_all = self._pile.take(_RECORDS_OF_A_GROWTH)
        self._due = not is_all
        whole = is_all and self._all_came
        if records or whole:
            self.growing = True
            work = partial(grow_sheet, self.workplace, self.count, records, whole=whole, known=self._known)
            self.start_job(_STORING, work, self._grown, self._not_grown)

    def _grown(self, after: Count) -> None:
        if after.version > self.count.version:
            if self.up is None or self.resting or not after.sheet_coming:
                self._show_grown(after)  # somebody waits for it
            else:
                self.count = after
                self._show_soon()
        if self._wants_to_finish and not self.count.sheet_coming:
            self._wants_to_finish = False
            self.message_line.say(sentences.ALL_CAME)
        self._let_entries_go_on()

    def _show_soon(self) -> None:
        if self._unshown is None:
            self._unshown = self.here.set_timer(_SECONDS_UNTIL_SHOWN, self._show_now)

    def _show_now(self) -> None:
        self._unshown = None
        self.showing_more(self.count)

    def _show_grown(self, after: Count) -> None:
        """The line that is up stays up; where all that had come was counted, the first new one comes up."""
        up, rested = self.up, self.resting
        self.showing_more(after)
        if up is None and self.hides_the_rest:
            self.bring_up(None)
        elif rested and self.field.text:
            self.bring_up(up, resting=True)
        elif up is None or (rested and after.open_lines):
            self.bring_up(sheet_rows.next_open(after, self.lines, up or 0))

    def _not_grown(self, error: Exception) -> None:
        """What was taken from the pile is read again, and what still lies there with it: the sheet is not whole."""
        self.cancel_job(READING)
        self._pile, self._due, self._all_came = Pile(), False, False
        if isinstance(error, CountMoved):
            self.start_job(_STORING, partial(load, self.workplace, self.count.id), self._go_on_with, self._say_unread)
        elif isinstance(error, HeldElsewhere):
            self.find_out_who_has_it()
        else:
            self._say_unread(error)
        self._let_entries_go_on()

    def _go_on_with(self, count: Count) -> None:
        if not count.phase.entering:
            self.move_on(count)
        elif count.version > self.count.version:
            self._show_grown(count)
        self.read_the_rest()

    def _let_entries_go_on(self) -> None:
        self.growing = False
        while self._in_turn and not self.storing:
            self._in_turn.popleft()()
        self._grow()
