"""The table of verbs says what the verbs say of themselves, and a command line loads only its own."""

from __future__ import annotations

import argparse
import subprocess
import sys

import pytest

from cyclecount_tui.cli.main import VERBS, parser


def told_by(whole: argparse.ArgumentParser) -> dict[str, str | None]:
    """Each verb with its line of the help."""
    (verbs,) = (action for action in whole._actions if isinstance(action, argparse._SubParsersAction))
    return {choice.dest: choice.help for choice in verbs._choices_actions}


def test_the_table_says_what_the_verbs_say() -> None:
    assert told_by(parser()) == VERBS


@pytest.mark.parametrize("words", [["plan", "A"], ["--plain-driver", "plan", "A"], [], ["--help"], ["no-such-verb"]])
def test_only_the_verb_that_is_meant_is_loaded(words: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    for verb in VERBS:
        monkeypatch.delitem(sys.modules, f"cyclecount_tui.cli.{verb}", raising=False)
    assert told_by(parser(words)) == VERBS
    loaded = {verb for verb in VERBS if f"cyclecount_tui.cli.{verb}" in sys.modules}
    assert loaded == ({"plan"} if "plan" in words else set())


LOADED = """
import sys
from cyclecount_tui.cli.main import main
try:
    main(sys.argv[1:])
finally:
    print("loaded:", *sys.modules)
"""

SLOW_TO_LOAD = {
    "typing", "pathlib", "datetime", "decimal", "dataclasses", "signal", "textual", "sqlite3", "importlib.metadata",
}  # fmt: skip
MOST_WITHOUT_A_VERB = 80
"""Modules, with those that every program of Python has: 34 of them."""


@pytest.mark.parametrize("option", ["--version", "--help", "--no-such-option"])
def test_what_needs_no_verb_loads_little_more_than_the_reading_of_a_command_line(option: str) -> None:
    command = [sys.executable, "-c", LOADED, option]
    said = subprocess.run(command, capture_output=True, text=True, check=False, env={}).stdout
    loaded = said.rpartition("loaded:")[2].split()
    assert "argparse" in loaded
    assert SLOW_TO_LOAD.isdisjoint(loaded)
    assert len(loaded) <= MOST_WITHOUT_A_VERB
