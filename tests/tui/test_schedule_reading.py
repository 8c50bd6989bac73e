"""What a text typed or scanned for a spot count means, and what the schedule tells of past counts and coming weeks."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.schedule import ScheduleRow, Standing
from cyclecount_tui.domain.scheduling_rules import SchedulingRules
from cyclecount_tui.domain.subject import Subject
from cyclecount_tui.domain.workdays import Calendar
from cyclecount_tui.store.schedule_columns import ScheduleColumns
from cyclecount_tui.store.schedule_table import ScheduleTable
from cyclecount_tui.workflow.closing import reopen
from cyclecount_tui.workflow.coming_weeks import coming_weeks
from cyclecount_tui.workflow.errors import Refusal, Unreachable
from cyclecount_tui.workflow.past_changes import past_changes
from cyclecount_tui.workflow.past_results import past_accuracy
from cyclecount_tui.workflow.schedule_changes import pause
from cyclecount_tui.workflow.schedule_reading import ScheduleReader
from cyclecount_tui.workflow.scheduling import ScheduleEntry
from cyclecount_tui.workflow.spot_counts import MOST_NEAR, what_is_meant
from tests.tui.counts_made import compared
from tests.tui.plant_floor import NOW, PlantFloor

TODAY = date(2026, 3, 4)  # a Wednesday


def entry(number: int, **values: object) -> ScheduleEntry:
    row = ScheduleRow(Subject(number, f"BIN-{number}"), **values)  # type: ignore[arg-type]  # named by the test
    return ScheduleEntry(row, None, TODAY)


def lines_a_week(*entries: ScheduleEntry) -> list[int]:
    calendar = Calendar(frozenset(range(5)))
    return [week.load.lines for week in coming_weeks(entries, SchedulingRules(), TODAY, calendar)]


def test_a_name_an_id_or_a_number_means_one_thing(plant: PlantFloor) -> None:
    shelf = plant.location("RACK-B / SHELF-04")
    assert what_is_meant(plant.workplace, " RACK-B / SHELF-04 ").exactly == (shelf,)
    assert shelf in what_is_meant(plant.workplace, str(shelf.id)).exactly
    number = next(iter(plant.simulator.plant.parts)).part_number
    (part,) = what_is_meant(plant.workplace, number).exactly
    assert (part.is_part, part.name) == (True, number)


def test_what_has_a_name_is_found_without_looking_for_others(plant: PlantFloor) -> None:
    before = len(plant.simulator.requests)
    what_is_meant(plant.workplace, "RACK-B / SHELF-04")
    asked = [request.operation_name for request in plant.simulator.requests[before:]]
    assert sorted(map(str, asked)) == ["LocationsNamed", "SheetParts"], "both side by side"


def test_rows_are_read_again_only_after_a_change(plant: PlantFloor, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []
    rows = ScheduleTable.columns

    def watched(table: ScheduleTable) -> ScheduleColumns:
        read.append(1)
        return rows(table)

    monkeypatch.setattr(ScheduleTable, "columns", watched)
    reader = ScheduleReader()
    first = reader.read(plant.workplace, (), None)
    assert first.entries
    assert reader.read(plant.workplace, (), first.mark).entries is None, "they are shown already"
    assert reader.read(plant.workplace, (), None).entries == first.entries, "they came while nobody could take them"
    assert len(read) == 1
    plant.workplace.store.schedule.put(ScheduleRow(Subject(999, "NEW-1")))
    changed = reader.read(plant.workplace, (), first.mark).entries
    assert changed is not None
    assert {each.row.subject.name for each in changed} - {each.row.subject.name for each in first.entries} == {"NEW-1"}
    assert len(read) == 2


def test_what_nothing_is_called_gives_what_is_called_nearly_so(plant: PlantFloor) -> None:
    meant = what_is_meant(plant.workplace, "shelf")
    assert meant.exactly == ()
    assert len(meant.nearly) == MOST_NEAR
    assert [subject.name for subject in what_is_meant(plant.workplace, "LIEN-1").nearly][:1] == ["LINE-1"]


def test_what_cannot_be_found_says_so(plant: PlantFloor) -> None:
    with pytest.raises(Refusal, match="Nothing was typed"):
        what_is_meant(plant.workplace, "  ")
    with pytest.raises(Refusal, match="anything like"):
        what_is_meant(plant.workplace, "~~~~")
    plant.simulator.faults.drop_before(count=1000)
    with pytest.raises(Unreachable):
        what_is_meant(plant.workplace, "MRB-1")
    assert what_is_meant(plant.workplace, "LINE-1").exactly == (plant.location("LINE-1"),), "it is scheduled"


def closed(plant: PlantFloor, name: str, *, as_recorded: bool) -> Count:
    return reopen(plant.workplace, compared(plant, name, as_recorded=as_recorded), "left for this test")


def test_past_accuracy_is_the_share_of_lines_without_a_difference_the_newest_last(plant: PlantFloor) -> None:
    place = plant.location("RACK-A / SHELF-01")
    count = closed(plant, place.name, as_recorded=False)
    plant.workplace.clock = lambda: NOW + timedelta(days=1)
    closed(plant, place.name, as_recorded=True)
    wrong = sum(row.differs for row in count.rows)
    assert past_accuracy(plant.workplace)[place] == (1 - Fraction(wrong, len(count.rows)), Fraction(1))


def test_the_coming_weeks_hold_every_count_that_falls_into_them() -> None:
    assert lines_a_week() == [0] * 8
    overdue = entry(1, cadence_days=90, last_counted=TODAY - timedelta(days=200), lines=5)
    weekly = entry(2, cadence_days=7, last_counted=TODAY, lines=3)
    paused = entry(3, cadence_days=7, last_counted=TODAY, lines=9, standing=Standing.PAUSED)
    unscheduled = entry(4, lines=9)
    assert lines_a_week(overdue, weekly, paused, unscheduled) == [5, 3, 3, 3, 3, 3, 3, 3]
    saturday = entry(6, cadence_days=90, last_counted=date(2026, 3, 7) - timedelta(days=90), lines=2)
    assert lines_a_week(saturday) == [0, 2, 0, 0, 0, 0, 0, 0], "nobody counts on a Saturday"
    unknown = entry(5, cadence_days=90, last_counted=TODAY - timedelta(days=90))
    assert lines_a_week(overdue, unknown)[0] == 10, "a row without known lines counts as a typical one"


def test_past_changes_are_sentences_the_latest_first(plant: PlantFloor) -> None:
    row = plant.workplace.store.schedule.row(plant.location("LINE-1"))
    assert row is not None
    assert past_changes(plant.workplace, row.subject) == []
    pause(plant.workplace, [row], "being rebuilt")
    (said,) = past_changes(plant.workplace, row.subject)
    assert said.endswith("Ann: paused (being rebuilt)")
