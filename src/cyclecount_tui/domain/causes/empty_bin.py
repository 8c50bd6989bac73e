"""A nought was entered, and nobody said that there is none.

Source: the rules of cycle counting: a count of 0 where something is expected is confirmed as an act of its own before
anything is written, and the neighbouring bins are looked through.
"""

from collections.abc import Iterator

from cyclecount_tui.domain.causes.case import Case
from cyclecount_tui.domain.fixes import Cause, Confidence, Fix, FixKind, Suggestion
from cyclecount_tui.domain.quantities import plain

_NOTE = "look at the bins beside it, too; then enter what is there, or confirm that there is none"


def not_confirmed(case: Case) -> Iterator[Suggestion]:
    """Digital > 0, and the count is 0 by an entry that is not a confirmed none; two counts that agree confirm it."""
    entry = case.entry
    if case.row.floor != 0 or case.row.digital <= 0 or entry is None or entry.none or case.agreed:
        return
    said = f"{entry.by} entered 0 on {entry.at:%-d %b} and did not confirm that there is none"
    evidence = (f"Counted 0, recorded {plain(case.row.digital)}.", f"{said}.")
    weakness = "a 0 may be meant as none"
    yield Suggestion(
        Cause.EMPTY_NOT_CONFIRMED, Confidence.POSSIBLE, evidence, Fix(FixKind.RECOUNT, note=_NOTE), weakness
    )
