"""Records that changed or were merged away between plan and posting: shown, asked about, never followed silently."""

from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.domain.plan import Progress, Step, StepState, WriteKind
from cyclecount_tui.domain.record_seen import then_and_now
from cyclecount_tui.simulator import SimulatorOptions
from cyclecount_tui.workflow.choosing import leave
from cyclecount_tui.workflow.errors import DomainError, Refusal
from cyclecount_tui.workflow.opening import open_count, read_sheet
from cyclecount_tui.workflow.planning import plan
from cyclecount_tui.workflow.posting import post
from cyclecount_tui.workflow.succeeding import gone_in_ion, take_successor
from tests.factory import Factory, factory_at
from tests.sweeps import some_by_default
from tests.workflow.test_posting import mutations, planned

MERGED_IN = Decimal(7)
"""What the record that swallows another one has of its own."""

ON_A_RECORD = [WriteKind.SET_QUANTITY, WriteKind.MOVE, WriteKind.SPLIT_AND_MOVE]

Stock = dict[tuple[int, str | None, str | None, int | None], Decimal]


def stock(factory: Factory) -> Stock:
    """What ION has by part, lot, serial and location."""
    sums: defaultdict[tuple[int, str | None, str | None, int | None], Decimal] = defaultdict(Decimal)
    for record in factory.simulator.plant.inventory:
        sums[record.part_id, record.lot_number, record.serial_number, record.location_id] += record.quantity
    return {key: quantity for key, quantity in sums.items() if quantity}


def merged_away(factory: Factory, record_id: int) -> int:
    """Somebody finds some more of the same stock and merges both into a new record; gives its id."""
    record = factory.simulator.plant.inventory[record_id]
    twin = factory.workplace.ion.create(
        record.part_id, MERGED_IN, record.location_id or 0, record.lot_number or "", record.serial_number or ""
    )
    return factory.simulator.faults.merge_behind_the_back([record_id, twin.id])


def refusal(count: Count) -> StepState:
    (state,) = [state for state in count.steps.values() if state.progress is Progress.REFUSED]
    return state


@pytest.fixture
def calm(tmp_path: Path) -> Callable[[WriteKind], Stock]:
    """What ION has after a calm posting of a write of a kind."""

    def posted(kind: WriteKind) -> Stock:
        with factory_at(tmp_path / "calm") as factory:
            post(factory.workplace, planned(factory, kind))
            return stock(factory)

    return posted


@pytest.mark.parametrize("kind", some_by_default([kind.value for kind in ON_A_RECORD], "split_and_move"))
def test_a_record_that_was_merged_away_is_asked_about_and_then_followed(
    factory: Factory, calm: Callable[[WriteKind], Stock], kind: str
) -> None:
    place, count = factory.workplace, planned(factory, WriteKind(kind))
    assert count.plan is not None
    (write,) = count.plan.writes
    assert write.record_id is not None
    survivor = merged_away(factory, write.record_id)
    theirs, sent = stock(factory), len(mutations(factory))
    posting = post(place, count)
    assert stock(factory) == theirs, "nothing follows by itself"
    state = refusal(posting.count)
    assert (state.stale, state.gone, state.in_doubt, state.now) == (True, True, False, None)
    assert state.then is not None
    assert state.then.quantity == write.before
    for part in (f"Record {write.record_id} (", "merged or deleted", f"record {survivor} with ", "successor"):
        assert part in state.reason
    again = plan(place, posting.count)
    assert again.plan is not None
    assert not again.plan.writes
    (missing,) = again.plan.not_planned
    assert (missing.line, missing.gone, missing.sentence) == (write.line, True, state.reason)
    (gone,) = gone_in_ion(place, again)
    assert (gone.record.record_id, gone.record.quantity) == (write.record_id, write.before)
    assert [(each.record_id, each.quantity) for each in gone.candidates] == [(survivor, write.before + MERGED_IN)]
    taken = take_successor(place, again, write.line)
    assert taken.not_planned is None
    assert taken.count == factory.again(taken.count)
    assert taken.count.plan is not None
    (upon,) = taken.count.plan.writes
    assert (upon.record_id, upon.before) == (survivor, write.before + MERGED_IN)
    assert str(write.record_id) in upon.warning
    assert gone_in_ion(place, taken.count) == ()
    done = post(place, taken.count).count
    assert done.phase is Phase.CLOSED
    assert len(mutations(factory)) == sent + 1 + len(upon.steps)
    wanted = calm(WriteKind(kind))
    key = (upon.part_id or 0, write.key.lot_number or None, write.key.serial_number or None,
           write.at.id if write.at else None)  # fmt: skip
    wanted[key] = wanted.get(key, Decimal(0)) + MERGED_IN
    assert stock(factory) == wanted


def test_what_was_split_off_and_merged_back_is_split_off_again(factory: Factory) -> None:
    place, count = factory.workplace, planned(factory, WriteKind.SPLIT_AND_MOVE)
    assert count.plan is not None
    (write,) = count.plan.writes
    survivors: list[int] = []

    def merge_back(stepped: Count) -> None:
        split = stepped.steps.get((write.number, Step.SPLIT))
        if split is not None and split.progress is Progress.DONE and not survivors:
            both = [write.record_id or 0, split.record_id or 0]
            survivors.append(factory.simulator.faults.merge_behind_the_back(both))

    before = stock(factory)
    posting = post(place, count, merge_back)
    assert stock(factory) == before
    assert refusal(posting.count).gone
    again = plan(place, posting.count)
    taken = take_successor(place, again, write.line, survivors[0])
    assert taken.count.plan is not None
    (upon,) = taken.count.plan.writes
    assert (upon.kind, upon.record_id, upon.quantity) == (WriteKind.SPLIT_AND_MOVE, survivors[0], write.quantity)
    assert post(place, taken.count).count.phase is Phase.CLOSED
    after = stock(factory)
    changed = {key: after.get(key, Decimal(0)) - before.get(key, Decimal(0)) for key in before.keys() | after.keys()}
    assert sorted(filter(None, changed.values())) == [-write.quantity, write.quantity]


@pytest.mark.slow
def test_a_survivor_that_is_the_older_record_is_shown_then_and_now(tmp_path: Path) -> None:
    with factory_at(tmp_path / "data", options=SimulatorOptions(merge_survivor="oldest")) as factory:
        place, count = factory.workplace, planned(factory, WriteKind.SET_QUANTITY)
        assert count.plan is not None
        (write,) = count.plan.writes
        assert merged_away(factory, write.record_id or 0) == write.record_id
        posting = post(place, count)
        state = refusal(posting.count)
        assert (state.stale, state.gone) == (True, False)
        assert state.now is not None
        assert state.now.quantity == write.before + MERGED_IN
        again = plan(place, posting.count)
        assert again.plan is not None
        assert [w.quantity - w.before for w in again.plan.writes] == [write.quantity - write.before]


def test_a_changed_record_is_shown_then_and_now(factory: Factory) -> None:
    count = planned(factory, WriteKind.SET_QUANTITY)
    assert count.plan is not None
    (write,) = count.plan.writes
    elsewhere = factory.planted("at_mrb").location_id
    if write.at is not None and write.at.id == elsewhere:
        elsewhere = factory.planted("unexplained_shortage").location_id
    factory.simulator.faults.edit_behind_the_back(
        write.record_id or 0, quantity=write.before + 5, location_id=elsewhere
    )
    state = refusal(post(factory.workplace, count).count)
    assert state.then is not None
    assert state.now is not None
    assert (state.then.quantity, state.then.place) == (write.before, write.at)
    assert state.now.quantity == write.before + 5
    assert state.now.place is not None
    assert state.now.place.id == elsewhere
    assert state.now.changed_by
    assert state.now.changed_at is not None
    then, now = then_and_now(state.then, state.now)
    assert then.startswith(f"Then: {write.before.normalize():f} at {factory.location(count.subject.id).name}, ")
    assert f"{factory.location(elsewhere).name}, " in now
    assert state.now.changed_by in now
    assert now.endswith("Another one by now: the quantity and the place.")


def test_a_record_that_was_only_saved_again_is_said_to_be_the_same_and_needs_no_new_approval(factory: Factory) -> None:
    count = planned(factory, WriteKind.SET_QUANTITY)
    assert count.plan is not None
    (write,) = count.plan.writes
    factory.simulator.faults.edit_behind_the_back(write.record_id or 0, quantity=write.before)
    posting = post(factory.workplace, count)
    state = refusal(posting.count)
    assert "saved again with the same quantity and place" in " ".join(then_and_now(state.then, state.now))
    again = plan(factory.workplace, posting.count)
    assert again.plan is not None
    assert again.plan.writes[0].warning == ""


@pytest.mark.slow
def test_what_was_deleted_has_no_successor(factory: Factory) -> None:
    place, count = factory.workplace, planned(factory, WriteKind.MOVE)
    assert count.plan is not None
    (write,) = count.plan.writes
    records = factory.simulator.plant.inventory
    records.remove(records[write.record_id or 0])
    count = plan(place, post(place, count).count)
    with pytest.raises(Refusal, match="No other record of its part, lot and serial"):
        take_successor(place, count, write.line)
    with pytest.raises(Refusal, match="waits for no record"):
        take_successor(place, count, write.line + 1)
    left = leave(place, count, write.line, "deleted by Bo")
    assert gone_in_ion(place, left) == ()


@pytest.mark.slow
def test_a_record_that_has_nothing_to_do_with_it_is_no_successor(factory: Factory) -> None:
    place, count = factory.workplace, planned(factory, WriteKind.SET_QUANTITY)
    assert count.plan is not None
    (write,) = count.plan.writes
    survivor = merged_away(factory, write.record_id or 0)
    with pytest.raises(Refusal, match=f"choose among {survivor}"):
        take_successor(place, count, write.line, survivor + 1000)


def test_nothing_is_told_of_what_somebody_has_begun_to_count_blind(factory: Factory) -> None:
    """The merge is seen while the same place is being counted again: neither record nor quantity is shown or kept."""
    place, count = factory.workplace, planned(factory, WriteKind.MOVE)
    assert count.plan is not None
    (write,) = count.plan.writes
    assert write.to is not None
    assert write.to.id != count.subject.id
    merged_away(factory, write.record_id or 0)
    other = factory.another_workplace("Bo")
    try:
        target = factory.location(write.to.id)
        read_sheet(other, open_count(other, target))
    finally:
        other.close()
    assert gone_in_ion(place, count) == ()
    with pytest.raises(Refusal, match="is being counted blind"):
        take_successor(place, count, write.line)


@pytest.mark.slow
def test_a_write_in_doubt_is_settled_before_a_successor_is_taken(factory: Factory) -> None:
    place, count = factory.workplace, planned(factory, WriteKind.SET_QUANTITY)
    assert count.plan is not None
    (write,) = count.plan.writes
    faults = factory.simulator.faults
    faults.drop_after_commit(only="updatePartInventory")
    faults.drop_before(count=50, only="partInventories")
    count = post(place, count).count
    assert count.unsettled
    faults.clear()
    merged_away(factory, write.record_id or 0)
    with pytest.raises(DomainError, match="not known"):
        take_successor(place, count, write.line)
    state = refusal(post(place, count).count)
    assert (state.in_doubt, state.gone) == (True, True)
    assert "cannot be told" in state.reason
    assert gone_in_ion(place, factory.again(count)) == ()
