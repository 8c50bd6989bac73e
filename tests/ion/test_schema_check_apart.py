"""The schema check in a process of its own says what the one in this process says."""

import subprocess
import sys
from typing import Any

import pytest

from cyclecount_tui.ion import schema_check_apart
from cyclecount_tui.ion.client import Ion
from cyclecount_tui.ion.errors import SchemaMismatch
from cyclecount_tui.ion.feature_check import checked_features
from cyclecount_tui.ion.schema_check import missing_features
from cyclecount_tui.ion.schema_check_apart import missing_features_apart
from tests.ion.test_feature_check import NOW

LOADED = """
import sys
from cyclecount_tui.ion import schema_check_apart
from cyclecount_tui.ion.errors import SchemaMismatch
try:
    schema_check_apart.missing_features_apart({"__schema": "none"})
except SchemaMismatch:
    print("graphql" in sys.modules)
"""


def test_it_says_the_same(ion: Ion) -> None:
    here = checked_features(ion, None, NOW)
    assert here.missing
    assert checked_features(ion, None, NOW, apart=True) == here


def test_what_is_no_schema_is_said_and_nothing_is_loaded_here() -> None:
    nothing: dict[str, Any] = {"__schema": "none"}
    with pytest.raises(SchemaMismatch) as here:
        missing_features(nothing)
    with pytest.raises(SchemaMismatch) as apart:
        missing_features_apart(nothing)
    assert str(apart.value) == str(here.value)
    assert (
        subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True).stdout == "False\n"
    )


@pytest.mark.parametrize("program", ["raise SystemExit(1)", "print('nonsense')"])
def test_where_no_process_answers_it_is_done_here(ion: Ion, monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    monkeypatch.setattr(schema_check_apart, "_THIS_PROGRAM", program)
    introspected = ion.introspected()
    assert missing_features_apart(introspected) == missing_features(introspected)


def test_where_no_process_can_be_started_it_is_done_here(ion: Ion, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    introspected = ion.introspected()
    assert missing_features_apart(introspected) == missing_features(introspected)
