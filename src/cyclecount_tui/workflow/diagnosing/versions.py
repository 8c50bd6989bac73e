"""The versions that whoever helps will ask for."""

import platform
from importlib.metadata import PackageNotFoundError, version

from cyclecount_tui import __version__
from cyclecount_tui.workflow.diagnosing.findings import Finding, fine


def versions_finding() -> Finding:
    """cyclecount, Python, the two libraries that matter most, SQLite and the system."""
    from cyclecount_tui.store.inspecting import sqlite_version

    parts = [
        f"cyclecount {__version__}",
        f"Python {platform.python_version()}",
        f"textual {_version_of('textual')}",
        f"httpx {_version_of('httpx')}",
        f"SQLite {sqlite_version()}",
        platform.platform(),
    ]
    return fine("versions", f"{', '.join(parts)}.")


def _version_of(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:  # a packager may leave the descriptions of packages out
        return "of unknown version"
