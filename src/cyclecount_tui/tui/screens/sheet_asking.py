"""ION is asked for the sheet as soon as the close-off is on the disk, while the screen still shows that."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, wait
from functools import partial

from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.tui.screens.count_ahead import CountAhead
from cyclecount_tui.tui.widgets.prompts import Notice
from cyclecount_tui.workflow.blind_counts import compared_before, to_submit_first
from cyclecount_tui.workflow.closing_off import ClosedOff
from cyclecount_tui.workflow.errors import CountMoved
from cyclecount_tui.workflow.keeping import load
from cyclecount_tui.workflow.opening import begin_sheet
from cyclecount_tui.workflow.waiting import go_on
from cyclecount_tui.workflow.workplace import Workplace

ASKING_SHEET = "sheet"
_RECORDING = "record"
_SECONDS_BETWEEN_LOOKS = 0.05

Recording = Callable[[], ClosedOff]


class SheetAsking(CountAhead):
    """Mixin for the close-off screen: its two jobs, and what comes of them."""

    def action_read_sheet(self) -> None:
        """Ask ION what is to be counted here."""
        if not self.job_runs(ASKING_SHEET):
            self.message_line.acknowledge()
            self._ask(partial(load, self.workplace, self.count.id))

    def record_and_ask(self, work: Recording) -> None:
        """Both, one right behind the other: nothing is asked before the close-off is on the disk."""
        recorded: Future[ClosedOff] = Future()
        self.start_job(_RECORDING, partial(_told, recorded, work), self._show_recorded, self._not_recorded)
        self._ask(partial(_as_recorded, recorded))

    def record(self, work: Recording, then: Callable[[ClosedOff], None], waiting: str) -> None:
        """The close-off alone, for one that takes its time or has more to tell."""
        self.start_job(_RECORDING, work, then, waiting=waiting)

    @property
    def recording(self) -> bool:
        """Whether a close-off is on its way to the disk."""
        return self.job_runs(_RECORDING)

    def show_close_off(self, count: Count) -> None:
        """Show what was recorded; the screen does."""
        raise NotImplementedError

    def leave_for(self, count: Count) -> None:
        """Go where the count goes on."""
        self.count = count
        if self._here.is_current:
            self.go_on_with(count)

    def _ask(self, which: Callable[[], Count | None]) -> None:
        self.start_job(
            ASKING_SHEET,
            partial(_with_sheet, self.workplace, which),
            self._begin,
            waiting="Reading the sheet from ION",
            stopped=self._say_stopped,
            abandonable=True,
        )

    def _show_recorded(self, closed: ClosedOff) -> None:
        self.show_close_off(closed.count)

    def _not_recorded(self, error: Exception) -> None:
        self.cancel_job(ASKING_SHEET)
        self.show_error(error)
        self._here.refresh_bindings()

    def _begin(self, read: tuple[Count, str] | None) -> None:
        if read is None:
            return  # it was not recorded, which is said
        count, told_elsewhere = read
        self.leave_for(count)
        if told_elsewhere:
            self.app.push_screen(Notice(f"COUNT  {count.subject.name}", told_elsewhere))

    def _say_stopped(self) -> None:
        self.message_line.say("Stopped waiting; the close-off is kept. Press F8 to ask again.")


def _told(recorded: Future[ClosedOff], work: Recording) -> ClosedOff:
    """As the work; whoever waits for it in another thread has its result, or its error, too."""
    try:
        closed = work()
    except BaseException as error:
        recorded.set_exception(error)
        raise
    recorded.set_result(closed)
    return closed


def _as_recorded(recorded: Future[ClosedOff]) -> Count | None:
    """The count once its close-off is on the disk; None where it does not get there, and the job of that says why."""
    while not recorded.done():
        wait([recorded], _SECONDS_BETWEEN_LOOKS)
        go_on()
    return None if recorded.exception() is not None else recorded.result().count


def _with_sheet(workplace: Workplace, which: Callable[[], Count | None]) -> tuple[Count, str] | None:
    """The count with its sheet (of a long one, what came at once); and what to know of the counts beside it."""
    count = which()
    if count is None or count.phase is not Phase.OPENED:
        return None if count is None else (count, "")
    try:
        count = begin_sheet(workplace, count)
    except CountMoved:
        count = load(workplace, count.id)
    beside = (to_submit_first(workplace, count), compared_before(workplace, count))
    return count, "\n\n".join(filter(None, beside))
