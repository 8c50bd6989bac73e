"""What truly lies on the floor, and the differences planted between that and ION's records."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple


class LineKey(NamedTuple):
    """What a counter tells apart on a shelf."""

    part_number: str
    revision: str
    lot_number: str | None = None
    serial_number: str | None = None


@dataclass(frozen=True, slots=True)
class Planted:
    """One wrong line: what ION's records add up to, what lies there, and what a reconciler should find.

    `digital` is the sum of the records at the location with a quantity above 0 that are not INSTALLED.
    `expected_cause` and `expected_fix` are None for the far end of a difference planted elsewhere. A scenario for one
    detector of causes names it; a `deceptive` one looks like that cause and is another, or like another and is it.
    """

    kind: str
    location_id: int
    part_number: str
    revision: str
    lot_number: str | None
    serial_number: str | None
    digital: Decimal
    floor: Decimal
    expected_cause: str | None
    expected_fix: str | None
    note: str
    detector: str = ""
    deceptive: bool = False

    @property
    def line(self) -> LineKey:
        """The line this difference sits on."""
        return LineKey(self.part_number, self.revision, self.lot_number, self.serial_number)


@dataclass(frozen=True, slots=True)
class ScheduleRow:
    """One location of the demo's counting schedule."""

    location_id: int
    location_name: str
    count_class: str
    cadence_days: int
    last_counted: date | None
    assigned_to: str


class Floor:
    """The physical quantities, by location and line."""

    def __init__(self) -> None:
        self.lines: dict[int, dict[LineKey, Decimal]] = {}

    def put(self, location_id: int, line: LineKey, quantity: Decimal) -> None:
        """Lay `quantity` more (or less, when negative) on the shelf; a line at 0 is gone."""
        lines = self.lines.setdefault(location_id, {})
        total = lines.get(line, Decimal(0)) + quantity
        if total:
            lines[line] = total
        else:
            lines.pop(line, None)

    def quantity(self, location_id: int, line: LineKey) -> Decimal:
        """What lies there, 0 when nothing does."""
        return self.lines.get(location_id, {}).get(line, Decimal(0))

    def everything(self) -> Iterator[tuple[int, LineKey, Decimal]]:
        """Every line of every location, in a fixed order."""
        for location_id in sorted(self.lines):
            lines = self.lines[location_id]
            for line in sorted(lines, key=lambda key: tuple(part or "" for part in key)):
                yield location_id, line, lines[line]
