"""`cyclecount simulate`: serves the simulated ION over HTTP on this machine and prints the settings to use."""

import argparse
import signal
import threading
from datetime import datetime
from pathlib import Path

from cyclecount_tui.cli.arguments import Verbs

SEED = 7


def add(verbs: Verbs) -> None:
    """The verb and its options."""
    verb = verbs.add_parser("simulate", help="serve a simulated ION on this machine", description=__doc__)
    verb.add_argument("--port", metavar="N", type=int, default=0, help="the port (default: a free one)")
    verb.add_argument("--seed", metavar="N", type=int, default=SEED, help="another plant (default: %(default)s)")
    verb.add_argument("--schedule", metavar="FILE", type=Path, help="write the plant's count schedule here, as CSV")
    verb.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Serves until ctrl+c or a TERM signal."""
    from cyclecount_tui.cli.files import write_text
    from cyclecount_tui.cli.planted_schedule import planted_schedule
    from cyclecount_tui.simulator import Simulator, plant_small
    from cyclecount_tui.simulator.server import serve
    from cyclecount_tui.workflow.errors import Refusal
    from cyclecount_tui.workflow.schedule_files import csv_of

    plant = plant_small(arguments.seed)
    if arguments.schedule:
        write_text(arguments.schedule, csv_of(planted_schedule(plant), datetime.now().astimezone().date()))
    try:
        server = serve(Simulator(plant), arguments.port)
    except (OSError, OverflowError) as error:
        raise Refusal(f"Port {arguments.port} cannot be used: give another --port, or none for a free one.") from error
    with server:
        _print_settings(server.url, server.simulator.client_id, server.simulator.client_secret)
        _wait_for_the_end()
    return 0


def _print_settings(url: str, client_id: str, client_secret: str) -> None:
    print(f"# The simulated ION listens on {url} until ctrl+c. In another terminal:")
    for name, value in (
        ("ION_API_URI", url),
        ("ION_AUTH_SERVER", url),
        ("ION_CLIENT_ID", client_id),
        ("ION_CLIENT_SECRET", client_secret),
    ):
        print(f"export {name}={value}")
    print("cyclecount", flush=True)


def _wait_for_the_end() -> None:
    ended = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda _number, _frame: ended.set())
    ended.wait()
