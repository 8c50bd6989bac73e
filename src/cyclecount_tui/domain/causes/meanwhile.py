"""ION's records moved while the count went on, by just the difference: the count is not wrong, it is old."""

from collections.abc import Iterator

from cyclecount_tui.domain.causes.case import Case
from cyclecount_tui.domain.fixes import Cause, Confidence, Fix, FixKind, Suggestion
from cyclecount_tui.domain.lines import key_of
from cyclecount_tui.domain.quantities import plain

_FIX = Fix(FixKind.HOLD, note="count this line again: its records moved while it was counted")


def moved_meanwhile(case: Case) -> Iterator[Suggestion]:
    """A record that left holds just what is extra, or one that arrived holds just what is missing."""
    for record in case.evidence.gone:
        if key_of(record) == case.key and record.quantity == case.extra:
            where = record.location.name if record.location else "no location"
            said = f"Record {record.id} with {plain(record.quantity)} went to {where} after the sheet was read."
            yield Suggestion(Cause.MOVED_MEANWHILE, Confidence.LIKELY, (said,), _FIX)
    for record in case.row.records:
        if record.id not in case.row.line.record_ids and not case.row.line.found and record.quantity == case.missing:
            said = f"Record {record.id} with {plain(record.quantity)} came here after the sheet was read."
            yield Suggestion(Cause.MOVED_MEANWHILE, Confidence.LIKELY, (said,), _FIX)
