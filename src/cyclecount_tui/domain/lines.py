"""Lines of a sheet: a part, revision, lot and serial at a location; one line may cover several inventory records."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from cyclecount_tui.domain.inventory import InventoryRecord, Part, Place, SheetRecord
from cyclecount_tui.domain.natural_order import NaturalKey as NaturalKey
from cyclecount_tui.domain.natural_order import natural as natural


@dataclass(frozen=True, slots=True)
class LineKey:
    """What makes two records one line. Empty text stands for none.

    `place` is where the line lies in a count that walks several locations; None where the count is of one.
    """

    part_number: str
    revision: str = ""
    lot_number: str = ""
    serial_number: str = ""
    place: Place | None = None

    @property
    def words(self) -> str:
        """For a sentence: `FR-10034 rev B, lot L-2231`, and `at RACK-B / SHELF-04` where the line has its place."""
        return f"{self.item_words} at {self.place.name}" if self.place else self.item_words

    @property
    def item_words(self) -> str:
        """The same without the place."""
        text = self.part_number + (f" rev {self.revision}" if self.revision else "")
        if self.lot_number:
            text += f", lot {self.lot_number}"
        if self.serial_number:
            text += f", serial {self.serial_number}"
        return text

    @property
    def lot_or_serial(self) -> str:
        """The serial where there is one, else the lot."""
        return self.serial_number or self.lot_number

    @property
    def item(self) -> LineKey:
        """What it is, wherever it lies."""
        return self if self.place is None else self.at(None)

    def at(self, place: Place | None) -> LineKey:
        """The same item at another place."""
        return LineKey(self.part_number, self.revision, self.lot_number, self.serial_number, place)


@dataclass(frozen=True, slots=True)
class Line:
    """One line to count. `number` counts from 1 and never changes; `found` lines were added by the counter."""

    number: int
    key: LineKey
    description: str = ""
    uom: str = ""
    part_id: int | None = None
    records: tuple[tuple[int, str], ...] = ()
    """Record id and etag of each record it covered when the sheet was read."""
    found: bool = False
    labels: tuple[str, ...] = ()
    """The uids of ION's labels on those records, where the tenant tells them, so that a scan needs no connection."""

    @property
    def record_ids(self) -> tuple[int, ...]:
        """The ids alone."""
        return tuple(record_id for record_id, _ in self.records)


def key_of(record: SheetRecord | InventoryRecord) -> LineKey:
    """The line a record belongs to at one location."""
    return LineKey(record.part.number, record.part.revision, record.lot_number, record.serial_number)


def is_of(record: SheetRecord | InventoryRecord, item: LineKey) -> bool:
    """Whether a record belongs to the line of an item; as `key_of`, of which nothing is made."""
    return (
        record.lot_number == item.lot_number
        and record.serial_number == item.serial_number
        and record.part.number == item.part_number
        and record.part.revision == item.revision
    )


def placed_key_of(record: SheetRecord | InventoryRecord) -> LineKey:
    """The line a record belongs to in a count that walks several locations."""
    return key_of(record).at(record.location)


_IDS = 20
"""Digits of the longest id."""


def sheet_lines(records: Iterable[SheetRecord]) -> tuple[Line, ...]:
    """The lines of a sheet in walking order (location names), at each location in reading order (part, lot, serial).

    A record that tells its location is of a line at that place.
    """
    return tuple(line_of(number, *group) for number, group in enumerate(groups_of(records), start=1))


def groups_of(records: Iterable[SheetRecord]) -> list[tuple[LineKey, list[SheetRecord]]]:
    """What makes a line each, in that order: its key, and the records that it covers."""
    groups: dict[LineKey, list[SheetRecord]] = {}
    for record in records:
        groups.setdefault(placed_key_of(record), []).append(record)
    return sorted(groups.items(), key=lambda group: _walking_order(group[0]))


def reading_order(lines: Iterable[Line]) -> tuple[int, ...]:
    """The numbers of a sheet's lines in the order of `sheet_lines`."""
    return tuple(line.number for line in sorted(lines, key=lambda line: _walking_order(line.key)))


def by_walk(place: Place) -> tuple[NaturalKey, int]:
    """Sort key of places in the order in which people walk: by their names."""
    return natural(place.name), place.id


def _walking_order(key: LineKey) -> str:
    """By place, part, revision, lot and serial: one text, which is compared in a tenth of the time of several."""
    place = "" if key.place is None else f"{natural(key.place.name)}\0{key.place.id:0{_IDS}}"
    names = f"{key.part_number}\0{key.revision}\0{key.lot_number}\0{key.serial_number}"
    return f"{place}\0{natural(names)}"


def line_of(number: int, key: LineKey, covered: list[SheetRecord]) -> Line:
    """The line of a group, with its number."""
    part = covered[0].part
    return Line(
        number,
        key,
        description=part.description,
        uom=part.uom,
        part_id=part.id,
        records=tuple((record.id, record.etag) for record in sorted(covered, key=lambda record: record.id)),
        labels=tuple(sorted({uid for record in covered for uid in record.labels})),
    )


def found_line(number: int, key: LineKey, part: Part | None = None, uom: str = "") -> Line:
    """A line for something that lies here and is not on the sheet; `part` where ION knows it."""
    line = Line(number, key, uom=uom, found=True)
    if part is None:
        return line
    return replace(line, description=part.description, uom=part.uom or uom, part_id=part.id)


def part_of(line: Line, parts: Iterable[Part]) -> Part | None:
    """ION's part for a found line: by id, by number and revision, or the only revision where none was said."""
    named = [part for part in parts if part.number == line.key.part_number]
    exact = [part for part in named if part.id == line.part_id or part.revision == line.key.revision]
    if exact:
        return exact[0]
    return named[0] if len(named) == 1 and not line.key.revision else None
