"""Locations and parts that this terminal knows by name: those of the schedule and of open counts."""

from cyclecount_tui.domain.scans.sheet_codes import plainly
from cyclecount_tui.domain.subject import Subject
from cyclecount_tui.workflow.workplace import Workplace


def subjects_called(workplace: Workplace, text: str) -> tuple[Subject, ...]:
    """The subjects with this name, spelt exactly, else plainly; none for an empty text."""
    wanted = plainly(text)
    if not wanted:
        return ()
    scheduled = [row.subject for row in workplace.store.schedule.rows()]
    counted = [count.subject for count in workplace.store.journal.open_counts()]
    known = dict.fromkeys([*counted, *scheduled])
    exact = tuple(subject for subject in known if subject.name == text)
    return exact or tuple(subject for subject in known if plainly(subject.name) == wanted)
