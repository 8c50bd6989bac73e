"""Doing something with the store as a user whom the system may refuse: tests may run as root, whom it never refuses.

Run as `python -m tests.store.unprivileged ACTION FOLDER`; prints what came of it as a JSON list.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from cyclecount_tui.store.errors import StoreError
from cyclecount_tui.store.event_text import read, written
from cyclecount_tui.store.folder import data_folder
from cyclecount_tui.store.opening import open_store
from cyclecount_tui.store.verifying import verify
from cyclecount_tui.workflow.diagnosing.database import database_findings
from tests.store.examples import begin, opening

ROOT = Path(__file__).parents[2]

NOBODY = 65534


@contextmanager
def open_folder() -> Iterator[Path]:
    """A folder that other users can reach, which they cannot where pytest puts its own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        try:
            yield folder
        finally:
            folder.chmod(0o755)


def without_privileges(action: str, folder: Path) -> list[str]:
    """What ACTION says when a user without privileges does it; an error as its name and its sentence."""
    command = [sys.executable, "-m", "tests.store.unprivileged", action, str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: list[str] = json.loads(done.stdout)
    return found


def _find(folder: Path) -> list[str]:
    return [str(data_folder(folder))]


def _read(folder: Path) -> list[str]:
    with open_store(data_folder(folder)) as store:
        whole = str(verify(store.database).unedited)
        return [
            whole,
            *(row.subject.name for row in store.schedule.rows()),
            *map(str, store.journal.events("one")[:1]),
        ]


def _write(folder: Path) -> list[str]:
    with open_store(folder) as store:
        begin(store, "another", 99)
        return ["stored"]


def _diagnose(folder: Path) -> list[str]:
    findings = database_findings(lambda: data_folder(folder))
    return [f"{finding.state} {finding.name}: {finding.sentence}" for finding in findings]


_ACTIONS: dict[str, Callable[[Path], list[str]]] = {
    "data_folder": _find,
    "read": _read,
    "write": _write,
    "diagnose": _diagnose,
}


def _main(action: str, folder: str) -> None:
    # Whatever is imported late must be imported while the files of the environment can still be read.
    read(written(opening()).body)
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    try:
        print(json.dumps(_ACTIONS[action](Path(folder))))
    except StoreError as error:
        print(json.dumps([type(error).__name__, error.sentence]))


if __name__ == "__main__":
    _main(*sys.argv[1:])
