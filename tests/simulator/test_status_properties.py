"""The derived status of any record in any circumstances, against the two tables of rules written out plainly."""

from dataclasses import dataclass
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from cyclecount_tui.simulator import Plant
from cyclecount_tui.simulator.plant import rows
from cyclecount_tui.simulator.plant.status_index import TIES, ids_that_may_have

RUNS = ("TODO", "IN_PROGRESS", "FAILED", "COMPLETE", "REDLINE", "CANCELED", "HOLD", "PARTIAL_COMPLETE")
KITS = ("DRAFT", "REQUESTED", "IN_PROGRESS", "DELIVERED", "COMPLETED", "CANCELED")
ORDERS = ("DRAFT", "REQUESTED", "APPROVED", "ORDERED", "RECEIVED", "CANCELED")


@dataclass(frozen=True)
class Circumstances:
    """What is so about a record; a status of None means that there is no such thing."""

    quantity: int
    scrapped: int
    installed: int | None
    kitted: int
    kit: str | None
    run: str | None
    order: str | None
    held: bool
    closed: bool

    @property
    def in_work(self) -> bool:
        return self.run in ("TODO", "IN_PROGRESS", "REDLINE", "HOLD", "FAILED")

    @property
    def on_order(self) -> bool:
        return self.order in ("DRAFT", "REQUESTED", "APPROVED", "ORDERED")

    @property
    def all_kitted(self) -> bool:
        return self.kit not in (None, "COMPLETED", "CANCELED") and 0 < self.kitted >= self.quantity

    @property
    def all_installed(self) -> bool:
        return 0 < (self.installed or 0) >= self.quantity


def newer(one: Circumstances) -> str:
    table = [
        (one.quantity == 0 and one.installed is not None, "INSTALLED"),
        (one.quantity == 0, "UNAVAILABLE"),
        (one.scrapped >= one.quantity, "SCRAPPED"),
        (one.all_installed, "INSTALLED"),
        (one.in_work, "WIP"),
        (one.held, "UNAVAILABLE"),
        (one.all_kitted, "KITTED"),
        (one.on_order, "ON_ORDER"),
        (one.closed, "UNAVAILABLE"),
    ]
    return next((status for applies, status in table if applies), "AVAILABLE")


def older(one: Circumstances) -> str:
    table = [
        (0 < one.quantity <= one.scrapped, "SCRAPPED"),
        (one.all_installed, "INSTALLED"),
        (one.all_kitted, "KITTED"),
        (one.in_work, "WIP"),
        (one.on_order, "ON_ORDER"),
        (one.closed or one.held or one.quantity == 0, "UNAVAILABLE"),
    ]
    return next((status for applies, status in table if applies), "AVAILABLE")


SMALL = st.integers(0, 3)
ANY = st.builds(
    Circumstances,
    quantity=SMALL,
    scrapped=SMALL,
    installed=st.none() | SMALL,
    kitted=SMALL,
    kit=st.none() | st.sampled_from(KITS),
    run=st.none() | st.sampled_from(RUNS),
    order=st.none() | st.sampled_from(ORDERS),
    held=st.booleans(),
    closed=st.booleans(),
)


def plant_of(one: Circumstances) -> Plant:
    plant = Plant()
    ten = Decimal(10)
    plant.places.add(rows.Place(id=1, name="SHELF", available=not one.closed))
    plant.parts.add(rows.Part(id=1, part_number="P", revision="A", description=""))
    record = rows.Inventory(id=1, part_id=1, location_id=1, quantity=Decimal(one.quantity), unavailable=one.held)
    record.quantity_scrapped = Decimal(one.scrapped)
    plant.inventory.add(record)
    if one.installed is not None:
        plant.installations.add(
            rows.Installation(id=1, build_requirement_id=1, part_inventory_id=1, quantity=Decimal(one.installed))
        )
    if one.kit is not None:
        plant.kits.add(rows.Kit(id=1, status=one.kit))
        plant.kit_items.add(rows.KitItem(id=1, part_kit_id=1, part_id=1, quantity=ten))
        plant.kit_issues.add(rows.KitIssue(id=1, part_kit_item_id=1, part_inventory_id=1, quantity=Decimal(one.kitted)))
    if one.run is not None:
        plant.runs.add(rows.Run(id=1, title="Build", status=one.run, part_inventory_id=1))
    if one.order is not None:
        line = rows.PurchaseLine(id=1, purchase_order_id=1, part_id=1, quantity=ten, status=one.order)
        line.part_inventory_id = 1
        plant.purchase_lines.add(line)
    return plant


@given(ANY)
def test_the_newer_order(one: Circumstances) -> None:
    plant = plant_of(one)
    assert plant.status_of(plant.inventory[1]) == newer(one)


@given(ANY)
def test_the_older_order(one: Circumstances) -> None:
    plant = plant_of(one)
    plant.status_order = "old"
    assert plant.status_of(plant.inventory[1]) == older(one)


@given(ANY, st.sampled_from(["new", "old"]))
def test_a_record_with_a_status_is_among_those_that_may_have_it(one: Circumstances, order: str) -> None:
    plant = plant_of(one)
    plant.status_order = "new" if order == "new" else "old"
    status = plant.status_of(plant.inventory[1])
    found = ids_that_may_have(plant, [status])
    assert found == [1] if status in TIES else found is None
