"""What was changed in a row of the schedule by hand, as sentences."""

from cyclecount_tui.domain.subject import Subject
from cyclecount_tui.workflow.workplace import Workplace


def past_changes(workplace: Workplace, subject: Subject) -> list[str]:
    """`2026-03-02 09:05  Ann: paused (shelf is being rebuilt)`, the latest first. Asks nothing of ION."""
    return [
        f"{change.at.astimezone():%Y-%m-%d %H:%M}  {change.by}: {change.what}"
        + (f" ({change.reason})" if change.reason else "")
        for change in workplace.store.schedule.changes(subject)
    ]
