"""A simulated factory in this process, a workplace on it, and the app on that."""

from __future__ import annotations

import json
import threading
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import httpx

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.events import Event
from cyclecount_tui.domain.lines import LineKey
from cyclecount_tui.domain.scans.scan_rules import ScanRules
from cyclecount_tui.domain.schedule import ScheduleRow
from cyclecount_tui.domain.subject import Subject
from cyclecount_tui.ion.connecting import connect
from cyclecount_tui.ion.patience import Patience
from cyclecount_tui.simulator import Simulator, SimulatorOptions
from cyclecount_tui.simulator.in_process import InProcessTransport
from cyclecount_tui.store.tenant_memory import TenantMemory
from cyclecount_tui.tui.app import CycleCountApp
from cyclecount_tui.workflow.keeping import load
from cyclecount_tui.workflow.workplace import Practice, Workplace
from tests.kept_between_tests import own_store, small_plant

NOW = datetime(2026, 3, 2, 9, 5, tzinfo=UTC)
SEED = 7

ALL_KEYS_ARE_TYPED = 0.0
"""A test presses keys faster than any scanner; where a scan is meant, it says so."""


class Gate(httpx.BaseTransport):
    """The line to the simulated ION; while it is shut, questions wait, but for so many as are let through.

    `asked` names the operation of every request that came so far, `token` for a sign-in.
    """

    def __init__(self, simulator: Simulator) -> None:
        self._ion = InProcessTransport(simulator)
        self._open = threading.Event()
        self._open.set()
        self._passes = threading.Semaphore(0)
        self.asked: list[str] = []

    def shut(self, let_through: int = 0) -> None:
        """Let every question wait from now on, after so many more."""
        for _ in range(let_through):
            self._passes.release()
        self._open.clear()

    def open(self) -> None:
        """Let them through."""
        self._open.set()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Answer, when the gate is open."""
        self.asked.append(
            "token" if request.url.path.endswith("/token") else json.loads(request.content)["operationName"]
        )
        if not self._open.is_set() and not self._passes.acquire(blocking=False):
            assert self._open.wait(timeout=30), "The gate to ION was never opened."
        return self._ion.handle_request(request)


class PlantFloor:
    """The simulated factory, the workplace on it, and what a test wants to know of both.

    With `remembering` the workplace keeps what it found out about the tenant in the folder of its database.
    """

    def __init__(
        self,
        folder: Path,
        options: SimulatorOptions | None = None,
        *,
        remembering: bool = False,
        patience: Patience | None = None,
    ) -> None:
        self.folder = folder
        self.simulator = Simulator(small_plant(SEED, NOW), options)
        self.gate = Gate(self.simulator)
        self._remembering = remembering
        self._patience = patience or Patience(tries=1)
        self.workplace = self.another_workplace()
        self.workplace.store.schedule.replace_rows(
            ScheduleRow(
                Subject(row.location_id, row.location_name),
                row.count_class,
                row.cadence_days,
                row.last_counted,
                assigned_to=row.assigned_to,
            )
            for row in self.simulator.plant.schedule_rows()
        )

    def another_workplace(self) -> Workplace:
        """The workplace as a new start of the program would have it."""
        store = own_store(self.folder)
        memory = TenantMemory(self.folder) if self._remembering else None
        return Workplace(
            store=store,
            connect=lambda: connect(
                "https://ion.example",
                "https://ion.example",
                self.simulator.client_id,
                self.simulator.client_secret,
                transport=self.gate,
                patience=self._patience,
                memory=memory,
                now=lambda: NOW,
            ),
            clock=lambda: NOW,
            counter="Ann",
            practice=Practice(scanning=ScanRules(fastest_typing=ALL_KEYS_ARE_TYPED)),
            memory=memory,
        )

    @property
    def app(self) -> CycleCountApp:
        """A new app on the workplace, as a new start of the program would have it."""
        return CycleCountApp(self.workplace)

    def location(self, name: str) -> Subject:
        """The location with this name, from the plant."""
        place = next(place for place in self.simulator.plant.places if place.name == name)
        return Subject(place.id, place.name)

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
        found = self.workplace.store.journal.latest_count_of(self.location(name))
        assert found is not None, f"{name} was never counted"
        return found
