"""G1 and G2: what it costs to have ten times the lines: opening them, sorting them, finding some of them."""

from collections.abc import Iterator
from statistics import median

from benchmarks import our_screens
from benchmarks.figures import Figure, compared, milliseconds
from benchmarks.keys import pages_on
from benchmarks.large_plant import Bench
from benchmarks.measured_terminal import MeasuredTerminal
from benchmarks.run import Run, seconds

AT_MOST = 0.03
"""Seconds for a sort or a filter."""

LETTER = "R"
"""Stands in most names, so that most rows stay."""

COLUMNS = 6
"""So often s is pressed, for another column each time."""


def figures(run: Run) -> Iterator[Figure]:
    """All of the group."""
    fewer = median(_openings(run.medium.counting, run))
    what = f"opening a stored sheet of {run.large.lines:,} lines again"
    baseline = f"{run.medium.lines:,} lines"
    yield compared("G1", what, median(_openings(run.crowded.counting, run)), fewer, baseline, 1.25)
    first, of_fewer = (median(_first_openings(bench.counting, run)) for bench in (run.crowded, run.medium))
    yield compared("G1", "the same, for the first time after a start", first, of_fewer, baseline, 1.25)
    what = f"opening it again with {run.large.lines:,} locations, all on the schedule"
    yield compared("G1", what, median(_openings(run.large.counting, run)), fewer, baseline, None)
    with our_screens.schedule(run.large.scheduled.fresh("growth")) as terminal:
        yield from _arranged(run, terminal, run.large.lines, "rows of the schedule")
    with our_screens.comparison(run.medium.reconciling.fresh("growth")) as terminal:
        yield from _arranged(run, terminal, run.medium.lines, "compared lines")
    with run.data_table() as terminal:
        terminal.wait_for("LINE-1", "last_counted")
        yield from _of_data_table(run, terminal)


def _openings(bench: Bench, run: Run) -> list[float]:
    """Seconds from Enter on the location's name to its lines; back to the schedule after each."""
    taken = []
    with our_screens.schedule(bench.fresh("opening")) as terminal:
        for _ in range(run.extent.starts + 1):
            taken.append(_opened(terminal, bench))
            terminal.press("\x1b")
            terminal.wait_for("SCHEDULE")
            terminal.settle()
    return taken[1:]


def _first_openings(bench: Bench, run: Run) -> Iterator[float]:
    """The same, once for each start of the program."""
    for _ in range(run.extent.readings):
        with our_screens.schedule(bench.fresh("first-opening")) as terminal:
            yield _opened(terminal, bench)


def _opened(terminal: MeasuredTerminal, bench: Bench) -> float:
    our_screens.asked_for_name(terminal, bench)
    return terminal.seconds_until(terminal.type("\r"), *our_screens.SHEET_SHOWS)


def _arranged(run: Run, terminal: MeasuredTerminal, lines: int, what: str) -> Iterator[Figure]:
    page = median(seconds(pages_on(terminal, lines, run.extent.keys)))
    sorting = median(seconds([terminal.measure("s") for _ in range(COLUMNS)]))
    finding = median(_filtered(terminal) for _ in range(run.extent.starts))
    for name, taken in (("sorting", sorting), ("filtering", finding)):
        yield compared("G2", f"{name} {lines:,} {what}", taken, page, "page down", 2.5)
        yield Figure("G2", "the same", milliseconds(taken), "", 1000 * taken, 1000 * AT_MOST, "ms")


def _filtered(terminal: MeasuredTerminal) -> float:
    """A letter in the filter; then all rows again."""
    terminal.press("/")
    terminal.wait_for("Filter")
    (taken,) = seconds([terminal.measure(LETTER)])
    terminal.press("\x1b")
    terminal.settle()
    return taken


def _of_data_table(run: Run, terminal: MeasuredTerminal) -> Iterator[Figure]:
    page = median(seconds(pages_on(terminal, run.large.lines, run.extent.keys)))
    for name, key in (("sorting", "s"), ("filtering", "f")):
        taken = median(seconds([terminal.measure(key) for _ in range(COLUMNS)]))
        what = f"for comparison: {name} {run.large.lines:,} rows in a `DataTable`"
        yield compared("G2", what, taken, page, "its page down", None)
