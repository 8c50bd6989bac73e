"""Settling a write whose outcome is not known: ION is read again and what is there decides."""

from dataclasses import dataclass
from decimal import Decimal

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.inventory import InventoryRecord, Place
from cyclecount_tui.domain.plan import Step, Write
from cyclecount_tui.domain.quantities import plain, same
from cyclecount_tui.workflow.workplace import Workplace


@dataclass(frozen=True, slots=True)
class InIon:
    """The step was carried out: this record shows it."""

    record: InventoryRecord


@dataclass(frozen=True, slots=True)
class NotInIon:
    """The step was not carried out, and nothing changed: it can be sent again."""


@dataclass(frozen=True, slots=True)
class ChangedMeanwhile:
    """The record changed. `in_doubt`: so that nobody can tell whether the step was carried out before that."""

    sentence: str
    in_doubt: bool


Finding = InIon | NotInIon | ChangedMeanwhile


def known_ids(workplace: Workplace, write: Write, step: Step) -> tuple[int, ...]:
    """The records that the result of a split or create could be mistaken for, listed before it is sent."""
    return tuple(record.id for record in _candidates(workplace, write, step))


def find_out(workplace: Workplace, count: Count, write: Write, step: Step) -> Finding:
    """Reads ION and says whether a step of a write was carried out.

    Raises:
        IonError: ION cannot be read; the step stays unsettled.
    """
    if step is Step.SPLIT:
        return _new_record(workplace, count, write, step) or _unchanged(workplace, write.record_id, write.etag, write)
    if step is Step.CREATE:
        return _new_record(workplace, count, write, step) or NotInIon()
    if step is Step.MOVE_SPLIT:
        split = count.steps[write.number, Step.SPLIT]
        return _moved(workplace, split.record_id, split.etag, write)
    if step is Step.MOVE:
        return _moved(workplace, write.record_id, write.etag, write)
    return _set(workplace, write)


def _candidates(workplace: Workplace, write: Write, step: Step) -> list[InventoryRecord]:
    if step is Step.SPLIT and write.record_id is not None:
        return workplace.ion.children(write.record_id)
    if step is Step.CREATE and write.part_id is not None and write.to is not None:
        key = write.key
        return workplace.ion.records_matching(write.part_id, key.lot_number, key.serial_number, write.to.id)
    return []


def _new_record(workplace: Workplace, count: Count, write: Write, step: Step) -> InIon | ChangedMeanwhile | None:
    known = count.steps[write.number, step].known_ids
    fresh = [record for record in _candidates(workplace, write, step) if record.id not in known]
    ours = [record for record in fresh if same(record.quantity, write.quantity)]
    if len(ours) == 1:
        return InIon(ours[0])
    if fresh:
        ids = ", ".join(str(record.id) for record in fresh)
        return ChangedMeanwhile(
            f"ION has new records ({ids}) that may or may not come from write {write.number}.", True
        )
    return None


def _unchanged(workplace: Workplace, record_id: int | None, etag: str, write: Write) -> NotInIon | ChangedMeanwhile:
    record = _read(workplace, record_id)
    if record is None:
        return _lost(record_id, write)
    if record.etag == etag:
        return NotInIon()
    if same(record.quantity, write.before):
        return ChangedMeanwhile(
            f"Record {record_id} was changed by somebody else; write {write.number} is not in ION.", False
        )
    return ChangedMeanwhile(_doubt(record, write.before, None, write), True)


def _moved(workplace: Workplace, record_id: int | None, etag: str, write: Write) -> Finding:
    record = _read(workplace, record_id)
    if record is None:
        return _lost(record_id, write)
    if _at(record, write.to):
        return InIon(record)
    if record.etag == etag:
        return NotInIon()
    where = record.location.name if record.location else "no location"
    return ChangedMeanwhile(f"Record {record.id} was changed by somebody else and is at {where}.", False)


def _set(workplace: Workplace, write: Write) -> Finding:
    record = _read(workplace, write.record_id)
    if record is None:
        return _lost(write.record_id, write)
    if record.etag == write.etag:
        return NotInIon()
    if same(record.quantity, write.quantity):
        return InIon(record)
    if same(record.quantity, write.before):
        return ChangedMeanwhile(
            f"Record {record.id} was changed by somebody else; write {write.number} is not in ION.", False
        )
    return ChangedMeanwhile(_doubt(record, write.before, write.quantity, write), True)


def _lost(record_id: int | None, write: Write) -> ChangedMeanwhile:
    return ChangedMeanwhile(
        f"Record {record_id} is no longer in ION: it was merged or deleted, and whether write {write.number} went "
        "through before that cannot be told.",
        True,
    )


def _doubt(record: InventoryRecord, before: Decimal, after: Decimal | None, write: Write) -> str:
    expected = plain(before) if after is None else f"{plain(before)} before or {plain(after)} after"
    return (
        f"Record {record.id} holds {plain(record.quantity)}, expected {expected}: whether write {write.number} "
        "went through cannot be told."
    )


def _at(record: InventoryRecord, place: Place | None) -> bool:
    return record.location is not None and place is not None and record.location.id == place.id


def _read(workplace: Workplace, record_id: int | None) -> InventoryRecord | None:
    found = workplace.ion.records([record_id]) if record_id is not None else []
    return found[0] if found else None
