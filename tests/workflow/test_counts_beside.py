"""What other counts found, over the simulated ION and a real database: neighbours, earlier counts, and blind ones."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from cyclecount_tui.domain.causes.same_sign import off_the_same_way
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.entries import CountMode
from cyclecount_tui.domain.fixes import Cause, Confidence, FixKind, Suggestion
from cyclecount_tui.domain.line_result import LineResult
from cyclecount_tui.simulator import Simulator
from cyclecount_tui.simulator.plant.rows import Part
from cyclecount_tui.simulator.plant.truth import LineKey as SimulatedLine
from cyclecount_tui.simulator.planting.catalog import CatalogPart
from cyclecount_tui.simulator.planting.small import furnished_room
from cyclecount_tui.simulator.server import serve
from cyclecount_tui.workflow.blind_counts import compared_before
from cyclecount_tui.workflow.cause_report import cause_tally
from cyclecount_tui.workflow.choosing import choose, leave_all
from cyclecount_tui.workflow.closing import reopen
from cyclecount_tui.workflow.documents import reconcile_document
from cyclecount_tui.workflow.offering import offers
from cyclecount_tui.workflow.opening import open_count, read_sheet
from cyclecount_tui.workflow.planning import plan
from cyclecount_tui.workflow.posting import post
from cyclecount_tui.workflow.recording import enter, none_here
from cyclecount_tui.workflow.submitting import submit
from tests.factory import NOW, SEED, Factory, line_key
from tests.part_counts import part_compared
from tests.recounts import NO_DECOYS, again_by, requiring

HERE, NEXT, IN_ONE_RACK, FAR = "RACK-C / SHELF-25", "RACK-C / SHELF-23", "RACK-C / SHELF-21", "RACK-A / SHELF-25"


class Shelves:
    """A part on new shelves of the simulated factory, recorded as one number and lying there as another."""

    def __init__(self) -> None:
        self.room = furnished_room(SEED, NOW)
        for name in (HERE, NEXT, IN_ONE_RACK, FAR):
            self.room.new_place(name, "SHELF", parent=self.room.place(name.partition(" / ")[0]))
        self.washer = self.part()
        self.pump = self.part("SERIAL")

    def part(self, tracking: str | None = None) -> Part:
        return self.room.new_parts(CatalogPart("Washer, planted", "EA", tracking, Decimal("0.10"), ("A",)))[0]

    def put(self, shelf: str, recorded: int, lying: int, serial: str | None = None) -> None:
        part = self.pump if serial else self.washer
        self.room.stock(part, self.room.place(shelf), Decimal(recorded), serial=serial, floor=Decimal(lying))


@pytest.fixture
def shelves() -> Shelves:
    """Four washers were carried from here to one of the other shelves."""
    made = Shelves()
    made.put(HERE, 80, 76)
    return made


@pytest.fixture
def factory(shelves: Shelves, tmp_path: Path) -> Iterator[Factory]:
    with serve(Simulator(shelves.room.plant)) as server:
        made = Factory(server, tmp_path / "data")
        try:
            yield made
        finally:
            made.workplace.close()


def counted(factory: Factory, shelf: str, by: str = "Ann", days: int = 0) -> Count:
    """The shelf as it truly is, compared, so many days later."""
    factory.now += timedelta(days=days)
    factory.workplace.counter = by
    return factory.compared(factory.named(shelf).id)


def washer(factory: Factory, shelves: Shelves, count: Count, part: Part | None = None) -> tuple[Suggestion, ...]:
    """What is suggested for the line of the part."""
    return offers(factory.workplace, count)[line_of(shelves, count, part)]


def line_of(shelves: Shelves, count: Count, part: Part | None = None) -> int:
    number = (part or shelves.washer).part_number
    return next(row.line.number for row in count.rows if row.differs and row.line.key.part_number == number)


def posted(factory: Factory, count: Count, line: int, cause: Cause) -> Count:
    """The count with one fix posted, and everything else left."""
    place = factory.workplace
    offered = offers(place, count)[line]
    kinds = [(each.cause, each.fix.kind) for each in offered]
    rank = next(number for number, (told, kind) in enumerate(kinds, start=1) if told is cause and kind.writes)
    count = choose(place, count, line, rank)
    others = [row.line.number for row in count.rows if row.differs and row.line.number != line]
    return post(place, plan(place, leave_all(place, count, others, "another day"))).count


def closed(factory: Factory, count: Count) -> Count:
    return reopen(factory.workplace, count, "another day")


def nearby(count: Count, part: Part) -> list[LineResult]:
    assert count.evidence is not None
    return [each for each in count.evidence.nearby if each.key.part_number == part.part_number]


@pytest.mark.parametrize(
    ("shelf", "is_open"),
    [(NEXT, True), pytest.param(IN_ONE_RACK, False, marks=pytest.mark.slow)],
    ids=["open and next by its name", "closed and in one rack"],
)
def test_a_neighbour_has_what_is_missing_here(factory: Factory, shelves: Shelves, shelf: str, is_open: bool) -> None:
    shelves.put(shelf, 10, 14)
    there = counted(factory, shelf, "Bo")
    there = there if is_open else closed(factory, there)
    count = counted(factory, HERE, days=2)
    first, *_ = washer(factory, shelves, count)
    assert (first.cause, first.confidence) == (Cause.OPPOSITE_NEXT_DOOR, Confidence.LIKELY)
    assert (first.fix.kind, first.fix.quantity) == (FixKind.MOVE, Decimal(4))
    assert first.fix.to == factory.named(shelf).place
    assert first.evidence[0] == (f"{shelf} was counted on 2 Mar by Bo: 4 too many of it (14 counted, 10 recorded).")
    assert first.other_counts == ((there.id,) if is_open else ())
    row = next(row for row in reconcile_document(count, offers(factory.workplace, count))["rows"] if row["suggestions"])
    assert row["suggestions"][0]["cause_id"] == "opposite_difference_next_door"
    done = posted(factory, count, line_of(shelves, count), Cause.OPPOSITE_NEXT_DOOR)
    assert done.posted_lines
    there_now = factory.simulator.plant.digital(factory.named(shelf).id)
    assert there_now[SimulatedLine(shelves.washer.part_number, "A")] == Decimal(14)
    tally = cause_tally(factory.workplace)
    assert tally.causes[Cause.OPPOSITE_NEXT_DOOR].taken.total() == 1


def test_the_names_say_it_without_asking_ion_and_ion_is_asked_once_otherwise(
    factory: Factory, shelves: Shelves
) -> None:
    def asked() -> int:
        return [request.operation_name for request in factory.simulator.requests].count("LocationsById")

    shelves.put(NEXT, 10, 14)
    counted(factory, NEXT)
    counted(factory, HERE)
    assert asked() == 0
    shelves.put(IN_ONE_RACK, 10, 11)
    shelves.put(FAR, 10, 12)
    counted(factory, IN_ONE_RACK)
    before = asked()
    counted(factory, FAR)
    assert asked() == before + 1


@pytest.mark.slow
@pytest.mark.parametrize(("shelf", "days"), [(FAR, 0), (NEXT, 8)], ids=["another rack", "long ago"])
def test_what_is_far_or_long_ago_says_nothing(factory: Factory, shelves: Shelves, shelf: str, days: int) -> None:
    shelves.put(shelf, 10, 14)
    counted(factory, shelf)
    count = counted(factory, HERE, days=days)
    assert nearby(count, shelves.washer) == []
    assert washer(factory, shelves, count)[0].cause is not Cause.OPPOSITE_NEXT_DOOR


def test_a_neighbour_that_was_posted_already_is_no_move_any_more(factory: Factory, shelves: Shelves) -> None:
    shelves.put(NEXT, 10, 14)
    there = counted(factory, NEXT, "Bo")
    # The other shelf is settled first, when nothing tells where its four too many came from.
    posted(factory, there, line_of(shelves, there), Cause.UNEXPLAINED_SURPLUS)
    count = counted(factory, HERE, days=1)
    first, *_ = washer(factory, shelves, count)
    assert (first.cause, first.fix.kind, first.fix.quantity) == (
        Cause.POSTED_NEXT_DOOR, FixKind.SET_QUANTITY, Decimal(-4),
    )  # fmt: skip
    assert first.evidence[-1] == "+4 was posted there already: -4 here makes one movement of both."


@pytest.mark.slow
def test_what_a_neighbour_parked_comes_from_the_discrepancy_location(factory: Factory, shelves: Shelves) -> None:
    shelves.put(NEXT, 10, 14)
    there = counted(factory, HERE, "Bo")
    posted(factory, there, line_of(shelves, there), Cause.UNEXPLAINED_SHORTAGE)
    first, *_ = washer(factory, shelves, counted(factory, NEXT, days=1))
    assert (first.cause, first.fix.kind, first.fix.from_name) == (
        Cause.POSTED_NEXT_DOOR, FixKind.MOVE, factory.workplace.practice.discrepancy_location,
    )  # fmt: skip


@pytest.mark.slow
def test_a_newer_count_of_the_neighbour_counts(factory: Factory, shelves: Shelves) -> None:
    shelves.put(NEXT, 10, 14)
    closed(factory, counted(factory, NEXT))
    truth = factory.truth(factory.named(NEXT).id)
    truth[line_key(shelves.washer.part_number, "A")] = Decimal(10)
    factory.now += timedelta(days=1)
    submit(factory.workplace, factory.counted(factory.named(NEXT).id, truth))
    assert nearby(counted(factory, HERE, days=1), shelves.washer) == []


def test_a_missing_serial_that_was_found_anywhere(factory: Factory, shelves: Shelves) -> None:
    shelves.put(HERE, 1, 0, serial="PX-77")
    truth = factory.truth(factory.named(FAR).id) | {line_key(shelves.pump.part_number, "A", serial="PX-77"): Decimal(1)}
    there = submit(factory.workplace, factory.counted(factory.named(FAR).id, truth))
    first, *_ = washer(factory, shelves, counted(factory, HERE, days=3), shelves.pump)
    assert (first.cause, first.confidence, first.fix.kind) == (
        Cause.SERIAL_COUNTED, Confidence.LIKELY, FixKind.MOVE,
    )  # fmt: skip
    assert first.fix.to == factory.named(FAR).place
    assert first.other_counts == (there.id,)


def test_the_third_count_running_says_so(factory: Factory, shelves: Shelves) -> None:
    for by in ("Ann", "Bo"):
        closed(factory, counted(factory, HERE, by))
        factory.now += timedelta(days=30)
    count = counted(factory, HERE, "Cy")
    sentence = (
        "Too few for the third count running: -4 on 2 Mar 2026 (Ann), -4 on 1 Apr 2026 (Bo), -4 on 1 May 2026 (Cy). "
        "Find out why."
    )
    line = line_of(shelves, count)
    assert off_the_same_way(factory.again(count))[line] == sentence
    told = washer(factory, shelves, count)
    assert all(sentence in each.evidence for each in told)
    assert told[0].fix.kind is FixKind.PARK
    assert told[-1].cause is Cause.SAME_SIGN
    rows = reconcile_document(count, offers(factory.workplace, count))["rows"]
    assert {row["line"]: row["off_the_same_way"] for row in rows}[line] == sentence


def test_a_count_that_found_it_right_ends_the_run(factory: Factory, shelves: Shelves) -> None:
    place, name = factory.workplace, factory.named(HERE)
    for right in (False, True):
        truth = factory.truth(name.id)
        if right:
            truth[line_key(shelves.washer.part_number, "A")] = Decimal(80)
        closed(factory, submit(place, factory.counted(name.id, truth)))
        factory.now += timedelta(days=30)
    assert off_the_same_way(counted(factory, HERE)) == {}


@pytest.mark.slow
def test_counts_of_the_part_and_of_its_shelf_are_one_run(factory: Factory, shelves: Shelves) -> None:
    closed(factory, counted(factory, HERE))
    factory.now += timedelta(days=1)
    closed(factory, part_compared(factory.workplace, factory.simulator.plant, shelves.washer.part_number))
    count = counted(factory, HERE, days=1)
    assert off_the_same_way(count)[line_of(shelves, count)].startswith(
        "Too few for the third count running: -4 on 2 Mar"
    )


def test_a_neighbour_that_is_counted_blind_tells_nothing(factory: Factory, shelves: Shelves) -> None:
    place = factory.workplace
    shelves.put(NEXT, 10, 14)
    closed(factory, counted(factory, NEXT))
    factory.now += timedelta(days=1)
    blind = read_sheet(place, open_count(place, factory.named(NEXT)))
    count = counted(factory, HERE)
    assert nearby(count, shelves.washer) == []
    assert Cause.OPPOSITE_NEXT_DOOR not in {each.cause for each in washer(factory, shelves, count)}
    for line in blind.lines:
        blind = none_here(place, blind, line.number)
    line = next(each for each in blind.lines if each.key.part_number == shelves.washer.part_number)
    submit(place, enter(place, blind, line.number, "14"))
    closed(factory, count)
    assert nearby(counted(factory, HERE, days=1), shelves.washer)


@pytest.mark.slow
def test_a_neighbour_that_may_be_counted_again_tells_nothing(factory: Factory, shelves: Shelves) -> None:
    place = requiring(factory.workplace, NO_DECOYS)
    shelves.put(NEXT, 10, 14)
    there = counted(factory, NEXT)
    assert there.evidence is None, "it is counted again"
    here = again_by(place, "Bo", counted(factory, HERE), {})
    assert nearby(here, shelves.washer) == []
    again_by(place, "Bo", there, {})
    first, *_ = washer(factory, shelves, here)
    assert (first.cause, first.confidence) == (Cause.COUNTS_AGREE, Confidence.LIKELY)


@pytest.mark.slow
def test_whoever_begins_a_blind_count_is_told_whose_reconciliation_shows_what_it_has(
    factory: Factory, shelves: Shelves
) -> None:
    place = factory.workplace
    shelves.put(NEXT, 0, 4)  # nothing is recorded there, so that no record of it is shown
    closed(factory, counted(factory, NEXT))
    count = counted(factory, HERE)
    assert nearby(count, shelves.washer)
    assert HERE in compared_before(place, open_count(place, factory.named(NEXT)))
    assert compared_before(place, open_count(place, factory.named(IN_ONE_RACK))) == ""


@pytest.mark.slow
def test_training_tells_nothing_to_other_counts(factory: Factory, shelves: Shelves) -> None:
    place, subject = factory.workplace, factory.named(NEXT)
    shelves.put(NEXT, 10, 14)
    count = read_sheet(place, open_count(place, subject, CountMode.GUIDED))
    for line in count.lines:
        count = none_here(place, count, line.number)
    submit(place, count)
    assert nearby(counted(factory, HERE), shelves.washer) == []
