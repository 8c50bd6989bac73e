"""A line that was counted as often as may be is not counted once more: what would ask for it is a hold instead."""

from dataclasses import replace

from cyclecount_tui.domain.causes.case import Case
from cyclecount_tui.domain.fixes import Fix, FixKind, Suggestion
from cyclecount_tui.domain.recounting import MOST_ATTEMPTS


def as_possible(case: Case, suggestion: Suggestion) -> Suggestion:
    """The suggestion, with a hold in place of a recount where the line was counted `MOST_ATTEMPTS` times."""
    if suggestion.fix.kind is not FixKind.RECOUNT or len(case.counts) < MOST_ATTEMPTS:
        return suggestion
    note = f"counted {MOST_ATTEMPTS} times already; begin a new count for it: {suggestion.fix.note}"
    return replace(suggestion, fix=Fix(FixKind.HOLD, note=note))
