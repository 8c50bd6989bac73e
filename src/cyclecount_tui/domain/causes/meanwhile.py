"""ION's records of a line changed while the count went on: the count is not wrong, it is older than the records."""

from collections.abc import Iterator

from cyclecount_tui.domain.causes.case import Case
from cyclecount_tui.domain.fixes import Cause, Confidence, Fix, FixKind, Suggestion

_FIX = Fix(FixKind.RECOUNT, note="its records changed while it was counted")


def moved_meanwhile(case: Case) -> Iterator[Suggestion]:
    """A record of the line left, arrived, changed or vanished; no write can be right before it is counted again.

    Which quantity a record had before is not known (nobody read it), so any change counts, whatever its size.
    """
    if case.moved:
        sentences = tuple(movement.sentence for movement in case.moved)
        yield Suggestion(Cause.MOVED_MEANWHILE, Confidence.LIKELY, sentences, _FIX)
