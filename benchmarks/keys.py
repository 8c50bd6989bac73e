"""K1 to K3: from a key to the last paint that it causes."""

from collections.abc import Iterator

from benchmarks import our_screens
from benchmarks.figures import Figure, compared, milliseconds, not_measured
from benchmarks.large_plant import Bench
from benchmarks.measured_terminal import Answer, MeasuredTerminal, Spread, spread_of
from benchmarks.our_screens import DOWN, PAGE_DOWN, PAGE_UP, UP
from benchmarks.run import Run, has, seconds

DIGITS = "1234"
"""As many as fit, before the prompt is cleared."""


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


def to_and_fro(terminal: MeasuredTerminal, one: str, other: str, number: int) -> list[Answer]:
    """Two keys in turn, so often."""
    return [terminal.measure(other if turn % 2 else one) for turn in range(number)]


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
        theirs = _steps(terminal, run.extent.keys)
    baseline = f"`DataTable`, {run.large.lines:,} rows"
    for name, screen, bench in (
        ("schedule", our_screens.schedule, run.large.scheduled),
        ("sheet", our_screens.sheet, run.large.counting),
        ("reconciliation", our_screens.comparison, run.medium.reconciling),
    ):
        with screen(bench.fresh("walking")) as terminal:
            down, page = _steps(terminal, run.extent.keys)
        yield compared("K2", f"cursor down, {name}", down.p50, theirs[0].p50, baseline, 0.6)
        yield compared("K2", f"page down, {name}", page.p50, theirs[1].p50, baseline, 0.4)


def _steps(terminal: MeasuredTerminal, number: int) -> tuple[Spread, Spread]:
    """Steps inside the screen, and pages."""
    terminal.settle()
    down = spread_of(seconds(to_and_fro(terminal, DOWN, UP, number)))
    return down, spread_of(seconds(to_and_fro(terminal, PAGE_DOWN, PAGE_UP, number)))
