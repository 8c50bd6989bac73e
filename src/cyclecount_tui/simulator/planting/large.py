"""The large plant: as many places and records as asked for, all of them right; for measuring."""

import random
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from cyclecount_tui.simulator.plant.digital import line_of
from cyclecount_tui.simulator.plant.plant import Plant
from cyclecount_tui.simulator.plant.rows import Inventory, Part, Place
from cyclecount_tui.simulator.planting.catalog import EVERYDAY
from cyclecount_tui.simulator.planting.stockroom import Stockroom

SHELVES_A_RACK = 20


def plant_large(
    locations: int = 2_000,
    records: int = 50_000,
    crowded: int = 0,
    seed: int = 1,
    now: datetime | None = None,
) -> Plant:
    """Plant many records on many shelves; floor and records agree everywhere.

    Args:
        locations: how many shelves.
        records: how many inventory records, spread evenly.
        crowded: so many records more, each with a serial number, all at the first shelf.
        seed: what every choice is drawn from.
        now: the moment of planting (real now, when None).
    """
    moment = (now or datetime.now(UTC)).astimezone(UTC).replace(microsecond=0)
    plant = Plant(seed)
    # Not for secrets: the same seed has to give the same plant.
    room = Stockroom(plant, random.Random(seed), moment)  # noqa: S311
    shelves = _shelves(room, locations)
    parts = [part for wanted in EVERYDAY for part in room.new_parts(wanted)]
    for number in range(records):
        _stock(room, room.chance.choice(parts), shelves[number % locations])
    single = next(part for part in parts if part.tracking_type == "SERIAL")
    for _ in range(crowded):
        _stock(room, single, shelves[0])
    return plant


def _shelves(room: Stockroom, wanted: int) -> list[Place]:
    shelves: list[Place] = []
    for number in range(wanted):
        if number % SHELVES_A_RACK == 0:
            rack = room.new_place(f"RACK-{number // SHELVES_A_RACK + 1:04d}", "RACK")
        name = f"{rack.name} / SHELF-{number % SHELVES_A_RACK + 1:02d}"
        shelves.append(room.new_place(name, "SHELF", parent=rack))
    return shelves


def _stock(room: Stockroom, part: Part, shelf: Place) -> None:
    plant = room.plant
    single = part.tracking_type == "SERIAL"
    record = Inventory(
        id=plant.inventory.next_id,
        part_id=part.id,
        quantity=Decimal(1 if single else room.chance.randrange(1, 500)),
        location_id=shelf.id,
        lot_number=room.new_lot() if part.tracking_type == "LOT" else None,
        serial_number=room.new_serial() if single else None,
        unit_of_measure_id=part.unit_of_measure_id,
    )
    plant.born(record, by=plant.me_id, at=room.now - timedelta(days=room.chance.randrange(3, 300)))
    plant.inventory.add(record)
    room.lay(shelf, line_of(plant, record), record.quantity)
