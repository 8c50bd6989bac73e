"""The schema check in a process of its own, which ends with it.

It needs graphql-core and a tenant's whole schema: a program that runs all day would keep both in memory, and its keys
would wait while they are read.
"""

import json
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

from cyclecount_tui.ion.errors import SchemaMismatch

_THIS_PROGRAM = "from cyclecount_tui.ion.schema_check_apart import answer; answer()"


def missing_features_apart(introspected: Mapping[str, Any]) -> dict[str, str]:
    """As `missing_features`; where no process can be started, in this one."""
    said = _said(json.dumps(introspected))
    if said is None:
        from cyclecount_tui.ion.schema_check import missing_features

        return missing_features(introspected)
    if isinstance(said, str):
        raise SchemaMismatch(said)
    return said


def answer() -> None:
    """The other process: a schema comes on standard input, what it lacks or why it is none goes to standard output."""
    from cyclecount_tui.ion.schema_check import missing_features

    try:
        said: dict[str, str] | str = missing_features(json.load(sys.stdin))
    except SchemaMismatch as error:
        said = str(error)
    json.dump(said, sys.stdout)


def _said(schema: str) -> dict[str, str] | str | None:
    """What the other process answered; None when it did not."""
    command = [sys.executable, "-P", "-c", _THIS_PROGRAM]
    try:
        done = subprocess.run(  # noqa: S603 - our own program
            command, input=schema, capture_output=True, text=True, encoding="utf-8", check=True, start_new_session=True
        )
        said: dict[str, str] | str = json.loads(done.stdout)
    except (OSError, ValueError, subprocess.CalledProcessError):
        return None
    return said
