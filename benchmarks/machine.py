"""What a run was made on: processor, cores, system, versions, and whether anything else was running."""

import os
import platform
import sqlite3
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks import peer_programs

PACKAGES = ("textual", "rich", "httpx", "pydantic", "urwid", "visidata", "pandas", "requests", "pyte")
BUSY = 0.3
"""Load for each core above which the times are said to be doubtful."""


def about(load_before: float, *, quick: bool) -> str:
    """Two paragraphs for the page; `load_before` is the system's load when the run began."""
    cores = os.cpu_count() or 1
    machine = (
        f"{date.today():%d %B %Y} · {_processor()} · {cores} cores · {platform.system()} {platform.release()} · "  # noqa: DTZ011 - the reader's day
        f"load {load_before:.1f} when the run began"
    )
    parts = [f"Python {platform.python_version()}", f"SQLite {sqlite3.sqlite_version}"]
    parts += [f"{name} {_version(name)}" for name in PACKAGES]
    parts += [f"{peer.name} {peer.version}" for peer in peer_programs.PEERS]
    doubts = []
    if load_before > BUSY * cores:
        doubts.append("Other work ran on this machine: the ratios are rough, and the milliseconds say nothing.")
    if quick:
        doubts.append("A quick run with small sizes: it shows that the measuring works, and no figure of it counts.")
    return "\n\n".join([machine, ", ".join(parts) + ".", *doubts])


def load() -> float:
    """Processes that ran or wanted to run, on average of the last minute."""
    return os.getloadavg()[0]


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "(not installed)"
