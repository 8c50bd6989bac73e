"""What the journal keeps of a count beside its events, so that the schedule need not fold them."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class CountState:
    """Where a count stands after an event. The caller folds it; the journal stores it together with the event.

    `phase` is the word of the phase, `counted` and `total` are lines, `ended` is true for a closed or given-up count.
    """

    phase: str
    counted: int
    total: int
    ended: bool = False


@dataclass(frozen=True, slots=True)
class OpenCount:
    """A count that has not ended, as the schedule shows it. `opened_at` is aware; `counted` and `total` are lines."""

    count_id: str
    location_id: int
    location_name: str
    opened_at: datetime
    opened_by: str
    phase: str
    counted: int
    total: int
