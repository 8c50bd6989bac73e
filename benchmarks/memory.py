"""M1 and M2: what the program holds in memory, and how that grows with the lines."""

from collections.abc import Iterator

from benchmarks import our_screens
from benchmarks.figures import Figure
from benchmarks.first_rows import at_first_rows
from benchmarks.large_plant import Bench
from benchmarks.measured_terminal import LONG_QUIET
from benchmarks.run import Run

MIB = 1024


def figures(run: Run) -> Iterator[Figure]:
    """All of the group."""
    with run.baseline("smallest_program") as terminal:
        terminal.wait_for("ready")
        terminal.settle(LONG_QUIET)
        smallest = terminal.resident_kib
    baseline = f"smallest Textual program: {_mib(smallest)}"
    first = at_first_rows(run, "memory").resident_kib
    what = f"schedule of {run.large.lines:,} rows, when they are first shown"
    yield Figure("M1", what, _mib(first), baseline, first / smallest, 1.35)
    many, fewer = (_of_sheet(plant.counting.fresh("memory")) for plant in (run.crowded, run.medium))
    what = f"sheet of {run.large.lines:,} lines at one of {run.medium.lines:,} locations, with what talks to ION"
    yield Figure("M1", what, _mib(many), baseline, many / smallest, 2.0)
    each = (many - fewer) / (run.large.lines - run.medium.lines)
    what = f"for each line more, from {run.medium.lines:,} to {run.large.lines:,}"
    yield Figure("M2", what, f"{each:.2f} KiB", "", each, 1.5, "KiB")
    everything = _of_sheet(run.large.counting.fresh("memory"))
    what = f"the same sheet at one of {run.large.lines:,} locations, all on the schedule"
    yield Figure("M1", what, _mib(everything), baseline, everything / smallest, None)


def _of_sheet(bench: Bench) -> int:
    with our_screens.sheet(bench) as terminal:
        return terminal.resident_kib


def _mib(kib: float) -> str:
    return f"{kib / MIB:.1f} MiB"
