"""A screen's hold on its count: taken, kept while the screen is there, let go with it, whichever thread is first."""

from collections.abc import Callable
from threading import Lock

from cyclecount_tui.domain.count import Count
from cyclecount_tui.workflow.heartbeat import Heartbeat
from cyclecount_tui.workflow.leasing import Taken, release, take
from cyclecount_tui.workflow.workplace import Workplace


class Hold:
    """`lost` is called in a thread when another terminal has taken the count; it can be taken again then."""

    def __init__(self, workplace: Workplace, lost: Callable[[], object]) -> None:
        self._workplace = workplace
        self._lost = lost
        self._lock = Lock()
        self._heartbeat: Heartbeat | None = None
        self._ended = False

    def take(self, count: Count, *, over: bool) -> Taken:
        """As `leasing.take`; from then on it gives signs of life."""
        taken = take(self._workplace, count, over=over)
        if taken.lease is None:
            return taken
        with self._lock:
            if self._ended:  # the screen was left while this thread worked
                release(self._workplace, count.id)
            else:
                self._heartbeat = Heartbeat(self._workplace, count.id, self._lost)
                self._heartbeat.start()
        return taken

    def look(self) -> None:
        """Find out soon whether the count is held still; returns at once."""
        if self._heartbeat is not None:
            self._heartbeat.look()

    def end(self, wait: float = 0.0) -> None:
        """Let go soon, at once where `wait` seconds are given for it; nothing is taken any more."""
        with self._lock:
            self._ended = True
        if self._heartbeat is not None:
            self._heartbeat.stop()
            if wait:
                self._heartbeat.join(wait)
