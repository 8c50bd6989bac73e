"""The derived status of an inventory record, in ION's newer and older order of rules."""

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from cyclecount_tui.simulator.plant.quantities import installed_quantity, kitted_quantity
from cyclecount_tui.simulator.plant.rows import Inventory

if TYPE_CHECKING:
    from cyclecount_tui.simulator.plant.plant import Plant

Rule = Callable[["Plant", Inventory], bool]
StatusOrder = Literal["new", "old"]

OPEN_RUN_STATUSES = frozenset({"TODO", "IN_PROGRESS", "REDLINE", "HOLD", "FAILED"})
OPEN_PURCHASE_STATUSES = frozenset({"DRAFT", "REQUESTED", "APPROVED", "ORDERED"})


def _empty(_: "Plant", record: Inventory) -> bool:
    return record.quantity == 0


def _empty_and_installed(plant: "Plant", record: Inventory) -> bool:
    return record.quantity == 0 and plant.installations.count_by("part_inventory_id", record.id) > 0


def _all_scrapped(_: "Plant", record: Inventory) -> bool:
    return record.quantity > 0 and record.quantity_scrapped >= record.quantity


def _all_installed(plant: "Plant", record: Inventory) -> bool:
    return _covers(installed_quantity(plant, record), record.quantity)


def _all_kitted(plant: "Plant", record: Inventory) -> bool:
    return _covers(kitted_quantity(plant, record), record.quantity)


def _covers(amount: Decimal, quantity: Decimal) -> bool:
    return amount > 0 and amount >= quantity


def _on_an_open_run(plant: "Plant", record: Inventory) -> bool:
    return any(run.status in OPEN_RUN_STATUSES for run in plant.runs.by("part_inventory_id", record.id))


def _on_hold(_: "Plant", record: Inventory) -> bool:
    return record.unavailable


def _on_an_open_purchase(plant: "Plant", record: Inventory) -> bool:
    lines = plant.purchase_lines.by("part_inventory_id", record.id)
    return any(line.status in OPEN_PURCHASE_STATUSES for line in lines)


def _in_an_unavailable_place(plant: "Plant", record: Inventory) -> bool:
    place = plant.places.get(record.location_id)
    return place is not None and not place.available


# ION's inventory overview, first match wins; the rules after KITTED follow its older page.
NEW_ORDER: tuple[tuple[str, Rule], ...] = (
    ("INSTALLED", _empty_and_installed),
    ("UNAVAILABLE", _empty),
    ("SCRAPPED", _all_scrapped),
    ("INSTALLED", _all_installed),
    ("WIP", _on_an_open_run),
    ("UNAVAILABLE", _on_hold),
    ("KITTED", _all_kitted),
    ("ON_ORDER", _on_an_open_purchase),
    ("UNAVAILABLE", _in_an_unavailable_place),
)

# ION's older inventory-status page.
OLD_ORDER: tuple[tuple[str, Rule], ...] = (
    ("SCRAPPED", _all_scrapped),
    ("INSTALLED", _all_installed),
    ("KITTED", _all_kitted),
    ("WIP", _on_an_open_run),
    ("ON_ORDER", _on_an_open_purchase),
    ("UNAVAILABLE", _in_an_unavailable_place),
    ("UNAVAILABLE", _on_hold),
    ("UNAVAILABLE", _empty),
)

ORDERS: dict[StatusOrder, tuple[tuple[str, Rule], ...]] = {"new": NEW_ORDER, "old": OLD_ORDER}


def status_of(plant: "Plant", record: Inventory) -> str:
    """The status ION derives for a record, by the order of rules the plant is set to."""
    for status, applies in ORDERS[plant.status_order]:
        if applies(plant, record):
            return status
    return "AVAILABLE"
