"""A change of a schedule row as it is remembered, and the error when somebody else was first; needs no database."""

from datetime import datetime
from typing import NamedTuple

from cyclecount_tui.domain.subject import Subject
from cyclecount_tui.store.errors import StoreError


class ScheduleChange(NamedTuple):
    """A change of a row by hand: `what` was done in a few words, and why. `at` is aware."""

    at: datetime
    by: str
    subject: Subject
    what: str
    reason: str = ""


class ScheduleMoved(StoreError):
    """A row is no longer as it was when it was read: a count was closed, or another terminal changed it."""
