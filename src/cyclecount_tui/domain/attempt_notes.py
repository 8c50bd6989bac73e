"""The notes that a counter is shown: those of the present attempt, an earlier one may tell what was counted."""

from cyclecount_tui.domain.count import Count


def notes_now(count: Count, line: int) -> tuple[str, ...]:
    """The notes that were written about a line since the last recount was asked, in order; all of them without one."""
    earlier = count.attempts[-1].notes.get(line, ()) if count.attempts else ()
    return count.notes.get(line, ())[len(earlier) :]
