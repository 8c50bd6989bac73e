"""A scheduled location that ION has archived or deleted: build, schedule, sheet and import tell of it."""

from collections.abc import Callable

import pytest

from cyclecount_tui.domain.schedule import ScheduleRow, Standing
from cyclecount_tui.domain.subject import Subject, SubjectKind
from cyclecount_tui.workflow.building import proposals
from cyclecount_tui.workflow.closing import give_up
from cyclecount_tui.workflow.errors import Refusal
from cyclecount_tui.workflow.finding import find_location
from cyclecount_tui.workflow.opening import open_count, read_sheet
from cyclecount_tui.workflow.schedule_changes import retire
from cyclecount_tui.workflow.schedule_files import export_csv, preview_of
from cyclecount_tui.workflow.scheduling import with_all_locations
from tests.factory import Factory

SHELF = "RACK-B / SHELF-02"


def archive(factory: Factory, subject: Subject) -> None:
    factory.simulator.plant.places.change(factory.simulator.plant.places[subject.id], archived=True)


def empty_and_archive(factory: Factory, subject: Subject) -> None:
    empty(factory, subject)
    archive(factory, subject)


def empty_and_delete(factory: Factory, subject: Subject) -> None:
    empty(factory, subject)
    factory.simulator.plant.places.remove(factory.simulator.plant.places[subject.id])


def empty(factory: Factory, subject: Subject) -> None:
    plant = factory.simulator.plant
    for record in list(plant.inventory.by("location_id", subject.id)):
        plant.inventory.change(record, location_id=None)


@pytest.fixture
def shelf(factory: Factory) -> Subject:
    """A scheduled location that is there."""
    factory.workplace.store.schedule.replace_rows(
        [*factory.schedule(), ScheduleRow(Subject(7, "FR-7", SubjectKind.PART), "A", 90)]
    )
    return factory.named(SHELF)


GONE = pytest.mark.parametrize("goes", [archive, empty_and_archive, empty_and_delete])


@GONE
def test_the_build_tells_of_it(factory: Factory, shelf: Subject, goes: Callable[[Factory, Subject], None]) -> None:
    before = proposals(factory.workplace)
    assert (before.gone, [each for each in before.remarks if "no longer" in each]) == ((), [])
    goes(factory, shelf)
    for under in (None, find_location(factory.workplace, "RACK-A")):
        built = proposals(factory.workplace, under)
        assert built.gone == (shelf,)
        assert built.remarks[0] == (f"1 scheduled location is no longer in ION, or archived there: retire it: {SHELF}.")
        assert shelf not in {row.subject for row in built.rows}


@GONE
def test_the_schedule_marks_it_until_it_is_retired(
    factory: Factory, shelf: Subject, goes: Callable[[Factory, Subject], None]
) -> None:
    def marked() -> list[str]:
        return [entry.row.subject.name for entry in with_all_locations(factory.workplace) if entry.missing]

    assert marked() == []
    goes(factory, shelf)
    assert marked() == [SHELF]
    row = factory.workplace.store.schedule.row(shelf)
    assert row is not None
    retire(factory.workplace, [row], "gone")
    assert marked() == []


@pytest.mark.parametrize(
    ("goes", "said"),
    [
        (empty_and_archive, f"ION has archived {SHELF}, so there is no sheet: give this count up, and retire it"),
        (
            empty_and_delete,
            f"ION has no location {SHELF} any more, so there is no sheet: give this count up, and retire",
        ),
    ],
)
def test_an_empty_sheet_of_it_is_none(
    factory: Factory, shelf: Subject, goes: Callable[[Factory, Subject], None], said: str
) -> None:
    goes(factory, shelf)
    count = open_count(factory.workplace, shelf)
    with pytest.raises(Refusal, match=said):
        read_sheet(factory.workplace, count)
    assert not factory.again(count).sheet_read
    assert give_up(factory.workplace, count, "it is gone").phase.ended


def test_an_empty_location_that_is_there_has_an_empty_sheet(factory: Factory, shelf: Subject) -> None:
    empty(factory, shelf)
    count = read_sheet(factory.workplace, open_count(factory.workplace, shelf))
    assert (count.sheet_read, count.lines) == (True, ())


def test_what_lies_at_an_archived_location_can_be_counted(factory: Factory, shelf: Subject) -> None:
    archive(factory, shelf)
    assert read_sheet(factory.workplace, open_count(factory.workplace, shelf)).lines


@GONE
def test_the_own_export_is_taken_again(
    factory: Factory, shelf: Subject, goes: Callable[[Factory, Subject], None]
) -> None:
    place = factory.workplace
    place.store.schedule.replace_rows([ScheduleRow(shelf, "A", 90, notes="behind the door")])
    exported = "\n".join(line for line in export_csv(place).splitlines() if "FR-7" not in line)
    goes(factory, shelf)
    preview = preview_of(place, exported)
    assert preview.changes == ()
    assert any(remark.endswith(f"{SHELF} is no longer in ION, or archived there; it should be retired.")
               for remark in preview.remarks)  # fmt: skip
    by_name = preview_of(place, f"location,standing\n{SHELF},retired\n")
    assert [(change.after.subject, change.after.standing) for change in by_name.changes] == [(shelf, Standing.RETIRED)]
