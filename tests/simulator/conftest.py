"""A freshly planted plant, a simulator on it, and a client for each test."""

from datetime import UTC, datetime

import pytest

from cyclecount_tui.simulator import Plant, Simulator, plant_small
from tests.simulator.asking import Asker

NOW = datetime(2026, 3, 16, 14, 30, tzinfo=UTC)


@pytest.fixture(scope="session")
def planted_text() -> str:
    return plant_small(seed=1, now=NOW).to_json()


@pytest.fixture
def plant(planted_text: str) -> Plant:
    return Plant.from_json(planted_text)


@pytest.fixture
def simulator(plant: Plant) -> Simulator:
    return Simulator(plant)


@pytest.fixture
def ask(simulator: Simulator) -> Asker:
    return Asker(simulator)
