"""What the planting of differences works with: spare parts that nothing else uses, shelves in turn, and work."""

import itertools
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from cyclecount_tui.simulator.plant.digital import line_of
from cyclecount_tui.simulator.plant.rows import (
    Installation,
    Inventory,
    Issue,
    Kit,
    KitIssue,
    KitItem,
    Part,
    Place,
    PurchaseLine,
    Requirement,
    Row,
    Run,
)
from cyclecount_tui.simulator.plant.truth import LineKey, Planted
from cyclecount_tui.simulator.planting import layout
from cyclecount_tui.simulator.planting.catalog import ASSEMBLIES, LOTS, MEASURED, PLAIN, SINGLES, CatalogPart
from cyclecount_tui.simulator.planting.stockroom import Stockroom

ZERO = Decimal(0)
# Differences no larger than this are neither a swap of digits nor a pack of another size.
DIFFERENCES = (2, 3, 4, 5, 6, 7, 8)


class Scene:
    """Hands out parts, shelves and amounts, and notes each planted difference.

    Args:
        room: makes the rows.
        shelves: where differences may be planted.
    """

    def __init__(self, room: Stockroom, shelves: list[Place]) -> None:
        self.room = room
        self.plant = room.plant
        in_turn = list(shelves)
        room.chance.shuffle(in_turn)
        self._shelves = itertools.cycle(in_turn)
        self._spare = {
            kind: self._shuffled(parts)
            for kind, parts in {"plain": PLAIN, "lot": LOTS, "measured": MEASURED, "single": SINGLES}.items()
        }
        self._assemblies = [room.new_parts(wanted, sourcing_strategy="MAKE")[0] for wanted in ASSEMBLIES]

    def part(self, kind: str) -> Part:
        """A part that nothing else in the plant uses; `kind` is plain, lot, measured or single."""
        return self.room.new_parts(next(self._spare[kind]))[0]

    def shelf(self) -> Place:
        """The next shelf in turn."""
        return next(self._shelves)

    def place(self, name: str) -> Place:
        """The place with a name."""
        return self.room.place(name)

    def lot_of(self, part: Part) -> str | None:
        """A new lot for a lot-tracked part, None for others."""
        return self.room.new_lot() if part.tracking_type == "LOT" else None

    def much(self, part: Part) -> Decimal:
        """A quantity as it commonly lies on a shelf."""
        amount = Decimal(self.room.chance.randrange(32, 96))
        return amount + Decimal("0.5") if self._is_measured(part) else amount

    def little(self, part: Part) -> Decimal:
        """A quantity as it commonly goes astray."""
        amount = Decimal(self.room.chance.choice(DIFFERENCES))
        return amount + Decimal("0.25") if self._is_measured(part) else amount

    def wip_assembly(self) -> Inventory:
        """An assembly in work at the first line: its record, its serial number, its open run."""
        line = self.place(layout.LINE_1)
        part = self.room.chance.choice(self._assemblies)
        record = self.room.stock(part, line, Decimal(1), serial=self.room.new_serial(), how_created="RUN_MADE")
        self.run(record, line)
        return record

    def run(self, record: Inventory, line: Place, status: str = "IN_PROGRESS") -> Run:
        """A run that builds a record at a line."""
        part = self.plant.parts[record.part_id]
        run = Run(
            id=self.plant.runs.next_id,
            title=f"Build {part.part_number} {record.serial_number or record.lot_number or ''}".strip(),
            status=status,
            part_id=part.id,
            part_inventory_id=record.id,
            quantity=int(record.quantity),
            percent_complete=self.room.chance.choice((20, 40, 60)),
            due_date=self.room.now + timedelta(days=self.room.chance.randrange(2, 20)),
            location_id=line.id,
        )
        self.born(run, 20)
        return self.plant.runs.add(run)

    def requirement(self, assembly: Inventory, part: Part, quantity: Decimal) -> Requirement:
        """What an assembly needs of a part."""
        requirement = Requirement(
            id=self.plant.requirements.next_id,
            part_inventory_id=assembly.id,
            part_id=part.id,
            quantity=quantity,
        )
        self.born(requirement, 20)
        return self.plant.requirements.add(requirement)

    def install(self, record: Inventory, requirement: Requirement) -> Installation:
        """Install the whole of a record on an assembly."""
        installation = Installation(
            id=self.plant.installations.next_id,
            build_requirement_id=requirement.id,
            part_inventory_id=record.id,
            quantity=record.quantity,
        )
        self.born(installation, 6)
        return self.plant.installations.add(installation)

    def kit_item(self, part: Part, quantity: Decimal, source: Place, line: str, status: str) -> KitItem:
        """A kit for a line that asks for one part."""
        kit = Kit(
            id=self.plant.kits.next_id,
            status=status,
            location_id=source.id,
            delivery_location_id=self.place(line).id,
        )
        self.born(kit, 9)
        self.plant.kits.add(kit)
        item = KitItem(id=self.plant.kit_items.next_id, part_kit_id=kit.id, part_id=part.id, quantity=quantity)
        self.born(item, 9)
        return self.plant.kit_items.add(item)

    def issue_to_kit(self, record: Inventory, item: KitItem) -> KitIssue:
        """Issue the whole of a record to a kit item."""
        issue = KitIssue(
            id=self.plant.kit_issues.next_id,
            part_kit_item_id=item.id,
            part_inventory_id=record.id,
            quantity=record.quantity,
        )
        self.born(issue, 5)
        return self.plant.kit_issues.add(issue)

    def order(self, record: Inventory) -> PurchaseLine:
        """The open purchase line that a record waits for."""
        line = PurchaseLine(
            id=self.plant.purchase_lines.next_id,
            purchase_order_id=self.room.chance.randrange(1200, 1300),
            part_id=record.part_id,
            quantity=record.quantity,
            part_inventory_id=record.id,
            estimated_arrival_date=self.room.now + timedelta(days=12),
            need_date=self.room.now + timedelta(days=20),
        )
        self.born(line, 15)
        return self.plant.purchase_lines.add(line)

    def issue(self, record: Inventory, title: str, status: str = "IN_PROGRESS") -> Issue:
        """A quality issue about a record."""
        issue = Issue(id=self.plant.issues.next_id, title=title, status=status, part_inventory_ids=[record.id])
        self.born(issue, 12)
        return self.plant.issues.add(issue)

    def born(self, row: Row, days_ago: int) -> None:
        """Date a row some days before now."""
        self.room.born(row, days_ago=days_ago)

    def line(self, record: Inventory) -> LineKey:
        """The line of a record."""
        return line_of(self.plant, record)

    def note(self, kind: str, place: Place, line: LineKey, cause: str | None, fix: str | None, why: str) -> None:
        """Note a planted difference, with both quantities as they now are."""
        digital = self.plant.digital(place.id).get(line, ZERO)
        floor = self.plant.floor.quantity(place.id, line)
        self.plant.discrepancies.append(Planted(kind, place.id, *line, digital, floor, cause, fix, why))

    def note_mirror(self, kind: str, place: Place, line: LineKey, why: str) -> None:
        """Note the far end of a difference."""
        self.note(f"mirror_of_{kind}", place, line, None, None, why)

    def _shuffled(self, parts: tuple[CatalogPart, ...]) -> Iterator[CatalogPart]:
        return iter(self.room.chance.sample(parts, len(parts)))

    def _is_measured(self, part: Part) -> bool:
        return self.plant.units[part.unit_of_measure_id or 0].type != "EA"
