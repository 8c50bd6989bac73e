"""The derived status, rule by rule, in both orders; and the derived quantities."""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

import pytest

from cyclecount_tui.simulator import Plant
from cyclecount_tui.simulator.plant import rows
from cyclecount_tui.simulator.plant.quantities import (
    available_quantity,
    fulfilled_quantity,
    installed_quantity,
    kitted_quantity,
)

TEN = Decimal(10)


@dataclass
class OneRecord:
    """A plant with one record of ten, and what is tied to it."""

    plant: Plant = field(default_factory=Plant)

    def __post_init__(self) -> None:
        self.plant.places.add(rows.Place(id=1, name="SHELF"))
        self.plant.parts.add(rows.Part(id=1, part_number="P", revision="A", description=""))
        self.record = self.plant.inventory.add(
            rows.Inventory(id=1, part_id=1, quantity=TEN, location_id=1),
        )

    def quantity(self, quantity: int) -> None:
        self.record.quantity = Decimal(quantity)

    def scrap(self, quantity: int) -> None:
        self.record.quantity_scrapped = Decimal(quantity)

    def hold(self) -> None:
        self.record.unavailable = True

    def install(self, quantity: int) -> None:
        need = rows.Requirement(id=1, part_inventory_id=99, part_id=1, quantity=TEN)
        self.plant.requirements.add(need)
        self.plant.installations.add(
            rows.Installation(id=1, build_requirement_id=1, part_inventory_id=1, quantity=Decimal(quantity))
        )

    def kit(self, quantity: int, status: str = "IN_PROGRESS") -> None:
        self.plant.kits.add(rows.Kit(id=1, status=status))
        self.plant.kit_items.add(rows.KitItem(id=1, part_kit_id=1, part_id=1, quantity=TEN))
        self.plant.kit_issues.add(
            rows.KitIssue(id=1, part_kit_item_id=1, part_inventory_id=1, quantity=Decimal(quantity))
        )

    def work(self, status: str = "IN_PROGRESS") -> None:
        self.plant.runs.add(rows.Run(id=1, title="Build", status=status, part_inventory_id=1))

    def order(self, status: str = "ORDERED") -> None:
        line = rows.PurchaseLine(id=1, purchase_order_id=1, part_id=1, quantity=TEN, status=status)
        line.part_inventory_id = 1
        self.plant.purchase_lines.add(line)

    def close_place(self) -> None:
        self.plant.places[1].available = False


Set = Callable[[OneRecord], object]
CASES: list[tuple[str, list[Set], str, str]] = [
    ("nothing", [], "AVAILABLE", "AVAILABLE"),
    ("empty", [lambda one: one.quantity(0)], "UNAVAILABLE", "UNAVAILABLE"),
    (
        "empty and installed",
        [lambda one: one.quantity(0), lambda one: one.install(0)],
        "INSTALLED",
        "UNAVAILABLE",
    ),
    ("empty in work", [lambda one: one.quantity(0), lambda one: one.work()], "UNAVAILABLE", "WIP"),
    ("all scrapped", [lambda one: one.scrap(10)], "SCRAPPED", "SCRAPPED"),
    ("partly scrapped", [lambda one: one.scrap(4)], "AVAILABLE", "AVAILABLE"),
    ("all installed", [lambda one: one.install(10)], "INSTALLED", "INSTALLED"),
    ("partly installed", [lambda one: one.install(9)], "AVAILABLE", "AVAILABLE"),
    (
        "scrapped and installed",
        [lambda one: one.scrap(10), lambda one: one.install(10)],
        "SCRAPPED",
        "SCRAPPED",
    ),
    ("installed in work", [lambda one: one.install(10), lambda one: one.work()], "INSTALLED", "INSTALLED"),
    ("in work", [lambda one: one.work()], "WIP", "WIP"),
    ("in work, kitted", [lambda one: one.work(), lambda one: one.kit(10)], "WIP", "KITTED"),
    ("in work, on hold", [lambda one: one.work(), lambda one: one.hold()], "WIP", "WIP"),
    ("on hold", [lambda one: one.hold()], "UNAVAILABLE", "UNAVAILABLE"),
    ("on hold, kitted", [lambda one: one.hold(), lambda one: one.kit(10)], "UNAVAILABLE", "KITTED"),
    ("all kitted", [lambda one: one.kit(10)], "KITTED", "KITTED"),
    ("partly kitted", [lambda one: one.kit(9)], "AVAILABLE", "AVAILABLE"),
    ("kitted, on order", [lambda one: one.kit(10), lambda one: one.order()], "KITTED", "KITTED"),
    ("on order", [lambda one: one.order()], "ON_ORDER", "ON_ORDER"),
    (
        "on order, place closed",
        [lambda one: one.order(), lambda one: one.close_place()],
        "ON_ORDER",
        "ON_ORDER",
    ),
    ("place closed", [lambda one: one.close_place()], "UNAVAILABLE", "UNAVAILABLE"),
]


@pytest.mark.parametrize("order", ["new", "old"])
@pytest.mark.parametrize(("name", "settings", "new", "old"), CASES, ids=[case[0] for case in CASES])
def test_status(name: str, settings: list[Set], new: str, old: str, order: Literal["new", "old"]) -> None:
    one = OneRecord()
    for apply in settings:
        apply(one)
    one.plant.status_order = order
    assert one.plant.status_of(one.record) == (new if order == "new" else old)


@pytest.mark.parametrize(
    ("status", "derived"),
    [
        ("TODO", "WIP"),
        ("IN_PROGRESS", "WIP"),
        ("REDLINE", "WIP"),
        ("HOLD", "WIP"),
        ("FAILED", "WIP"),
        ("COMPLETE", "AVAILABLE"),
        ("CANCELED", "AVAILABLE"),
        ("PARTIAL_COMPLETE", "AVAILABLE"),
    ],
)
def test_only_open_runs_make_wip(status: str, derived: str) -> None:
    one = OneRecord()
    one.work(status)
    assert one.plant.status_of(one.record) == derived


@pytest.mark.parametrize(
    ("status", "derived"),
    [
        ("DRAFT", "KITTED"),
        ("REQUESTED", "KITTED"),
        ("IN_PROGRESS", "KITTED"),
        ("DELIVERED", "KITTED"),
        ("COMPLETED", "AVAILABLE"),
        ("CANCELED", "AVAILABLE"),
    ],
)
def test_only_open_kits_make_kitted(status: str, derived: str) -> None:
    one = OneRecord()
    one.kit(10, status)
    assert one.plant.status_of(one.record) == derived


@pytest.mark.parametrize(("status", "derived"), [("APPROVED", "ON_ORDER"), ("RECEIVED", "AVAILABLE")])
def test_only_open_purchase_lines_make_on_order(status: str, derived: str) -> None:
    one = OneRecord()
    one.order(status)
    assert one.plant.status_of(one.record) == derived


def test_derived_quantities() -> None:
    one = OneRecord()
    one.kit(3)
    one.install(2)
    one.scrap(1)
    assert kitted_quantity(one.plant, one.record) == 3
    assert installed_quantity(one.plant, one.record) == 2
    assert available_quantity(one.plant, one.record) == 4
    assert fulfilled_quantity(one.plant, one.plant.kit_items[1]) == 3


def test_what_is_available_is_never_below_zero() -> None:
    one = OneRecord()
    one.install(12)
    assert available_quantity(one.plant, one.record) == 0
