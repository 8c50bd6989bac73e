"""Submitting a count and comparing it with ION: the first moment at which quantities are read."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from cyclecount_tui.domain.comparing import compare as compare_lines
from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.domain.events import Compared, Submitted
from cyclecount_tui.domain.evidence import Evidence, KitItem, Requirement
from cyclecount_tui.domain.inventory import InventoryRecord, Part, Place
from cyclecount_tui.domain.lines import natural
from cyclecount_tui.domain.quantities import ZERO
from cyclecount_tui.ion.side_by_side import SideBySide, side_by_side
from cyclecount_tui.workflow.keeping import record
from cyclecount_tui.workflow.workplace import Workplace


def submit(workplace: Workplace, count: Count) -> Count:
    """Submits the count and compares it; a count that is submitted already is only compared.

    Raises:
        DomainError: nothing was counted yet. IonError: ION cannot be read now; the count is submitted all the same
            and is compared by the next call.
    """
    if count.phase in {Phase.OPENED, Phase.COUNTING}:
        event = Submitted(at=workplace.now(), by=workplace.counter, counted_on=workplace.today())
        count = record(workplace, count, event)
    return compared(workplace, count)


def compared(workplace: Workplace, count: Count) -> Count:
    """The count with its evidence; reads ION only if that was not done yet. A fixed number of questions a count.

    Questions that do not need each other's answers are asked side by side.
    """
    if count.phase is not Phase.SUBMITTED:
        return count
    with SideBySide() as asking:
        found_parts = asking.ask(partial(_parts_of_found, workplace, count))
        mrb = asking.ask(partial(_mrb, workplace))
        discrepancy_location = asking.ask(partial(_discrepancy_location, workplace))
        here = tuple(workplace.ion.records_at(count.location.id))
        withheld = _counted_blind(workplace, count)
        gone, vanished = _left(workplace, count, here)
        gone = tuple(replace(item, quantity=ZERO) if item.location in withheld else item for item in gone)
        parts = tuple(found_parts.value)
        part_ids, serials = _in_question(count, Evidence(here, gone, vanished, parts=parts))
        others = asking.ask(partial(_elsewhere, workplace, count.location, part_ids, serials))
        kit_items = asking.ask(partial(_kit_items, workplace, part_ids))
        requirements = asking.ask(partial(_requirements, workplace, part_ids))
        elsewhere = others.value
        evidence = Evidence(
            here=here,
            gone=gone,
            vanished_ids=vanished,
            elsewhere=tuple(item for item in elsewhere if item.location not in withheld),
            kit_items=kit_items.value,
            requirements=requirements.value,
            parts=parts,
            mrb=mrb.value,
            discrepancy_location=discrepancy_location.value,
            withheld=tuple(place for place in withheld if any(item.location == place for item in elsewhere)),
        )
    return record(workplace, count, Compared(at=workplace.now(), by=workplace.counter, evidence=evidence))


def _in_question(count: Count, known: Evidence) -> tuple[list[int], list[str]]:
    """The ids of the parts and the serials that differ: what may explain them is looked for everywhere."""
    differing = [row for row in compare_lines(count.lines, count.floors, known) if row.differs]
    part_ids = {item.part.id for row in differing for item in row.records}
    part_ids |= {row.line.part_id for row in differing if row.line.part_id is not None}
    part_ids |= {part.id for part in known.parts}
    serials = {row.line.key.serial_number for row in differing if row.line.key.serial_number}
    return sorted(part_ids), sorted(serials)


def _counted_blind(workplace: Workplace, count: Count) -> tuple[Place, ...]:
    """Other locations with a count that is not submitted yet: no quantity of theirs may be kept or shown."""
    return tuple(
        Place(other.location_id, other.location_name)
        for other in workplace.store.journal.open_counts()
        if other.location_id != count.location.id and other.phase in {Phase.OPENED, Phase.COUNTING}
    )


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
    workplace: Workplace, location: Place, part_ids: list[int], serials: list[str]
) -> tuple[InventoryRecord, ...]:
    """The same parts at other locations, and the same serials whatever their status, each record once."""
    ion = workplace.ion
    found = side_by_side([partial(ion.records_of_parts, part_ids), partial(ion.records_with_serials, serials)])
    others = {
        record.id: record
        for records in found
        for record in records
        if record.location is not None and record.location.id != location.id and record.quantity > 0
    }
    return tuple(sorted(others.values(), key=_by_place))


def _by_place(record: InventoryRecord) -> tuple[tuple[tuple[int, int, str], ...], int]:
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
