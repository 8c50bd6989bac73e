"""How often a location or a part was touched in a window of time: every touch is a chance to err."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from cyclecount_tui.domain.quantities import ZERO
from cyclecount_tui.domain.stock import Stock, StockRecord


@dataclass(frozen=True, slots=True)
class Movement:
    """Touches by location id and by part id. `transactions`: installed, kitted and moved out; else changed records.

    `told` is the number of transactions that ION tells of, whether they were gone by or not. `used`: how much they took
    by location and part id; None where ION does not say how much for half of them at least, or they were not gone by.
    It lives as long as a build takes and is shown nowhere.
    """

    by_location: Mapping[int, int] = field(default_factory=dict)
    by_part: Mapping[int, int] = field(default_factory=dict)
    transactions: bool = True
    told: int = 0
    used: Mapping[tuple[int, int], Decimal] | None = field(default=None, repr=False)

    def words(self, number: int) -> str:
        """`61 moves`, `1 record changed`."""
        if self.transactions:
            return "1 move" if number == 1 else f"{number} moves"
        return "1 record changed" if number == 1 else f"{number} records changed"


class Touch(NamedTuple):
    """A part was taken from a location, or changed there."""

    location_id: int
    part_id: int
    quantity: Decimal | None = None


def movement(stock: Stock) -> Movement:
    """What was installed, kitted and moved out; the number of records changed where ION tells too little of it.

    Consumption rate sets the cadence (cycle-counting SOP). Installed: every installation of a record in the window, at
    the record's location. Kitted: every record from which a kit that changed in the window was filled, where the kit is
    put together, else where the record is. Moved out: what records' histories tell; besides, every record split off in
    the window that lies elsewhere now than the record it was split from, for ION moves a part of a record so. Too
    little: fewer transactions in all than locations with stock, by which most locations could not be told apart.
    """
    touches = list(_transactions(stock))
    stocked = {record.location_id for record in stock.records if record.on_sheet}
    if touches and len(touches) >= len(stocked - {None}):
        return _counted(touches, transactions=True, told=len(touches))
    changed = [touch for record in stock.records if record.changed_since(stock.since) for touch in _here(record)]
    return _counted(changed, transactions=False, told=len(touches))


def _counted(touches: list[Touch], *, transactions: bool, told: int) -> Movement:
    by_location = Counter(touch.location_id for touch in touches)
    by_part = Counter(touch.part_id for touch in touches)
    return Movement(by_location, by_part, transactions, told, _used(touches) if transactions else None)


def _used(touches: list[Touch]) -> dict[tuple[int, int], Decimal] | None:
    """How much was taken, where that is known for half of what was taken at least."""
    used: dict[tuple[int, int], Decimal] = {}
    known = 0
    for place, part_id, quantity in touches:
        if quantity is not None:
            known += 1
            used[place, part_id] = used.get((place, part_id), ZERO) + quantity
    return used if 2 * known >= len(touches) and any(used.values()) else None


def _transactions(stock: Stock) -> Iterator[Touch]:
    records = {record.id: record for record in stock.records}
    taken = list(_taken(stock, records))
    out = [
        (records[each.record_id], each.location_id, each.quantity)
        for each in stock.went_out or ()
        if each.record_id in records
    ]
    for record in stock.records:
        for done in record.installations:
            if done.at >= stock.since:
                yield from _here(record, done.quantity)
    for record, place, quantity in [*taken, *out]:
        yield Touch(place, record.part_id, quantity)
    told = {(record.id, place) for record, place, _ in [*taken, *out]}
    for record in stock.records:
        left = _split_off_from(record, records, stock)
        if left is not None and (record.id, left) not in told:
            yield Touch(left, record.part_id, record.quantity)


def _taken(stock: Stock, records: Mapping[int, StockRecord]) -> Iterator[tuple[StockRecord, int, Decimal | None]]:
    for each in stock.kitted or ():
        record = records.get(each.record_id)
        place = each.location_id or (record.location_id if record else None)
        if record is not None and place is not None:
            yield record, place, each.quantity


def _split_off_from(record: StockRecord, records: Mapping[int, StockRecord], stock: Stock) -> int | None:
    """The location that a record split off in the window has left; None for any other record."""
    origin = records.get(record.origin_id or 0)
    if origin is None or record.created is None or record.created < stock.since:
        return None
    return origin.location_id if origin.location_id != record.location_id else None


def _here(record: StockRecord, quantity: Decimal | None = None) -> list[Touch]:
    return [] if record.location_id is None else [Touch(record.location_id, record.part_id, quantity)]
