"""Runs the program, and writes what it has in memory when the first rows of its schedule are on their way.

python -m benchmarks.first_frame FILE.json
"""

import json
import os
import sys
from pathlib import Path

from cyclecount_tui.cli import before_screens
from cyclecount_tui.cli.main import main

CURSOR = "▶"


def record_at_first_rows(path: Path) -> None:
    """The names of all modules, and the resident memory in KiB, once; what comes before Textual is left alone."""
    prepare = before_screens.prepare

    def prepare_and_watch() -> None:
        prepare()
        _watch(path)

    before_screens.prepare = prepare_and_watch


def _watch(path: Path) -> None:
    from benchmarks.processes import resident_kib
    from cyclecount_tui.tui.terminal.driver import TerminalDriver

    write = TerminalDriver.write

    def recording(driver: TerminalDriver, data: str) -> None:
        write(driver, data)
        if CURSOR in data and not path.exists():
            found = {"modules": sorted(sys.modules), "resident_kib": resident_kib(os.getpid())}
            path.write_text(json.dumps(found), encoding="utf-8")

    TerminalDriver.write = recording  # type: ignore[method-assign,assignment]  # this program is here to look into that one


if __name__ == "__main__":
    record_at_first_rows(Path(sys.argv.pop(1)))
    sys.exit(main())
