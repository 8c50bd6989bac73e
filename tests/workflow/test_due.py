"""What is due for whom, and what of it fits into the minutes: with past differences and what moved in ION."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from cyclecount_tui.domain.risk import risk
from cyclecount_tui.domain.schedule import ScheduleRow
from cyclecount_tui.domain.subject import Subject, SubjectKind
from cyclecount_tui.ion.asking import BATCH
from cyclecount_tui.simulator import SimulatorOptions
from cyclecount_tui.workflow.closing import reopen
from cyclecount_tui.workflow.due import due_now, in_minutes, in_walking_order, moves_since_last_count
from cyclecount_tui.workflow.errors import Refusal, Unreachable
from cyclecount_tui.workflow.opening import open_count
from cyclecount_tui.workflow.workplace import Workplace
from tests.factory import NOW, Factory, factory_at

TODAY = NOW.date()


def row(number: int, name: str, overdue: int, **more: Any) -> ScheduleRow:
    usual: dict[str, Any] = {"count_class": "B", "cadence_days": 90, "lines": 10}
    last = TODAY - timedelta(days=90 + overdue)
    return ScheduleRow(Subject(number, name), last_counted=last, **(usual | more))


def on_schedule(place: Workplace, *rows: ScheduleRow) -> None:
    place.store.schedule.replace_rows(rows)


def names(place: Workplace, counter: str | None) -> list[str]:
    return [each.subject.name for each in due_now(place, counter).candidates]


def test_mine_is_what_is_mine_or_nobodys(factory: Factory) -> None:
    place = factory.workplace
    on_schedule(
        place,
        row(1, "RACK-1", 3, assigned_to="ann"),
        row(2, "RACK-2", 0),
        row(3, "RACK-3", 9, assigned_to="Bea"),
        row(4, "RACK-4", -1),
        row(5, "RACK-5", 20, cadence_days=None),
    )
    assert names(place, "Ann") == ["RACK-1", "RACK-2"]
    assert names(place, "Bea") == ["RACK-3", "RACK-2"]
    assert names(place, None) == ["RACK-3", "RACK-1", "RACK-2"]


def test_minutes_are_filled_by_risk_and_walked_by_name(factory: Factory) -> None:
    place = factory.workplace
    on_schedule(place, row(1, "RACK-10", 3), row(2, "RACK-9", 60), row(3, "RACK-2", 0, lines=40), row(4, "RACK-11", 80))
    found = in_minutes(due_now(place), 30)
    assert [each.subject.name for each in found.candidates] == ["RACK-9", "RACK-11"]
    assert found.minutes == 30
    near = in_walking_order(due_now(place), "RACK-10")
    assert [each.subject.name for each in near] == ["RACK-10", "RACK-11", "RACK-2", "RACK-9"]
    assert in_minutes(due_now(place), 3).too_long
    with pytest.raises(Refusal, match="nothing can be counted"):
        in_minutes(due_now(place), 0)


def test_what_is_being_counted_is_listed_and_not_picked(factory: Factory) -> None:
    place = factory.workplace
    on_schedule(place, row(1, "RACK-1", 30), row(2, "RACK-2", 0))
    open_count(place, Subject(1, "RACK-1"))
    due = due_now(place)
    assert [each.subject.name for each in due.candidates] == ["RACK-1", "RACK-2"]
    assert [each.subject.name for each in in_minutes(due, 60).candidates] == ["RACK-2"]


def test_unknown_lines_count_as_typical_ones(factory: Factory) -> None:
    place = factory.workplace
    on_schedule(place, row(1, "R1", 0, lines=None), row(2, "R2", 0, lines=7), row(3, "R3", -5, lines=9))
    assert {each.subject.name: each.lines for each in due_now(place).candidates} == {"R1": 7, "R2": 7}


def test_past_differences_are_told(factory: Factory) -> None:
    place = factory.workplace
    kind = factory.planted("found_not_recorded")
    count = factory.compared(kind.location_id)
    reopen(place, count, "leave it")
    on_schedule(place, row(kind.location_id, count.subject.name, 1), row(1, "RACK-1", 1))
    told = {each.subject.id: (each.counts, each.with_differences) for each in due_now(place).candidates}
    assert told == {kind.location_id: (1, 1), 1: (0, 0)}


@pytest.fixture
def stocked(factory: Factory) -> list[ScheduleRow]:
    """Every location of the factory, due, counted the day before anything is said to have changed."""
    rows = [
        ScheduleRow(Subject(place.id, place.name), "B", 90, date(2025, 11, 20), lines=10)
        for place in factory.simulator.plant.places
    ]
    on_schedule(factory.workplace, *rows, ScheduleRow(Subject(5, "FR-1", SubjectKind.PART), "A", 30, lines=3))
    return rows


def test_ion_tells_how_much_changed_since_each_last_count(factory: Factory, stocked: list[ScheduleRow]) -> None:
    place = factory.workplace
    day = date(2026, 2, 20)
    on_schedule(place, *(each._replace(last_counted=day, planned_for=TODAY) for each in stocked[::2]))
    moves = moves_since_last_count(place, due_now(place))
    ends = {each.subject.id: (day if place % 2 == 0 else each.last_counted) for place, each in enumerate(stocked)}
    expected = {each.subject: 0 for each in stocked}
    for record in factory.simulator.plant.inventory:
        last = ends.get(record.location_id or 0)
        if last is not None and record.updated.date() > last:
            expected[next(each.subject for each in stocked if each.subject.id == record.location_id)] += 1
    assert moves == expected
    assert sum(expected.values()) > 0
    told = due_now(place, None, moves)
    moved = max(told.candidates, key=lambda each: each.moves or 0)
    assert risk(moved) > risk(replace(moved, moves=None))


def test_one_list_of_ids_and_times_and_no_quantity_is_asked_for(factory: Factory, stocked: list[ScheduleRow]) -> None:
    assert len(stocked) <= BATCH
    moves_since_last_count(factory.workplace, due_now(factory.workplace))
    asked = [request for request in factory.simulator.requests if request.operation_name == "ChangedRecords"]
    assert len(asked) == 1
    assert [request.operation_name for request in factory.simulator.requests] == ["ChangedRecords"]


@pytest.fixture
def without_times(tmp_path: Path) -> Iterator[Factory]:
    options = SimulatorOptions(without=frozenset({"PartInventoriesInputFilters._updated"}))
    with factory_at(tmp_path / "without", options=options) as made:
        yield made


def test_a_tenant_that_cannot_tell_is_no_trouble(without_times: Factory) -> None:
    place = without_times.workplace
    on_schedule(place, row(1, "RACK-1", 30))
    assert moves_since_last_count(place, due_now(place)) is None


def test_without_a_line_to_ion_it_is_said(factory: Factory) -> None:
    on_schedule(factory.workplace, row(1, "RACK-1", 30))
    factory.simulator.faults.drop_before(count=100)
    with pytest.raises(Unreachable):
        moves_since_last_count(factory.workplace, due_now(factory.workplace))


def test_nothing_due_asks_ion_nothing(factory: Factory) -> None:
    assert moves_since_last_count(factory.workplace, due_now(factory.workplace)) == {}
    assert list(factory.simulator.requests) == []
