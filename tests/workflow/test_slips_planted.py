"""Slips and mix-ups on a shelf of the simulated factory, counted over HTTP: the first suggestion, or rightly not."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from cyclecount_tui.domain.causes.suggesting import suggestions
from cyclecount_tui.domain.fixes import Cause, FixKind
from cyclecount_tui.simulator import Simulator
from cyclecount_tui.simulator.plant.rows import Inventory, Part
from cyclecount_tui.simulator.planting.catalog import CatalogPart
from cyclecount_tui.simulator.planting.layout import QUIET_SHELF
from cyclecount_tui.simulator.planting.scene import Scene
from cyclecount_tui.simulator.planting.small import furnished_room
from cyclecount_tui.simulator.server import serve
from cyclecount_tui.workflow.documents import reconcile_document
from tests.factory import NOW, SEED, Factory


class SlippedShelf:
    """Puts parts on the quiet shelf, recorded as one number and lying there as another."""

    def __init__(self) -> None:
        self.room = furnished_room(SEED, NOW)
        self.shelf = self.room.place(QUIET_SHELF)
        self.expected: dict[str, Cause] = {}

    def part(self, revisions: str = "A", tracking: str | None = None, unit: str = "EA") -> list[Part]:
        wanted = CatalogPart("Slip, planted", unit, tracking, Decimal("0.10"), tuple(revisions))
        return self.room.new_parts(wanted)

    def put(self, part: Part, recorded: int, lying: int, cause: Cause, lot: str | None = None) -> Inventory:
        self.expected[f"{part.part_number} {part.revision} {lot or ''}"] = cause
        return self.room.stock(part, self.shelf, Decimal(recorded), lot=lot, floor=Decimal(lying))


def slipped() -> SlippedShelf:
    """One of each, and three that look like a slip and are none."""
    shelf = SlippedShelf()
    shelf.put(shelf.part()[0], 36, 432, Cause.PACK_SIZE)
    shelf.put(shelf.part()[0], 453, 435, Cause.DIGITS_SWAPPED)
    shelf.put(shelf.part()[0], 112, 12, Cause.DIGIT_SLIPPED)
    wire = shelf.put(shelf.part(unit="FT")[0], 23, 20, Cause.UNIT_MIXED)
    wire.unit_of_measure_id = next(unit.id for unit in shelf.room.plant.units if unit.type == "EA")
    (seal,) = shelf.part(tracking="LOT")
    shelf.put(seal, 30, 34, Cause.LOTS_MIXED, lot="L-1")
    shelf.put(seal, 60, 56, Cause.LOTS_MIXED, lot="L-2")
    older, newer = shelf.part(revisions="AB")
    shelf.put(older, 30, 35, Cause.REVISIONS_MIXED)
    shelf.put(newer, 61, 56, Cause.REVISIONS_MIXED)
    one, other = shelf.part()[0], shelf.part()[0]
    one.part_number, other.part_number = "QX-7132", "QX-7312"
    shelf.put(one, 30, 36, Cause.NUMBERS_MIXED)
    shelf.put(other, 62, 56, Cause.NUMBERS_MIXED)
    _deceive(shelf)
    return shelf


def _deceive(shelf: SlippedShelf) -> None:
    """A difference of 9 without a swap; a swap that an open order explains; equal differences of strangers."""
    shelf.put(shelf.part()[0], 60, 51, Cause.UNEXPLAINED_SHORTAGE)
    ordered = shelf.part()[0]
    shelf.put(ordered, 435, 435, Cause.ON_ORDER)
    waiting = shelf.room.stock(ordered, shelf.shelf, Decimal(18), floor=Decimal(0), how_created="PO_LINE_MADE")
    Scene(shelf.room, [shelf.shelf]).order(waiting)
    stranger = shelf.part()[0]
    stranger.part_number = "ZK-2290"
    shelf.put(stranger, 40, 49, Cause.UNEXPLAINED_SURPLUS)


@pytest.fixture
def shelf() -> SlippedShelf:
    return slipped()


@pytest.fixture
def factory(shelf: SlippedShelf, tmp_path: Path) -> Iterator[Factory]:
    with serve(Simulator(shelf.room.plant)) as server:
        made = Factory(server, tmp_path / "data")
        try:
            yield made
        finally:
            made.workplace.close()


def test_every_slip_is_the_first_suggestion_and_what_only_looks_like_one_is_not(
    factory: Factory, shelf: SlippedShelf
) -> None:
    count = factory.compared(shelf.shelf.id)
    offered = suggestions(count)
    keys = {row.line.number: row.line.key for row in count.rows if row.differs}
    found = {f"{key.part_number} {key.revision} {key.lot_number}": offered[line][0].cause for line, key in keys.items()}
    assert found == shelf.expected
    readings = [item for line in keys for item in offered[line] if item.cause.is_reading]
    assert {item.fix.kind for item in readings} == {FixKind.RECOUNT}
    assert all(item.confidence.value in {"likely", "possible"} for item in readings)
    rows = [row for row in reconcile_document(count, offered)["rows"] if row["suggestions"]]
    assert len(rows) == len(keys)
    for row in rows:
        assert row["suggestions"][0]["why_not_first"] is None
        assert all(each["why_not_first"] for each in row["suggestions"][1:])
