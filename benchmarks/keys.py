"""K1 to K3: from a key to the last paint that it causes."""

from collections.abc import Iterator
from itertools import cycle

from benchmarks import our_screens
from benchmarks.figures import Figure, compared, milliseconds, not_measured
from benchmarks.large_plant import Bench
from benchmarks.measured_terminal import Answer, MeasuredTerminal, Spread, spread_of
from benchmarks.our_screens import DOWN, HOME, PAGE_DOWN, ROWS, UP
from benchmarks.run import Run, has, seconds

DIGITS = "1234"
"""As many as fit, before the prompt is cleared."""

STRETCH = 6
"""Rows from where a page down leaves the cursor, up or down, that are on the screen of each table."""


def figures(run: Run) -> Iterator[Figure]:
    """All of the group."""
    large = spread_of(seconds(digits(run.large.counting.fresh("digits"), run.extent.keys)))
    small = spread_of(seconds(digits(run.small.counting.fresh("digits"), run.extent.keys)))
    yield _against_urwid(run, large)
    what = "digit on the sheet, key to paint, 95th percentile"
    own = f"its own middle: {milliseconds(large.p50)}"
    yield Figure("K1", what, milliseconds(large.p95), own, large.p95 / large.p50, 1.5)
    yield from _walking(run)
    what = f"digit on a sheet of {run.large.lines:,} lines"
    yield compared("K3", what, large.p50, small.p50, f"{run.small.lines:,} lines", 1.15)


def digits(bench: Bench, number: int) -> list[Answer]:
    """So many digits in the count cell, each measured; the prompt is cleared in between."""
    answers: list[Answer] = []
    with our_screens.sheet(bench) as terminal:
        while len(answers) < number:
            answers += [terminal.measure(digit) for digit in DIGITS]
            terminal.press("F2")
    return answers


def steps_inside(terminal: MeasuredTerminal, number: int) -> list[Answer]:
    """So many moves by a row that do not scroll, each onto a row where the cursor has not been.

    A table may keep the lines that it has drawn for a place of the cursor; who counts comes by each row once.
    """
    answers: list[Answer] = []
    for key in cycle((DOWN, UP)):
        answers += [terminal.measure(key) for _ in range(min(STRETCH, number - len(answers)))]
        if len(answers) == number:
            return answers
        terminal.press(PAGE_DOWN)
        terminal.settle()
    raise AssertionError  # a cycle has no end


def pages_on(terminal: MeasuredTerminal, lines: int, number: int) -> list[Answer]:
    """So many pages down, one behind the other; from the first one again before `lines` come to their end."""
    answers: list[Answer] = []
    while len(answers) < number:
        answers += [terminal.measure(PAGE_DOWN) for _ in range(min(_pages_in(lines), number - len(answers)))]
        if len(answers) < number:
            terminal.press(HOME)
            terminal.settle()
    return answers


def _pages_in(lines: int) -> int:
    """Of pages as high as the terminal; twice as many lines, for something was walked through before."""
    return max(1, lines // (2 * ROWS))


def _against_urwid(run: Run, ours: Spread) -> Figure:
    what, baseline = "digit on the sheet, key to paint, middle", "urwid, one cell changed"
    if not has("urwid"):
        return not_measured("K1", what, "urwid is not installed", 1.0, baseline)
    with run.baseline("urwid_table", str(run.large.scheduled.schedule)) as terminal:
        terminal.wait_for("ready", "LINE-1")
        theirs = spread_of(seconds([terminal.measure("u") for _ in range(run.extent.keys)]))
    return compared("K1", what, ours.p50, theirs.p50, baseline, 1.0)


def _walking(run: Run) -> Iterator[Figure]:
    with run.data_table() as terminal:
        terminal.wait_for("LINE-1", "last_counted")
        theirs = _walked(run, terminal, run.large.lines)
    baseline = f"`DataTable`, {run.large.lines:,} rows"
    for name, screen, bench, lines in (
        ("schedule", our_screens.schedule, run.large.scheduled, run.large.lines),
        ("sheet", our_screens.sheet, run.large.counting, run.large.lines),
        ("reconciliation", our_screens.comparison, run.medium.reconciling, run.medium.lines),
    ):
        with screen(bench.fresh("walking")) as terminal:
            down, page = _walked(run, terminal, lines)
        yield compared("K2", f"cursor down, {name}", down.p50, theirs[0].p50, baseline, 0.6)
        yield compared("K2", f"page down, {name}", page.p50, theirs[1].p50, baseline, 0.4)


def _walked(run: Run, terminal: MeasuredTerminal, lines: int) -> tuple[Spread, Spread]:
    """Steps inside the screen, and pages."""
    terminal.settle()
    down = spread_of(seconds(steps_inside(terminal, run.extent.keys)))
    return down, spread_of(seconds(pages_on(terminal, lines, run.extent.keys)))
