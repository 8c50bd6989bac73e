"""Nothing explains it: the SOP's last resort, and what ION does not know at all."""

from collections.abc import Iterator

from cyclecount_tui.domain.causes.case import Case
from cyclecount_tui.domain.fixes import Cause, Confidence, Fix, FixKind, Suggestion
from cyclecount_tui.domain.quantities import ZERO, plain


def unknown_part(case: Case) -> Iterator[Suggestion]:
    """Floor > digital: ION has no such part number and revision, so nothing can be recorded."""
    if not case.extra or case.part is not None:
        return
    key = case.key
    known = sorted({part.revision for part in case.evidence.parts if part.number == key.part_number})
    misread = case.opposite.revisions or case.opposite.numbers
    confidence = Confidence.POSSIBLE if misread else Confidence.CERTAIN
    weakness = (
        f"{misread[0].line.key.item_words} is short by just as many, so the label may be misread" if misread else ""
    )
    if known:
        fix = Fix(FixKind.LEAVE, note=f"check the revision on the label, or create {key.words} in ION")
        sentence = f"ION has {key.part_number} in other revisions ({', '.join(known)}), not as {key.words}."
        yield Suggestion(Cause.UNKNOWN_REVISION, confidence, (sentence,), fix, weakness)
    else:
        fix = Fix(FixKind.LEAVE, note=f"check the label, or create part {key.part_number} in ION")
        yield Suggestion(Cause.UNKNOWN_PART, confidence, (f"ION has no part {key.words}.",), fix, weakness)


def unexplained_surplus(case: Case) -> Iterator[Suggestion]:
    """Floor > digital: raise the record that is here, or create one where there is none."""
    if not case.extra or case.part is None:
        return
    if case.adjustable and not case.key.serial_number:
        sentence = f"No other record of {case.key.words} accounts for {plain(case.extra)}."
        fix = Fix(FixKind.SET_QUANTITY, case.extra)
        yield Suggestion(Cause.UNEXPLAINED_SURPLUS, Confidence.LAST, (sentence,), fix)
        return
    nowhere = not case.recorded_elsewhere and not case.row.records
    twice = _would_be_there_twice(case)
    confidence = Confidence.LIKELY if nowhere and not twice else Confidence.LAST
    sentence = f"ION has no record of {case.key.words} {'anywhere' if nowhere else 'here that could be raised'}."
    fix = Fix(FixKind.CREATE, case.extra)
    yield Suggestion(Cause.FOUND_UNRECORDED, confidence, (sentence, *twice), fix)


def _would_be_there_twice(case: Case) -> tuple[str, ...]:
    """The sentence that warns of creating what a purchase line or a receipt still brings into ION; none without one."""
    open_lines = [f"purchase line {each.id}" for each in case.evidence.order_lines if each.outstanding > 0]
    loose = [f"receipt {each.receipt_id}" for each in case.evidence.receipts if each.record_id is None]
    if not open_lines and not loose:
        return ()
    named = " and ".join([*open_lines, *loose][:2])
    return (f"What {named} brings would be there twice if a record were created now.",)


def unexplained_shortage(case: Case) -> Iterator[Suggestion]:
    """Digital > floor: park the missing quantity in the discrepancy location; else take it off the records."""
    if not case.missing:
        return
    where = case.evidence.discrepancy_location
    changeable = sum((record.quantity for record in case.adjustable), ZERO)
    if changeable < case.missing:
        some = f"only {plain(changeable)}" if changeable else "none"
        rest = f"{some} of the missing {plain(case.missing)} may be changed"
        fix = Fix(FixKind.HOLD, note=f"{rest}: settle the other records in ION first")
        yield Suggestion(Cause.UNEXPLAINED_SHORTAGE, Confidence.LAST, (f"Of its records {rest}.",), fix)
        return
    sentence = f"No status, kit, run, MRB or other location explains the missing {plain(case.missing)}."
    if where is not None and where != case.here:
        park = case.move_away(case.missing, where, FixKind.PARK)
        if park is not None:
            yield Suggestion(Cause.UNEXPLAINED_SHORTAGE, Confidence.LAST, (sentence,), park)
    lower = Fix(FixKind.SET_QUANTITY, -case.missing)
    yield Suggestion(Cause.UNEXPLAINED_SHORTAGE, Confidence.LAST, (sentence,), lower)
