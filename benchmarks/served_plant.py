"""Serves a simulated plant of any size, as `cyclecount simulate` does for its three sizes, until it is ended.

    python -m benchmarks.served_plant LINES LOCATIONS SCHEDULE.csv

The last of its locations holds so many records with serial numbers.
"""

import gc
import signal
import sys
from datetime import datetime
from pathlib import Path

from cyclecount_tui.cli.planted_schedule import planted_schedule
from cyclecount_tui.simulator import Plant, Simulator, plant_of_size, plant_small
from cyclecount_tui.simulator.server import serve
from cyclecount_tui.workflow.schedule_files import csv_of

SEED = 7
MORE_LOCATIONS = 3
"""The fewest that can be planted besides the small plant's."""


def planted(lines: int, locations: int) -> Plant:
    """About so many locations; the last one with so many lines."""
    small = plant_small(SEED)
    locations = max(locations, len(small.places) + MORE_LOCATIONS)
    return plant_of_size(locations, len(small.inventory) + locations + lines, lines, seed=SEED)


def main(lines: int, locations: int, schedule: Path) -> None:
    """Serves until a TERM signal."""
    plant = planted(lines, locations)
    gc.freeze()
    schedule.write_text(csv_of(planted_schedule(plant), datetime.now().astimezone().date()), encoding="utf-8")
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(0))
    with serve(Simulator(plant)) as server:
        for name, value in (
            ("ION_API_URI", server.url),
            ("ION_AUTH_SERVER", server.url),
            ("ION_CLIENT_ID", server.simulator.client_id),
            ("ION_CLIENT_SECRET", server.simulator.client_secret),
        ):
            print(f"export {name}={value}")
        print("cyclecount", flush=True)
        signal.pause()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
