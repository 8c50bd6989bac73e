"""What is said when a count is closed: the location is open again, and when it is due next."""

from __future__ import annotations

from cyclecount_tui.domain.close_off_words import to_undo
from cyclecount_tui.domain.count import Count
from cyclecount_tui.workflow.scheduling import schedule
from cyclecount_tui.workflow.workplace import Workplace


def open_again(workplace: Workplace, count: Count) -> str:
    """`RACK-B / SHELF-04 is open again. Next count due 2027-02-20.`, and what a person still has to undo.

    It reads the schedule, so call it in a job.
    """
    name, said = count.subject.name, count.reopened
    entry = next((entry for entry in schedule(workplace) if entry.row.subject == count.subject), None)
    due = "It is not on the schedule."
    if entry is not None and entry.next_due is not None:
        due = f"Next count due {entry.next_due.isoformat()}."
    left = to_undo(count, sign_down=said is not None and said.sign_down, told=said is not None and bool(said.told))
    return " ".join((f"{name} is open again.", due, *left))
