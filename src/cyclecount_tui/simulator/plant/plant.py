"""The simulated factory: every table of ION's side, and the floor as it truly is."""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from cyclecount_tui.simulator.plant import plant_file, rows
from cyclecount_tui.simulator.plant.digital import digital_lines
from cyclecount_tui.simulator.plant.entities import FIRST_ENTITY, Entity, barcode_uid, row_of_entity
from cyclecount_tui.simulator.plant.status import StatusOrder, status_of
from cyclecount_tui.simulator.plant.table import Table
from cyclecount_tui.simulator.plant.truth import Floor, LineKey, Planted, ScheduleRow


def _now() -> datetime:
    return datetime.now(UTC)


class Plant:
    """Tables of rows by id, the true floor, and what was planted wrong.

    Args:
        seed: from which etags (and a planting) are drawn.
        clock: the time written to changed rows.
    """

    def __init__(self, seed: int = 0, clock: Callable[[], datetime] = _now) -> None:
        self.seed = seed
        self.clock = clock
        self.clock_ahead = timedelta(0)
        self.status_order: StatusOrder = "new"
        self.etags_given = 0
        self.entities_given = 0
        self.labels: dict[str, int] = {}
        self.me_id = 1
        self.units = Table(rows.Unit)
        self.people = Table(rows.Person)
        self.places = Table(rows.Place, "parent_id", first_id=101)
        self.parts = Table(rows.Part, "part_number", first_id=301)
        self.inventory = Table(
            rows.Inventory, "part_id", "location_id", "serial_number", "origin_part_inventory_id", first_id=4001
        )
        self.kits = Table(rows.Kit, "location_id", "delivery_location_id", first_id=31)
        self.kit_items = Table(rows.KitItem, "part_kit_id", "part_id", first_id=201)
        self.kit_issues = Table(rows.KitIssue, "part_kit_item_id", "part_inventory_id")
        self.runs = Table(rows.Run, "part_inventory_id", first_id=551)
        self.requirements = Table(rows.Requirement, "part_inventory_id", "part_id", first_id=71)
        self.installations = Table(rows.Installation, "build_requirement_id", "part_inventory_id", first_id=41)
        self.purchase_lines = Table(rows.PurchaseLine, "part_inventory_id", "part_id", first_id=901)
        self.receipts = Table(rows.Receipt, first_id=1101)
        self.receipt_items = Table(
            rows.ReceiptItem, "receipt_id", "part_inventory_id", "purchase_order_line_id", first_id=1201
        )
        self.issues = Table(rows.Issue, first_id=812)
        self.comments = Table(rows.Comment, "about_entity_id")
        self.rules = Table(rows.Rule)
        self.changes = Table(rows.Change, "part_inventory_id")
        self.floor = Floor()
        self.discrepancies: list[Planted] = []
        self.schedule: list[ScheduleRow] = []

    @property
    def truth(self) -> dict[int, dict[LineKey, Decimal]]:
        """What physically lies at each location; no query can reach it."""
        return self.floor.lines

    def schedule_rows(self) -> list[ScheduleRow]:
        """The counting schedule of the demo, in the order of the location names."""
        return list(self.schedule)

    def digital(self, location_id: int) -> dict[LineKey, Decimal]:
        """What ION's records at a location add up to, by line: above 0 and not INSTALLED."""
        return digital_lines(self, location_id)

    def status_of(self, record: rows.Inventory) -> str:
        """The derived status of a record."""
        return status_of(self, record)

    def now(self) -> datetime:
        """The time by ION's clock, which may be ahead of ours."""
        return self.clock() + self.clock_ahead

    def new_etag(self) -> str:
        """An opaque etag that was never given before."""
        self.etags_given += 1
        return hashlib.sha256(f"{self.seed}/{self.etags_given}".encode()).hexdigest()[:32]

    def new_entity_id(self) -> int:
        """The next entity number; comments and barcodes hang on it."""
        self.entities_given += 1
        return FIRST_ENTITY + self.entities_given - 1

    def row_of_entity(self, entity_id: int) -> Entity | None:
        """What an entity number stands for, or None."""
        return row_of_entity(self, entity_id)

    def label(self, entity_id: int) -> str:
        """The text that a scanner reads from an entity's ION label."""
        return f'{{"uid":"{barcode_uid(self, entity_id)}"}}'

    def stamp(self, row: rows.Row, by: int, at: datetime | None = None) -> None:
        """Mark a row as written: a new etag, who, and when."""
        row.etag = self.new_etag()
        row.updated = at or self.now()
        row.updated_by_id = by

    def born(self, row: rows.Row, by: int, at: datetime | None = None) -> None:
        """Mark a row as new: an entity, an etag, who, and when."""
        row.entity_id = row.entity_id or self.new_entity_id()
        self.stamp(row, by, at)
        row.created = row.updated
        row.created_by_id = by

    def to_json(self) -> str:
        """The whole plant as text; `from_json` gives the same plant back."""
        return plant_file.to_json(self)

    @classmethod
    def from_json(cls, text: str) -> "Plant":
        """A plant from what `to_json` wrote.

        Raises:
            ValueError: the text is not a saved plant.
        """
        return plant_file.fill(cls(), text)

    def save(self, path: Path) -> None:
        """Write the plant to a file in one step: a reader sees the old or the new one, never half."""
        plant_file.write(path, self.to_json())

    @classmethod
    def load(cls, path: Path) -> "Plant":
        """Read a plant from a file that `save` wrote.

        Raises:
            ValueError: the file is not a saved plant.
        """
        return cls.from_json(path.read_text(encoding="utf-8"))
