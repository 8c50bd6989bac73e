"""What reading a long list costs: against its round trips, and against reading its bytes alone.

    .venv/bin/python -m benchmarks.fetching [--quick]

Run it from the root of the repository, on a machine that does nothing else. A server in this process answers each page
after a fixed time, as a distant ION does, so that what is left above the round trips is the work of this program.
"""

import argparse
import json
import statistics
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

import httpx

from cyclecount_tui.ion.address import ion_addresses
from cyclecount_tui.ion.answers import Answer, checked_data_of
from cyclecount_tui.ion.auth import ClientCredentials
from cyclecount_tui.ion.client import Ion
from cyclecount_tui.ion.offset_cursors import cursor_at, offset_of
from cyclecount_tui.ion.paging import NESTED_ROWS
from cyclecount_tui.ion.record_reads import SHEET
from cyclecount_tui.ion.secret import Secret
from cyclecount_tui.ion.transport import GraphQL


class DistantIon(httpx.BaseTransport):
    """Answers the blind sheet of one location, each page after so many seconds; `opaque` cursors hide their offset."""

    def __init__(self, rows: int, seconds: float, *, opaque: bool) -> None:
        self._rows, self._seconds, self._opaque = rows, seconds, opaque
        self._nodes = [_node(number) for number in range(rows)]
        self._lock = threading.Lock()
        self.pages = 0
        self._made: dict[tuple[str | None, int], bytes] = {}

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """A token, or a page."""
        if request.url.path.endswith("/token"):
            return httpx.Response(200, json={"access_token": "token", "expires_in": 3600})
        begun = time.perf_counter()
        variables = json.loads(request.content)["variables"]
        asked = variables["after"], variables["first"]
        with self._lock:
            self.pages += 1
            if asked not in self._made:
                self._made[asked] = self.page(*asked)
        time.sleep(max(0.0, self._seconds - (time.perf_counter() - begun)))
        return httpx.Response(200, content=self._made[asked])

    def page(self, after: str | None, first: int) -> bytes:
        """The bytes of one page."""
        start = 0 if after is None else (offset_of(after.removeprefix("~")) or 0) + 1
        nodes = self._nodes[start : start + first]
        end = start + len(nodes)
        info = {"hasNextPage": end < self._rows, "endCursor": self._cursor(end - 1), "totalCount": self._rows}
        rows = {"pageInfo": info, "edges": [{"node": node} for node in nodes]}
        return json.dumps({"data": {"partInventories": rows}}).encode()

    def _cursor(self, offset: int) -> str:
        return ("~" if self._opaque else "") + cursor_at(offset)


def main() -> int:
    """Measures and prints."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fetching", description=__doc__.split("\n")[0])
    parser.add_argument("--quick", action="store_true", help="fewer rows and rounds, to see that it runs")
    quick = parser.parse_args().quick
    rows, seconds, rounds = (1_000, 0.01, 3) if quick else (10_000, 0.05, 9)
    print(f"{rows} records, {1000 * seconds:.0f} ms a round trip, medians of {rounds}\n")
    for opaque, way in ((True, "one cursor"), (False, "four side by side")):
        distant = DistantIon(rows, seconds, opaque=opaque)
        taken = [_fetched(distant, rows) for _ in range(rounds + 1)][1:]  # the first one also makes the pages
        whole, first, pages = (statistics.median(column) for column in zip(*taken, strict=True))
        print(f"{way:20}{whole:8.2f} s, {whole / (pages * seconds):5.2f} x {pages:.0f} pages one after the other")
        print(f"{'  first page':20}{first:8.3f} s, {first / seconds:5.2f} x one round trip")
    body = DistantIon(NESTED_ROWS, 0, opaque=False).page(None, NESTED_ROWS)
    answer, times = Answer("BlindSheet", 200, body), 50 if quick else 500
    read = _least(lambda: json.loads(body), times)
    checked = _least(lambda: checked_data_of(answer, SHEET.reply), times)
    print(f"\nchecked rows from {len(body)} bytes: {checked / read:.2f} x json.loads")
    return 0


def _fetched(distant: DistantIon, rows: int) -> tuple[float, float, float]:
    """Seconds until all and until the first page, and the pages."""
    distant.pages = 0
    addresses = ion_addresses("http://127.0.0.1:9/", "http://127.0.0.1:9")
    credentials = ClientCredentials(addresses, "key", Secret("secret"), distant)
    with Ion(GraphQL(addresses, credentials, distant)) as ion:
        ion.sign_in()
        begun = time.perf_counter()
        came, first = 0, 0.0
        for records in ion.blind_sheet_arriving(1):
            first = first or time.perf_counter() - begun
            came += len(records)
        if came < rows:
            raise SystemExit(f"{came} of {rows} records came.")
        return time.perf_counter() - begun, first, distant.pages


def _least(work: Callable[[], object], times: int) -> float:
    """CPU seconds of the quickest of so many: what others do on the machine only adds to it."""
    least = float("inf")
    for _ in range(times):
        begun = time.process_time()
        work()
        least = min(least, time.process_time() - begun)
    return least


def _node(number: int) -> dict[str, Any]:
    part = {
        "id": str(number % 50),
        "partNumber": f"FR-{number % 50}",
        "revision": "A",
        "description": "Bracket, left hand",
        "trackingType": "SERIAL",
        "unitOfMeasure": {"type": "EA"},
    }
    return {
        "id": str(number + 1),
        "etag": f"{number:016x}",
        "lotNumber": None,
        "serialNumber": f"SN-{number:06}",
        "unitOfMeasure": {"type": "EA"},
        "part": part,
        "entity": {"barcodeLabels": [{"iuid": f"{number:032x}", "deactivated": False}]},
    }


if __name__ == "__main__":
    sys.exit(main())
