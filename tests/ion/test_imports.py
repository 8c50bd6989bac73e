"""What importing costs: the errors alone need nothing, and the client needs no terminal."""

import subprocess
import sys

import pytest

LOADED = "import sys, {module}; print(*sorted(set(sys.modules) & set({watched!r})))"


@pytest.mark.parametrize(
    ("module", "watched"),
    [
        ("cyclecount_tui.ion", ("httpx", "pydantic", "tenacity", "graphql")),
        ("cyclecount_tui.ion.errors", ("httpx", "pydantic", "tenacity", "graphql", "json")),
        ("cyclecount_tui.ion.address", ("httpx", "pydantic", "tenacity", "graphql")),
        ("cyclecount_tui.ion.operations", ("httpx", "pydantic", "tenacity", "graphql")),
        ("cyclecount_tui.ion.features", ("httpx", "pydantic", "tenacity", "graphql")),
        ("cyclecount_tui.ion.feature_check", ("graphql", "sqlite3", "textual")),
        (
            "cyclecount_tui.ion.connecting",
            ("textual", "graphql", "sqlite3", "cyclecount_tui.store", "cyclecount_tui.workflow"),
        ),
    ],
)
def test_only_what_is_needed_is_loaded(module: str, watched: tuple[str, ...]) -> None:
    command = [sys.executable, "-c", LOADED.format(module=module, watched=watched)]
    assert subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout.split() == []
