"""Runs the program, and writes how long each entry held up the thread of the keys while it was handed over.

python -m benchmarks.timed_entries FILE.json
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

from cyclecount_tui.cli.main import main


def time_entries(taken: list[float]) -> None:
    """Adds the seconds that each start of a job of an entry takes."""
    from cyclecount_tui.tui.jobs import Jobs

    start_job = Jobs.start_job

    def timed(screen: Jobs, group: str, *given: Any, **named: Any) -> None:
        start = time.perf_counter()
        start_job(screen, group, *given, **named)
        if group == "entry":
            taken.append(time.perf_counter() - start)

    Jobs.start_job = timed  # type: ignore[method-assign,assignment]  # this program is here to look into that one


if __name__ == "__main__":
    path, seconds = Path(sys.argv.pop(1)), list[float]()
    time_entries(seconds)
    code = main()
    path.write_text(json.dumps(seconds), encoding="utf-8")
    sys.exit(code)
