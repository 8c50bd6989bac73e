"""`cyclecount demo`: the whole way on an embedded simulated ION; no account, no network, no port."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from cyclecount_tui.cli.arguments import Verbs, add_plain_driver

if TYPE_CHECKING:
    from cyclecount_tui.ion.client import Ion
    from cyclecount_tui.settings import Settings
    from cyclecount_tui.simulator import Plant
    from cyclecount_tui.workflow.workplace import Workplace

SEED = 7

_PLANT_FILE = "plant.json"


def add(verbs: Verbs) -> None:
    """The verb and its options."""
    verb = verbs.add_parser("demo", help="try everything on a simulated plant", description=__doc__)
    verb.add_argument("--keep", metavar="DIR", type=Path, help="keep the journal and the plant here between starts")
    verb.add_argument("--seed", metavar="N", type=int, default=SEED, help="another plant (default: %(default)s)")
    add_plain_driver(verb)
    verb.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Opens the app on the simulated plant."""
    from cyclecount_tui.cli import before_screens
    from cyclecount_tui.cli.app import ended_with, require_terminal
    from cyclecount_tui.cli.putting_together import settings_here

    require_terminal()
    before_screens.prepare()
    settings = settings_here()
    with _folder(arguments.keep) as folder, _demo_workplace(folder, arguments.seed, settings) as place:
        from cyclecount_tui.tui.app import CycleCountApp

        app = CycleCountApp(
            place,
            ascii_only=settings.ascii_only,
            bells=settings.bells,
            demo=True,
            plain_driver=arguments.plain_driver,
            when_shown=before_screens.look_for_garbage,
        )
        app.run(mouse=False)
    return ended_with(app.return_code)


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep is None:
        import tempfile

        with tempfile.TemporaryDirectory(prefix="cyclecount-demo-") as folder:
            yield Path(folder)
    else:
        from cyclecount_tui.cli.places import at_home

        yield at_home(keep)


@contextmanager
def _demo_workplace(folder: Path, seed: int, settings: "Settings") -> Iterator["Workplace"]:
    """A workplace on the simulated ION, which itself only starts when it is first asked something."""
    from cyclecount_tui.cli.planted_schedule import planted_schedule
    from cyclecount_tui.cli.putting_together import approval_rules, recount_rules, scan_rules
    from cyclecount_tui.store.opening import open_store
    from cyclecount_tui.workflow.workplace import Practice, Workplace

    store = open_store(folder)
    plant = _kept_plant(folder / _PLANT_FILE, seed)
    place = Workplace(
        store=store,
        connect=lambda: _connected(plant, folder / _PLANT_FILE),
        clock=lambda: datetime.now(UTC),
        counter=settings.counter,
        practice=Practice(
            recount=recount_rules(settings),
            approval=approval_rules(settings),
            scanning=scan_rules(settings),
            lease_seconds=settings.lease_seconds,
        ),
    )
    try:
        if not store.schedule.rows():
            store.schedule.replace_rows(planted_schedule(plant))
        yield place
    finally:
        place.close()


def _kept_plant(file: Path, seed: int) -> "Plant":
    """The plant of the last start, or a new one.

    Raises:
        SettingsWrong: the file is there and holds no plant.
    """
    from cyclecount_tui.simulator import Plant, plant_small

    if not file.exists():
        plant = plant_small(seed)
        plant.save(file)
        return plant
    try:
        return Plant.load(file)
    except (OSError, ValueError, KeyError, TypeError) as error:
        from cyclecount_tui.cli.putting_together import SettingsWrong

        raise SettingsWrong(
            f"{file} holds no simulated plant: remove it, or keep the demo in another folder."
        ) from error


def _connected(plant: "Plant", file: Path) -> "Ion":
    from cyclecount_tui.ion.connecting import connect
    from cyclecount_tui.simulator import Simulator, SimulatorOptions
    from cyclecount_tui.simulator.in_process import InProcessTransport

    simulator = Simulator(plant, SimulatorOptions(save_path=file))
    address = "http://localhost"
    return connect(
        address, address, simulator.client_id, simulator.client_secret, transport=InProcessTransport(simulator)
    )
