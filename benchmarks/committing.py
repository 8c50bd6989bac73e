"""J1 and J2: a durable commit beside a bare append to the same disk, and what a commit costs the keys."""

import json
import os
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from benchmarks import our_screens
from benchmarks.figures import Figure, milliseconds
from benchmarks.large_plant import Bench
from benchmarks.measured_terminal import MeasuredTerminal, Spread, spread_of
from benchmarks.run import Run
from cyclecount_tui.domain.counting_events import Counted
from cyclecount_tui.domain.folding import folded
from cyclecount_tui.store.opening import open_store
from cyclecount_tui.workflow.keeping import state_of

MOST_HELD = 0.0002
"""Seconds."""

BYTES = 100


def figures(run: Run) -> Iterator[Figure]:
    """All of the group."""
    appended, committed = _appended(run.folder / "appended", run.extent.commits), _committed(run)
    baseline = f"append of {BYTES} bytes and fdatasync: {_us(appended.p50)}"
    yield Figure("J1", "an entry on the disk, middle", _us(committed.p50), baseline, committed.p50 / appended.p50, 2.5)
    own, ratio = f"its own middle: {_us(committed.p50)}", committed.p99 / committed.p50
    yield Figure("J1", "the same, 99th percentile", _us(committed.p99), own, ratio, 5.0)
    held = _held(run)
    what = "the keys wait for an entry that is being stored, 99th percentile"
    yield Figure("J2", what, _us(held.p99), "", 1000 * held.p99, 1000 * MOST_HELD, "ms")


def _appended(path: Path, number: int) -> Spread:
    taken = []
    with path.open("wb", buffering=0) as file:
        for _ in range(number):
            start = time.perf_counter()
            file.write(b"x" * BYTES)
            os.fdatasync(file.fileno())
            taken.append(time.perf_counter() - start)
    return spread_of(taken)


def _committed(run: Run) -> Spread:
    """Entries of the real journal, one after the other, as the program stores them."""
    bench = run.large.counting.fresh("commits")
    taken = []
    with open_store(Path(bench.environment["CYCLECOUNT_DATA_DIR"])) as store:
        (found,) = store.journal.open_counts()
        count = folded(found.count_id, store.journal.events(found.count_id))
        state = state_of(count)
        for number in range(run.extent.commits):
            line = count.lines[number % len(count.lines)].number
            event = Counted(at=datetime.now(UTC), by="Ann", line=line, quantity=Decimal(number), expression=str(number))
            start = time.perf_counter()
            store.journal.append(count.id, count.version + 1 + number, event, state)
            taken.append(time.perf_counter() - start)
    return spread_of(taken)


def _held(run: Run) -> Spread:
    """What the thread of the keys spends on handing an entry over, on the real screen."""
    bench, path = run.large.counting.fresh("held"), run.folder / "handed-over.json"
    command = [sys.executable, "-m", "benchmarks.timed_entries", str(path)]
    environment = {**bench.environment, "PYTHONPATH": run.environment["PYTHONPATH"]}
    with MeasuredTerminal(command, environment) as terminal:
        _enter(terminal, bench, run.extent.keys)
        terminal.press("\x1b")
        terminal.wait_for("SCHEDULE")
        terminal.press("q")
        terminal.wait_for_end()
    return spread_of(json.loads(path.read_text(encoding="utf-8")))


def _enter(terminal: MeasuredTerminal, bench: Bench, number: int) -> None:
    terminal.wait_for(*our_screens.SCHEDULE_SHOWS)
    our_screens.asked_for_name(terminal, bench)
    terminal.press("\r")
    terminal.wait_for(*our_screens.SHEET_SHOWS)
    for _ in range(number):
        terminal.measure(" ")


def _us(seconds: float) -> str:
    return f"{1e6 * seconds:,.0f} µs" if seconds < 0.01 else milliseconds(seconds)
