"""What every event says, whatever it tells of."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What every event says: when (aware, UTC) and by whom."""

    at: datetime
    by: str
