"""Stock by the hundred thousand: more racks, more parts and more records, where floor and records agree."""

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import TypeVar

from cyclecount_tui.simulator.plant.rows import Inventory, Part, Place
from cyclecount_tui.simulator.plant.truth import LineKey, ScheduleRow
from cyclecount_tui.simulator.planting.catalog import EVERYDAY, CatalogPart
from cyclecount_tui.simulator.planting.counting_schedule import CADENCES
from cyclecount_tui.simulator.planting.stockroom import PEOPLE, Stockroom

SHELVES_A_RACK = 20
RECORDS_A_PART = 12
PARTS_WHERE_IT_IS_CROWDED = 25
HIGHEST_QUANTITY = 500
ONE = Decimal(1)
T = TypeVar("T")
CLASSES = ("A", "B", "B", "C", "C", "C")


class Bulk:
    """Puts plain stock into a plant that has its special places and its differences already.

    Args:
        room: makes the rows.
    """

    def __init__(self, room: Stockroom) -> None:
        self._room = room
        self._plant = room.plant
        self._random = room.chance.random
        # Drawn once each; the same amount or date in many records is one object.
        self._amounts = [Decimal(amount) for amount in range(1, HIGHEST_QUANTITY)]
        self._dates = [room.now - timedelta(days=days, minutes=7 * days) for days in range(3, 300)]

    def add_places(self, wanted: int) -> list[Place]:
        """Add racks of shelves, so many places in all; gives the shelves, scheduled for counting."""
        shelves: list[Place] = []
        for number in range(wanted):
            rack_number, at = divmod(number, SHELVES_A_RACK + 1)
            if at == 0:
                rack = self._room.new_place(f"RACK-{rack_number + 1:04d}", "RACK")
            else:
                shelf = self._room.new_place(f"{rack.name} / SHELF-{at:02d}", "SHELF", parent=rack)
                self._schedule(shelf, number)
                shelves.append(shelf)
        return shelves

    def add_records(self, shelves: list[Place], wanted: int) -> None:
        """Add so many records, spread evenly over the shelves."""
        parts = self._new_parts(EVERYDAY, 1 + wanted // RECORDS_A_PART)
        self._stock((self._any_of(parts), shelves[number % len(shelves)]) for number in range(wanted))

    def crowd(self, shelf: Place, wanted: int) -> None:
        """Add so many records of single pieces with serial numbers to one shelf."""
        singles = tuple(part for part in EVERYDAY if part.tracking == "SERIAL")
        parts = self._new_parts(singles, PARTS_WHERE_IT_IS_CROWDED)
        self._stock((parts[number % len(parts)], shelf) for number in range(wanted))

    def _new_parts(self, catalog: tuple[CatalogPart, ...], wanted: int) -> list[Part]:
        """At least so many parts, like those of the catalog in ever new sizes."""
        parts: list[Part] = []
        for like in self._sizes(catalog):
            parts += self._room.new_parts(like)
            if len(parts) >= wanted:
                break
        return parts

    def _sizes(self, catalog: tuple[CatalogPart, ...]) -> Iterator[CatalogPart]:
        size = 1
        while True:
            for like in catalog:
                yield dataclasses.replace(like, description=f"{like.description}, size {size}")
            size += 1

    def _stock(self, wanted: Iterable[tuple[Part, Place]]) -> None:
        inventory = self._plant.inventory
        numbered = enumerate(wanted, start=inventory.next_id)
        inventory.add_all([self._laid(record_id, part, shelf) for record_id, (part, shelf) in numbered])

    def _laid(self, record_id: int, part: Part, shelf: Place) -> Inventory:
        """A record of a part, of which as much lies on the shelf."""
        plant, single = self._plant, part.tracking_type == "SERIAL"
        born = self._any_of(self._dates)
        record = Inventory(
            id=record_id,
            part_id=part.id,
            quantity=ONE if single else self._any_of(self._amounts),
            location_id=shelf.id,
            lot_number=self._room.new_lot() if part.tracking_type == "LOT" else None,
            serial_number=self._room.new_serial() if single else None,
            unit_of_measure_id=part.unit_of_measure_id,
            etag=plant.new_etag(),
            entity_id=plant.new_entity_id(),
            created=born,
            updated=born,
        )
        line = LineKey(part.part_number, part.revision, record.lot_number, record.serial_number)
        plant.floor.put(shelf.id, line, record.quantity)
        return record

    def _any_of(self, choices: Sequence[T]) -> T:
        """One of them by chance, at less cost than `random.choice`."""
        return choices[int(self._random() * len(choices))]

    def _schedule(self, shelf: Place, number: int) -> None:
        count_class = CLASSES[number % len(CLASSES)]
        cadence = CADENCES[count_class]
        last = self._room.now.date() - timedelta(days=number * 7 % (cadence + 10))
        counter = PEOPLE[number % len(PEOPLE)]
        self._plant.schedule.append(ScheduleRow(shelf.id, shelf.name, count_class, cadence, last, counter))
