"""The small plant: some twenty places, some hundred records, and differences of every kind."""

import random
from collections.abc import Callable
from datetime import UTC, datetime

from cyclecount_tui.simulator.plant.plant import Plant
from cyclecount_tui.simulator.planting import shortages, surpluses
from cyclecount_tui.simulator.planting.counting_schedule import plan_counts
from cyclecount_tui.simulator.planting.everyday_stock import fill_with_everyday_stock
from cyclecount_tui.simulator.planting.layout import QUIET_SHELF, lay_out
from cyclecount_tui.simulator.planting.rules import plant_rules
from cyclecount_tui.simulator.planting.scene import Scene
from cyclecount_tui.simulator.planting.stockroom import Stockroom
from cyclecount_tui.simulator.planting.work_in_progress import keep_work_going

# The more common a cause is on real shelves, the more often it is planted.
DIFFERENCES: tuple[tuple[Callable[[Scene], None], int], ...] = (
    (shortages.at_mrb, 2),
    (shortages.not_consumed_onto_abom, 2),
    (surpluses.moved_but_not_recorded, 2),
    (shortages.unexplained_shortage, 2),
    (shortages.unexplained_measured_shortage, 1),
    (surpluses.unexplained_surplus, 2),
    (shortages.status_on_order, 1),
    (shortages.status_unavailable, 1),
    (surpluses.kit_not_filled, 2),
    (shortages.status_kitted, 2),
    (shortages.status_wip, 1),
    (surpluses.still_at_mrb, 1),
    (shortages.scanned_here_by_accident, 2),
    (surpluses.status_installed, 1),
    (surpluses.serial_recorded_elsewhere, 1),
    (surpluses.found_not_recorded, 1),
    (surpluses.unknown_part, 1),
)


def plant_small(seed: int = 1, now: datetime | None = None) -> Plant:
    """Plant a small factory; the same seed and moment give the same plant.

    Args:
        seed: what every choice is drawn from.
        now: the moment of planting (real now, when None); every date is relative to it.
    """
    return furnished_room(seed, now).plant


def furnished_room(seed: int, now: datetime | None) -> Stockroom:
    """The small plant, and the tool to put more into it."""
    moment = (now or datetime.now(UTC)).astimezone(UTC).replace(microsecond=0)
    # Not for secrets: the same seed has to give the same plant.
    room = Stockroom(Plant(seed), random.Random(seed), moment)  # noqa: S311
    shelves = lay_out(room)
    fill_with_everyday_stock(room, shelves)
    busy = [shelf for shelf in shelves if shelf.name != QUIET_SHELF]
    scene = Scene(room, busy)
    for plant_difference, times in DIFFERENCES:
        for _ in range(times):
            plant_difference(scene)
    keep_work_going(scene, busy)
    plan_counts(room, shelves)
    plant_rules(room)
    return room
