"""Posting: exactly what was planned, guarded, never twice, never forgotten."""

from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from cyclecount_tui.domain.causes.suggesting import suggestions
from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.domain.fixes import FixKind
from cyclecount_tui.domain.lines import LineKey
from cyclecount_tui.domain.plan import Progress, Step, Write, WriteKind
from cyclecount_tui.simulator import Planted
from cyclecount_tui.workflow.choosing import Take, choose, leave, take
from cyclecount_tui.workflow.closing import reopen
from cyclecount_tui.workflow.errors import CountMoved, DomainError, Refusal, Unclear, Unreachable
from cyclecount_tui.workflow.keeping import load
from cyclecount_tui.workflow.offering import offers
from cyclecount_tui.workflow.planning import plan
from cyclecount_tui.workflow.posting import LONGEST_UNDER_WAY, Posting, post
from cyclecount_tui.workflow.submitting import submit
from tests.factory import Factory, factory_at, line_key

CAUSE_OF = {
    WriteKind.SET_QUANTITY: "unexplained_surplus",
    WriteKind.MOVE: "scanned_here_by_accident",
    WriteKind.SPLIT_AND_MOVE: "at_mrb",
    WriteKind.CREATE: "found_not_recorded",
}
"""A planted discrepancy whose first suggestion becomes a write of this kind."""

MUTATION_OF = {
    Step.SET: "updatePartInventory",
    Step.MOVE: "updatePartInventory",
    Step.MOVE_SPLIT: "updatePartInventory",
    Step.SPLIT: "splitPartInventory",
    Step.CREATE: "createPartInventory",
}


def steps_of(kind: WriteKind) -> tuple[Step, ...]:
    """The requests of a write of this kind."""
    return Write(1, kind, 1, LineKey("FR-1"), Decimal(1)).steps


def planned(factory: Factory, kind: WriteKind) -> Count:
    """A compared count with a plan of exactly one write of this kind; other discrepancies are left with a note."""
    place = factory.workplace
    item = factory.planted(CAUSE_OF[kind])
    count = factory.compared(item.location_id)
    key = (item.part_number, item.revision, item.lot_number or "", item.serial_number or "")
    for row in count.rows:
        said = row.line.key
        if (said.part_number, said.revision, said.lot_number, said.serial_number) == key:
            count = choose(place, count, row.line.number, 1)
        elif row.differs:
            count = leave(place, count, row.line.number, "not today")
    count = plan(place, count)
    assert count.plan is not None
    assert [write.kind for write in count.plan.writes] == [kind]
    return count


def mutations(factory: Factory) -> list[str]:
    """The names of the writes ION received, in order."""
    return [request.operation_name or "" for request in factory.simulator.requests if "mutation" in request.query]


@pytest.mark.parametrize("kind", list(WriteKind))
def test_each_kind_of_write_does_exactly_what_it_says(factory: Factory, kind: WriteKind) -> None:
    count = planned(factory, kind)
    assert count.plan is not None
    (write,) = count.plan.writes
    before = factory.quantities()
    posting = post(factory.workplace, count)
    after = factory.quantities()
    assert posting.count.phase is Phase.CLOSED
    assert posting.stopped_by is None
    changed = {record_id: after[record_id] for record_id in after if before.get(record_id) != after[record_id]}
    new = sorted(set(after) - set(before))
    to = write.to.id if write.to else None
    at = write.at.id if write.at else None
    expected: dict[int, tuple[Decimal, int | None]]
    if kind is WriteKind.CREATE:
        expected = {new[0]: (write.quantity, to)}
    elif kind is WriteKind.SPLIT_AND_MOVE:
        expected = {write.record_id or 0: (write.before - write.quantity, at), new[0]: (write.quantity, to)}
    elif kind is WriteKind.MOVE:
        expected = {write.record_id or 0: (write.quantity, to)}
    else:
        expected = {write.record_id or 0: (write.quantity, at)}
    assert changed == expected
    assert set(before) <= set(after)


def test_the_schedule_moves_on_from_the_day_of_the_count(factory: Factory) -> None:
    place = factory.workplace
    place.store.schedule.replace_rows(factory.schedule())
    posting = post(place, planned(factory, WriteKind.SET_QUANTITY))
    row = place.store.schedule.row(posting.count.subject)
    assert row is not None
    assert row.last_counted == place.today()


def test_nothing_is_posted_without_a_plan_or_a_comparison(factory: Factory) -> None:
    item = factory.planted("unexplained_surplus")
    counting = factory.counted(item.location_id)
    with pytest.raises(Refusal, match="nothing to post"):
        post(factory.workplace, counting)
    with pytest.raises(Refusal, match="nothing to plan"):
        plan(factory.workplace, counting)
    count = load(factory.workplace, counting.id)
    count = submit(factory.workplace, count)
    with pytest.raises(Refusal, match="no plan"):
        post(factory.workplace, count)
    assert not mutations(factory)


def test_take_certain_takes_only_what_is_certain(factory: Factory) -> None:
    item = factory.planted("serial_recorded_elsewhere")
    count = factory.compared(item.location_id)
    offered = suggestions(count)
    certain = {line for line, list_ in offered.items() if list_[0].confidence.value == "certain"}
    assert certain
    taken = take(factory.workplace, count, Take.CERTAIN)
    assert set(taken.choices) == certain
    everything = take(factory.workplace, taken, Take.FIRST)
    assert set(everything.choices) == set(offered)
    assert all(everything.choices[line] == taken.choices[line] for line in certain)


def test_a_discrepancy_that_is_left_needs_a_note(factory: Factory) -> None:
    count = factory.compared(factory.planted("unexplained_surplus").location_id)
    line = next(row.line.number for row in count.rows if row.differs)
    with pytest.raises(Refusal, match="needs a note"):
        leave(factory.workplace, count, line, " ")
    with pytest.raises(Refusal, match="there is no number 99"):
        choose(factory.workplace, count, line, 99)
    left = leave(factory.workplace, count, line, "pallet on top")
    assert left.choices[line].fix.kind is FixKind.LEAVE


STEPS = [
    pytest.param(kind, step, marks=() if step is Step.SPLIT else pytest.mark.slow)
    for kind in WriteKind
    for step in steps_of(kind)
]
"""One by default: the fault matrix of posting has them all."""


def _line_goes_down(factory: Factory, step: Step, *, committed: bool) -> Callable[[Count], None]:
    """From the moment a step is journaled as started: its request is cut, and ION cannot be read either."""
    faults = factory.simulator.faults

    def on_step(count: Count) -> None:
        started = [key for key, state in count.steps.items() if state.progress is Progress.STARTED]
        if [key[1] for key in started] == [step]:
            cut = faults.drop_after_commit if committed else faults.drop_before
            cut(only=MUTATION_OF[step])
            faults.drop_before(count=50, only="partInventories")

    return on_step


@pytest.mark.parametrize("committed", [True, False], ids=["after the commit", "before the commit"])
@pytest.mark.parametrize(("kind", "step"), STEPS)
def test_a_write_whose_answer_never_came_is_done_once(
    tmp_path: Path, kind: WriteKind, step: Step, committed: bool
) -> None:
    with factory_at(tmp_path / "calm") as calm:
        post(calm.workplace, planned(calm, kind))
        wanted, sent_wanted = calm.quantities(), mutations(calm)
    with factory_at(tmp_path / "rough") as factory:
        count = planned(factory, kind)
        stopped = post(factory.workplace, count, _line_goes_down(factory, step, committed=committed))
        assert isinstance(stopped.stopped_by, Unreachable)
        assert [key[1] for key in stopped.count.unsettled] == [step]
        assert stopped.count.phase is Phase.RECONCILING
        with pytest.raises(DomainError, match="not known"):
            plan(factory.workplace, stopped.count)
        factory.simulator.faults.clear()
        factory.now += LONGEST_UNDER_WAY
        terminal = factory.another_workplace("Bo")
        try:
            finished = post(terminal, load(terminal, count.id))
        finally:
            terminal.close()
        assert finished.count.phase is Phase.CLOSED
        assert factory.quantities() == wanted
        assert len(mutations(factory)) == len(sent_wanted) + (0 if committed else 1)


@pytest.mark.parametrize(("kind", "step"), STEPS)
def test_a_drop_that_can_be_settled_at_once_does_not_even_stop_the_run(
    tmp_path: Path, kind: WriteKind, step: Step
) -> None:
    with factory_at(tmp_path / "data") as factory:
        count = planned(factory, kind)
        factory.simulator.faults.drop_after_commit(only=MUTATION_OF[step])
        posting = post(factory.workplace, count)
        assert posting.count.phase is Phase.CLOSED
        assert len(mutations(factory)) == len(steps_of(kind))


def test_a_create_whose_answer_never_came_is_never_sent_again_in_the_same_run(factory: Factory) -> None:
    """A create has no etag: one that is still under way could land beside a second one."""
    count = planned(factory, WriteKind.CREATE)
    factory.simulator.faults.drop_before(only="createPartInventory")
    stopped = post(factory.workplace, count)
    assert stopped.stopped_by is not None
    assert mutations(factory) == ["Create"]
    at_once = post(factory.workplace, load(factory.workplace, count.id))
    assert isinstance(at_once.stopped_by, Unclear)
    assert "may still arrive" in at_once.stopped_by.sentence
    assert mutations(factory) == ["Create"]
    factory.now += LONGEST_UNDER_WAY
    finished = post(factory.workplace, load(factory.workplace, count.id))
    assert finished.count.phase is Phase.CLOSED
    assert mutations(factory) == ["Create"] * 2


def test_a_killed_program_leaves_a_started_write_that_is_settled_first(factory: Factory) -> None:
    """Killed between the journal and the request: the write is neither lost nor done twice."""
    count = planned(factory, WriteKind.SET_QUANTITY)

    class Killed(BaseException):
        pass

    def kill(count: Count) -> None:
        if count.unsettled:
            raise Killed

    with pytest.raises(Killed):
        post(factory.workplace, count, kill)
    assert not mutations(factory)
    finished = post(factory.workplace, load(factory.workplace, count.id))
    assert finished.count.phase is Phase.CLOSED
    assert len(mutations(factory)) == 1


@pytest.mark.parametrize("kind", [WriteKind.SET_QUANTITY, WriteKind.MOVE, WriteKind.SPLIT_AND_MOVE])
def test_a_record_that_changed_after_the_plan_is_not_overwritten(factory: Factory, kind: WriteKind) -> None:
    count = planned(factory, kind)
    assert count.plan is not None
    (write,) = count.plan.writes
    assert write.record_id is not None
    factory.simulator.faults.edit_behind_the_back(write.record_id, quantity=write.before + 5)
    before = factory.quantities()
    posting = post(factory.workplace, count)
    assert factory.quantities() == before
    state = posting.count.steps[write.number, write.steps[0]]
    assert (state.progress, state.stale, state.in_doubt) == (Progress.REFUSED, True, False)
    assert posting.count.phase is Phase.RECONCILING
    again = plan(factory.workplace, posting.count)
    assert again.plan is not None
    if kind is not WriteKind.SET_QUANTITY:  # which parts are to be moved is not known any more
        assert not again.plan.writes
        assert "cannot be told" in again.plan.not_planned[0].sentence
        return
    (second,) = again.plan.writes
    assert second.number == write.number + 1
    assert "Changed since the comparison" in second.warning
    assert second.quantity - second.before == write.quantity - write.before
    assert post(factory.workplace, again).count.phase is Phase.CLOSED


def _another_terminal_posts(factory: Factory, seen: list[Posting]) -> Callable[[Count], None]:
    """From the moment a write is journaled as started and not sent yet, somebody posts the same count."""

    def on_step(count: Count) -> None:
        if count.unsettled and not seen:
            other = factory.another_workplace("Bo")
            try:
                seen.append(post(other, load(other, count.id)))
            finally:
                other.close()

    return on_step


def test_two_terminals_that_post_at_once_create_one_record(factory: Factory) -> None:
    count = planned(factory, WriteKind.CREATE)
    seen: list[Posting] = []
    posting = post(factory.workplace, count, _another_terminal_posts(factory, seen))
    assert isinstance(seen[0].stopped_by, Unclear)
    assert posting.count.phase is Phase.CLOSED
    assert mutations(factory) == ["Create"]


@pytest.mark.parametrize("kind", [WriteKind.SET_QUANTITY, WriteKind.MOVE, WriteKind.SPLIT_AND_MOVE])
def test_two_terminals_that_post_at_once_change_a_record_once(tmp_path: Path, kind: WriteKind) -> None:
    with factory_at(tmp_path / "calm") as calm:
        post(calm.workplace, planned(calm, kind))
        wanted = calm.quantities()
    with factory_at(tmp_path / "rough") as factory:
        count = planned(factory, kind)
        seen: list[Posting] = []
        with pytest.raises(CountMoved, match=f"^Bo posts the count of {count.subject.name} at another terminal: "):
            post(factory.workplace, count, _another_terminal_posts(factory, seen))
        assert seen[0].count.phase is Phase.CLOSED
        assert factory.quantities() == wanted
        assert load(factory.workplace, count.id).phase is Phase.CLOSED


def test_a_movement_found_at_both_its_ends_is_corrected_once(factory: Factory) -> None:
    """Both locations are counted truly before either is posted; ION ends with what lies there, not with twice that."""
    place = factory.workplace
    here = factory.planted("at_mrb")
    mirror = next(
        item
        for item in factory.simulator.plant.discrepancies
        if item.kind == "mirror_of_at_mrb" and item.lot_number == here.lot_number
    )
    counts = [_with_first_fix(factory, item) for item in (here, mirror)]
    first = post(place, plan(place, counts[0]))
    assert first.count.phase is Phase.CLOSED
    second = plan(place, load(place, counts[1].id))
    assert second.plan is not None
    assert not second.plan.writes
    line = next(row.line.number for row in second.rows if row.line.key == line_key(*mirror.line))
    waits = second.choices[line].fix.kind is FixKind.HOLD
    assert waits or [missing.line for missing in second.plan.not_planned] == [line]
    for item in (here, mirror):
        assert factory.simulator.plant.digital(item.location_id)[item.line] == item.floor


def _with_first_fix(factory: Factory, item: Planted) -> Count:
    """The location's true count, with the first move suggested for this line, or what is, and a note for all others."""
    place, count = factory.workplace, factory.compared(item.location_id)
    for row in count.rows:
        if row.line.key == line_key(*item.line):
            offered = [offer.fix.kind for offer in offers(place, count)[row.line.number]]
            try:
                count = choose(place, count, row.line.number, offered.index(FixKind.MOVE) + 1)
            except Refusal:  # the other end of it was chosen already
                count = choose(place, count, row.line.number, 1)
        elif row.differs:
            count = leave(place, count, row.line.number, "not today")
    return count


def test_what_somebody_booked_after_the_comparison_is_not_booked_again(factory: Factory) -> None:
    place, item = factory.workplace, factory.planted("unexplained_surplus")
    count = _with_surplus_chosen(factory, item)
    part_id = next(row.records[0].part.id for row in count.rows if row.line.key == line_key(*item.line))
    place.ion.create(part_id, item.floor - item.digital, item.location_id, item.lot_number or "", "")
    again = plan(place, count)
    assert again.plan is not None
    assert not again.plan.writes
    assert "came to this line after the comparison" in again.plan.not_planned[0].sentence


def _with_surplus_chosen(factory: Factory, item: Planted) -> Count:
    count = factory.compared(item.location_id)
    row = next(row for row in count.rows if row.line.key == line_key(*item.line))
    return choose(factory.workplace, count, row.line.number, 1)


def test_a_record_changed_under_an_unclear_write_is_in_doubt_and_never_written_again(factory: Factory) -> None:
    count = planned(factory, WriteKind.SET_QUANTITY)
    assert count.plan is not None
    (write,) = count.plan.writes
    stopped = post(factory.workplace, count, _line_goes_down(factory, Step.SET, committed=True))
    factory.simulator.faults.clear()
    assert write.record_id is not None
    factory.simulator.faults.edit_behind_the_back(write.record_id, quantity=write.quantity + 11)
    settled = post(factory.workplace, stopped.count)
    state = settled.count.steps[write.number, Step.SET]
    assert (state.progress, state.in_doubt) == (Progress.REFUSED, True)
    assert "cannot be told" in state.reason
    again = plan(factory.workplace, settled.count)
    assert again.plan is not None
    assert not again.plan.writes
    assert "cannot be told" in again.plan.not_planned[0].sentence
    assert reopen(factory.workplace, again, "record 12 is in doubt").phase is Phase.CLOSED


def test_a_record_that_was_merged_away_is_not_planned(factory: Factory) -> None:
    count = planned(factory, WriteKind.SET_QUANTITY)
    assert count.plan is not None
    records = factory.simulator.plant.inventory
    records.remove(records[count.plan.writes[0].record_id or 0])
    posting = post(factory.workplace, count)
    assert posting.count.phase is Phase.RECONCILING
    again = plan(factory.workplace, posting.count)
    assert again.plan is not None
    assert not again.plan.writes


def test_a_rule_of_the_tenant_is_quoted(factory: Factory) -> None:
    count = planned(factory, WriteKind.SET_QUANTITY)
    factory.simulator.faults.refuse_updates_at(count.subject.id, "Cage 4 is frozen for the audit")
    posting = post(factory.workplace, count)
    (state,) = posting.count.steps.values()
    assert "Cage 4 is frozen for the audit" in state.reason
    assert not state.stale
    assert posting.count.phase is Phase.RECONCILING


def test_a_missing_permission_is_told_apart(factory: Factory) -> None:
    count = planned(factory, WriteKind.SET_QUANTITY)
    factory.simulator.faults.forbid("updatePartInventory")
    posting = post(factory.workplace, count)
    assert posting.not_permitted
    assert not posting.count.unsettled
    factory.simulator.faults.allow("updatePartInventory")
    assert post(factory.workplace, plan(factory.workplace, posting.count)).count.phase is Phase.CLOSED


def test_a_gateway_page_after_the_commit_is_no_refusal(factory: Factory) -> None:
    count = planned(factory, WriteKind.SET_QUANTITY)
    factory.simulator.faults.http_status(502, html=True, only="updatePartInventory", after_commit=True)
    assert post(factory.workplace, count).count.phase is Phase.CLOSED
    assert len(mutations(factory)) == 1


def test_one_refused_write_does_not_hold_up_the_others(factory: Factory) -> None:
    """Every first suggestion of a location is taken; one record is changed meanwhile; the others are posted."""
    place = factory.workplace
    location_id = _busiest(factory)
    count = plan(place, take(place, factory.compared(location_id), Take.FIRST))
    assert count.plan is not None
    assert len(count.plan.writes) > 1
    victim = next(write for write in count.plan.writes if write.record_id is not None)
    assert victim.record_id is not None
    factory.simulator.faults.edit_behind_the_back(victim.record_id, quantity=victim.before + 1)
    posting = post(place, count)
    finished = [write for write in count.plan.writes if write.line in posting.count.posted_lines]
    assert len(finished) == len(count.plan.writes) - 1
    assert victim not in finished


def _busiest(factory: Factory) -> int:
    counts = Counter(
        item.location_id
        for item in factory.simulator.plant.discrepancies
        if item.expected_fix in {"move", "park", "set_quantity", "create"}
    )
    return counts.most_common(1)[0][0]


@pytest.mark.slow
@pytest.mark.parametrize("committed", [True, False], ids=["after the commit", "before the commit"])
def test_whichever_request_fails_the_end_is_the_same(tmp_path: Path, committed: bool) -> None:
    """A whole location is posted with the line dropping at each of its writes in turn."""
    with factory_at(tmp_path / "calm") as calm:
        location_id = _busiest(calm)
        count = plan(calm.workplace, take(calm.workplace, calm.compared(location_id), Take.FIRST))
        post(calm.workplace, count)
        wanted, number = calm.quantities(), len(mutations(calm))
    assert number > 2
    for failing in range(number):
        with factory_at(tmp_path / f"rough-{failing}") as factory:
            place = factory.workplace
            count = plan(place, take(place, factory.compared(location_id), Take.FIRST))
            posting = post(place, count, _drops_at(factory, failing, committed=committed))
            factory.simulator.faults.clear()
            for _ in range(3):
                if posting.stopped_by is None:
                    break
                factory.now += LONGEST_UNDER_WAY
                posting = post(place, load(place, count.id))
            assert factory.quantities() == wanted
            assert posting.count.phase is Phase.CLOSED


def _drops_at(factory: Factory, failing: int, *, committed: bool) -> Callable[[Count], None]:
    def on_step(count: Count) -> None:
        started = [key for key, state in count.steps.items() if state.progress is Progress.STARTED]
        if started and len(count.steps) == failing + 1:
            cut = factory.simulator.faults.drop_after_commit if committed else factory.simulator.faults.drop_before
            cut(only=MUTATION_OF[started[0][1]])

    return on_step
