"""The program on a measured terminal, on each of the three screens that people look at all day."""

from collections.abc import Callable

from tests.cli.shell import PROGRAM

from benchmarks.large_plant import Bench
from benchmarks.measured_terminal import LONG_QUIET, MeasuredTerminal

DOWN, UP, PAGE_DOWN, HOME = "\x1b[B", "\x1b[A", "\x1b[6~", "\x1b[H"
ROWS = 24
"""Of every terminal that is measured."""
CURSOR = "▶"
SCHEDULE_SHOWS = ("SCHEDULE", CURSOR)
SHEET_SHOWS = ("COUNT", CURSOR, "F8 finish")
COMPARISON_SHOWS = ("RECONCILE", CURSOR, "p plan")
NAME_ASKED = "Scan ION's label"

Opening = Callable[[Bench], MeasuredTerminal]


def schedule(bench: Bench, *options: str) -> MeasuredTerminal:
    """The schedule, once ION has said all it says."""
    terminal = started(bench, *options)
    terminal.wait_for(*SCHEDULE_SHOWS)
    terminal.settle(LONG_QUIET)
    return terminal


def sheet(bench: Bench) -> MeasuredTerminal:
    """The count of the crowded location."""
    return _opened(bench, SHEET_SHOWS)


def comparison(bench: Bench) -> MeasuredTerminal:
    """Its reconciliation, with the lines that match."""
    terminal = _opened(bench, COMPARISON_SHOWS)
    terminal.press("m")
    terminal.settle(LONG_QUIET)
    return terminal


def started(bench: Bench, *options: str) -> MeasuredTerminal:
    """The program, and nothing waited for."""
    return MeasuredTerminal([PROGRAM, *options], bench.environment)


def asked_for_name(terminal: MeasuredTerminal, bench: Bench) -> None:
    """From the schedule to where Enter opens the crowded location."""
    terminal.press("o")
    terminal.wait_for(NAME_ASKED)
    terminal.press(bench.shelf)
    terminal.wait_for(NAME_ASKED, bench.shelf)
    terminal.settle()


def _opened(bench: Bench, shows: tuple[str, ...]) -> MeasuredTerminal:
    terminal = schedule(bench)
    asked_for_name(terminal, bench)
    terminal.press("\r")
    terminal.wait_for(*shows)
    terminal.settle(LONG_QUIET)
    return terminal
