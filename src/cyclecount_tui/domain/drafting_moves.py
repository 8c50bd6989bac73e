"""Moves as exact writes: what is still to be moved, of which records, and whether they are as they were known."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from cyclecount_tui.domain.comparing import Row
from cyclecount_tui.domain.count import Choice, Count
from cyclecount_tui.domain.done_so_far import DoneSoFar, taken_for_others, taken_since
from cyclecount_tui.domain.draft_ground import (
    COUNT_ANEW,
    CannotBeWritten,
    Now,
    draft,
    present,
    refuse_unchangeable,
    warning_of,
)
from cyclecount_tui.domain.fixes import Portion
from cyclecount_tui.domain.inventory import InventoryRecord, Place
from cyclecount_tui.domain.plan import Write, WriteKind
from cyclecount_tui.domain.quantities import ZERO, plain, rounded, same
from cyclecount_tui.domain.record_seen import seen
from cyclecount_tui.domain.succession import portions_standing, succeeded_by


def moves(count: Count, row: Row, choice: Choice, now: Now, done: DoneSoFar, by_others: Decimal) -> Iterator[Write]:
    """The writes of a move: what was split off before is moved first, then what is left of each record.

    Raises:
        CannotBeWritten: a record is not as it was known.
    """
    to = choice.fix.to
    assert to is not None, "a move says where to"
    yield from _finish_splits(count, done, to, now)
    standing = portions_standing(count.successors, choice.fix.portions)
    left = (*_left_of(standing, done, abs(by_others)), *_split_off_and_merged(count, done))
    for portion in portions_standing(count.successors, left):
        yield _move(count, row, portion, to, now, touched=portion.record_id in done.taken)


def _left_of(portions: tuple[Portion, ...], done: DoneSoFar, dealt_with: Decimal) -> Iterator[Portion]:
    """What is still to be moved of each portion, after what was moved for this line and `dealt_with` for others."""
    for portion in portions:
        left = rounded(portion.quantity - done.taken.get(portion.record_id, ZERO))
        less = min(max(left, ZERO), dealt_with)
        dealt_with -= less
        if left - less > 0:
            yield Portion(portion.record_id, rounded(left - less))


def _move(
    count: Count,
    row: Row,
    portion: Portion,
    to: Place,
    now: Now,
    *,
    touched: bool,
) -> Write:
    """A move of a record that is as it was compared, but for what this count itself took from it (`touched`).

    A difference stays what it is when stock moves on; which parts are to be moved does not. So a record that somebody
    else changed is shown and not moved: what was missing here may have been booked at the other end already.
    """
    record = present(now.records, portion.record_id)
    taken = _as_expected(count, row, record, now, touched=touched)
    if record.quantity < portion.quantity:
        raise CannotBeWritten(
            f"Record {record.id} holds {plain(record.quantity)} by now, less than the {plain(portion.quantity)} "
            f"that would be moved. {COUNT_ANEW}"
        )
    whole = record.quantity == portion.quantity
    kind = WriteKind.MOVE if whole else WriteKind.SPLIT_AND_MOVE
    warning = "" if touched or taken else warning_of(count, record, now)
    return draft(row, kind, record, portion.quantity, to, warning)


def _as_expected(count: Count, row: Row, record: InventoryRecord, now: Now, *, touched: bool) -> Decimal:
    """How much this count's other fixes took from a record; one that is not as it was known is refused."""
    compared, taken_over = now.compared.get(record.id), succeeded_by(count.successors, record.id)
    known = taken_over.successor if taken_over else seen(compared) if compared else None
    if known is not None and record.location != known.place:
        where = record.location.name if record.location else "no location"
        raise CannotBeWritten(f"Record {record.id} is at {where} by now: nothing is moved. {COUNT_ANEW}")
    refuse_unchangeable(record)
    if taken_over is not None:
        when, taken = "when it was taken as the successor", taken_since(count, record.id, taken_over.first_write)
    else:
        when, taken = "at the comparison", taken_for_others(count, row.line.number, record.id)
    unchecked = known is None or (touched and taken_over is None)
    if known is not None and not unchecked and not same(record.quantity, known.quantity - taken):
        raise CannotBeWritten(
            f"Record {record.id} held {plain(known.quantity - taken)} {when} and holds {plain(record.quantity)} "
            f"now: whether the parts were moved meanwhile cannot be told. {COUNT_ANEW}"
        )
    return taken


def _split_off_and_merged(count: Count, done: DoneSoFar) -> Iterator[Portion]:
    """What was split off and not moved, of the records that somebody merged it into, as far as a person said so."""
    for record_id, write in done.adrift:
        if record_id in count.successors:
            yield Portion(record_id, write.quantity)


def _finish_splits(count: Count, done: DoneSoFar, to: Place, now: Now) -> Iterator[Write]:
    for record_id, write in done.adrift:
        if record_id in count.successors:
            continue
        record = present(now.records, record_id)
        warning = f"Split off record {write.record_id} by an earlier posting, not moved yet."
        yield replace(
            write, kind=WriteKind.MOVE, record_id=record_id, etag=record.etag, before=record.quantity,
            quantity=record.quantity, to=to, warning=warning, status=record.status, held=record.held,
        )  # fmt: skip
