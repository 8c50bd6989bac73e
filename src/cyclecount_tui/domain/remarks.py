"""The remarks of a count: what was left in ION beside its writes, what was refused, and what is still owed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from cyclecount_tui.domain.plan import Progress, Write
from cyclecount_tui.domain.remark_events import RemarkKind

if TYPE_CHECKING:
    from cyclecount_tui.domain.count import Count

RemarkKey = tuple[RemarkKind, int]
"""What kind, and the number of the write or line that it is about."""


@dataclass(frozen=True, slots=True)
class RemarkState:
    """Where a remark stands. `sent_at` is when it was last about to be sent; None when it never was."""

    progress: Progress
    sent_at: datetime | None = None
    record_ids: tuple[int, ...] = ()
    text: str = ""
    ion_id: int | None = None
    reason: str = ""


def comments_owed(count: "Count") -> tuple[Write, ...]:
    """The writes that are wholly in ION and have no comment yet, or one of which nobody knows."""
    done = (write for _, write in sorted(count.written.items()) if is_done(count, write))
    return tuple(write for write in done if _is_owed(count, (RemarkKind.COMMENT, write.number)))


def issues_owed(count: "Count", major: Iterable[int]) -> tuple[int, ...]:
    """Of the lines with a major discrepancy those that are posted by writes of their own and have no issue yet."""
    written = {write.line for write in count.written.values() if is_done(count, write)}
    lines = sorted(set(major) & count.posted_lines & written)
    return tuple(line for line in lines if _is_owed(count, (RemarkKind.ISSUE, line)))


def is_done(count: "Count", write: Write) -> bool:
    """Whether all steps of a write are in ION."""
    states = (count.steps.get((write.number, step)) for step in write.steps)
    return all(state is not None and state.progress is Progress.DONE for state in states)


def record_left(count: "Count", write: Write) -> int | None:
    """The record that a finished write left behind: the one that moved, was set, split off or created."""
    return count.steps[write.number, write.steps[-1]].record_id


def _is_owed(count: "Count", key: RemarkKey) -> bool:
    state = count.remarks.get(key)
    return state is None or state.progress.unsettled
