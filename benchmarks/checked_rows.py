"""What it costs to check ION's answers and make rows of them, beside `json.loads` of the same bytes."""

import gc
import json
import time
from collections.abc import Callable, Collection, Iterable
from statistics import median
from typing import NamedTuple

import httpx

from benchmarks.served_plant import planted
from cyclecount_tui.domain.inventory import SheetRecord
from cyclecount_tui.ion.answers import Answer, checked_data_of
from cyclecount_tui.ion.connecting import connect
from cyclecount_tui.ion.record_reads import SHEET
from cyclecount_tui.simulator import Simulator
from cyclecount_tui.simulator.in_process import InProcessTransport

ADDRESS = "http://127.0.0.1"


class Remembering(httpx.BaseTransport):
    """Asks a simulator once for each question, and keeps the answers; `bodies` are those that were given."""

    def __init__(self, simulator: Simulator) -> None:
        self._simulator = InProcessTransport(simulator)
        self._known: dict[bytes, httpx.Response] = {}
        self.bodies: list[bytes] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The answer, made anew from the bytes that came the first time."""
        asked = request.url.raw_path + request.read()
        if asked not in self._known:
            self._known[asked] = self._simulator.handle_request(request)
            self._known[asked].read()
        known = self._known[asked]
        if request.url.path.endswith("/graphql"):
            self.bodies.append(known.content)
        return httpx.Response(known.status_code, headers=known.headers, content=known.content, request=request)


class Cost(NamedTuple):
    """Seconds for all pages of one location."""

    parsing: float
    """By `json.loads`."""
    checking: float
    """From the bytes to checked rows of the domain."""
    asking: float
    """The same by the whole client: with all that is done for each request but the network itself."""


def cost_of_checking(lines: int, readings: int) -> Cost:
    """In the middle of some readings of a location with so many lines."""
    simulator = Simulator(planted(lines, lines))
    gc.freeze()  # the plant is no part of the program
    shelf = max(row.location_id for row in simulator.plant.schedule_rows())
    transport = Remembering(simulator)
    costs = []
    with connect(ADDRESS, ADDRESS, simulator.client_id, simulator.client_secret, transport=transport) as ion:
        ion.blind_sheet(shelf)
        for _ in range(2 * readings + 1):
            transport.bodies.clear()
            asking = _seconds(lambda: ion.blind_sheet(shelf))
            checking = _seconds(lambda: _rows(transport.bodies))
            costs.append(Cost(_seconds(lambda: _parse(transport.bodies)), checking, asking))
            assert len(_rows(transport.bodies)) == lines
    return Cost(*map(median, zip(*costs, strict=True)))


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _rows(bodies: Iterable[bytes]) -> Collection[object]:
    taking, rows = SHEET.taking(), dict[int, SheetRecord]()
    for body in bodies:
        data = checked_data_of(Answer(SHEET.operation, 200, body), taking.read)
        assert data is not None
        page = taking.came(data)
        rows.update(zip(page.ids, page.rows, strict=True))
    return rows


def _parse(bodies: Iterable[bytes]) -> None:
    for body in bodies:
        json.loads(body)
