"""Approval as a use case: nothing major is posted before somebody else agreed to exactly what is written."""

from collections import Counter
from decimal import Decimal
from typing import Any

import pytest

from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.domain.plan import Progress, WriteKind
from cyclecount_tui.domain.recount_rules import Tolerance
from cyclecount_tui.domain.schedule import ScheduleRow
from cyclecount_tui.store.verifying import verify
from cyclecount_tui.workflow.approval_documents import approval_told
from cyclecount_tui.workflow.approving import approve, limit_of, needed, refuse_unapproved
from cyclecount_tui.workflow.choosing import Take, choose, leave_all, take
from cyclecount_tui.workflow.errors import ApprovalMissing, CountMoved, HadAHandInIt, Refusal
from cyclecount_tui.workflow.planning import plan
from cyclecount_tui.workflow.posting import post
from tests.approvals import approving
from tests.factory import Factory

REASON = "went there and looked"


def busiest(factory: Factory) -> int:
    """The location with the most discrepancies whose first fix is a write."""
    fixes = {"move", "park", "set_quantity", "create"}
    planted = factory.simulator.plant.discrepancies
    return Counter(item.location_id for item in planted if item.expected_fix in fixes).most_common(1)[0][0]


def planned_by_bo(factory: Factory) -> Count:
    """Counted by Ann, the first suggestions taken and planned by Bo."""
    count = factory.compared(busiest(factory))
    factory.workplace.counter = "Bo"
    count = plan(factory.workplace, take(factory.workplace, count, Take.FIRST))
    assert count.plan is not None
    assert len(count.plan.writes) > 1
    return count


def sent(factory: Factory) -> int:
    return sum(request.is_mutation for request in factory.simulator.requests)


def test_nothing_is_sent_before_it_is_approved_and_the_journal_keeps_by_whom(factory: Factory) -> None:
    place = approving(factory.workplace)
    count = planned_by_bo(factory)
    with pytest.raises(ApprovalMissing, match="approval by somebody other than Ann and Bo: cyclecount approve"):
        post(place, count)
    assert sent(factory) == 0
    assert factory.again(count) == count
    count = approve(place, count, f" {REASON} ", "  Cy ")
    again = factory.again(count)
    (given,) = again.approvals.given
    assert (given.by, given.reason, given.at) == ("Cy", REASON, factory.now)
    assert count.plan is not None
    assert given.writes == count.plan.writes
    assert {row.line for row in given.rows} == {write.line for write in count.plan.writes}
    posted = post(place, again).count
    assert sent(factory) >= len(count.plan.writes)
    assert {state.progress for state in posted.steps.values()} == {Progress.DONE}
    assert verify(place.store.database).unedited


@pytest.mark.parametrize("name", ["Ann", "bo"])
def test_whoever_counted_or_planned_may_not(factory: Factory, name: str) -> None:
    place = approving(factory.workplace)
    count = planned_by_bo(factory)
    with pytest.raises(HadAHandInIt, match="somebody other than Ann and Bo"):
        approve(place, count, REASON, name)
    assert factory.again(count) == count


def test_it_needs_a_reason_a_name_and_something_to_approve(factory: Factory) -> None:
    place = approving(factory.workplace)
    compared = factory.compared(busiest(factory))
    with pytest.raises(Refusal, match="make one and look at it, then approve it"):
        approve(place, compared, REASON, "Cy")
    count = plan(place, take(place, compared, Take.FIRST))
    for by, reason, sentence in (("Cy", "  ", "needs a reason"), ("\x07", REASON, "is no name")):
        with pytest.raises(Refusal, match=sentence):
            approve(place, count, reason, by)
    count = approve(place, count, REASON, "Cy")
    with pytest.raises(Refusal, match="approved already"):
        approve(place, count, REASON, "Dee")
    approving(place, percent=1000, value=10**9, C=Tolerance(Decimal(1000), Decimal(10**9)))
    wide = [major.row.digital for major in needed(place, plan(place, count))]
    assert not any(wide), "only what ION has nothing of is beyond any percentage"


def test_what_is_left_with_a_note_needs_no_approval(factory: Factory) -> None:
    place = approving(factory.workplace)
    count = factory.compared(busiest(factory))
    count = plan(place, leave_all(place, count, [row.line.number for row in count.unresolved], "known"))
    told = approval_told(place, count)
    assert told.document["major"], "reports tell of them all the same"
    assert not any(each["needs_approval"] for each in told.document["major"])
    refuse_unapproved(place, count)
    assert post(place, count).count.phase is Phase.CLOSED
    with pytest.raises(Refusal, match="nothing to approve"):
        approve(place, factory.again(count), REASON, "Cy")


def test_where_none_is_required_nothing_waits(factory: Factory) -> None:
    place = approving(factory.workplace)
    count = planned_by_bo(factory)
    place.practice = place.practice._replace(approval=place.practice.approval._replace(required=False))
    assert needed(place, count) == ()
    assert post(place, count).stopped_by is None


def test_the_limits_are_those_of_the_class_on_the_schedule(factory: Factory) -> None:
    wide = Tolerance(Decimal(1000), Decimal(10**9))
    place = approving(factory.workplace, A=wide)
    count = planned_by_bo(factory)
    place.store.schedule.put(ScheduleRow(count.subject, "A", 90))
    assert limit_of(place, count) == wide
    assert not any(major.row.digital for major in needed(place, count))
    place.store.schedule.put(ScheduleRow(count.subject, "C", 90))
    assert len(needed(place, count)) == len({write.line for write in count.plan.writes}) if count.plan else False


def test_only_the_row_that_changed_in_ion_needs_it_again(factory: Factory) -> None:
    place = approving(factory.workplace)
    count = approve(place, planned_by_bo(factory), REASON, "Cy")
    assert count.plan is not None
    touched = next(write for write in count.plan.writes if write.kind is WriteKind.SET_QUANTITY)
    factory.simulator.faults.edit_behind_the_back(touched.record_id or 0, quantity=touched.before + 1)
    again = plan(place, count)
    assert again.plan is not None
    assert len(again.plan.writes) == len(count.plan.writes)
    assert [major.row.line.number for major in needed(place, again)] == [touched.line]
    assert again.approvals.planned_by == "Bo"
    with pytest.raises(ApprovalMissing, match=f"^Line {touched.line} "):
        post(place, again)
    done = approve(place, again, "still right", "Cy")
    assert [row.line for row in done.approvals.given[-1].rows] == [touched.line]
    posted = post(place, done).count
    assert {state.progress for state in posted.steps.values()} == {Progress.DONE}


def test_a_row_that_is_left_meanwhile_waits_no_more_and_the_same_writes_are_approved_still(factory: Factory) -> None:
    place = approving(factory.workplace)
    count = approve(place, planned_by_bo(factory), REASON, "Cy")
    line = count.approvals.given[-1].rows[0].line
    left = leave_all(place, count, [line], "not now")
    assert needed(place, plan(place, left)) == ()
    again = plan(place, choose(place, factory.again(left), line, 1))
    assert needed(place, again) == ()


def test_a_plan_that_another_terminal_changed_is_not_approved(factory: Factory) -> None:
    place = approving(factory.workplace)
    count = planned_by_bo(factory)
    plan(place, count)
    with pytest.raises(CountMoved):
        approve(place, count, REASON, "Cy")
    assert factory.again(count).approvals.given == ()


def test_the_reports_tell_what_is_major_what_waits_and_who_approved(factory: Factory) -> None:
    place = approving(factory.workplace)
    count = planned_by_bo(factory)
    waiting = approval_told(place, count)
    assert waiting.document["approval"] == {"required": True, "not_by": ["Ann", "Bo"], "given": []}
    assert all(each["needs_approval"] and each["approved_by"] is None for each in waiting.document["major"])
    assert waiting.sentences[-1].endswith("--reason TEXT.")
    told = approval_told(place, approve(place, count, REASON, "Cy"))
    (given,) = told.document["approval"]["given"]
    assert (given["by"], given["reason"], given["at"]) == ("Cy", REASON, factory.now.isoformat())
    assert {each["approved_by"] for each in told.document["major"]} == {"Cy"}
    assert not any(each["needs_approval"] for each in told.document["major"])
    assert told.sentences[-1] == f"{_given_words(given)}: {REASON}."
    assert {cells[1] for cells in told.cells.values()} == {"Cy"}


def _given_words(given: dict[str, Any]) -> str:
    numbers = ", ".join(str(row["line"]) for row in given["rows"])
    return f"Approved by Cy at 09:05 on 2026-03-02 (lines {numbers})"
