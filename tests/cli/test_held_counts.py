"""Verbs and a count that somebody enters at another terminal: refused and told who, or taken over."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.counting_events import Counted, TakenOver
from cyclecount_tui.workflow.leasing import still_held, take
from cyclecount_tui.workflow.opening import open_count, read_sheet
from cyclecount_tui.workflow.recording import none_here
from cyclecount_tui.workflow.workplace import Workplace
from tests.cli.shell import Shell
from tests.factory import Factory

SHELF = "RACK-A / SHELF-01"
FILLED = "line,floor_count\n1,12\n"


@pytest.fixture
def ben(factory: Factory) -> Iterator[Workplace]:
    place = factory.another_workplace("Ben")
    place.terminal = place.terminal._replace(host="line-2", tty="pts/3")
    yield place
    place.close()


def held(factory: Factory, ben: Workplace) -> Count:
    """A count that Ben holds by the clock on the wall, which is the one the verbs go by."""
    factory.now = datetime.now(UTC)
    return take(ben, read_sheet(ben, open_count(ben, factory.named(SHELF)))).count


def test_loading_into_somebody_elses_count_is_refused_and_says_whose(
    shell: Shell, factory: Factory, ben: Workplace
) -> None:
    count = held(factory, ben)
    (shell.folder / "filled.csv").write_text(FILLED)
    refused = shell("count", "load", SHELF, "filled.csv", code=1)
    assert f"Ben counts {SHELF} since" in refused.err
    assert "at line-2/pts/3." in refused.err
    assert "--take-over" in refused.err
    assert factory.again(count) == count


def test_take_over_goes_on_and_is_told_on_both_sides(shell: Shell, factory: Factory, ben: Workplace) -> None:
    count = none_here(ben, held(factory, ben), 2)
    (shell.folder / "filled.csv").write_text(FILLED)
    assert "1 line counted" in shell("count", "load", SHELF, "filled.csv", "--take-over", "--by", "Cleo").err
    told, counted = ben.store.journal.events_after(count.id, count.version)
    assert isinstance(told, TakenOver)
    assert (told.by, told.previous, told.lapsed) == ("Cleo", "Ben", False)
    assert isinstance(counted, Counted)
    assert counted.by == "Cleo"
    assert not still_held(ben, count.id)
    assert ben.store.leases.of(count.id) is None, "the verb lets go of it at its end"
    assert factory.again(count).standing.keys() == {1, 2}


def test_submitting_somebody_elses_count_is_refused(shell: Shell, factory: Factory, ben: Workplace) -> None:
    count = held(factory, ben)
    for line in count.lines:
        count = none_here(ben, count, line.number)
    assert f"Ben counts {SHELF}" in shell("count", "submit", SHELF, code=1).err
    assert "Submitted" in shell("count", "submit", SHELF, "--take-over").err


def test_a_count_that_nobody_holds_needs_no_take_over(shell: Shell, factory: Factory, ben: Workplace) -> None:
    count = held(factory, ben)
    ben.close()
    (shell.folder / "filled.csv").write_text(FILLED)
    shell("count", "load", SHELF, "filled.csv")
    assert [event.kind for event in factory.workplace.store.journal.events_after(count.id, count.version)] == [
        "counted"
    ]


def test_who_counts_by_the_command_line_the_user_variable_and_the_settings(
    shell: Shell, factory: Factory, ben: Workplace
) -> None:
    read_sheet(ben, open_count(ben, factory.named(SHELF)))
    (shell.folder / "filled.csv").write_text(FILLED)
    said = []
    for place, (user, options) in enumerate([("", ()), ("Uma", ()), ("Uma", ("--by", "Cleo"))], start=1):
        shell.environment["CYCLECOUNT_USER"] = user
        (shell.folder / "filled.csv").write_text(f"line,floor_count\n{place},12\n")
        shell("count", "load", SHELF, "filled.csv", *options)
        said.append(factory.workplace.store.journal.events(_id(factory))[-1].by)
    assert said == ["Ann", "Uma", "Cleo"]


def _id(factory: Factory) -> str:
    found = factory.workplace.store.journal.open_count_of(factory.named(SHELF))
    assert found is not None
    return found
