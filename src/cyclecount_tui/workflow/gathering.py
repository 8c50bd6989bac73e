"""Reading ION for the comparison of a submitted count: what is recorded where it was counted, and what explains it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial

from cyclecount_tui.domain.comparing import Row
from cyclecount_tui.domain.comparing import compare as compare_lines
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.evidence import Evidence, KitItem, Requirement
from cyclecount_tui.domain.inventory import InventoryRecord, Part, Place
from cyclecount_tui.domain.natural_order import NaturalKey, natural
from cyclecount_tui.domain.quantities import ZERO
from cyclecount_tui.ion.side_by_side import SideBySide, side_by_side
from cyclecount_tui.workflow.blind_counts import Blind
from cyclecount_tui.workflow.counts_beside import counts_beside, tolerance_of
from cyclecount_tui.workflow.features import with_what_is_off
from cyclecount_tui.workflow.what_happened import ask_what_happened
from cyclecount_tui.workflow.workplace import Workplace


@dataclass(frozen=True, slots=True)
class _Records:
    """The records of a count as ION has them now; `away` are those of a part that no counted place holds."""

    here: tuple[InventoryRecord, ...]
    gone: tuple[InventoryRecord, ...] = ()
    vanished: tuple[int, ...] = ()
    away: tuple[InventoryRecord, ...] = ()


def records_lying(workplace: Workplace, count: Count) -> tuple[InventoryRecord, ...]:
    """All that a judgement of the lines needs: every record at the location, or every record of the part.

    The parts of the lines are read by their ids as well: ION may call them something else by now.
    """
    if not count.subject.is_part:
        return tuple(workplace.ion.records_at(count.subject.id))
    parts = {part.id for part in workplace.ion.sheet_parts([count.subject.name])}
    parts |= {line.part_id for line in count.lines if line.part_id is not None}
    return tuple(workplace.ion.records_of_parts(sorted(parts)))


def on_the_walk(workplace: Workplace, count: Count, lying: Iterable[InventoryRecord]) -> tuple[InventoryRecord, ...]:
    """Those of the records that lie where this is counted; a part is counted nowhere where extras are parked."""
    return tuple(item for item in lying if not count.subject.is_part or not _is_away(workplace, item))


def _is_away(workplace: Workplace, item: InventoryRecord) -> bool:
    return item.location is None or item.location.name == workplace.practice.discrepancy_location


def evidence_for(
    workplace: Workplace,
    count: Count,
    blind: Blind,
    lying: tuple[InventoryRecord, ...] | None = None,
    doubtful: Iterable[int] = (),
) -> Evidence:
    """What ION knows of a count; of what is being counted blind, nothing. Asks side by side what can be.

    `lying` is given where it was read already; `doubtful` are lines that are looked into whether they differ or not.
    """
    with SideBySide() as asking:
        records, known = _known(asking, workplace, count, blind, lying)
        rows = _in_question(count, known, frozenset(doubtful))
        part_ids, serials = _parts_and_serials(rows, known)
        beside = asking.ask(partial(counts_beside, workplace, count, rows, blind))
        others = asking.ask(partial(_elsewhere, workplace, count, part_ids, serials))
        installed = asking.ask(partial(_installed, workplace, count, known))
        happened = ask_what_happened(asking, workplace, count, part_ids, blind)
        kit_items = asking.ask(partial(_kit_items, workplace, part_ids))
        requirements = asking.ask(partial(_requirements, workplace, part_ids))
        elsewhere = _sorted_once([*records.away, *others.value], known.here)
        everything = (*records.here, *elsewhere)
        found = replace(
            known,
            here=(*known.here, *blind.shown(installed.value)),
            elsewhere=blind.shown(elsewhere),
            kit_items=kit_items.value,
            requirements=requirements.value,
            withheld=blind.places_in(everything),
            withheld_parts=blind.parts_in(everything),
            earlier=beside.value.earlier,
            nearby=beside.value.nearby,
            tolerance=tolerance_of(workplace, count),
        )
        return with_what_is_off(happened().into(found, blind), workplace.ion.features)


def _known(
    asking: SideBySide, workplace: Workplace, count: Count, blind: Blind, lying: tuple[InventoryRecord, ...] | None
) -> tuple[_Records, Evidence]:
    """The records of the count, and the evidence that shows which lines are in question."""
    found_parts = asking.ask(partial(_parts_of_found, workplace, count))
    mrb = asking.ask(partial(_mrb, workplace))
    discrepancy_location = asking.ask(partial(_discrepancy_location, workplace))
    records = _records(workplace, count, records_lying(workplace, count) if lying is None else lying)
    return records, Evidence(
        here=blind.shown(records.here),
        gone=tuple(replace(item, quantity=ZERO, held=ZERO) if blind.hides(item) else item for item in records.gone),
        vanished_ids=records.vanished,
        parts=tuple(found_parts.value),
        mrb=mrb.value,
        discrepancy_location=discrepancy_location.value,
    )


def _records(workplace: Workplace, count: Count, lying: tuple[InventoryRecord, ...]) -> _Records:
    return (_of_part if count.subject.is_part else _at_location)(workplace, count, lying)


def _at_location(workplace: Workplace, count: Count, here: tuple[InventoryRecord, ...]) -> _Records:
    """Every record at the location, and those of the sheet that are not there any more."""
    left, vanished = _left(workplace, count, here)
    return _Records(here, left, vanished)


def _of_part(workplace: Workplace, count: Count, lying: tuple[InventoryRecord, ...]) -> _Records:
    """The part's records at all locations; one of the sheet that was emptied or installed meanwhile is read, too."""
    emptied, vanished = _left(workplace, count, lying)
    walked = {record_id: line.key.place for line in count.lines for record_id in line.record_ids}
    here: list[InventoryRecord] = []
    away: list[InventoryRecord] = []
    gone = []
    for item in (*lying, *emptied):
        if item.id in walked and item.location != walked[item.id]:
            gone.append(item)
        (away if _is_away(workplace, item) else here).append(item)
    return _Records(tuple(sorted(here, key=_by_place)), tuple(gone), vanished, tuple(away))


def _in_question(count: Count, known: Evidence, doubtful: frozenset[int]) -> tuple[Row, ...]:
    """The rows that differ, or may: what explains them is looked for everywhere."""
    rows = compare_lines(count.lines, count.floors, known, count.settled)
    return tuple(row for row in rows if row.differs or row.line.number in doubtful)


def _parts_and_serials(rows: Iterable[Row], known: Evidence) -> tuple[list[int], list[str]]:
    """The ids of the parts of these rows and of what was found, and the serials of these rows."""
    rows = tuple(rows)
    part_ids = {item.part.id for row in rows for item in row.records}
    part_ids |= {row.line.part_id for row in rows if row.line.part_id is not None}
    part_ids |= {part.id for part in known.parts}
    serials = {row.line.key.serial_number for row in rows if row.line.key.serial_number}
    return sorted(part_ids), sorted(serials)


def _left(
    workplace: Workplace, count: Count, here: Iterable[InventoryRecord]
) -> tuple[tuple[InventoryRecord, ...], tuple[int, ...]]:
    """Records of the sheet that are not here any more, and ids that ION does not have any more."""
    present = {record.id for record in here}
    missing = [record_id for line in count.lines for record_id in line.record_ids if record_id not in present]
    if not missing:
        return (), ()
    gone = tuple(workplace.ion.records(missing))
    still_known = {record.id for record in gone}
    return gone, tuple(record_id for record_id in missing if record_id not in still_known)


def _parts_of_found(workplace: Workplace, count: Count) -> list[Part]:
    numbers = sorted({line.key.part_number for line in count.lines if line.found})
    return workplace.ion.parts_numbered(numbers) if numbers else []


def _elsewhere(
    workplace: Workplace, count: Count, part_ids: list[int], serials: list[str]
) -> tuple[InventoryRecord, ...]:
    """The same parts at other locations, and the same serials whatever their status.

    Of a counted part all records are known; only its serials are looked for, under other parts' numbers, too.
    """
    ion = workplace.ion
    with_serials = partial(ion.records_with_serials, serials)
    of_parts = partial(ion.records_of_parts, part_ids)
    found = side_by_side([with_serials] if count.subject.is_part else [of_parts, with_serials])
    here = count.subject.place
    return tuple(
        record
        for records in found
        for record in records
        if record.location is not None and record.location != here and record.quantity > 0
    )


def _installed(workplace: Workplace, count: Count, known: Evidence) -> tuple[InventoryRecord, ...]:
    """For a part: what is recorded as installed at the places where more was found than is recorded."""
    if not count.subject.is_part:
        return ()
    rows = [row for row in compare_lines(count.lines, count.floors, known, count.settled) if row.difference > 0]
    places = {row.line.key.place.id for row in rows if row.line.key.place is not None}
    parts = {record.part.id for row in rows for record in row.records}
    parts |= {row.line.part_id for row in rows if row.line.part_id is not None}
    known_ids = {record.id for record in known.here}
    found = workplace.ion.installed_at(parts, places)
    return tuple(record for record in found if record.id not in known_ids)


def _sorted_once(records: Iterable[InventoryRecord], here: Iterable[InventoryRecord]) -> tuple[InventoryRecord, ...]:
    """Each record once, by the name of its place, and none of those that are here."""
    known = {record.id for record in here}
    others = {record.id: record for record in records if record.id not in known}
    return tuple(sorted(others.values(), key=_by_place))


def _by_place(record: InventoryRecord) -> tuple[NaturalKey, int]:
    return natural(record.location.name if record.location else ""), record.id


def _kit_items(workplace: Workplace, part_ids: list[int]) -> tuple[KitItem, ...]:
    """What open kits want."""
    return tuple(workplace.ion.open_kit_items(part_ids))


def _requirements(workplace: Workplace, part_ids: list[int]) -> tuple[Requirement, ...]:
    """What assemblies in progress call for."""
    return tuple(workplace.ion.open_requirements(part_ids))


def _mrb(workplace: Workplace) -> tuple[Place, ...]:
    mark = workplace.practice.mrb_mark
    if not mark:
        return ()
    places = [location.place for location in workplace.ion.locations_like(f"%{mark}%")]
    return tuple(sorted(places, key=lambda place: natural(place.name)))


def _discrepancy_location(workplace: Workplace) -> Place | None:
    name = workplace.practice.discrepancy_location
    named = workplace.ion.locations_named(name) if name else []
    return named[0].place if len(named) == 1 else None
