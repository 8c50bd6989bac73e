"""F1 to F3 and K4: reading a location from ION, seeing its first page, and typing meanwhile."""

import subprocess
import time
from collections.abc import Callable, Iterator
from statistics import median

from tests.cli.shell import PROGRAM

from benchmarks import our_screens
from benchmarks.checked_rows import cost_of_checking
from benchmarks.distant_ion import ROUND_TRIP, DistantIon, distant_ion
from benchmarks.figures import Figure, compared, milliseconds, not_measured
from benchmarks.keys import DIGITS
from benchmarks.large_plant import Bench
from benchmarks.measured_terminal import MeasuredTerminal, Spread, spread_of
from benchmarks.run import Run, baseline_command, has
from cyclecount_tui.ion.client import Ion
from cyclecount_tui.ion.connecting import connect
from cyclecount_tui.tui.screens.count.screen import ASKING

FEWEST_DIGITS = 4
STILL_FETCHING = 3 * ROUND_TRIP
"""Seconds since ION was last asked, within which more is to come."""

NO_SCAN = 0.05
"""Seconds between two keys: sooner they may be a scan, which is waited for."""

CLOSE_OFF = "Is a sign up?"


def figures(run: Run) -> Iterator[Figure]:
    """All of the group."""
    with distant_ion(run.large.scheduled) as ion:
        yield _one_cursor(run, ion)
        yield _beside_export_script(run, ion)
        yield from _while_it_comes(run, ion)
    cost, baseline = cost_of_checking(run.large.lines, run.extent.readings), "`json.loads`"
    what = f"checked rows from the bytes of {run.large.lines:,} records"
    yield compared("F3", what, cost.checking, cost.parsing, baseline, 1.5)
    yield compared("F3", "the same, with all that is done to ask for them", cost.asking, cost.parsing, baseline, None)


def _one_cursor(run: Run, ion: DistantIon) -> Figure:
    settings = run.large.scheduled.environment
    key = settings["ION_CLIENT_ID"], settings["ION_CLIENT_SECRET"]
    with connect(ion.url, ion.url, *key) as client:
        taken, pages = _read(client, run, ion)
    bound = pages * ROUND_TRIP
    said = f"{pages} pages x {milliseconds(ROUND_TRIP)}: {milliseconds(bound)}"
    what = f"{run.large.lines:,} records of one location, one cursor"
    return Figure("F1", what, milliseconds(taken), said, taken / bound, 1.15)


def _read(client: Ion, run: Run, ion: DistantIon) -> tuple[float, int]:
    """Seconds for all records, and how often ION was asked for them."""
    location = run.large.scheduled.shelf_id
    client.blind_sheet(location)  # from now on no server needs time for it
    taken, asked = [], 0
    for _ in range(run.extent.readings):
        since = time.monotonic()
        records = client.blind_sheet(location)
        taken.append(time.monotonic() - since)
        asked = len(ion.asked(since))
        assert len(records) == run.large.lines
    return median(taken), asked


def _beside_export_script(run: Run, ion: DistantIon) -> Figure:
    """Both as processes, from their start to their end, with a file in between."""
    what = f"`cyclecount sheet`, {run.large.lines:,} records to a file, the whole process"
    baseline = "an export script (requests, pandas)"
    if not (has("pandas") and has("requests")):
        return not_measured("F1", what, "pandas and requests are not installed", None, baseline)
    ours = [ion.bench(run.large.scheduled, f"export-{number}") for number in range(run.extent.readings + 1)]
    script = baseline_command("export_script", str(run.large.scheduled.shelf_id), str(run.folder / "export.csv"))
    environment = {**ours[0].environment, "PYTHONPATH": run.environment["PYTHONPATH"]}
    taken = [(_process([PROGRAM, "sheet", each.shelf, "-o", "s.csv"], each), _process(script, ours[0], environment))
             for each in ours]  # fmt: skip
    mine, theirs = zip(*taken[1:], strict=True)  # the first round fills what stands before ION
    return compared("F1", what, median(mine), median(theirs), baseline, None)


def _process(command: list[str], bench: Bench, environment: dict[str, str] | None = None) -> float:
    start = time.perf_counter()
    where, settings = bench.shell.folder, environment or bench.environment
    done = subprocess.run(command, cwd=where, env=settings, capture_output=True, text=True, check=False)  # noqa: S603 - our own
    if done.returncode:
        raise SystemExit(f"{command} ended with {done.returncode}:\n{done.stderr}")
    return time.perf_counter() - start


def _while_it_comes(run: Run, ion: DistantIon) -> Iterator[Figure]:
    """Opens the location for the first time: how soon its first line is there, and how keys fare until its last is."""
    quiet = _quiet(run)
    first_page, typed, pages = [], list[float](), 0
    for number in range(run.extent.readings):
        with our_screens.schedule(ion.bench(run.large.scheduled, f"first-page-{number}")) as terminal:
            since = time.monotonic()
            first_page.append(_opened(terminal, ion.bench(run.large.scheduled, f"name-{number}")))
            typed += _typed_while(terminal, lambda: bool(ion.asked(time.monotonic() - STILL_FETCHING)))
            pages = len(ion.asked(since))
    limit = ROUND_TRIP + 3 * quiet.p95
    what = f"from closing off to the first line of {run.large.lines:,}"
    said = f"one round trip and three digits: {milliseconds(limit)}"
    ours = f"{milliseconds(median(first_page))}, {pages} requests"
    yield Figure("F2", what, ours, said, 1000 * median(first_page), 1000 * limit, "ms")
    what, baseline = "digit on the sheet while it is being fetched, 95th percentile", "the same without a fetch"
    if len(typed) < FEWEST_DIGITS:
        why = "nothing could be typed while records came: the sheet is shown after the last of them"
        yield not_measured("K4", what, why, 2.0, f"{baseline}: {milliseconds(quiet.p95)}")
    else:
        yield compared("K4", what, spread_of(typed).p95, quiet.p95, baseline, 2.0)


def _quiet(run: Run) -> Spread:
    """The same digits on a sheet that is whole."""
    left = iter(range(run.extent.keys))
    with our_screens.sheet(run.large.counting.fresh("quiet-digits")) as terminal:
        return spread_of(_typed_while(terminal, lambda: next(left, None) is not None))


def _opened(terminal: MeasuredTerminal, bench: Bench) -> float:
    """Seconds from F8 on the close-off to the first line."""
    our_screens.asked_for_name(terminal, bench)
    terminal.press("\r")
    terminal.wait_for("CLOSE OFF", CLOSE_OFF)
    terminal.press(our_screens.DOWN, "y")
    terminal.settle()
    return terminal.seconds_until(terminal.type("\x1b[19~"), *our_screens.SHEET_SHOWS)


def _typed_while(terminal: MeasuredTerminal, going_on: Callable[[], bool]) -> list[float]:
    """Seconds until each digit stands behind the prompt, whatever else is drawn meanwhile."""
    taken: list[float] = []
    while going_on():
        for number, digit in enumerate(DIGITS, start=1):
            if not going_on():
                break
            terminal.settle(NO_SCAN)
            taken.append(terminal.seconds_until(terminal.type(digit), f"{ASKING}  {DIGITS[:number]}"))
        terminal.press("F2")
        while f"{ASKING}  {DIGITS[0]}" in terminal.look():
            """It is being cleared."""
    return taken
