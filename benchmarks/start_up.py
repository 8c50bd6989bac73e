"""S1 to S4: from the start to the first rows, what is imported until then, and commands without a screen."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from statistics import median

from tests.cli.shell import PROGRAM

from benchmarks import our_screens
from benchmarks.figures import Figure, milliseconds, not_measured, paired
from benchmarks.first_rows import at_first_rows
from benchmarks.measured_terminal import MeasuredTerminal
from benchmarks.peer_programs import PEERS, Peer
from benchmarks.run import Run, has

NOT_BEFORE_THE_FIRST_FRAME = ("httpx", "pydantic")


@dataclass
class Starter:
    """A way to start a program; `taken` are the seconds until it showed these texts."""

    start: Callable[[], MeasuredTerminal]
    shows: tuple[str, ...]
    taken: list[float] = field(default_factory=list)

    def measure(self) -> None:
        """Once."""
        with self.start() as terminal:
            self.taken.append(terminal.seconds_until(terminal.started, *self.shows))


def figures(run: Run) -> Iterator[Figure]:
    """All of the group."""
    starters = _starters(run)
    for _ in range(run.extent.starts + 1):
        for starter in starters.values():
            starter.measure()
    for starter in starters.values():
        del starter.taken[0]  # a warm-up
    ours = starters["ours"].taken
    yield _start("S1", ours, starters["smallest"].taken, "smallest Textual program", 1.3)
    for peer in PEERS:
        if peer.name in starters:
            yield _start("S2", ours, starters[peer.name].taken, peer.name, peer.limit)
        else:
            yield not_measured("S2", _WHAT, "not installed: `make bench-peers`", peer.limit, peer.name)
    if "visidata" in starters:
        yield _start("S2", ours, starters["visidata"].taken, "visidata, the same rows as CSV", None)
    yield _grown("schedule, from the start", ours, starters["fewer"].taken, run)
    yield _imported(run)
    yield from _without_screen(run)


_WHAT = "start to the first rows of the schedule"


def _starters(run: Run) -> dict[str, Starter]:
    many, fewer = run.large.scheduled.fresh("starts"), run.medium.scheduled.fresh("starts")
    starters = {
        "smallest": Starter(lambda: run.baseline("smallest_program"), ("ready",)),
        "ours": Starter(lambda: our_screens.started(many), our_screens.SCHEDULE_SHOWS),
        "fewer": Starter(lambda: our_screens.started(fewer), our_screens.SCHEDULE_SHOWS),
    }
    starters |= {peer.name: _peer(run, peer) for peer in PEERS if peer.is_there}
    if has("visidata"):
        command = [sys.executable, "-m", "visidata", str(run.large.scheduled.schedule)]
        starters["visidata"] = Starter(lambda: MeasuredTerminal(command, run.environment), ("VisiData", "LINE-1"))
    return starters


def _peer(run: Run, peer: Peer) -> Starter:
    return Starter(lambda: MeasuredTerminal(peer.command, run.environment), peer.shows)


def _start(goal: str, ours: list[float], theirs: list[float], baseline: str, limit: float | None) -> Figure:
    said = f"{baseline}: {milliseconds(median(theirs))}"
    return Figure(goal, _WHAT, milliseconds(median(ours)), said, paired(ours, theirs), limit)


def _grown(what: str, ours: list[float], fewer: list[float], run: Run) -> Figure:
    said = f"{run.medium.lines:,} rows: {milliseconds(median(fewer))}"
    return Figure(
        "G1", f"{what}, {run.large.lines:,} rows", milliseconds(median(ours)), said, paired(ours, fewer), 1.25
    )


def _imported(run: Run) -> Figure:
    modules = at_first_rows(run, "imports").modules
    found = [name for name in NOT_BEFORE_THE_FIRST_FRAME if name in modules]
    ours = f"{', '.join(found) or 'none'}; {len(modules)} modules in all"
    return Figure("S3", "httpx and pydantic in memory at the first rows", ours, "", len(found), 0, "of them")


def _without_screen(run: Run) -> Iterator[Figure]:
    environment = run.large.scheduled.environment
    for arguments in (["--version"], ["--help"], ["--no-such-option"]):
        ours, theirs = [], []
        for _ in range(run.extent.starts + 1):
            theirs.append(_ran([sys.executable, "-c", "pass"], environment))
            ours.append(_ran([PROGRAM, *arguments], environment))
        said = f"`python -c pass`: {milliseconds(median(theirs[1:]))}"
        what = f"`cyclecount {arguments[0]}`, {_textual_with(arguments, environment)}"
        yield Figure("S4", what, milliseconds(median(ours[1:])), said, paired(ours[1:], theirs[1:]), 3.0)


def _ran(command: list[str], environment: dict[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, env=environment, capture_output=True, check=False)  # noqa: S603 - our own program
    return time.perf_counter() - start


def _textual_with(arguments: list[str], environment: dict[str, str]) -> str:
    command = [sys.executable, "-X", "importtime", "-m", "cyclecount_tui", *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 - as above
    names = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    return "Textual imported" if "textual" in names else "Textual not imported"
