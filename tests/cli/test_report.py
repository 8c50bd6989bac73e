"""`cyclecount report`: what the counts of a database tell together."""

import csv
import io

from cyclecount_tui.domain.fixes import Cause
from tests.cli.shell import Shell
from tests.cli.test_whole_way import busiest, filled
from tests.factory import Factory


def test_how_often_each_cause_was_right(shell: Shell, factory: Factory) -> None:
    assert "No fix was chosen yet" in shell("report", "causes").err
    location_id = busiest(factory)
    name = factory.location(location_id).name
    shell("count", "load", name, "-", stdin=filled(shell("sheet", name).out, factory, location_id))
    assert shell("report", "causes").out == ""  # it is being counted blind
    shell("count", "submit", name)
    rows = [row for row in shell("reconcile", name, "--format", "json").document["rows"] if row["suggestions"]]
    shell("plan", name, "--take", "first", code=None)
    document = shell("report", "causes", "--format", "json").document
    assert (document["counts"], document["choices"]) == (1, len(rows))
    firsts = [row["suggestions"][0] for row in rows]
    for cause in document["causes"]:
        mine = [first["confidence"] for first in firsts if first["cause_id"] == cause["cause_id"]]
        assert cause["suggested_first"] == cause["taken"] == len(mine)
        assert cause["certain_not_taken"] == 0
        for sure, amounts in cause["by_confidence"].items():
            assert amounts["suggested_first"] == mine.count(sure)
    shell("reopen", name, "--leave", "no time")
    left = list(csv.DictReader(io.StringIO(shell("report", "causes", "--format", "csv").out)))
    assert sum(int(row["suggested_first"]) for row in left) == len(rows)
    assert any("By hand: leave" in row["passed_over_for"] for row in left)
    said = shell("report", "causes")
    assert f"{len(rows)} choices in 1 count." in said.err
    assert Cause(left[0]["cause_id"]).words in said.out
    assert "By hand: leave" in said.out


def test_since_a_day_and_what_is_no_day(shell: Shell) -> None:
    assert "counted since 2026-01-01" in shell("report", "causes", "--since", "2026-01-01").err
    assert "is no date: write it as 2026-06-30" in shell("report", "causes", "--since", "June", code=2).err
