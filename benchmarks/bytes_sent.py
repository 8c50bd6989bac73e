"""B1 to B4: what goes over the line for a key, for the first screen, and while nobody does anything."""

import time
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks import our_screens
from benchmarks.figures import Figure
from benchmarks.large_plant import Bench
from benchmarks.measured_terminal import LONG_QUIET, MeasuredTerminal
from benchmarks.our_screens import DOWN, PAGE_DOWN, Opening
from benchmarks.pictures import Picture
from benchmarks.run import Run, sent

MINUTE = 60.0
MOST_OF_A_DIGIT, MOST_IDLE_CPU = 64, 150
STEPS = 6
"""Keys of a kind: bytes are the same whatever the machine does meanwhile."""


@dataclass(frozen=True)
class Screen:
    """One of our screens, with its name for the table."""

    name: str
    opening: Opening
    bench: Bench


def screens(run: Run, purpose: str) -> list[Screen]:
    """The three that people look at all day, on terminals of their own."""
    return [
        Screen("schedule", our_screens.schedule, run.large.scheduled.fresh(purpose)),
        Screen("sheet", our_screens.sheet, run.large.counting.fresh(purpose)),
        Screen("reconciliation", our_screens.comparison, run.medium.reconciling.fresh(purpose)),
    ]


def figures(run: Run) -> Iterator[Figure]:
    """All of the group."""
    with our_screens.sheet(run.large.counting.fresh("a-digit")) as terminal:
        ours, theirs = _both(run, terminal, "1", "digit")
    yield Figure("B1", "digit on the sheet", _bytes(ours), _curses(theirs), ours, MOST_OF_A_DIGIT, "bytes")
    for screen in screens(run, "bytes"):
        with screen.opening(screen.bench) as terminal:
            for key, what, limit in ((DOWN, "cursor down", 1.5), (PAGE_DOWN, "page down", 1.2)):
                ours, theirs = _both(run, terminal, key, f"{screen.name}-{what}")
                yield Figure("B2", f"{what}, {screen.name}", _bytes(ours), _curses(theirs), ours / theirs, limit)
    yield _first_screen(run)
    yield from _idle(run)


def _both(run: Run, terminal: MeasuredTerminal, key: str, name: str) -> tuple[float, float]:
    """Bytes that we send for a key, and bytes that curses sends for the same pictures."""
    pictures = [terminal.picture]
    answers = []
    for _ in range(min(STEPS, run.extent.keys)):
        answers.append(terminal.measure(key))
        pictures.append(terminal.picture)
    with run.curses(pictures, name) as curses:
        curses.settle(LONG_QUIET)
        theirs = [curses.measure("n") for _ in answers]
    return sent(answers), sent(theirs)


def _first_screen(run: Run) -> Figure:
    """From the start until nothing more comes, what terminals are told to set them up included."""
    with our_screens.started(run.large.scheduled.fresh("first-screen")) as terminal:
        terminal.wait_for(*our_screens.SCHEDULE_SHOWS)
        terminal.settle(LONG_QUIET)
        ours, picture = len(terminal.sent), terminal.picture
    theirs = _sent_for(run, picture)
    return Figure("B3", "first screen: the schedule", _bytes(ours), _curses(theirs), ours / theirs, 2.0)


def _sent_for(run: Run, picture: Picture) -> int:
    with run.curses([picture], "first-screen") as curses:
        curses.wait_for("SCHEDULE")
        curses.settle(LONG_QUIET)
        return len(curses.sent)


def _idle(run: Run) -> Iterator[Figure]:
    """All three at the same time; nothing is pressed."""
    all_of_them = screens(run, "idle")
    terminals = [screen.opening(screen.bench) for screen in all_of_them]
    try:
        for terminal in terminals:
            terminal.settle(LONG_QUIET)
        before = [(len(terminal.sent), terminal.cpu_seconds) for terminal in terminals]
        end = time.monotonic() + run.extent.idle
        while time.monotonic() < end:
            for terminal in terminals:
                terminal.settle(0.05)
        for screen, terminal, (said, used) in zip(all_of_them, terminals, before, strict=True):
            came = (len(terminal.sent) - said) * MINUTE / run.extent.idle
            cpu = 1000 * (terminal.cpu_seconds - used) * MINUTE / run.extent.idle
            yield Figure("B4", f"a minute of nothing, {screen.name}", _bytes(came), "", came, 0, "bytes")
            yield Figure("B4", f"processor time of it, {screen.name}", f"{cpu:.0f} ms", "", cpu, MOST_IDLE_CPU, "ms")
    finally:
        for terminal in terminals:
            terminal.kill()


def _bytes(number: float) -> str:
    return f"{number:,.0f} bytes"


def _curses(number: float) -> str:
    return f"curses, same picture: {_bytes(number)}"
