"""Somebody changed a record since the last count, and on the floor it is not so: a move or a booking to take back.

Source: the rules of cycle counting: movements explain a difference before anything else does, and transfers that are
recorded and not carried out are among the first suspects; the SOP's table, "parts scanned to a location accidentally".
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from cyclecount_tui.domain.causes.case import Case
from cyclecount_tui.domain.fixes import Cause, Confidence, Fix, FixKind, Portion, Suggestion
from cyclecount_tui.domain.inventory import ADJUSTABLE, Place
from cyclecount_tui.domain.quantities import plain
from cyclecount_tui.domain.record_changes import RecordChange

MOST_CHANGES = 3
"""More changes that fit than this are no lead, they are a list."""


def recorded_not_done(case: Case) -> Iterator[Suggestion]:
    """One change since the last count made digital differ by just as much as it differs from the floor.

    A record that was made or split off is no such change, nor is one that was taken back later.
    """
    changes = [change for change in case.evidence.changes if change.touches(case.here)]
    fitting = [
        change
        for change in changes
        if change.effect_at(case.here) == -case.row.difference
        and not change.made
        and not _is_split(change, case.evidence.changes)
        and _opposite(change, changes, later=True) is None
    ]
    if len(fitting) > MOST_CHANGES:
        return
    for change in fitting:
        taken_back = _opposite(change, changes, later=False)
        weakness = f"{len(fitting)} changes since the last count come to as many" if len(fitting) > 1 else ""
        if not weakness and not change.moved and taken_back is None:
            weakness = "the booking may be right, and the count came to as much by chance"
        told = [change, *([] if taken_back is None else [taken_back])]
        sentences = tuple(each.words_at(case.here) for each in told)
        fix = _take_back(case, change) or _ask(case, change)
        confidence = Confidence.POSSIBLE if weakness else Confidence.LIKELY
        yield Suggestion(Cause.RECORDED_NOT_DONE, confidence, sentences, fix, weakness)


def _take_back(case: Case, change: RecordChange) -> Fix | None:
    """The move in the other direction, where the record is still there and may be changed."""
    other = change.was_at if case.missing else change.is_at
    amount = abs(case.row.difference)
    if not change.moved or other is None or not other.name:
        return None
    records = case.row.records if case.missing else case.recorded_elsewhere
    record = next((each for each in records if each.id == change.record_id), None)
    if record is None or record.status not in ADJUSTABLE or record.quantity < amount:
        return None
    if case.extra:
        return case.move_here(record, amount) if record.location == other else None
    return Fix(FixKind.MOVE, amount, (Portion(record.id, amount),), to=_known(case, other))


def _ask(case: Case, change: RecordChange) -> Fix:
    whom = change.by or "whoever did it"
    amount = plain(abs(case.row.difference))
    return Fix(
        FixKind.HOLD, note=f"ask {whom} about the {amount} of record {change.record_id}, and put it right in ION"
    )


def _known(case: Case, place: Place) -> Place:
    """The place by the name that records tell, where they do."""
    return next((each.location for each in case.evidence.elsewhere if each.location == place), None) or place


def _is_split(change: RecordChange, changes: Sequence[RecordChange]) -> bool:
    """Whether the record became less because another one was split off it: that moves nothing by itself."""
    if change.moved or change.before is None or change.after is None:
        return False
    less: Decimal = change.before - change.after
    return any(each.made and each.origin_id == change.record_id and each.after == less for each in changes)


def _opposite(change: RecordChange, changes: Sequence[RecordChange], *, later: bool) -> RecordChange | None:
    """The change of the same record that took this one back (`later`), or that this one took back.

    The changes of a record stand with the latest first.
    """
    same = [each for each in changes if each.record_id == change.record_id]
    where = same.index(change)
    others = same[:where] if later else same[where + 1 :]
    undone = [each for each in others if not each.made and _undoes(each, change)]
    return undone[-1 if later else 0] if undone else None


def _undoes(one: RecordChange, other: RecordChange) -> bool:
    return (one.before, one.was_at, one.after, one.is_at) == (other.after, other.is_at, other.before, other.was_at)
