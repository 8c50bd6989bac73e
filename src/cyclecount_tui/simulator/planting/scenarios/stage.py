"""What a scenario is planted with: a shelf, parts that nothing else uses, and a note of what is right to find."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any, TypeAlias

from cyclecount_tui.simulator.plant.digital import line_of
from cyclecount_tui.simulator.plant.rows import Inventory, KitItem, Part, Place
from cyclecount_tui.simulator.plant.truth import LineKey, Planted
from cyclecount_tui.simulator.planting import layout
from cyclecount_tui.simulator.planting.catalog import CatalogPart
from cyclecount_tui.simulator.planting.scene import ZERO, Scene
from cyclecount_tui.simulator.planting.stockroom import Stockroom

FIRST_NUMBER, STEP = 20_009, 11
"""Part numbers of one step apart differ by more than one digit or one swap: multiples of 11 always do."""

Quantity: TypeAlias = Decimal | int


class Numbers:
    """Part numbers that no slip turns into one another."""

    def __init__(self) -> None:
        self._next = FIRST_NUMBER

    def next(self) -> str:
        """One that was not given before."""
        number, self._next = self._next, self._next + STEP
        return f"CS-{number}"


class Stage:
    """One scenario under way, at a shelf; other shelves are where parts came from or went to.

    Args:
        scene: makes kits, runs and orders.
        shelf: where the scenario is counted.
        others: shelves that no scenario is counted at.
        numbers: gives the part numbers.
    """

    def __init__(self, scene: Scene, shelf: Place, others: Iterator[Place], numbers: Numbers) -> None:
        self.scene = scene
        self.room: Stockroom = scene.room
        self.plant = scene.plant
        self.shelf = shelf
        self.beside = shelf
        self.parts: list[Part] = []
        self.notes: list[tuple[Place, LineKey, str, str, str]] = []
        self.asides: set[tuple[int, LineKey]] = set()
        self._others = others
        self._numbers = numbers

    def parts_of(
        self, revisions: str = "A", tracking: str | None = None, unit: str = "EA", number: str = ""
    ) -> list[Part]:
        """A part in each of these revisions (one letter each)."""
        wanted = CatalogPart("Bracket, scenario", unit, tracking, Decimal("4.20"), tuple(revisions))
        made = self.room.new_parts_numbered(number or self._numbers.next(), wanted)
        self.parts += made
        return made

    def part(self, tracking: str | None = None, unit: str = "EA", number: str = "") -> Part:
        """A part in one revision; `tracking` is LOT, SERIAL or None."""
        return self.parts_of("A", tracking, unit, number)[0]

    def other_shelf(self) -> Place:
        """Another shelf, where nobody counts."""
        return next(self._others)

    def next_door(self) -> Place:
        """A new shelf beside this one, with nothing on it; from then on it is `beside`."""
        rack = self.plant.places[self.shelf.parent_id or 0]
        self.beside = self.room.new_place(f"{self.shelf.name}-BESIDE", "SHELF", parent=rack)
        return self.beside

    def place(self, name: str) -> Place:
        """A place of the plant, such as `layout.MRB`."""
        return self.room.place(name)

    def much(self) -> Decimal:
        """A quantity as it commonly lies on a shelf."""
        return Decimal(self.room.chance.randrange(32, 96))

    def some(self, least: int = 3, most: int = 8) -> Decimal:
        """A quantity as it commonly goes astray: no swap of digits changes a number by so little."""
        return Decimal(self.room.chance.randint(least, most))

    def record(
        self,
        part: Part,
        recorded: Quantity,
        lying: Quantity | None = None,
        at: Place | None = None,
        lot: str | None = None,
        **values: Any,
    ) -> Inventory:
        """A record at the shelf (or `at` another place), and how much truly lies there (as recorded when None)."""
        return self.room.stock(
            part,
            at or self.shelf,
            Decimal(recorded),
            lot=lot,
            floor=None if lying is None else Decimal(lying),
            **values,
        )

    def made(self, record: Inventory, days_ago: int) -> None:
        """A record was made so many days ago."""
        at = self.room.now - timedelta(days=days_ago)
        created = self.plant.changes.by("part_inventory_id", record.id)[0]
        record.created = record.updated = created.created = created.updated = at

    def single(self, part: Part, lying: Quantity = 1, at: Place | None = None, **values: Any) -> Inventory:
        """A record of one piece with a serial number of its own."""
        return self.record(part, 1, lying, at, serial=self.room.new_serial(), **values)

    def lay(self, line: LineKey, quantity: Quantity, at: Place | None = None) -> None:
        """More (or less, below 0) on the floor, of which ION hears nothing."""
        self.room.lay(at or self.shelf, line, Decimal(quantity))

    def kitted(
        self, part: Part, quantity: Quantity, status: str = "IN_PROGRESS", **values: Any
    ) -> tuple[Inventory, KitItem]:
        """A record that an open kit for the second line holds, and the kit's position; it was carried off."""
        held = self.record(part, quantity, how_created="PARTIAL_KIT", **{"lying": ZERO} | values)
        item = self.scene.kit_item(part, held.quantity, self.shelf, layout.LINE_2, status)
        self.scene.issue_to_kit(held, item)
        return held, item

    def expect(self, what: Inventory | LineKey, cause: str, fix: str, why: str, at: Place | None = None) -> None:
        """What a reconciler should say first of a line at the shelf (or `at` another place), and why that is so."""
        line = what if isinstance(what, LineKey) else line_of(self.plant, what)
        self.notes.append((at or self.shelf, line, cause, fix, why))

    def aside(self, record: Inventory, at: Place) -> None:
        """A line elsewhere that is wrong for a reason of its own: no fix of this scenario puts it right."""
        self.asides.add((at.id, line_of(self.plant, record)))

    def line(self, record: Inventory) -> LineKey:
        """The line of a record."""
        return line_of(self.plant, record)


Plan: TypeAlias = Callable[[Stage], None]


@dataclass(frozen=True, slots=True)
class Scenario:
    """One scenario for a detector of causes, named as the function that plants it."""

    detector: str
    plant: Plan
    deceptive: bool = False

    @property
    def name(self) -> str:
        """The name of what is planted."""
        return self.plant.__name__


def scenarios_for(detector: str, *honest: Plan, deceptive: tuple[Plan, ...]) -> tuple[Scenario, ...]:
    """The scenarios for one detector: those that are what they look like, and those that are not."""
    return (
        *(Scenario(detector, plan) for plan in honest),
        *(Scenario(detector, plan, deceptive=True) for plan in deceptive),
    )


def perform(scenario: Scenario, stage: Stage) -> None:
    """Plants a scenario and notes each of its lines that is wrong; those nobody explains are far ends."""
    scenario.plant(stage)
    plant, expected = stage.plant, {(place.id, line): rest for place, line, *rest in stage.notes}
    for place_id, line in [*expected, *_other_ends(stage, expected)]:
        digital, floor = plant.digital(place_id).get(line, ZERO), plant.floor.quantity(place_id, line)
        cause, fix, why = expected.get((place_id, line), (None, None, stage.notes[0][-1]))
        beside = "aside_of_" if (place_id, line) in stage.asides else "mirror_of_"
        kind = scenario.name if cause else f"{beside}{scenario.name}"
        plant.discrepancies.append(
            Planted(kind, place_id, *line, digital, floor, cause, fix, why, scenario.detector, scenario.deceptive)
        )


def _other_ends(stage: Stage, expected: dict[tuple[int, LineKey], list[str]]) -> Iterator[tuple[int, LineKey]]:
    """The lines of the scenario's parts, at all places, where floor and records differ and nothing was noted."""
    numbers = {part.part_number for part in stage.parts}
    for place in stage.plant.places:
        digital = stage.plant.digital(place.id)
        lines = digital.keys() | stage.plant.truth.get(place.id, {}).keys()
        for line in sorted(lines, key=lambda key: tuple(part or "" for part in key)):
            differs = digital.get(line, ZERO) != stage.plant.floor.quantity(place.id, line)
            if differs and line.part_number in numbers and (place.id, line) not in expected:
                yield place.id, line
