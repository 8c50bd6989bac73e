"""The recount from submission to plan: who is asked, who may not, what settles a line, and what is left to a person."""

import csv
import io
from collections import Counter
from collections.abc import Callable
from decimal import Decimal

import pytest

from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.domain.entries import ScanOutcome
from cyclecount_tui.domain.fixes import Cause, FixKind
from cyclecount_tui.domain.lines import LineKey
from cyclecount_tui.domain.recount_rules import RecountRules, Tolerance
from cyclecount_tui.domain.schedule import ScheduleRow
from cyclecount_tui.workflow.choosing import Take, choose, leave_all, take
from cyclecount_tui.workflow.closing import reopen
from cyclecount_tui.workflow.documents import reconcile_document
from cyclecount_tui.workflow.errors import DomainError, IonError, Refusal
from cyclecount_tui.workflow.keeping import load
from cyclecount_tui.workflow.offering import offers
from cyclecount_tui.workflow.planning import plan
from cyclecount_tui.workflow.posting import post
from cyclecount_tui.workflow.recording import enter, found_item, leave, none_here, note, undo
from cyclecount_tui.workflow.recounting import (
    choose_attempt,
    refuse_no_recount,
    refuse_other_sheet,
    refuse_recounting,
    waive,
)
from cyclecount_tui.workflow.resuming import my_counts
from cyclecount_tui.workflow.scheduling import ScheduleEntry, schedule
from cyclecount_tui.workflow.second_counter import CountedBefore, may_not_count
from cyclecount_tui.workflow.sheets import load_sheet, sheet_csv
from cyclecount_tui.workflow.submitting import compared, submit
from cyclecount_tui.workflow.unknown_scans import keep_unknown, settle_unknown
from cyclecount_tui.workflow.workplace import Workplace
from tests.factory import Factory
from tests.part_counts import part_counted
from tests.recounts import NO_DECOYS, RULES, again_by, counted_by, requiring


def submitted(factory: Factory, rules: RecountRules = NO_DECOYS) -> Count:
    """The first count of a location with a shortage, by Ann; it is to be counted again."""
    requiring(factory.workplace, rules)
    count = submit(factory.workplace, factory.counted(factory.planted("unexplained_shortage").location_id))
    assert (count.phase, count.evidence) == (Phase.RECOUNTING, None)
    return count


def one_of(count: Count) -> int:
    """A line that is asked, of which several were counted."""
    return next(number for number in sorted(count.asked) if count.counted[number].quantity > 2)


def moves(factory: Factory, count: Count, line: int, by: int) -> None:
    """Stock of a line comes or goes, and ION is told."""
    record_id = count.lines[line - 1].record_ids[0]
    record = next(item for item in factory.simulator.plant.inventory if item.id == record_id)
    factory.simulator.faults.edit_behind_the_back(record_id, quantity=record.quantity + by)


def asked_since(factory: Factory, before: int) -> Counter[str]:
    return Counter(request.operation_name or "" for request in factory.simulator.requests[before:])


def entry_of(place: Workplace, count: Count) -> ScheduleEntry:
    return next(entry for entry in schedule(place) if entry.row.subject == count.subject)


def test_a_whole_recount(factory: Factory) -> None:
    place = factory.workplace
    count = again_by(place, "Ben", submitted(factory, RULES), {})
    assert count.phase is Phase.RECONCILING
    assert not count.unsure
    line = one_of(count)
    row = next(row for row in reconcile_document(count, offers(place, count))["rows"] if row["line"] == line)
    assert [(each["by"], each["agrees"]) for each in row["attempts"]] == [("Ann", True), ("Ben", True)]
    assert (row["agreement"], row["sure"]) == ("they agree", True)
    count = plan(place, take(place, count, Take.FIRST))
    assert count.plan is not None
    assert count.plan.writes
    assert post(place, count).count.phase is Phase.CLOSED
    assert factory.again(count).attempts[0].submission.by == "Ann"


def test_a_recount_costs_the_reading_of_the_location_and_no_more(factory: Factory) -> None:
    place = requiring(factory.workplace, NO_DECOYS)
    count = factory.counted(factory.planted("unexplained_shortage").location_id)
    before = len(factory.simulator.requests)
    count = submit(place, count)
    assert asked_since(factory, before) == Counter(RecordsAt=1)
    before = len(factory.simulator.requests)
    assert again_by(place, "Ben", count, {}).phase is Phase.RECONCILING
    assert asked_since(factory, before)["RecordsAt"] == 1, "it is not read once more for the comparison"


def test_a_part_is_judged_by_one_reading_of_its_records(factory: Factory) -> None:
    place = requiring(factory.workplace, NO_DECOYS)
    count = part_counted(place, factory.simulator.plant, factory.planted("unexplained_shortage").part_number)
    before = len(factory.simulator.requests)
    count = submit(place, count)
    assert count.phase is Phase.RECOUNTING
    assert asked_since(factory, before) == Counter(SheetParts=1, RecordsOfParts=1)
    count = again_by(place, "Ben", count, {})
    assert (count.phase, count.unsure) == (Phase.RECONCILING, frozenset())


def test_what_agrees_is_compared_at_once_and_read_once(factory: Factory) -> None:
    place, plant = requiring(factory.workplace), factory.simulator.plant
    quiet = next(
        each.id for each in plant.places if plant.digital(each.id) and plant.digital(each.id) == plant.truth[each.id]
    )
    count = factory.counted(quiet)
    before = len(factory.simulator.requests)
    assert submit(place, count).phase is Phase.RECONCILING
    assert asked_since(factory, before)["RecordsAt"] == 1


def test_the_class_of_the_schedule_decides(factory: Factory) -> None:
    place, anything = requiring(factory.workplace), Tolerance(Decimal(1000), Decimal(10**9))
    requiring(place, NO_DECOYS._replace(tolerances={**NO_DECOYS.tolerances, "C": anything}))
    planted = factory.planted("unexplained_shortage")
    place.store.schedule.put(ScheduleRow(factory.location(planted.location_id), "C"))
    count = submit(place, factory.counted(planted.location_id))
    short = next(line.number for line in count.lines if line.key.part_number == planted.part_number)
    assert short not in count.asked


Entering = Callable[[Workplace, Count, int], object]

ENTRIES: dict[str, Entering] = {
    "a quantity": lambda place, count, line: enter(place, count, line, "7"),
    "none": none_here,
    "taking back": lambda place, count, _line: undo(place, count),
    "a note": lambda place, count, line: note(place, count, line, "torn"),
    "leaving": lambda place, count, line: leave(place, count, sorted(count.asked - {line})[:1], "too high"),
    "a found item": lambda place, count, _line: found_item(place, count, LineKey("FR-10034", "B", "L-NEW"), "2"),
    "an unknown scan": lambda place, count, line: keep_unknown(place, count, "?!", line),
    "settling a scan": lambda place, count, _line: settle_unknown(place, count, 1, ScanOutcome.HANDED_OVER),
    "a sheet": lambda place, count, line: load_sheet(place, count, filled(count, line)),
}


def filled(count: Count, line: int) -> str:
    """The sheet of the recount with one line filled in."""
    rows = list(csv.DictReader(io.StringIO(sheet_csv(count))))
    assert {int(row["line"]) for row in rows} == {each.number for each in count.to_count}
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0].keys())
    writer.writeheader()
    writer.writerows({**row, "floor_count": "5" if row["line"] == str(line) else ""} for row in rows)
    return out.getvalue()


@pytest.mark.parametrize("entry", ENTRIES)
def test_whoever_counted_before_enters_nothing(factory: Factory, entry: str) -> None:
    place, count = factory.workplace, submitted(factory)
    line = one_of(count)
    place.counter = "Ben"
    count = enter(place, keep_unknown(place, count, "?", line), line, "7")
    place.counter = "ann "
    assert may_not_count(place, count)
    with pytest.raises(CountedBefore, match=r"Ann has counted .* already, so somebody else counts it again"):
        ENTRIES[entry](place, count, line)
    assert load(place, count.id) == count
    requiring(place, NO_DECOYS._replace(other_counter=False))
    ENTRIES[entry](place, count, line)
    assert load(place, count.id).version == count.version + 1


def test_nobody_who_counted_once_or_twice_counts_a_third_time(factory: Factory) -> None:
    place, count = factory.workplace, submitted(factory)
    line = one_of(count)
    count = again_by(place, "Ben", count, {line: 999})
    assert (count.phase, count.asked) == (Phase.RECOUNTING, {line})
    with pytest.raises(CountedBefore, match="Ann and Ben have counted"):
        enter(place, count, line, "7")
    assert entry_of(place, count).state == "recounting 0 of 1"
    assert entry_of(place, count).not_by == "counted again by somebody other than Ann and Ben"
    requiring(place, NO_DECOYS._replace(other_counter=False))
    assert entry_of(place, count).not_by == ""


def test_the_schedule_says_how_far_a_recount_is(factory: Factory) -> None:
    place, count = factory.workplace, submitted(factory, RULES)
    assert entry_of(place, count).state == f"recounting 0 of {len(count.asked)}"
    assert not my_counts(place), "it is nothing that Ann could go on with"
    counted_by(place, "Ben", count, {one_of(count): 7})
    assert entry_of(place, count).state == f"recounting 1 of {len(count.asked)}"
    assert [mine.count.count_id for mine in my_counts(place)] == [count.id]


def test_equal_differences_settle_although_stock_moved(factory: Factory) -> None:
    place, count = factory.workplace, submitted(factory)
    line = one_of(count)
    moves(factory, count, line, 5)
    count = again_by(place, "Ben", count, {line: int(count.counted[line].quantity) + 5})
    assert (count.phase, count.unsure) == (Phase.RECONCILING, frozenset())
    assert count.rows_by_line[line].differs
    count = plan(place, choose(place, count, line, 1))
    assert count.plan is not None
    assert [write.line for write in count.plan.writes] == [line]


def disputed(factory: Factory) -> tuple[Count, int, Decimal]:
    """A count of which three counts of one line disagree; the line and its first count."""
    place, count = factory.workplace, submitted(factory)
    line = one_of(count)
    first = count.counted[line].quantity
    count = again_by(place, "Ben", count, {line: 901})
    count = again_by(place, "Cy", count, {line: 902})
    assert (count.phase, count.unsure) == (Phase.RECONCILING, {line})
    return count, line, first


def test_where_no_two_counts_agree_a_person_chooses(factory: Factory) -> None:
    count, line, first = disputed(factory)
    place = factory.workplace
    count = take(place, count, Take.FIRST)
    assert (count.choices[line].cause, count.choices[line].fix.kind) == (Cause.COUNTS_DISAGREE, FixKind.HOLD)
    count = plan(place, count)
    assert count.plan is not None
    assert line not in {write.line for write in count.plan.writes}
    row = next(row for row in reconcile_document(count, offers(place, count))["rows"] if row["line"] == line)
    assert (row["agreement"], row["sure"]) == ("no two agree", False)
    count = choose_attempt(place, count, line, 1, "Ann counted twice")
    assert (count.floors[line], count.unsure) == (first, frozenset())
    assert line not in count.choices
    count = plan(place, choose(place, count, line, 1))
    assert count.plan is not None
    assert line in {write.line for write in count.plan.writes}


def test_an_undecided_line_may_be_left_with_a_note(factory: Factory) -> None:
    count, _line, _first = disputed(factory)
    place = factory.workplace
    with pytest.raises(Refusal, match="no fix posted"):
        reopen(place, count)
    count = leave_all(place, count, [row.line.number for row in count.unresolved], "next week")
    assert reopen(place, count).phase is Phase.CLOSED


def test_a_count_after_which_stock_moved_cannot_be_chosen(factory: Factory) -> None:
    place, count = factory.workplace, submitted(factory)
    line = one_of(count)
    moves(factory, count, line, 5)
    count = again_by(place, "Ben", count, {line: 901})
    count = again_by(place, "Cy", count, {line: 902})
    with pytest.raises(DomainError, match="moved after attempt 1"):
        choose_attempt(place, count, line, 1)
    assert choose_attempt(place, count, line, 2).floors[line] == 901


def test_a_waived_recount_keeps_the_first_count_unless_stock_moved(factory: Factory) -> None:
    place, count = factory.workplace, submitted(factory)
    with pytest.raises(Refusal, match="needs a reason"):
        waive(place, count, " ")
    line = one_of(count)
    still = sorted(count.asked - {line})
    moves(factory, count, line, 5)
    count = waive(place, count, "night shift")
    assert (count.phase, count.waived, count.stale) == (Phase.RECONCILING, "night shift", {line})
    assert all(count.rows_by_line[each].differs for each in still)
    with pytest.raises(Refusal, match="no line of it waits for a recount"):
        waive(place, count, "again")
    count = plan(place, take(place, count, Take.FIRST))
    assert count.choices[line].cause is Cause.MOVED_SINCE
    assert count.plan is not None
    assert line not in {write.line for write in count.plan.writes}
    assert reconcile_document(count, offers(place, count))["recount_waived"] == "night shift"


def test_a_recount_that_is_waived_while_ion_is_away_is_compared_later(factory: Factory) -> None:
    place, count = factory.workplace, submitted(factory)
    factory.simulator.faults.drop_before(count=9)
    with pytest.raises(IonError):
        waive(place, count, "night shift")
    count = factory.again(count)
    assert (count.phase, count.waived) == (Phase.SUBMITTED, "night shift")
    factory.simulator.faults.clear()
    assert compared(place, count).phase is Phase.RECONCILING


def test_what_is_left_in_the_recount_keeps_its_count(factory: Factory) -> None:
    place, count = factory.workplace, submitted(factory)
    line = one_of(count)
    place.counter = "Ben"
    with pytest.raises(Refusal, match="Nothing was counted again"):
        submit(place, count, leaving="too high")
    assert not factory.again(count).left
    count = enter(place, count, line, str(count.counted[line].quantity))
    with pytest.raises(Refusal, match="not counted"):
        submit(place, count)
    count = submit(place, count, leaving="too high")
    assert (count.phase, count.unsure) == (Phase.RECONCILING, frozenset())
    assert {left.reason for left in count.left.values()} == {"too high"}


def test_what_is_said_while_a_recount_is_waited_for(factory: Factory) -> None:
    place, count = factory.workplace, submitted(factory)
    lines = f"{len(count.asked)} lines"
    with pytest.raises(Refusal, match=f"^{lines} of .* are to be counted again by somebody other than Ann: cyclecount"):
        refuse_recounting(place, count)
    with pytest.raises(Refusal, match="is being counted again: load the sheet of its recount"):
        refuse_other_sheet(count, of_recount=False)
    refuse_other_sheet(count, of_recount=True)
    for refused in (lambda: plan(place, count), lambda: post(place, count), lambda: reopen(place, count)):
        with pytest.raises(Refusal):
            refused()
    count = again_by(place, "Ben", count, {})
    refuse_recounting(place, count)
    with pytest.raises(Refusal, match="no line of it waits"):
        refuse_no_recount(count)
    with pytest.raises(Refusal, match="nothing of it is counted again: load its sheet without"):
        refuse_other_sheet(count, of_recount=True)


def test_another_line_than_those_asked_is_not_entered(factory: Factory) -> None:
    place, count = factory.workplace, submitted(factory)
    other = next(line.number for line in count.lines if line.number not in count.asked)
    place.counter = "Ben"
    with pytest.raises(DomainError, match="is not counted again"):
        enter(place, count, other, "1")
