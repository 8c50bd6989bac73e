"""Stock where floor and records agree: the bulk of every shelf."""

from decimal import Decimal

from cyclecount_tui.simulator.plant.rows import Part, Place
from cyclecount_tui.simulator.planting import layout
from cyclecount_tui.simulator.planting.catalog import EVERYDAY, STRANGE
from cyclecount_tui.simulator.planting.stockroom import Stockroom

LINES_A_SHELF = (15, 25)
LINES_ELSEWHERE = (4, 8)


def fill_with_everyday_stock(room: Stockroom, shelves: list[Place]) -> None:
    """Stock the shelves, the lines, the tote and the receiving dock."""
    parts = [part for wanted in EVERYDAY for part in room.new_parts(wanted)]
    for shelf in shelves:
        _fill(room, shelf, parts, LINES_A_SHELF)
    for name in (layout.LINE_1, layout.LINE_2, layout.TOTE, layout.RECEIVING):
        _fill(room, room.place(name), parts, LINES_ELSEWHERE)
    _leave_empty_records(room, shelves, parts)
    for wanted in STRANGE:
        room.stock(room.new_parts(wanted)[0], room.place(layout.QUIET_SHELF), Decimal(25))


def _fill(room: Stockroom, place: Place, parts: list[Part], lines: tuple[int, int]) -> None:
    for part in room.chance.sample(parts, room.chance.randint(*lines)):
        _stock_one(room, place, part)


def _stock_one(room: Stockroom, place: Place, part: Part) -> None:
    if part.tracking_type == "SERIAL":
        for _ in range(room.chance.randint(1, 3)):
            room.stock(part, place, Decimal(1), serial=room.new_serial())
        return
    lot = room.new_lot() if part.tracking_type == "LOT" else None
    quantity = _quantity(room, part)
    room.stock(part, place, quantity, lot=lot)
    if room.chance.random() < 0.08:
        # The same stock in two records, as splits and receipts leave it.
        room.stock(part, place, _quantity(room, part), lot=lot)
    if lot and room.chance.random() < 0.25:
        room.stock(part, place, _quantity(room, part), lot=room.new_lot())


def _quantity(room: Stockroom, part: Part) -> Decimal:
    unit = room.plant.units[part.unit_of_measure_id or 0].type
    if unit == "FT":
        return Decimal(room.chance.randrange(80, 2000)) / 4
    if unit == "KG":
        return Decimal(room.chance.randrange(20, 400)) / 16
    cheap = part.cost is not None and part.cost < 2
    return Decimal(room.chance.randrange(60, 900) if cheap else room.chance.randrange(3, 60))


def _leave_empty_records(room: Stockroom, shelves: list[Place], parts: list[Part]) -> None:
    plain = [part for part in parts if part.tracking_type is None]
    for shelf in room.chance.sample(shelves, 4):
        room.stock(room.chance.choice(plain), shelf, Decimal(0))
