"""What counting costs at a shelf of 5,000 lines: keys, bytes sent, and the time from a key to the screen.

    .venv/bin/python -m benchmarks.counting

Run it from the root of the repository, on a machine that does nothing else; it needs what the tests need, and some
minutes. It starts `cyclecount simulate --size large` and the installed program on pseudo-terminals of two sizes.
Milliseconds depend on the machine, so they are given as ratios, too: to the time that the smallest Textual program
(`baselines/smallest_program.py`) takes for a letter on the same terminal in the same run. `--size medium` is a quick
try with a shelf of 500 lines.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.cli.shell import PROGRAM

from benchmarks.large_plant import Bench, plant_of
from benchmarks.measured_terminal import Answer, MeasuredTerminal, spread_of

SIZES = ((80, 24), (40, 8))
ENTRIES = 100
SAMPLE = 40
"""Keys of each kind that are measured besides those of the first hundred entries."""

DOWN = "\x1b[B"
SMALLEST = Path(__file__).with_name("baselines") / "smallest_program.py"

Answers = Mapping[str, list[Answer]]


@dataclass(frozen=True)
class Effort:
    """What it took from the schedule to so many entries: keys of a person, characters of a scanner."""

    entries: int
    keys: int
    characters: int


def main() -> int:
    """Measures everything and prints it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.counting", description=__doc__.split("\n")[0])
    parser.add_argument("--size", choices=("medium", "large"), default="large", help="the plant (default: %(default)s)")
    size = parser.parse_args().size
    with tempfile.TemporaryDirectory() as folder, plant_of(size, Path(folder)) as bench:
        for columns, rows in SIZES:
            _measure(bench, columns, rows)
    return 0


def _measure(bench: Bench, columns: int, rows: int) -> None:
    name = f"{columns}x{rows}"
    smallest = _smallest(bench, columns, rows)
    typed, effort_typed = _typed(bench.fresh(f"typed-{name}"), columns, rows)
    scanned, effort_scanned = _scanned(bench.fresh(f"scanned-{name}"), columns, rows)
    smallest += _smallest(bench, columns, rows)
    print(f"\n{name}\n")
    _print_efforts("typed", effort_typed)
    _print_efforts("scanned", effort_scanned)
    _print_answers({"smallest program: letter": smallest, **typed, **scanned}, smallest)


def _smallest(bench: Bench, columns: int, rows: int) -> list[Answer]:
    with MeasuredTerminal([sys.executable, str(SMALLEST)], bench.environment, columns, rows) as terminal:
        terminal.wait_for("ready")
        return [terminal.measure("abcdefghij"[number % 10]) for number in range(SAMPLE)]


def _typed(bench: Bench, columns: int, rows: int) -> tuple[Answers, list[Effort]]:
    """A key an entry as far as that goes, a space for each serial; then other keys."""
    with MeasuredTerminal([PROGRAM], bench.environment, columns, rows) as terminal:
        terminal.wait_for("SCHEDULE", "F1 more")
        terminal.press("o")
        terminal.wait_for("COUNT", "Scan ION's label")
        terminal.press(bench.shelf, "\r")
        _close_off(terminal, bench)
        ticks = [terminal.measure(" ")]
        efforts = [_effort(terminal, bench, 1)]
        ticks += [terminal.measure(" ") for _ in range(ENTRIES - 1)]
        efforts.append(_effort(terminal, bench, ENTRIES))
        pairs = [(terminal.measure("1"), terminal.measure("\r")) for _ in range(SAMPLE)]
        down = [terminal.measure(DOWN) for _ in range(SAMPLE)]
    digits, enters = (list(each) for each in zip(*pairs, strict=True))
    answers = {"space: a serial is here": ticks, "digit": digits, "Enter: stored": enters, "down": down}
    return {**answers, "all these keys": [each for kind in answers.values() for each in kind]}, efforts


def _scanned(bench: Bench, columns: int, rows: int) -> tuple[Answers, list[Effort]]:
    """The location's name on the schedule, then serial after serial."""
    with MeasuredTerminal([PROGRAM], bench.environment, columns, rows) as terminal:
        terminal.wait_for("SCHEDULE", "F1 more")
        terminal.scan(bench.shelf)
        _close_off(terminal, bench)
        first, *others = bench.serials()[:ENTRIES]
        scans = [terminal.scan(first)]
        efforts = [_effort(terminal, bench, 1)]
        scans += [terminal.scan(serial) for serial in others]
        efforts.append(_effort(terminal, bench, ENTRIES))
    return {f"scan of a serial, {len(first) + 1} characters": scans}, efforts


def _close_off(terminal: MeasuredTerminal, bench: Bench) -> None:
    """A sign is up: that is the least that closes a location off."""
    terminal.wait_for("CLOSE OFF", "Is a sign up?")
    terminal.press(DOWN, "y", "F8")
    terminal.pressed -= len(DOWN) - 1  # one key
    terminal.wait_for(bench.shelf[-8:], "F4 none here")
    bench.wait_for_the_sheet()
    terminal.settle()


def _print_efforts(way: str, efforts: Iterable[Effort]) -> None:
    for effort in efforts:
        scanner = f" and {effort.characters} characters of a scanner" if effort.characters else ""
        print(f"{way}: {effort.keys} keys{scanner} from the schedule to entry {effort.entries}")


def _print_answers(answers: Answers, smallest: list[Answer]) -> None:
    """Bytes a key, and milliseconds from the key to the last change on the screen."""
    least = spread_of(answer.seconds for answer in smallest)
    print(f"\n{'':36}{'bytes sent':>16}{'ms to the last paint':>24}{'ratio':>16}")
    print(f"{'':36}{'mean':>8}{'p95':>8}{'p50':>12}{'p95':>12}{'p50':>8}{'p95':>8}")
    for kind, measured in answers.items():
        sent, taken = spread_of(each.sent for each in measured), spread_of(each.seconds for each in measured)
        print(
            f"{kind:36}{sent.mean:8.0f}{sent.p95:8.0f}{1000 * taken.p50:12.1f}{1000 * taken.p95:12.1f}"
            f"{taken.p50 / least.p50:8.2f}{taken.p95 / least.p95:8.2f}"
        )


def _effort(terminal: MeasuredTerminal, bench: Bench, entries: int) -> Effort:
    stored = bench.stored()
    if stored != entries:
        raise SystemExit(f"{stored} entries are stored in place of {entries}:\n{terminal.text}")
    return Effort(entries, terminal.pressed, terminal.scanned)


if __name__ == "__main__":
    sys.exit(main())
