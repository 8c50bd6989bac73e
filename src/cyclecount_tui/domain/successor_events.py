"""What a person says of records that ION merged away, as facts of the journal."""

from dataclasses import dataclass
from typing import Literal

from cyclecount_tui.domain.fact import Fact
from cyclecount_tui.domain.record_seen import RecordSeen


@dataclass(frozen=True, slots=True, kw_only=True)
class SuccessorTaken(Fact):
    """For a line, this record stands for those that are gone from now on: `successor` as the person was shown it."""

    line: int
    gone: tuple[int, ...]
    successor: RecordSeen
    kind: Literal["successor_taken"] = "successor_taken"


SuccessorEvent = SuccessorTaken
"""Everything of this kind that a journal may hold."""
