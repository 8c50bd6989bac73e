"""A workplace on a simulated ION and a real database, and the app on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cyclecount_tui.ion.patience import Patience
from cyclecount_tui.simulator import SimulatorOptions
from tests.tui.plant_floor import PlantFloor


@pytest.fixture
def make_plant(tmp_path: Path) -> Iterator[Callable[..., PlantFloor]]:
    """Makes one plant floor after another, each with its own database; all are closed at the end."""
    made: list[PlantFloor] = []

    def make(
        options: SimulatorOptions | None = None, *, remembering: bool = False, patience: Patience | None = None
    ) -> PlantFloor:
        folder = tmp_path / f"data-{len(made)}"
        made.append(PlantFloor(folder, options, remembering=remembering, patience=patience))
        return made[-1]

    yield make
    for plant in made:
        plant.gate.open()
        plant.simulator.faults.clear()
        plant.workplace.close()


@pytest.fixture
def plant(make_plant: Callable[[], PlantFloor]) -> PlantFloor:
    """A plant floor with its workplace and app."""
    return make_plant()
