"""What it costs to check ION's answers and make rows of them, beside `json.loads` of the same bytes."""

import json
import time
from statistics import median

import httpx

from benchmarks.served_plant import planted
from cyclecount_tui.ion.connecting import connect
from cyclecount_tui.simulator import Simulator
from cyclecount_tui.simulator.in_process import InProcessTransport

ADDRESS = "http://127.0.0.1"


class Remembering(httpx.BaseTransport):
    """Asks a simulator once for each question, and keeps the answers; `waited` are the seconds that this took."""

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


def cost_of_checking(lines: int, readings: int) -> tuple[float, float]:
    """Seconds for all pages of a location of so many lines: by `json.loads`, and to checked rows of the domain.

    The second has in it what is done for each request but the network itself.
    """
    simulator = Simulator(planted(lines))
    shelf = max(row.location_id for row in simulator.plant.schedule_rows())
    transport = Remembering(simulator)
    with connect(ADDRESS, ADDRESS, simulator.client_id, simulator.client_secret, transport=transport) as ion:
        ion.blind_sheet(shelf)
        parsing, checking = [], []
        for _ in range(2 * readings + 1):
            transport.bodies.clear()
            start = time.perf_counter()
            rows = ion.blind_sheet(shelf)
            checking.append(time.perf_counter() - start)
            assert len(rows) == lines
            start = time.perf_counter()
            for body in transport.bodies:
                json.loads(body)
            parsing.append(time.perf_counter() - start)
    return median(parsing), median(checking)
