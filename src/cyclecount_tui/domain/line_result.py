"""What a compared count found of one line: what other counts may be told of it."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from cyclecount_tui.domain.fixes import FixKind
from cyclecount_tui.domain.inventory import Place
from cyclecount_tui.domain.lines import LineKey


@dataclass(frozen=True, slots=True)
class LineResult:
    """Digital and floor of one line as one count compared them, and who counted it when.

    `key` is the item without its place. `counted_on` is the day of the count. `posted`: what was posted for the line,
    None where nothing is in ION. `is_open`: the count is not closed yet. `next_to` are the ids of the places of the
    count that is told of it which are next to this one.
    """

    count_id: str
    line: int
    key: LineKey
    place: Place
    part_id: int | None
    digital: Decimal
    floor: Decimal
    by: str
    at: datetime
    counted_on: date
    posted: FixKind | None = None
    is_open: bool = False
    next_to: tuple[int, ...] = ()

    @property
    def difference(self) -> Decimal:
        """Floor − digital; both are at five places."""
        return self.floor - self.digital

    def is_of_item(self, part_id: int | None, key: LineKey) -> bool:
        """Whether it is of this part, revision, lot and serial."""
        same_lot = (self.key.lot_number, self.key.serial_number) == (key.lot_number, key.serial_number)
        same_part = part_id is not None and self.part_id == part_id
        return self.key == key.item or (same_part and same_lot)


@dataclass(frozen=True, slots=True)
class NewResults:
    """The results that an event of a count brought; with `anew` they take the place of all that were there."""

    lines: tuple[LineResult, ...]
    anew: bool = False
