"""One count walked several locations: equal and opposite differences of one item are one movement.

Source: the SOP's table, "parts moved physically but not digitally"; both ends were counted, so both are known.
"""

from collections.abc import Iterator

from cyclecount_tui.domain.causes.case import Case
from cyclecount_tui.domain.comparing import Row
from cyclecount_tui.domain.fixes import Cause, Confidence, Fix, FixKind, Suggestion
from cyclecount_tui.domain.inventory import Place
from cyclecount_tui.domain.quantities import ZERO, plain


def moved_between(case: Case) -> Iterator[Suggestion]:
    """What is extra here is missing at another place of this count, or the other way round: one move, from each end."""
    opposite = [other for other in case.others if other.difference == -case.row.difference]
    rivals = sum(other.difference == case.row.difference for other in case.others)
    candidates = max(len(opposite), rivals + 1)
    for other in opposite:
        place = other.line.key.place
        fix = None if place is None else _move(case, other, place)
        if place is not None and fix is not None:
            weakness = f"{candidates} places differ by just as many" if candidates > 1 else ""
            confidence = _confidence(case, candidates)
            yield Suggestion(_cause(case, place), confidence, (_sentence(case, place),), fix, weakness)


def serial_counted_twice(case: Case) -> Iterator[Suggestion]:
    """Floor > digital: this very serial was counted at another place, too; one of both labels was misread."""
    if not case.extra or not case.key.serial_number:
        return
    for other in case.others:
        if other.floor > 0 and other.line.key.place is not None:
            where = other.line.key.place.name
            note = f"read the label, here and at {where}: there is one of a serial"
            fix = Fix(FixKind.RECOUNT, note=note, also=(other.line.number,))
            sentence = f"Serial {case.key.serial_number} was counted at {where} as well."
            yield Suggestion(Cause.SERIAL_ELSEWHERE, Confidence.CERTAIN, (sentence,), fix)


def goes_too_far(case: Case, fix: Fix) -> bool:
    """Whether a move would take a place that was counted, too, beyond what was counted there."""
    if fix.kind is not FixKind.MOVE:
        return False
    for other in case.others:
        ids = {record.id for record in other.records}
        taken = sum((portion.quantity for portion in fix.portions if portion.record_id in ids), ZERO)
        brought = fix.quantity if fix.to is not None and fix.to == other.line.key.place else ZERO
        if (taken and other.difference + taken > 0) or (brought and other.difference - brought < 0):
            return True
    return False


def _move(case: Case, other: Row, place: Place) -> Fix | None:
    if case.missing:
        return case.move_away(case.missing, place)
    portions = case.portions_of(other.records, case.extra)
    if portions is None:
        return None
    return Fix(FixKind.MOVE, case.extra, portions, to=case.here, from_name=place.name)


def _cause(case: Case, place: Place) -> Cause:
    if case.extra:
        return Cause.STILL_AT_MRB if case.is_mrb(place) else Cause.MOVED_HERE
    if case.is_mrb(place):
        return Cause.AT_MRB
    return Cause.MOVED_AWAY if case.row.floor else Cause.SCANNED_HERE


def _confidence(case: Case, candidates: int) -> Confidence:
    if candidates > 1:
        return Confidence.POSSIBLE
    return Confidence.CERTAIN if case.key.serial_number else Confidence.LIKELY


def _sentence(case: Case, place: Place) -> str:
    if case.missing:
        return f"{place.name} was counted, too, and has {plain(case.missing)} more than ION says."
    return f"{place.name} was counted, too, and has {plain(case.extra)} fewer than ION says."
