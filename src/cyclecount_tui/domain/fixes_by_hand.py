"""A fix that a person makes for a line, checked against what was counted and what ION had at the comparison."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from cyclecount_tui.domain.causes.doubts import why_not_written
from cyclecount_tui.domain.comparing import Row
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.errors import DomainError
from cyclecount_tui.domain.evidence import Evidence
from cyclecount_tui.domain.fixes import Fix, FixKind, Portion
from cyclecount_tui.domain.inventory import InventoryRecord, Place
from cyclecount_tui.domain.lines import part_of
from cyclecount_tui.domain.quantities import ZERO, plain, rounded
from cyclecount_tui.domain.sent_back import comparison_of
from cyclecount_tui.domain.which_records import NO_KITS, adjustable, portions_of

_SCRAP = re.compile(r"(?<![a-z])scrap", re.IGNORECASE)


class About(StrEnum):
    """Which answer of a fix made by hand is wrong."""

    KIND = "kind"
    PLACE = "place"
    QUANTITY = "quantity"
    REASON = "reason"


class NotPossible(DomainError):
    """A fix made by hand does not fit what was counted or what ION has; `about` is the answer to change."""

    def __init__(self, about: About, sentence: str) -> None:
        super().__init__(sentence)
        self.about = about


@dataclass(frozen=True, slots=True)
class HandMade:
    """What a person asks for.

    `quantity` is how many to move, park or create; for set quantity it is what ION shall have here afterwards. None
    stands for all of the difference. `place` is the other end of a move: where missing parts are, or where extra ones
    come from.
    """

    kind: FixKind
    quantity: Decimal | None = None
    place: Place | None = None
    reason: str = ""


def kinds_by_hand(count: Count, row: Row) -> tuple[FixKind, ...]:
    """What can be done about a discrepancy by hand; where its difference is not known, nothing that writes."""
    if row.line.number in count.unsure or not row.differs:
        return FixKind.HOLD, FixKind.LEAVE
    parked = (FixKind.PARK,) if row.difference < 0 and _parking(count, row) is not None else ()
    raised = (FixKind.CREATE,) if row.difference > 0 and not _may_be_raised(row) else (FixKind.SET_QUANTITY,)
    return FixKind.MOVE, *raised, *parked, FixKind.HOLD, FixKind.LEAVE


def fix_by_hand(count: Count, row: Row, asked: HandMade) -> Fix:
    """The fix of a row as a person wants it.

    Raises:
        NotPossible: it moves, sets or creates more than there is, or it does not fit the row otherwise.
    """
    note = asked.reason.strip()
    if not note:
        raise NotPossible(About.REASON, "A fix made by hand needs a reason: say why it is right.")
    if asked.kind in {FixKind.HOLD, FixKind.LEAVE}:
        return Fix(asked.kind, note=note)
    unknown = why_not_written(count, row.line.number)
    if unknown:
        raise NotPossible(About.KIND, unknown)
    make = _MAKERS.get(asked.kind)
    if make is None or not row.differs:
        raise NotPossible(About.KIND, "That is no fix to make by hand: move, set, create, park, hold or leave.")
    return make(count, row, asked, note)


def _move(count: Count, row: Row, asked: HandMade, note: str) -> Fix:
    here, place = count.place_of(row.line.key), asked.place
    if place is None:
        end = "where the parts are" if row.difference < 0 else "where the extra parts came from"
        raise NotPossible(About.PLACE, f"A move needs the other location: say {end}.")
    if place == here:
        raise NotPossible(About.PLACE, f"{here.name} is where it was counted: say the other location of the move.")
    quantity = _part_of_difference(row, asked.quantity)
    return (_away if row.difference < 0 else _to_here)(count, row, place, quantity, note)


def _away(count: Count, row: Row, place: Place, quantity: Decimal, note: str) -> Fix:
    if _SCRAP.search(place.name):
        raise NotPossible(
            About.PLACE,
            f"What was not found is not scrap, so nothing is moved to {place.name}: park it or hold it, and scrap in "
            "ION what somebody sees there.",
        )
    kind = FixKind.PARK if place == _parking(count, row) else FixKind.MOVE
    portions = _taken(count, row, row.records, quantity)
    if portions is None:
        raise NotPossible(About.QUANTITY, _too_few_may_change(row, quantity))
    return Fix(kind, quantity, portions, to=place, note=note)


def _to_here(count: Count, row: Row, place: Place, quantity: Decimal, note: str) -> Fix:
    item, known = row.line.key.item_words, _evidence(count, row)
    if known is not None and place in known.withheld:
        raise NotPossible(
            About.PLACE,
            f"{place.name} is being counted blind: what it has is not known here. Hold this line until then.",
        )
    there = adjustable(_records_at(count, row, place))
    held = sum((record.quantity for record in there), ZERO)
    if not there:
        raise NotPossible(About.PLACE, f"ION had no {item} at {place.name} that may be moved: say another location.")
    portions = _taken(count, row, there, quantity)
    if portions is None:
        raise NotPossible(
            About.QUANTITY, f"ION had {plain(held)} of {item} at {place.name} that may be moved, not {plain(quantity)}."
        )
    return Fix(FixKind.MOVE, quantity, portions, to=count.place_of(row.line.key), from_name=place.name, note=note)


def _set_quantity(count: Count, row: Row, asked: HandMade, note: str) -> Fix:
    wanted = row.floor if asked.quantity is None else rounded(asked.quantity)
    change = rounded(wanted - row.digital)
    if wanted < 0 or not change or change * row.difference < 0 or abs(change) > abs(row.difference):
        counted, recorded = plain(row.floor), plain(row.digital)
        raise NotPossible(
            About.QUANTITY,
            f"{counted} were counted and ION has {recorded}: set it to {counted}, or to a quantity between the two.",
        )
    _whole_serial(row, wanted)
    if change > 0 and not _may_be_raised(row):
        raise NotPossible(
            About.KIND, "ION has no record here that could be raised: create one, or move from elsewhere."
        )
    if change < 0 and _taken(count, row, row.records, -change) is None:
        raise NotPossible(About.QUANTITY, _too_few_may_change(row, -change))
    return Fix(FixKind.SET_QUANTITY, change, note=note, wanted=None if asked.quantity is None else wanted)


def _create(count: Count, row: Row, asked: HandMade, note: str) -> Fix:
    if row.difference < 0:
        raise NotPossible(About.KIND, "Parts are missing here: a new record would make ION further from what is there.")
    if _may_be_raised(row):
        raise NotPossible(About.KIND, f"ION has record {adjustable(row.records)[0].id} here: set its quantity instead.")
    if _part_id(count, row) is None:
        raise NotPossible(About.KIND, f"ION does not know {row.line.key.item_words}: create the part in ION first.")
    quantity = _part_of_difference(row, asked.quantity)
    elsewhere = _elsewhere(count, row) if row.line.key.serial_number else None
    if elsewhere is not None:
        where = elsewhere.location.name if elsewhere.location else "no location"
        raise NotPossible(About.KIND, f"ION has this serial at {where} (record {elsewhere.id}): move it here instead.")
    return Fix(FixKind.CREATE, quantity, note=note)


def _park(count: Count, row: Row, asked: HandMade, note: str) -> Fix:
    place = _parking(count, row)
    if row.difference > 0:
        raise NotPossible(
            About.KIND, "Only what is missing is parked: move the extra parts from elsewhere, or book them."
        )
    if place is None:
        raise NotPossible(
            About.KIND,
            "There is no discrepancy location to park in: count.discrepancy_location names it in the settings.",
        )
    return _away(count, row, place, _part_of_difference(row, asked.quantity), note)


_MAKERS: Mapping[FixKind, Callable[[Count, Row, HandMade, str], Fix]] = {
    FixKind.MOVE: _move,
    FixKind.SET_QUANTITY: _set_quantity,
    FixKind.CREATE: _create,
    FixKind.PARK: _park,
}


def _part_of_difference(row: Row, quantity: Decimal | None) -> Decimal:
    """How many of what is missing or extra; a fix never goes beyond what was counted."""
    apart = abs(row.difference)
    wanted = apart if quantity is None else rounded(quantity)
    if wanted <= 0:
        raise NotPossible(About.QUANTITY, f"Say how many, more than 0 and at most {plain(apart)}.")
    if wanted > apart:
        how = "missing" if row.difference < 0 else "extra"
        raise NotPossible(About.QUANTITY, f"Only {plain(apart)} are {how} by the count: say at most so many.")
    _whole_serial(row, wanted)
    return wanted


def _whole_serial(row: Row, quantity: Decimal) -> None:
    if row.line.key.serial_number and quantity not in {ZERO, Decimal(1)}:
        raise NotPossible(About.QUANTITY, f"A serial is one piece: 0 or 1, not {plain(quantity)}.")


def _too_few_may_change(row: Row, quantity: Decimal) -> str:
    held = sum((record.quantity for record in adjustable(row.records)), ZERO)
    return (
        f"The records here that may be changed hold {plain(held)}, less than {plain(quantity)}: settle the others "
        "(kitted, in work, on order) in ION first."
    )


def _evidence(count: Count, row: Row) -> Evidence | None:
    """What the row was compared with: after a recount of others that is an earlier reading."""
    return comparison_of(count, row.line.number).evidence


def _taken(count: Count, row: Row, records: Iterable[InventoryRecord], quantity: Decimal) -> tuple[Portion, ...] | None:
    known = _evidence(count, row)
    return portions_of(records, quantity, known.in_kits if known else NO_KITS)


def _may_be_raised(row: Row) -> bool:
    return bool(adjustable(row.records)) and not row.line.key.serial_number


def _parking(count: Count, row: Row) -> Place | None:
    known = _evidence(count, row)
    place = known.discrepancy_location if known else None
    return None if place == count.place_of(row.line.key) else place


def _part_id(count: Count, row: Row) -> int | None:
    if row.records:
        return row.records[0].part.id
    known = _evidence(count, row)
    part = part_of(row.line, known.parts if known else ())
    return row.line.part_id if part is None else part.id


def _records_at(count: Count, row: Row, place: Place) -> Iterable[InventoryRecord]:
    """What ION had of the same item at another place."""
    return [record for record in _of_item(count, row) if record.location == place]


def _elsewhere(count: Count, row: Row) -> InventoryRecord | None:
    """Another record of the same item that is in ION's books, wherever it is."""
    own = {record.id for record in row.records}
    return next((each for each in _of_item(count, row) if each.id not in own and each.quantity > 0), None)


def _of_item(count: Count, row: Row) -> Iterable[InventoryRecord]:
    """What ION had at the comparison; what left while the count went on is left out, for nobody knows when."""
    part_id, key, known = _part_id(count, row), row.line.key, _evidence(count, row)
    for record in (*known.here, *known.elsewhere) if known is not None else ():
        same_lot = (record.lot_number, record.serial_number) == (key.lot_number, key.serial_number)
        if record.part.id == part_id and same_lot:
            yield record
