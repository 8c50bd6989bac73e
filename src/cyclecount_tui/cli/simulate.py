"""`cyclecount simulate`: serves the simulated ION over HTTP on this machine and prints the settings to use."""

import argparse
import gc
import signal
import threading
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from cyclecount_tui.cli.arguments import Verbs

if TYPE_CHECKING:
    from cyclecount_tui.simulator import Plant, Simulator

SEED = 7
SIZES = ("small", "medium", "large", "causes")


def add(verbs: Verbs) -> None:
    """The verb and its options."""
    verb = verbs.add_parser("simulate", help="serve a simulated ION on this machine", description=__doc__)
    verb.add_argument("--port", metavar="N", type=int, default=0, help="the port (default: a free one)")
    verb.add_argument("--seed", metavar="N", type=int, default=SEED, help="another plant (default: %(default)s)")
    verb.add_argument(
        "--size",
        choices=SIZES,
        default=SIZES[0],
        help="small: 23 locations; medium: 2,000 and 50,000 records; large: 10,000 and 300,000; causes: small, with "
        "differences for every cause that can be suggested, and some that only look like it (default: %(default)s)",
    )
    verb.add_argument("--no-control", action="store_true", help="without the address that sets faults while it runs")
    verb.add_argument("--schedule", metavar="FILE", type=Path, help="write the plant's count schedule here, as CSV")
    verb.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Serves until ctrl+c or a TERM signal."""
    from cyclecount_tui.cli.files import write_text
    from cyclecount_tui.cli.planted_schedule import planted_schedule
    from cyclecount_tui.simulator import Simulator, SimulatorOptions
    from cyclecount_tui.simulator.server import serve
    from cyclecount_tui.workflow.errors import Refusal
    from cyclecount_tui.workflow.schedule_files import csv_of

    plant = _planted(arguments.size, arguments.seed)
    if arguments.schedule:
        write_text(arguments.schedule, csv_of(planted_schedule(plant), datetime.now().astimezone().date()))
    try:
        server = serve(Simulator(plant, SimulatorOptions(control=not arguments.no_control)), arguments.port)
    except (OSError, OverflowError) as error:
        raise Refusal(f"Port {arguments.port} cannot be used: give another --port, or none for a free one.") from error
    ended = _end_asked_for()
    with server:
        _print_settings(server.simulator, server.url)
        ended.wait()
    return 0


def _planted(size: str, seed: int) -> "Plant":
    from cyclecount_tui.simulator import plant_causes, plant_large, plant_medium, plant_small

    plants = {"small": plant_small, "medium": plant_medium, "large": plant_large, "causes": plant_causes}
    plant = plants[size](seed)
    gc.freeze()  # the plant stays until the end: looking through it for garbage would only make answers late
    return plant


def _print_settings(simulator: "Simulator", url: str) -> None:
    from cyclecount_tui.simulator.control.endpoint import CONTROL_PATH

    plant = simulator.plant
    print(f"# A plant with {len(plant.places):,} locations and {len(plant.inventory):,} inventory records.")
    if simulator.options.control:
        print(f"# Faults are set with POST, and read with GET, at {url}{CONTROL_PATH} (JSON).")
    print(f"# The simulated ION listens on {url} until ctrl+c. In another terminal:")
    for name, value in (
        ("ION_API_URI", url),
        ("ION_AUTH_SERVER", url),
        ("ION_CLIENT_ID", simulator.client_id),
        ("ION_CLIENT_SECRET", simulator.client_secret),
    ):
        print(f"export {name}={value}")
    print("cyclecount", flush=True)


def _end_asked_for() -> threading.Event:
    """Set by ctrl+c or a TERM signal; listened for before anybody can know that the simulator is there."""
    ended = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda _number, _frame: ended.set())
    return ended
