"""Records that a fix needs and ION no longer has, and what may be their successor: a person says whether it is.

The survivor of a merge is one of the merged records or a new one, as the tenant has it; so it is looked for by part,
lot, serial and location, and never followed without asking.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.done_so_far import done_so_far
from cyclecount_tui.domain.evidence import records_compared
from cyclecount_tui.domain.fixes import FixKind
from cyclecount_tui.domain.inventory import InventoryRecord
from cyclecount_tui.domain.plan import Progress, Step
from cyclecount_tui.domain.quantities import ZERO, plain
from cyclecount_tui.domain.record_seen import RecordSeen, seen
from cyclecount_tui.domain.sent_back import comparison_of
from cyclecount_tui.domain.succession import portions_standing, stands_for


@dataclass(frozen=True, slots=True)
class Gone:
    """A record that the fix of a line needs and ION no longer has, as it was known last, and what may stand for it."""

    line: int
    record: RecordSeen
    candidates: tuple[RecordSeen, ...]


@dataclass(frozen=True, slots=True)
class _Needed:
    """A record that a fix needs, as it was known last: where and how much, and of what."""

    record: RecordSeen
    part_id: int | None
    lot_number: str
    serial_number: str

    def alike(self, record: InventoryRecord) -> bool:
        """Whether another record is of the same part, lot and serial, and lies where this one did."""
        same_item = (record.part.id, record.lot_number, record.serial_number)
        return same_item == (self.part_id, self.lot_number, self.serial_number) and record.location == self.record.place


def gone_records(count: Count, line: int, now: Mapping[int, InventoryRecord]) -> tuple[Gone, ...]:
    """What the fix of a line needs and is gone. `now`: what it needs, and all records of its part, as ION has them."""
    missing = {known.record.record_id: known for known in _needed(count, line) if known.record.record_id not in now}
    return tuple(
        Gone(line, known.record, may_stand_for(count, line, filter(known.alike, now.values())))
        for known in missing.values()
    )


def may_stand_for(count: Count, line: int, alike: Iterable[InventoryRecord]) -> tuple[RecordSeen, ...]:
    """Those of the records of one part, lot, serial and place that may have taken a gone one in, by id.

    A record that is as it was when this count last knew it has not taken another one in.
    """
    etags = _etags(count, line)
    found = (record for record in alike if record.expected_on_shelf and etags.get(record.id) != record.etag)
    return tuple(seen(record) for record in sorted(found, key=lambda record: record.id))


def decided_together(gone: Sequence[Gone]) -> tuple[Gone, ...]:
    """Of what is gone of one line, what one decision is about: all where one record only may stand for it, else one."""
    offered = {each.record_id for one in gone for each in one.candidates}
    return tuple(one for one in gone if one.candidates) if len(offered) == 1 else tuple(gone[:1])


def needed_ids(count: Count, line: int) -> set[int]:
    """The ids of the records that the fix of a line needs by now."""
    return {known.record.record_id for known in _needed(count, line)}


def gone_words(gone: Gone) -> str:
    """What became of it, which records may stand for it, and what to do."""
    known = gone.record
    where = known.place.name if known.place else "no location"
    said = (
        f"Record {known.record_id} ({plain(known.quantity)} at {where}) is no longer in ION: it was merged or deleted."
    )
    if not gone.candidates:
        return (
            f"{said} No other record of its part, lot and serial has come or changed there. Leave it with a note, "
            "and count it anew."
        )
    held = " and ".join(f"record {each.record_id} with {plain(each.quantity)}" for each in gone.candidates)
    lies = "lies" if len(gone.candidates) == 1 else "lie"
    return (
        f"{said} There {lies} {held}, of the same part and lot. If that took it in, take it as the successor "
        "(cyclecount successor); else leave it with a note, and count it anew."
    )


def _needed(count: Count, line: int) -> Iterator[_Needed]:
    choice, row = count.choices[line], count.rows_by_line[line]
    done, compared = done_so_far(count, line), records_compared(comparison_of(count, line).evidence)
    if choice.fix.kind is FixKind.SET_QUANTITY:
        emptied = _emptied(count)
        yield from (_as_known(count, record) for record in row.records if record.id not in emptied)
    elif choice.fix.kind in {FixKind.MOVE, FixKind.PARK}:
        total = {each.record_id: each.quantity for each in portions_standing(count.successors, choice.fix.portions)}
        for portion in choice.fix.portions:
            standing, known = stands_for(count.successors, portion.record_id), compared.get(portion.record_id)
            if known is not None and total[standing] > done.taken.get(standing, ZERO):
                yield _as_known(count, known)
        for record_id, write in done.adrift:
            piece = RecordSeen(record_id, write.quantity, write.at)
            yield _standing(count, _Needed(piece, write.part_id, write.key.lot_number, write.key.serial_number))


def _as_known(count: Count, record: InventoryRecord) -> _Needed:
    return _standing(count, _Needed(seen(record), record.part.id, record.lot_number, record.serial_number))


def _standing(count: Count, known: _Needed) -> _Needed:
    """The record that stands for it by now, where a person took a successor."""
    record_id = known.record.record_id
    for _ in range(len(count.successors)):
        succession = count.successors.get(record_id)
        if succession is None:
            break
        record_id = succession.successor.record_id
        known = _Needed(succession.successor, known.part_id, known.lot_number, known.serial_number)
    return known


def _emptied(count: Count) -> set[int | None]:
    """The records that this count set to 0: nothing of them is needed any more."""
    return {
        count.written[number].record_id
        for (number, step), state in count.steps.items()
        if step is Step.SET and state.progress is Progress.DONE and not count.written[number].quantity
    }


def _etags(count: Count, line: int) -> Mapping[int, str]:
    """The version in which this count last knew each record."""
    etags = {
        record_id: record.etag for record_id, record in records_compared(comparison_of(count, line).evidence).items()
    }
    left_behind = (state for state in count.steps.values() if state.progress is Progress.DONE)
    etags.update({state.record_id: state.etag for state in left_behind if state.record_id is not None})
    return etags
