"""L1 to L3: a key that is held on a slow line, and how soon the terminal shows where it led."""

from collections.abc import Iterator

from benchmarks import our_screens
from benchmarks.figures import Figure
from benchmarks.measured_terminal import LONG_QUIET
from benchmarks.our_screens import DOWN
from benchmarks.pictures import Picture
from benchmarks.run import Run
from benchmarks.slow_line import KEYS_A_SECOND, Held, SlowLine

BAUD_9600, BAUD_115200 = 960.0, 11_520.0
"""Bytes a second."""


def figures(run: Run) -> Iterator[Figure]:
    """All of the group."""
    bench = run.large.scheduled
    with our_screens.schedule(bench.fresh("slow")) as terminal:
        slow = SlowLine(terminal, BAUD_9600).hold(DOWN, run.extent.held)
    with our_screens.schedule(bench.fresh("quick")) as terminal:
        quick = SlowLine(terminal, BAUD_115200).hold(DOWN, run.extent.held)
    with our_screens.schedule(bench.fresh("plain"), "--plain-driver") as terminal:
        plain = SlowLine(terminal, BAUD_9600).hold(DOWN, run.extent.held)
    with run.curses(_pictures(run), "held") as terminal:
        terminal.settle(LONG_QUIET)
        curses = SlowLine(terminal, BAUD_9600).hold("n", run.extent.held)
    what = f"cursor down held {run.extent.held:g} s: from the last key until it is shown"
    against_curses, against_plain = f"curses, same pictures: {_lag(curses)}", f"`--plain-driver`: {_lag(plain)}"
    yield Figure("L1", f"{what}, 9600 baud", _lag(slow), "", slow.lag, 3.0, "s")
    yield Figure("L1", "the same", _lag(slow), against_curses, _ratio(slow, curses), 0.35)
    yield Figure("L1", "the same", _lag(slow), against_plain, _ratio(slow, plain), None)
    yield Figure("L2", f"{what}, 115200 baud", _lag(quick), "", quick.lag, 0.5, "s")
    most = max(slow.most_under_way, quick.most_under_way)
    yield Figure("L3", "pictures under way, at most", str(most), "", most, 2, "pictures")


def _pictures(run: Run) -> list[Picture]:
    """What our screen shows after each of the keys."""
    with our_screens.schedule(run.large.scheduled.fresh("pictures")) as terminal:
        pictures = [terminal.picture]
        for _ in range(int(run.extent.held * KEYS_A_SECOND)):
            terminal.measure(DOWN)
            pictures.append(terminal.picture)
    return pictures


def _ratio(ours: Held, theirs: Held) -> float:
    return ours.lag / max(theirs.lag, 0.001)


def _lag(held: Held) -> str:
    about = "" if held.waited else "about "
    return f"{about}{held.lag:.2f} s, {held.sent:,} bytes"
