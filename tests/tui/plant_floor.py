"""A simulated factory in this process, a workplace on it, and the app on that."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import httpx

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.events import Event
from cyclecount_tui.domain.inventory import Location
from cyclecount_tui.domain.lines import LineKey
from cyclecount_tui.domain.schedule import ScheduleRow
from cyclecount_tui.ion.connecting import connect
from cyclecount_tui.ion.patience import Patience
from cyclecount_tui.simulator import Simulator, plant_small
from cyclecount_tui.simulator.in_process import InProcessTransport
from cyclecount_tui.store.opening import open_store
from cyclecount_tui.tui.app import CycleCountApp
from cyclecount_tui.workflow.keeping import load
from cyclecount_tui.workflow.workplace import Workplace

NOW = datetime(2026, 3, 2, 9, 5, tzinfo=UTC)
SEED = 7


class Gate(httpx.BaseTransport):
    """The line to the simulated ION; while it is shut, questions wait."""

    def __init__(self, simulator: Simulator) -> None:
        self._ion = InProcessTransport(simulator)
        self._open = threading.Event()
        self._open.set()

    def shut(self) -> None:
        """Let every question wait from now on."""
        self._open.clear()

    def open(self) -> None:
        """Let them through."""
        self._open.set()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Answer, when the gate is open."""
        assert self._open.wait(timeout=30), "The gate to ION was never opened."
        return self._ion.handle_request(request)


class PlantFloor:
    """The simulated factory, the workplace on it, and what a test wants to know of both."""

    def __init__(self, folder: Path) -> None:
        self.simulator = Simulator(plant_small(SEED, now=NOW))
        self.gate = Gate(self.simulator)
        self.workplace = Workplace(
            store=open_store(folder),
            connect=lambda: connect(
                "https://ion.example",
                "https://ion.example",
                self.simulator.client_id,
                self.simulator.client_secret,
                transport=self.gate,
                patience=Patience(tries=1),
            ),
            clock=lambda: NOW,
            counter="Ann",
        )
        self.workplace.store.schedule.replace_rows(
            ScheduleRow(
                row.location_id,
                row.location_name,
                row.count_class,
                row.cadence_days,
                row.last_counted,
                assigned_to=row.assigned_to,
            )
            for row in self.simulator.plant.schedule_rows()
        )

    @property
    def app(self) -> CycleCountApp:
        """A new app on the workplace, as a new start of the program would have it."""
        return CycleCountApp(self.workplace)

    def location(self, name: str) -> Location:
        """The location with this name, from the plant."""
        place = next(place for place in self.simulator.plant.places if place.name == name)
        return Location(place.id, place.name)

    def truth(self, name: str) -> dict[LineKey, Decimal]:
        """What truly lies at a location, by line."""
        lines = self.simulator.plant.truth[self.location(name).id]
        return {
            LineKey(key.part_number, key.revision, key.lot_number or "", key.serial_number or ""): quantity
            for key, quantity in lines.items()
        }

    def latest(self, name: str) -> Count:
        """The newest count of a location, as its journal tells it."""
        return load(self.workplace, self._count_id(name))

    def events(self, name: str) -> list[Event]:
        """The journal of the newest count of a location."""
        return self.workplace.store.journal.events(self._count_id(name))

    def _count_id(self, name: str) -> str:
        found = self.workplace.store.journal.latest_count_at(self.location(name).id)
        assert found is not None, f"{name} was never counted"
        return found
