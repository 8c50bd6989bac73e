"""Whether a counter is told which lines there are to count."""

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.entries import CountMode


def lists_lines(count: Count) -> bool:
    """False in a double-blind count until it was submitted once; the lines that are counted again are listed then."""
    return count.mode is not CountMode.DOUBLE_BLIND or bool(count.attempts)
