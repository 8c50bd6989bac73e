"""What a difference is worth in itself, when nothing that ION records explains it: little, or a count by somebody else.

Source: the rules of cycle counting: within tolerance the quantity is adjusted without more ado; beyond it the first
count alone proves nothing, and somebody else counts again; what two counts agree on is adjusted, with both of them as
its proof.
"""

from collections.abc import Iterable, Iterator

from cyclecount_tui.domain.attempts_told import AttemptTold
from cyclecount_tui.domain.causes import last_resort
from cyclecount_tui.domain.causes.case import Case
from cyclecount_tui.domain.fixes import Cause, Confidence, Fix, FixKind, Suggestion
from cyclecount_tui.domain.quantities import ZERO, plain, signed


def counts_agree(case: Case) -> Iterator[Suggestion]:
    """Two counts found the same difference: what is done where nothing explains it is more than a last resort then."""
    if not case.agreed:
        return
    first = next((each for each in _last_resorts(case) if each.fix.kind.writes), None)
    if first is not None:
        counts = ", ".join(_told(each) for each in case.counts if each.agrees)
        evidence = (f"{counts}: the same difference, {signed(case.row.difference)}.", *first.evidence)
        yield Suggestion(Cause.COUNTS_AGREE, Confidence.LIKELY, evidence, first.fix)


def within_tolerance(case: Case) -> Iterator[Suggestion]:
    """The line is off by no more than its class may be: set its quantity."""
    applied = case.evidence.tolerance
    if applied is None or case.agreed or not applied.tolerance.takes(case.row):
        return
    changeable = sum((record.quantity for record in case.adjustable), ZERO)
    if case.adjustable and changeable >= case.missing:
        percent = abs(case.row.difference) * 100 / case.row.digital
        said = f"{signed(case.row.difference)} of {plain(case.row.digital)} is {percent:.2g} %: within {applied.words}."
        fix = Fix(FixKind.SET_QUANTITY, case.row.difference)
        yield Suggestion(Cause.WITHIN_TOLERANCE, Confidence.POSSIBLE, (said,), fix)


def beyond_at_first_count(case: Case) -> Iterator[Suggestion]:
    """The line is off by more than its class may be, and was counted once: somebody else should count it again.

    Where nobody has to, that is the last of the last resorts; where it was waived, it comes before them.
    """
    applied, counts = case.evidence.tolerance, case.counts
    if applied is None or case.moved or len(counts) != 1 or applied.tolerance.takes(case.row):
        return
    by = counts[0].entry.by
    said = f"Counted once, by {by}: {signed(case.row.difference)} is beyond {applied.words}."
    fix = Fix(FixKind.RECOUNT, note=f"by somebody other than {by}")
    confidence = Confidence.POSSIBLE if applied.required else Confidence.LAST
    yield Suggestion(Cause.BEYOND_TOLERANCE, confidence, (said,), fix)


def without_repeats(found: Iterable[Suggestion]) -> Iterator[Suggestion]:
    """The same, without what two counts or a tolerance offer better already."""
    better: list[Fix] = []
    for each in found:
        if each.cause in {Cause.COUNTS_AGREE, Cause.WITHIN_TOLERANCE, Cause.POSTED_NEXT_DOOR}:
            better.append(each.fix)
        elif each.confidence is Confidence.LAST and each.fix in better:
            continue
        yield each


def _last_resorts(case: Case) -> Iterator[Suggestion]:
    for detector in (last_resort.unexplained_surplus, last_resort.unexplained_shortage):
        yield from detector(case)


def _told(counted: AttemptTold) -> str:
    """`1st count Ann 76 (12*6+4) on 2 Mar at 09:05`."""
    return f"{counted.words} on {counted.entry.at.astimezone():%-d %b at %H:%M}"
