"""The tool for planting: makes rows with believable dates and keeps ION's side and the floor in step."""

import random
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from cyclecount_tui.simulator.plant.digital import line_of
from cyclecount_tui.simulator.plant.plant import Plant
from cyclecount_tui.simulator.plant.rows import Change, Inventory, Part, Person, Place, Row, Unit
from cyclecount_tui.simulator.plant.truth import LineKey
from cyclecount_tui.simulator.planting.catalog import CatalogPart

UNITS = ("EA", "FT", "KG")
SERVICE_KEY = "Cycle count service"
PEOPLE = ("Ada Moreno", "Bo Lindqvist", "Chi Okafor", "Dana Whitfield", "Eli Nakamura")
FIRST_PART_NUMBER = 10_021


class Stockroom:
    """Puts places, parts and stock into a plant.

    Args:
        plant: where to.
        chance: what every choice is drawn from.
        now: the moment of planting; every date is some days before it.
    """

    def __init__(self, plant: Plant, chance: random.Random, now: datetime) -> None:
        self.plant = plant
        self.chance = chance
        self.now = now
        self._next_part_number = FIRST_PART_NUMBER
        self._next_lot = chance.randrange(2100, 2300)
        self._next_serial = chance.randrange(300, 600)
        self._units = {name: self._new_unit(name) for name in UNITS}
        self._new_people()

    def place(self, name: str) -> Place:
        """The place with a name."""
        return next(place for place in self.plant.places if place.name == name)

    def new_place(self, name: str, kind: str | None, parent: Place | None = None, **values: Any) -> Place:
        """Make a place."""
        row = Place(
            id=self.plant.places.next_id,
            name=name,
            type=kind,
            parent_id=parent.id if parent else None,
            **values,
        )
        self.born(row, days_ago=self.chance.randrange(400, 900))
        return self.plant.places.add(row)

    def new_parts(self, wanted: CatalogPart, part_type: str = "PART", **values: Any) -> list[Part]:
        """Make a part in each of its revisions, under the next part number."""
        number = f"FR-{self._next_part_number}"
        self._next_part_number += self.chance.randrange(1, 5)
        return self.new_parts_numbered(number, wanted, part_type, **values)

    def new_parts_numbered(
        self, number: str, wanted: CatalogPart, part_type: str = "PART", **values: Any
    ) -> list[Part]:
        """Make a part in each of its revisions, under a part number of the caller's."""
        return [self._new_part(number, revision, wanted, part_type, **values) for revision in wanted.revisions]

    def new_lot(self) -> str:
        """A lot number that no other lot has."""
        self._next_lot += self.chance.randrange(1, 9)
        return f"L-{self._next_lot}"

    def new_serial(self) -> str:
        """A serial number that no other unit has."""
        self._next_serial += self.chance.randrange(1, 5)
        return f"SN-{self._next_serial:05d}"

    def stock(
        self,
        part: Part,
        place: Place,
        quantity: Decimal,
        lot: str | None = None,
        serial: str | None = None,
        floor: Decimal | None = None,
        **values: Any,
    ) -> Inventory:
        """Make an inventory record; `floor` truly lies there (as much as recorded, when None)."""
        record = Inventory(
            id=self.plant.inventory.next_id,
            part_id=part.id,
            quantity=quantity,
            location_id=place.id,
            lot_number=lot,
            serial_number=serial,
            unit_of_measure_id=part.unit_of_measure_id,
            **values,
        )
        self.born(record, days_ago=self.chance.randrange(3, 300))
        self.plant.inventory.add(record)
        self._remember_creation(record)
        self.lay(place, line_of(self.plant, record), quantity if floor is None else floor)
        return record

    def lay(self, place: Place, line: LineKey, quantity: Decimal) -> None:
        """Lay a quantity on the floor, which ION does not hear of; below 0 takes it away."""
        self.plant.floor.put(place.id, line, quantity)

    def born(self, row: Row, days_ago: int) -> None:
        """Date a new row some days before now, at a minute of the working day."""
        at = self.now - timedelta(days=days_ago, minutes=self.chance.randrange(0, 480))
        self.plant.born(row, by=self.chance.choice(list(self.plant.people)).id, at=at)

    def _new_unit(self, name: str) -> Unit:
        unit = Unit(id=self.plant.units.next_id, type=name)
        self.plant.born(unit, by=1, at=self.now - timedelta(days=1000))
        return self.plant.units.add(unit)

    def _new_people(self) -> None:
        for name in (SERVICE_KEY, *PEOPLE):
            bot = name == SERVICE_KEY
            email = f"{name.lower().replace(' ', '.')}@northwind.example"
            person = Person(id=self.plant.people.next_id, name=name, email=email, ion_bot=bot)
            person.is_admin = name == PEOPLE[0]
            self.plant.born(person, by=1, at=self.now - timedelta(days=950))
            self.plant.people.add(person)

    def _new_part(self, number: str, revision: str, wanted: CatalogPart, part_type: str, **values: Any) -> Part:
        part = Part(
            id=self.plant.parts.next_id,
            part_number=number,
            revision=revision,
            description=wanted.description,
            tracking_type=wanted.tracking,
            part_type=part_type,
            cost=wanted.cost,
            lead_time=self.chance.randrange(3, 60),
            unit_of_measure_id=self._units[wanted.unit].id,
            **values,
        )
        self.born(part, days_ago=self.chance.randrange(320, 800))
        return self.plant.parts.add(part)

    def _remember_creation(self, record: Inventory) -> None:
        new: dict[str, str | None] = {"quantity": str(record.quantity), "location_id": str(record.location_id)}
        changes = self.plant.changes
        change = Change(id=changes.next_id, part_inventory_id=record.id, event_type="CREATE", new=new)
        change.created = change.updated = record.created
        change.created_by_id = change.updated_by_id = record.created_by_id
        changes.add(change)
