"""Putting entries on disk one after the other: the prompt holds what is typed until the entry before it is stored."""

from __future__ import annotations

from abc import abstractmethod
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from textual.screen import Screen

from cyclecount_tui.domain.count import Count
from cyclecount_tui.tui.jobs import Jobs
from cyclecount_tui.tui.screens.count import sentences
from cyclecount_tui.tui.widgets.entry_field import EntryField
from cyclecount_tui.workflow.errors import CountMoved, sentence_of
from cyclecount_tui.workflow.keeping import load
from cyclecount_tui.workflow.workplace import Workplace

Change = Callable[[Workplace, Count], Count]
"""A use case with all but its workplace and its count given."""

Answer = TypeVar("Answer")

_JOB = "entry"
_ASKING = "ask"
_MOVED = "Another terminal wrote to this count: it was read again. Look at the line, then do it again."


class Entering(Jobs):
    """Mixin for a screen that changes `count`; `showing` draws another count, `move_on` leaves a count that is over."""

    count: Count
    storing = False

    def __init__(self) -> None:
        super().__init__()
        self._in_turn: deque[Callable[[], None]] = deque()

    @property
    def field(self) -> EntryField:
        """The prompt."""
        assert isinstance(self, Screen)
        return self.query_one(EntryField)

    @abstractmethod
    def showing(self, count: Count) -> None:
        """Draw this count."""

    @abstractmethod
    def move_on(self, count: Count) -> None:
        """This count is not counted any more: go where it goes on."""

    def store(
        self, change: Change, stored: Callable[[Count, Count], None], typed: str = "", *, waiting: str = ""
    ) -> None:
        """Put a change on disk, then call `stored(before, after)`; until then the prompt holds its keys.

        A change that is refused puts `typed` back into the prompt; keys that were meant for the next line are
        dropped, and that is said. `waiting` is said of a change that asks ION first; Esc makes it do without ION.
        """
        if self.still_storing():
            return
        before, self.storing = self.count, True
        self.field.hold()
        self.field.lets_escape = bool(waiting)
        self.start_job(
            _JOB,
            partial(change, self.workplace, before),
            partial(self._stored, stored, before),
            partial(self._refused, typed),
            waiting=waiting,
            stopped=partial(self.give_up_waiting, _JOB) if waiting else None,
        )

    def action_stop_waiting(self) -> None:
        """A change that waits for ION is made without it; it is stored all the same."""
        if self.job_runs(_JOB):
            self.give_up_waiting(_JOB)
        else:
            super().action_stop_waiting()

    def ask_in_turn(
        self, ask: Callable[[], Answer], then: Callable[[Answer], None], otherwise: Callable[[], None], waiting: str
    ) -> None:
        """Ask ION something behind the entry that is being stored; the prompt holds its keys until the answer.

        Esc asks no longer: `otherwise` is called then. Both store something.
        """

        def answered(answer: Answer) -> None:
            self.storing = False
            then(answer)

        def stopped() -> None:
            self.storing = False
            otherwise()

        def start() -> None:
            self.storing, self.field.lets_escape = True, True
            self.field.hold()
            failed = partial(self._refused, "")
            self.start_job(_ASKING, ask, answered, failed, waiting=waiting, stopped=stopped, abandonable=True)

        if self.storing:
            self._in_turn.append(start)
        else:
            start()

    def store_in_turn(
        self, change: Change, stored: Callable[[Count, Count], None], typed: str = "", *, waiting: str = ""
    ) -> None:
        """As `store`, for a change that stands whatever becomes of the entry before it: it is stored after that."""
        if self.storing:
            self._in_turn.append(partial(self.store, change, stored, typed, waiting=waiting))
        else:
            self.store(change, stored, typed, waiting=waiting)

    def still_storing(self) -> bool:
        """Whether an entry is on its way to the disk, which is said: the command palette knows of no hold."""
        if self.storing:
            self.message_line.warn("The entry before was still being stored, so that was not done: do it again.")
        return self.storing

    def _stored(self, stored: Callable[[Count, Count], None], before: Count, after: Count) -> None:
        self.showing(after)
        stored(before, after)
        self._go_on_typing()

    def _refused(self, typed: str, error: Exception) -> None:
        dropped = sentences.dropped(self.field.discard())
        self._put_back(typed)
        if isinstance(error, CountMoved):
            reading = partial(load, self.workplace, self.count.id)
            self.start_job(_JOB, reading, partial(self._read_again, dropped), self._stuck)
            return
        self._say_error(sentence_of(error) + dropped)

    def _read_again(self, dropped: str, count: Count) -> None:
        if not count.phase.entering:
            self.move_on(count)
            return
        self.showing(count)
        self._say_error(_MOVED + dropped)

    def _stuck(self, error: Exception) -> None:
        self._say_error(sentence_of(error))

    def _say_error(self, sentence: str) -> None:
        self.message_line.bad(sentence)
        self.message_line.ring("bad")
        self._go_on_typing()

    def _go_on_typing(self) -> None:
        self.storing = False
        self.field.lets_escape = False
        if self._in_turn:
            self._in_turn.popleft()()
        else:
            self.field.release()

    def _put_back(self, typed: str) -> None:
        if typed:
            self.field.set_text(typed)
