"""Material review board locations: parts go there and come back without a move in the records.

Source: the SOP's table, "move MRB parts to the correct location" and "find part inventory at MRB locations and move it
to the lineside location".
"""

from collections.abc import Iterator

from cyclecount_tui.domain.causes.case import Case
from cyclecount_tui.domain.fixes import Cause, Confidence, Suggestion
from cyclecount_tui.domain.inventory import ADJUSTABLE, InventoryRecord
from cyclecount_tui.domain.quantities import plain


def taken_to_mrb(case: Case) -> Iterator[Suggestion]:
    """Digital > floor: the same part, lot and serial is at an MRB location."""
    if not case.missing or case.is_mrb(case.here):
        return
    for record in _at_mrb(case):
        fix = case.move_away(case.missing, record.location) if record.location else None
        if fix is not None:
            sure = record.quantity == case.missing or bool(record.open_issues)
            weakness = "" if sure else _weakness(record, f"missing {plain(case.missing)}")
            yield Suggestion(Cause.AT_MRB, _confidence(sure), (_sentence(record),), fix, weakness)


def back_from_mrb(case: Case) -> Iterator[Suggestion]:
    """Floor > digital: an MRB location has a record that holds what is extra here."""
    if not case.extra or case.is_mrb(case.here):
        return
    for record in _at_mrb(case):
        if record.status in ADJUSTABLE and record.quantity >= case.extra:
            fix = case.move_here(record, case.extra)
            sure = record.quantity == case.extra
            weakness = "" if sure else _weakness(record, f"extra {plain(case.extra)}")
            yield Suggestion(Cause.STILL_AT_MRB, _confidence(sure), (_sentence(record),), fix, weakness)


def _at_mrb(case: Case) -> list[InventoryRecord]:
    return [record for record in case.elsewhere if case.is_mrb(record.location)]


def _confidence(sure: bool) -> Confidence:
    return Confidence.LIKELY if sure else Confidence.POSSIBLE


def _weakness(record: InventoryRecord, wanted: str) -> str:
    return f"record {record.id} holds {plain(record.quantity)}, not just the {wanted}"


def _sentence(record: InventoryRecord) -> str:
    where = record.location.name if record.location else "an MRB location"
    what = f"{plain(record.quantity)} of lot {record.lot_number}" if record.lot_number else plain(record.quantity)
    since = f" since {record.updated:%-d %b}" if record.updated else ""
    issue = f", issue {record.open_issues[0]}" if record.open_issues else ""
    return f"Record {record.id}: {what} at {where}{since}{issue}."
