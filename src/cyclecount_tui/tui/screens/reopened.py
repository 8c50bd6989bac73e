"""What is said when a count is closed: the location is open again, and when it is due next."""

from __future__ import annotations

from cyclecount_tui.domain.count import Count
from cyclecount_tui.workflow.scheduling import schedule
from cyclecount_tui.workflow.workplace import Workplace


def open_again(workplace: Workplace, count: Count) -> str:
    """`RACK-B / SHELF-04 is open again. Next count due 2027-02-20.`; reads the schedule, so call it in a job."""
    name = count.location.name
    entry = next((entry for entry in schedule(workplace) if entry.row.location_id == count.location.id), None)
    if entry is None or entry.next_due is None:
        return f"{name} is open again. It is not on the schedule."
    return f"{name} is open again. Next count due {entry.next_due.isoformat()}."
