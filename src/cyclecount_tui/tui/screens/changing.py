"""Changes to a compared count, put on disk one after the other in the order of the keys, however quickly they come."""

from __future__ import annotations

from abc import abstractmethod
from collections import deque
from collections.abc import Callable
from functools import partial

from cyclecount_tui.domain.count import Count
from cyclecount_tui.tui.jobs import Jobs
from cyclecount_tui.tui.key_turns import key_turns
from cyclecount_tui.workflow.errors import CountMoved
from cyclecount_tui.workflow.keeping import load
from cyclecount_tui.workflow.workplace import Workplace

Change = Callable[[Workplace, Count], Count]
"""A use case with all but its workplace and its count given."""

_JOB = "change"

_MOVED = "Another terminal changed this count: it was read again. Look at it, then do it again."


class Changing(Jobs):
    """Mixin for a screen that changes `count`."""

    count: Count

    @abstractmethod
    def showing(self, count: Count) -> None:
        """Draw this count."""

    def change(self, change: Change, said: Callable[[Count, Count], str]) -> None:
        """Put a change on disk, then say `said(before, after)`. One that fails drops those that wait behind it."""
        self.afterwards(partial(self._begin, change, said))

    def afterwards(self, step: Callable[[], None]) -> None:
        """Do something once every change so far is on disk."""
        if self._at_work:
            self._waiting.append(step)
        else:
            step()

    def leave_by(self, step: Callable[[], None]) -> None:
        """The same for a step that brings another screen up: what is typed behind it waits for that screen."""
        key_turns(self).hold_keys()
        self.afterwards(partial(self._leave_by, step))

    def read_again(self) -> None:
        """Show the count as its journal tells it, after another terminal changed it."""
        self._drop_waiting()
        self._at_work = True
        self.start_job(_JOB, partial(load, self.workplace, self.count.id), self._show_moved, self._failed)

    def __init__(self) -> None:
        super().__init__()
        self._waiting: deque[Callable[[], None]] = deque()
        self._at_work = False

    def _leave_by(self, step: Callable[[], None]) -> None:
        step()
        key_turns(self).release_keys()

    def _drop_waiting(self) -> None:
        self._waiting.clear()
        key_turns(self).release_keys()

    def _begin(self, change: Change, said: Callable[[Count, Count], str]) -> None:
        self._at_work = True
        before = self.count
        self.start_job(_JOB, partial(change, self.workplace, before), partial(self._done, said, before), self._failed)

    def _done(self, said: Callable[[Count, Count], str], before: Count, after: Count) -> None:
        self._at_work = False
        self.showing(after)
        self.message_line.good(said(before, after))
        while self._waiting and not self._at_work:
            self._waiting.popleft()()

    def _failed(self, error: Exception) -> None:
        self._at_work = False
        self._drop_waiting()
        if isinstance(error, CountMoved):
            self.read_again()
        else:
            self.show_error(error)

    def _show_moved(self, count: Count) -> None:
        self._at_work = False
        self.showing(count)
        self.message_line.bad(_MOVED)
        self.message_line.ring("bad")
