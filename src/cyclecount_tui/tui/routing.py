"""Which screen a count goes on with, by its phase; screens are imported when they are first needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import Screen

from cyclecount_tui.domain.phase import Phase
from cyclecount_tui.domain.subject_words import called

if TYPE_CHECKING:
    from cyclecount_tui.domain.count import Count


def screen_for(count: Count, *, counted_before: bool = False) -> Screen[None]:
    """The screen on which this count goes on; a notice for a count that is over.

    A recount that nobody has begun says first what it is; so does any to whoever `counted_before` and may not again.
    """
    if count.phase.ended:
        return _over(count)
    if count.to_reopen:
        from cyclecount_tui.tui.screens.reopening import ReopenScreen

        return ReopenScreen(count)
    if count.phase is Phase.OPENED:
        from cyclecount_tui.tui.screens.close_off import CloseOffScreen

        return CloseOffScreen(count)
    if count.phase is Phase.RECOUNTING and (counted_before or not count.entries):
        from cyclecount_tui.tui.screens.recount_asked import RecountAskedScreen

        return RecountAskedScreen(count)
    if count.phase.entering:
        from cyclecount_tui.tui.screens.count import CountScreen

        return CountScreen(count)
    from cyclecount_tui.tui.screens.reconcile import ReconcileScreen

    return ReconcileScreen(count)


def _over(count: Count) -> Screen[None]:
    from cyclecount_tui.tui.widgets.prompts import Notice

    reason = f" ({count.ended_reason})" if count.ended_reason else ""
    what = "part" if count.subject.is_part else "location"
    text = f"The count of {called(count.subject)} is {count.phase.words}{reason}. Open the {what} again to count anew."
    return Notice(f"COUNT  {count.subject.name}", text)
