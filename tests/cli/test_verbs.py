"""The table of verbs says what the verbs say of themselves, and a command line loads only its own."""

from __future__ import annotations

import argparse
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
