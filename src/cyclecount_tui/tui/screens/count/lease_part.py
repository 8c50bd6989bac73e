"""One counter a count at a time: the count is taken when its screen comes up, and whoever loses it is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from textual import on
from textual.message import Message

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.lease import Lease, time_words
from cyclecount_tui.domain.stopped_at import stopped_at
from cyclecount_tui.tui.screens.count.entering import Change
from cyclecount_tui.tui.screens.count.sheet_view import SheetView
from cyclecount_tui.tui.widgets.entry_field import EntryField
from cyclecount_tui.tui.widgets.plain_text import one_line
from cyclecount_tui.tui.widgets.prompts import Confirm, Notice
from cyclecount_tui.workflow.errors import CountMoved
from cyclecount_tui.workflow.held_counts import HeldElsewhere, held_words, holds
from cyclecount_tui.workflow.hold import Hold
from cyclecount_tui.workflow.keeping import load
from cyclecount_tui.workflow.leasing import Taken, taken_words
from cyclecount_tui.workflow.workplace import Workplace

_JOB = "lease"
_TAKE_KEY = "t"
_SECONDS_TO_LET_GO = 5.0


class LeasePart(SheetView):
    """Mixin for the count screen; until the count is taken, the prompt holds what is typed.

    Whoever lost it to another terminal may look at the screen, and stores nothing before it is taken back.
    """

    _hold: Hold
    _is_lost = False

    @dataclass
    class Lost(Message, bubble=False):
        """Another terminal holds the count."""

    def on_mount(self) -> None:
        """Take the count, once there is something to count."""
        self._hold = Hold(self.workplace, self._tell_lost)
        self.field.hold()
        if self.count.sheet_read:
            self.take_count()

    def take_count(self) -> None:
        """Until it is taken the prompt holds what is typed."""
        self._take(over=False)

    def on_unmount(self) -> None:
        """Let go of it; the end of the program waits until that is on disk."""
        self._hold.end(wait=0 if self.app.is_running else _SECONDS_TO_LET_GO)

    # Taking it

    def _take(self, *, over: bool, typing: bool = False) -> None:
        """`typing`: somebody is in the middle of an entry, whose line stays up."""
        work = partial(self._hold.take, self.count, over=over)
        self.start_job(_JOB, work, partial(self._taken, typing=typing), self._not_taken)

    def _taken(self, taken: Taken, *, typing: bool) -> None:
        if taken.lease is None:
            self.move_on(taken.count)
            return
        went_on = taken.count.version != self.count.version
        if went_on:
            self.showing(taken.count)
        if (went_on or self._is_lost) and not typing:
            self.bring_up(stopped_at(taken.count), resting=self.resting)
        if taken.previous is not None:
            self.message_line.good(self._taken_from(taken.previous))
        elif self._is_lost:
            self.message_line.good("Taken back: you count this again.")
        self._is_lost = False
        self.field.release()

    def _taken_from(self, lease: Lease) -> str:
        holder, where = one_line(lease.holder), one_line(lease.terminal.words)
        if holds(self.workplace, lease):
            return f"Taken over: you count this now, and {holder} is told at {where}."
        at = time_words(lease.beat_at, self.workplace.now())
        return f"Taken over: {holder} counted this at {where}, which fell silent at {at}."

    def _not_taken(self, error: Exception) -> None:
        if isinstance(error, HeldElsewhere):
            self._offer_take_over(held_words(self.workplace, self.count, error.lease))
        else:
            self.show_error(error)
            self.field.release()

    def _offer_take_over(self, held: str) -> None:
        said = [held, "What was counted stays, whoever goes on; you both stand in the journal."]
        question = Confirm(self._title("COUNTED ELSEWHERE"), said, yes_key=_TAKE_KEY, yes_label="take it over")
        self.app.push_screen(question, self._take_over)

    def _take_over(self, yes: bool | None) -> None:
        if yes:
            self.field.discard()  # typed before it was known that somebody else counts here
            self._take(over=True)
        else:
            self.app.pop_screen()

    # Losing it

    @on(EntryField.Changed)
    def look_at_lease(self) -> None:
        """Somebody types: better told now than when it is entered."""
        self._hold.look()

    def store(
        self, change: Change, stored: Callable[[Count, Count], None], typed: str = "", *, waiting: str = ""
    ) -> None:
        """Nothing without the count: say again who has it."""
        if not self._is_lost:
            super().store(change, stored, typed, waiting=waiting)
            return
        self.field.discard()
        self._put_back(typed)
        self.field.release()
        self.find_out_who_has_it()

    def _refused(self, typed: str, error: Exception) -> None:
        """An entry that another terminal was in the way of: say whose it is now."""
        super()._refused(typed, error)
        if isinstance(error, HeldElsewhere):
            self.find_out_who_has_it()
        elif isinstance(error, CountMoved):
            self.look_at_lease()

    def _tell_lost(self) -> None:
        """In the heartbeat's thread."""
        self.post_message(self.Lost())

    @on(Lost)
    def find_out_who_has_it(self) -> None:
        """Read what another terminal made of the count."""
        self._is_lost = True
        self.start_job(_JOB, partial(_as_it_stands, self.workplace, self.count.id), self._say_lost)

    def _say_lost(self, found: tuple[Count, str]) -> None:
        count, said = found
        typed = self.field.text
        if not count.phase.entering:
            gone = f"\n\nTyped here and not entered: {one_line(typed)}" if typed else ""
            self.move_on(count)
            self.app.push_screen(Notice(self._title("TAKEN OVER"), f"{said} It is {count.phase.words} now.{gone}"))
            return
        self.showing(count)
        kept = [f"What you typed stays in the prompt: {one_line(typed)}"] if typed else []
        question = Confirm(self._title("TAKEN OVER"), [said, *kept], yes_key=_TAKE_KEY, yes_label="take it back")
        self.app.push_screen(question, self._take_back)

    def _take_back(self, yes: bool | None) -> None:
        if yes:
            self._take(over=True, typing=bool(self.field.text))
        else:
            self.message_line.bad("This count is entered at another terminal: nothing is stored from here.")

    def _title(self, what: str) -> str:
        return f"{what}  {self.count.subject.name}"


def _as_it_stands(workplace: Workplace, count_id: str) -> tuple[Count, str]:
    count = load(workplace, count_id)
    free = count.phase.entering and not holds(workplace, workplace.store.leases.of(count_id))
    return count, f"{taken_words(workplace, count)}{' Nobody counts it now.' if free else ''}"
