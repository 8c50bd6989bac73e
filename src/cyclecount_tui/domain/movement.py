"""How often a location or a part was touched in a window of time: every touch is a chance to err."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from cyclecount_tui.domain.stock import Stock, StockRecord


@dataclass(frozen=True, slots=True)
class Movement:
    """Touches by location id and by part id. `transactions`: installed, kitted and moved out; else changed records.

    `told` is the number of transactions that ION tells of, whether they were gone by or not.
    """

    by_location: Mapping[int, int] = field(default_factory=dict)
    by_part: Mapping[int, int] = field(default_factory=dict)
    transactions: bool = True
    told: int = 0

    def words(self, number: int) -> str:
        """`61 moves`, `1 record changed`."""
        if self.transactions:
            return "1 move" if number == 1 else f"{number} moves"
        return "1 record changed" if number == 1 else f"{number} records changed"


Touch = tuple[int, int]
"""Location id and part id."""


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
    by_location = Counter(location_id for location_id, _ in touches)
    return Movement(by_location, Counter(part_id for _, part_id in touches), transactions, told)


def _transactions(stock: Stock) -> Iterator[Touch]:
    records = {record.id: record for record in stock.records}
    taken = list(_taken(stock, records))
    out = [(records[each.record_id], each.location_id) for each in stock.went_out or () if each.record_id in records]
    for record in stock.records:
        installed = sum(moment >= stock.since for moment in record.installed_at)
        yield from _here(record) * installed
    for record, place in [*taken, *out]:
        yield place, record.part_id
    told = {(record.id, place) for record, place in [*taken, *out]}
    for record in stock.records:
        left = _split_off_from(record, records, stock)
        if left is not None and (record.id, left) not in told:
            yield left, record.part_id


def _taken(stock: Stock, records: Mapping[int, StockRecord]) -> Iterator[tuple[StockRecord, int]]:
    for each in stock.kitted or ():
        record = records.get(each.record_id)
        place = each.location_id or (record.location_id if record else None)
        if record is not None and place is not None:
            yield record, place


def _split_off_from(record: StockRecord, records: Mapping[int, StockRecord], stock: Stock) -> int | None:
    """The location that a record split off in the window has left; None for any other record."""
    origin = records.get(record.origin_id or 0)
    if origin is None or record.created is None or record.created < stock.since:
        return None
    return origin.location_id if origin.location_id != record.location_id else None


def _here(record: StockRecord) -> list[Touch]:
    return [] if record.location_id is None else [(record.location_id, record.part_id)]
