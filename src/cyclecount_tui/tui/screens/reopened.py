"""What is said when a count is closed: that it is over, when it is due next, and what is left to undo."""

from __future__ import annotations

from cyclecount_tui.domain.close_off_words import to_undo
from cyclecount_tui.domain.count import Count
from cyclecount_tui.workflow.closing import closing_words
from cyclecount_tui.workflow.workplace import Workplace


def open_again(workplace: Workplace, count: Count) -> str:
    """`RACK-B / SHELF-04 is open again. Next count due 2027-02-20.`, and what a person still has to undo.

    It reads the schedule, so call it in a job.
    """
    said = count.reopened
    left = to_undo(count, sign_down=said is not None and said.sign_down, told=said is not None and bool(said.told))
    return " ".join((closing_words(workplace, count), *left))
