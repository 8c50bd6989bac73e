"""The medium and the large plant: the small one with its differences, and plain stock in bulk around it."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from cyclecount_tui.simulator.plant.plant import Plant
from cyclecount_tui.simulator.planting.bulk import Bulk
from cyclecount_tui.simulator.planting.small import furnished_room


def plant_medium(seed: int = 1, now: datetime | None = None) -> Plant:
    """Plant 2,000 locations and 50,000 inventory records, 500 of them at one shelf.

    Args:
        seed: what every choice is drawn from; the same seed and moment give the same plant.
        now: the moment of planting (real now, when None); every date is relative to it.
    """
    return plant_of_size(locations=2_000, records=50_000, crowded=500, seed=seed, now=now)


def plant_large(seed: int = 1, now: datetime | None = None) -> Plant:
    """Plant 10,000 locations and 300,000 inventory records; one shelf holds 5,000 with serial numbers.

    Args:
        seed: what every choice is drawn from; the same seed and moment give the same plant.
        now: the moment of planting (real now, when None); every date is relative to it.
    """
    return plant_of_size(locations=10_000, records=300_000, crowded=5_000, seed=seed, now=now)


def plant_of_size(locations: int, records: int, crowded: int, seed: int = 1, now: datetime | None = None) -> Plant:
    """Plant so many locations and records in all; floor and records differ only where the small plant's do.

    Args:
        locations: how many locations, the small plant's among them.
        records: how many inventory records, the small plant's and the crowded shelf's among them.
        crowded: how many records with serial numbers, and no others, are at the last shelf.
        seed: what every choice is drawn from.
        now: the moment of planting (real now, when None).

    Raises:
        ValueError: the small plant alone is larger than that.
    """
    with _without_collecting():
        room = furnished_room(seed, now)
        plant = room.plant
        more_places, more_records = locations - len(plant.places), records - len(plant.inventory) - crowded
        if more_places < 3 or more_records < 0:
            raise ValueError(f"A plant of {locations} locations and {records} records is too small; give more of both.")
        bulk = Bulk(room)
        *shelves, crowded_shelf = bulk.add_places(more_places)
        bulk.add_records(shelves, more_records)
        bulk.crowd(crowded_shelf, crowded)
    return plant


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Millions of new objects and no garbage: looking for some takes longer than making them."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
