"""The count's screen is built while the close-off is filled in: when the first page comes only its rows are to draw."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.domain.entries import CountMode
from cyclecount_tui.tui.jobs import Jobs
from cyclecount_tui.tui.routing import screen_for

if TYPE_CHECKING:
    from cyclecount_tui.tui.screens.count import CountScreen


class CountAhead(Jobs):
    """Mixin for a screen with a `count` that has no sheet yet."""

    count: Count
    _ahead: CountScreen | None = None

    def build_ahead(self) -> None:
        """Load what the count's screen needs in a thread, then build it behind this one."""
        self.start_job("ahead", _load_what_comes, self._build, abandonable=True)

    def go_on_with(self, count: Count) -> None:
        """Show the screen on which the count goes on, in place of this one."""
        if self._ahead is not None and not self._ahead.is_mounted:
            self._ahead.call_later(self.when_on_top, partial(self.go_on_with, count))  # it is being built
            return
        ahead, self._ahead = self._ahead, None
        if ahead is not None and _is_counted_next(count, Phase.COUNTING):
            ahead.begin(count)
        else:
            self.app.switch_screen(screen_for(count))
            if ahead is not None:
                ahead.remove()

    def on_unmount(self) -> None:
        """What was built and not shown is not needed any more; it is not taken apart before it is built."""
        ahead, self._ahead = self._ahead, None
        if ahead is not None:
            ahead.call_later(ahead.remove)

    def _build(self, _nothing: None) -> None:
        if _is_counted_next(self.count, Phase.OPENED):
            from cyclecount_tui.tui.screens.count import CountScreen

            self._ahead = CountScreen(self.count)
            self._ahead.make_ready(self.app)


def _is_counted_next(count: Count, phase: Phase) -> bool:
    """A part's columns follow from its lines, and who trains waits for quantities: their screens are built then."""
    return count.phase is phase and not count.subject.is_part and count.mode is not CountMode.GUIDED


def _load_what_comes() -> None:
    """The count's screen is some fifty modules: they are there when its first line is, and not loaded after that."""
    import cyclecount_tui.tui.screens.count  # noqa: F401 - to have it
