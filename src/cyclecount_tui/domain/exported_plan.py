"""A plan as a file brought it back: of which count, as of which version of it, and the writes in order."""

from dataclasses import dataclass, replace
from datetime import datetime

from cyclecount_tui.domain.inventory import ADJUSTABLE
from cyclecount_tui.domain.plan import Write


@dataclass(frozen=True, slots=True)
class ExportedPlan:
    """What was checked of a plan file: `name` is the file's, `version` the count's when it was exported."""

    name: str
    count_id: str
    version: int
    subject_name: str
    exported_at: datetime
    exported_by: str
    writes: tuple[Write, ...]


def same_write(then: Write, now: Write, *, place_was_off: bool = False) -> bool:
    """Whether two plans say the same of the same record in the same state, whatever they number it.

    `place_was_off`: its location was turned off in ION for the count, which makes what is available unavailable.
    """
    either_way = place_was_off and {then.status, now.status} <= ADJUSTABLE
    status = then.status if either_way else now.status
    return replace(then, number=0) == replace(now, number=0, status=status)
