"""What the program has in memory when the first rows of its schedule are shown."""

import json
import sys
from typing import NamedTuple

from benchmarks import our_screens
from benchmarks.measured_terminal import MeasuredTerminal
from benchmarks.run import Run


class InMemory(NamedTuple):
    """The names of all modules, and the resident memory in KiB."""

    modules: list[str]
    resident_kib: int


def at_first_rows(run: Run, purpose: str) -> InMemory:
    """Of a start of its own."""
    path = run.folder / f"{purpose}.json"
    bench = run.large.scheduled.fresh(purpose)
    command = [sys.executable, "-m", "benchmarks.first_frame", str(path)]
    with MeasuredTerminal(command, {**bench.environment, "PYTHONPATH": run.environment["PYTHONPATH"]}) as terminal:
        terminal.wait_for(*our_screens.SCHEDULE_SHOWS)
        terminal.settle()
    found = json.loads(path.read_text(encoding="utf-8"))
    return InMemory(found["modules"], found["resident_kib"])
