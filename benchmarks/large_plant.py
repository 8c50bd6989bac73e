"""A simulated plant in a process of its own, its shelf with the most serials, and places to count it from."""

import csv
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.cli.shell import PROGRAM, Shell

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.counting_events import Counted
from cyclecount_tui.domain.folding import folded
from cyclecount_tui.store.opening import open_store

SCHEDULE = "schedule.csv"

_SHEET_SECONDS = 120.0


@dataclass(frozen=True)
class Bench:
    """A terminal's settings, its data, and the shelf to count."""

    shell: Shell
    shelf: str
    shelf_id: int
    plant: Path
    """The folder of whatever there is for all terminals of the plant."""

    @property
    def environment(self) -> dict[str, str]:
        """For the program."""
        return {name: value for name, value in self.shell.environment.items() if name != "PYTHONWARNINGS"}

    @property
    def schedule(self) -> Path:
        """The plant's schedule, as a file."""
        return self.plant / SCHEDULE

    def fresh(self, name: str) -> "Bench":
        """Another terminal, with the schedule and what counts there are here."""
        folder = Path(tempfile.mkdtemp(prefix=f"{name}-", dir=self.plant))
        shutil.copytree(self._data, folder / "data")
        other = Shell(folder)
        other.environment |= self.shell.environment | {"CYCLECOUNT_DATA_DIR": str(folder / "data")}
        return Bench(other, self.shelf, self.shelf_id, self.plant)

    def serials(self) -> list[str]:
        """Those of the sheet, in its order."""
        return [line.key.serial_number for line in self._count().to_count]

    def wait_for_the_sheet(self) -> None:
        """Until all of it is on disk."""
        deadline = time.monotonic() + _SHEET_SECONDS
        while self._count().sheet_coming:
            if time.monotonic() > deadline:
                raise SystemExit(f"The sheet of {self.shelf} did not come whole in {_SHEET_SECONDS} seconds.")
            time.sleep(0.2)

    def stored(self) -> int:
        """How many entries are on disk."""
        with open_store(self._data) as store:
            (count,) = store.journal.open_counts()
            return sum(isinstance(event, Counted) for event in store.journal.events(count.count_id))

    @property
    def _data(self) -> Path:
        return Path(self.shell.environment["CYCLECOUNT_DATA_DIR"])

    def _count(self) -> Count:
        with open_store(self._data) as store:
            (count,) = store.journal.open_counts()
            return folded(count.count_id, store.journal.events(count.count_id))


def plant_of(size: str, folder: Path) -> AbstractContextManager[Bench]:
    """`cyclecount simulate --size SIZE`, its schedule imported; it ends with the block."""
    return served_by([PROGRAM, "simulate", "--size", size, "--schedule", str(folder / SCHEDULE)], folder)


@contextmanager
def served_by(command: Sequence[str], folder: Path) -> Iterator[Bench]:
    """A simulated ION of a process that prints its settings, its schedule imported; it ends with the block."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own program
        try:
            shell = Shell(folder)
            shell.environment |= _settings_printed(process)
            shell("schedule", "import", SCHEDULE, "--yes")
            yield Bench(shell, *_crowded_shelf(folder / SCHEDULE), folder)
        finally:
            process.terminate()


def _settings_printed(process: subprocess.Popen[str]) -> dict[str, str]:
    """Whatever it prints, until it is there to be asked."""
    assert process.stdout is not None
    settings: dict[str, str] = {}
    for line in process.stdout:
        name, is_one, value = line.removeprefix("export ").strip().partition("=")
        if is_one and line.startswith("export "):
            settings[name] = value
        if line.startswith("cyclecount"):
            return settings
    raise SystemExit("cyclecount simulate ended before it was there: run it by hand to see why.")


def _crowded_shelf(schedule: Path) -> tuple[str, int]:
    """The shelf that was planted last, and its id."""
    with schedule.open(encoding="utf-8-sig", newline="") as file:
        rows = [{_plain(name): cell for name, cell in row.items()} for row in csv.DictReader(file)]
    shelf = max(rows, key=lambda row: int(row["locationid"]))
    return shelf["location"], int(shelf["locationid"])


def _plain(name: str) -> str:
    return name.casefold().replace(" ", "").replace("_", "")
