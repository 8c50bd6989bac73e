"""All goals for speed, bytes and memory, measured on this program's real screens and written as one table.

    python -m benchmarks [--quick] [--only LETTERS] [--page FILE]

Each figure is held against a baseline of the same run. `make bench` runs it from the root of the repository.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks import (
    bytes_sent,
    committing,
    fetching,
    growth,
    held_key,
    keys,
    machine,
    memory,
    report,
    start_up,
)
from benchmarks.extent import FULL, QUICK, Extent
from benchmarks.figures import Figure
from benchmarks.prepared_plant import prepared_plant
from benchmarks.run import ROOT, Run

GROUPS: dict[str, Callable[[Run], Iterator[Figure]]] = {
    "S": start_up.figures,
    "K": keys.figures,
    "B": bytes_sent.figures,
    "L": held_key.figures,
    "M": memory.figures,
    "G": growth.figures,
    "F": fetching.figures,
    "J": committing.figures,
}
PAGE = ROOT / "docs" / "performance.md"


def main() -> int:
    """Measures, prints as it goes, and writes the page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.split("\n")[0])
    parser.add_argument("--quick", action="store_true", help="once and small, to see that the measuring works")
    parser.add_argument("--only", metavar="LETTERS", default="".join(GROUPS), help="groups (default: %(default)s)")
    parser.add_argument("--page", metavar="FILE", type=Path, help="where the table goes (default: docs/performance.md)")
    chosen = parser.parse_args()
    partial = set(chosen.only) != set(GROUPS)
    if chosen.page is None and (chosen.quick or partial):
        print("Not a whole run: the table is printed and not written (--page FILE writes it).")
    load, figures = machine.load(), list[Figure]()
    with _run(QUICK if chosen.quick else FULL) as run:
        for letter in chosen.only:
            for figure in GROUPS[letter](run):
                print(f"{figure.goal:3} {figure.what}: {figure.ours}  {figure.verdict.strip('*')}", flush=True)
                figures.append(figure)
    print(f"\n{report.table(figures)}")
    page = chosen.page or (None if chosen.quick or partial else PAGE)
    if page is not None:
        report.write(page, figures, machine.about(load, quick=chosen.quick))
    return 0


@contextmanager
def _run(extent: Extent) -> Iterator[Run]:
    with tempfile.TemporaryDirectory(prefix="cyclecount-bench-") as name:
        folder = Path(name)
        with (
            prepared_plant(extent.lines, extent.lines, folder / "large") as large,
            prepared_plant(extent.fewer, extent.fewer, folder / "medium") as medium,
            prepared_plant(extent.fewest, extent.fewest, folder / "small") as small,
            prepared_plant(extent.lines, extent.fewer, folder / "crowded") as crowded,
        ):
            yield Run(extent, large, medium, small, crowded, folder)


if __name__ == "__main__":
    sys.exit(main())
