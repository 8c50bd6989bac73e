"""The year within which each class is to get its counts, and what of them was made."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from cyclecount_tui.domain.subject import Subject
from cyclecount_tui.domain.workdays import days_after

DAYS_A_YEAR = 365


@dataclass(frozen=True, slots=True)
class CountingYear:
    """365 days from `first`, one of which is today.

    `reckoned_from`: rows that came on the schedule or got another cadence within the year, and when; what they are to
    be counted this year is reckoned from that day. `made`: how often each subject was counted since the year began, or
    since that day.
    """

    first: date
    made: Mapping[Subject, int] = field(default_factory=dict)
    reckoned_from: Mapping[Subject, date] = field(default_factory=dict)

    @property
    def end(self) -> date:
        """The first day after it."""
        return days_after(self.first, DAYS_A_YEAR)

    def begins_for(self, subject: Subject) -> date:
        """The day from which the counts of a row are reckoned."""
        return max(self.first, self.reckoned_from.get(subject, self.first))
