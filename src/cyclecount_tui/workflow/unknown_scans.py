"""Scans that nobody could place: kept with their time, and settled before the counting ends."""

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.counting_events import UnknownScanned, UnknownSettled
from cyclecount_tui.domain.entries import ScanOutcome
from cyclecount_tui.workflow.errors import Refusal
from cyclecount_tui.workflow.keeping import record
from cyclecount_tui.workflow.workplace import Workplace

LONGEST_KEPT = 500
"""Characters of a code that are kept; more was no label."""


def keep_unknown(workplace: Workplace, count: Count, text: str, near: int | None = None) -> Count:
    """Keeps a scan that is neither on the sheet nor known. `near` is the line that was up."""
    event = UnknownScanned(at=workplace.now(), by=workplace.counter, text=text[:LONGEST_KEPT], near=near)
    return record(workplace, count, event)


def settle_unknown(
    workplace: Workplace, count: Count, scan: int, outcome: ScanOutcome, *, line: int | None = None, reason: str = ""
) -> Count:
    """Says what became of an unknown scan: it is the found item of `line`, nothing to count, or for the reconciliation.

    Raises:
        Refusal: it is dismissed without a reason.
    """
    if outcome is ScanOutcome.DISMISSED and not reason.strip():
        raise Refusal("Say what it was: a scan that is dismissed needs a reason.")
    event = UnknownSettled(
        at=workplace.now(), by=workplace.counter, scan=scan, outcome=outcome, line=line, reason=reason.strip()
    )
    return record(workplace, count, event)
