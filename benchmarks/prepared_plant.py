"""Plants whose most crowded location stands at each step of its count, made by the program's own commands."""

import csv
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tests.cli.shell import PROGRAM

from benchmarks.large_plant import SCHEDULE, Bench, served_by

SHEET, FILLED = "sheet.csv", "filled.csv"
DIFFERS_EVERY = 10


@dataclass(frozen=True)
class PreparedPlant:
    """The same location: scheduled only, being counted with nothing entered, and submitted with differences."""

    lines: int
    scheduled: Bench
    counting: Bench

    @cached_property
    def reconciling(self) -> Bench:
        """Made when it is first asked for: of many lines it takes a minute."""
        reconciling = self.counting.fresh("reconciling")
        _fill(self.counting.shell.folder / SHEET, reconciling.shell.folder / FILLED)
        run(reconciling, "count", "load", reconciling.shelf, FILLED)
        run(reconciling, "count", "submit", reconciling.shelf)
        return reconciling


@contextmanager
def prepared_plant(lines: int, locations: int, folder: Path) -> Iterator[PreparedPlant]:
    """Served until the block ends; one of its locations holds so many lines."""
    folder.mkdir()
    command = [sys.executable, "-m", "benchmarks.served_plant", str(lines), str(locations), str(folder / SCHEDULE)]
    with served_by(command, folder) as scheduled:
        counting = scheduled.fresh("counting")
        run(counting, "close", counting.shelf, "--sign")
        run(counting, "sheet", counting.shelf, "-o", SHEET)
        yield PreparedPlant(lines, scheduled, counting)


def run(bench: Bench, *arguments: str) -> None:
    """A verb of the program, however long it takes; what it says is shown if it fails."""
    done = subprocess.run(  # noqa: S603 - our own program
        [PROGRAM, *arguments],
        cwd=bench.shell.folder,
        env=bench.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"cyclecount {' '.join(arguments)} ended with {done.returncode}:\n{done.stderr}")


def _fill(sheet: Path, filled: Path) -> None:
    """One of everything, but for some lines that have none."""
    with sheet.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for number, row in enumerate(rows):
        row["floor_count"] = "1" if number % DIFFERS_EVERY else "0"
    with filled.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
