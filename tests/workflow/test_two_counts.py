"""Two counts saw the same difference, a location's and a part's: stock is corrected once, whoever posts first."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cyclecount_tui.domain.causes.suggesting import suggestions
from cyclecount_tui.domain.corrected import Corrected
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.events import FixChosen
from cyclecount_tui.domain.promised import NOTHING
from cyclecount_tui.workflow import planning
from cyclecount_tui.workflow.choosing import choose
from cyclecount_tui.workflow.closing import reopen
from cyclecount_tui.workflow.errors import Refusal
from cyclecount_tui.workflow.keeping import load, record_all
from cyclecount_tui.workflow.offering import offers
from cyclecount_tui.workflow.other_counts import corrected_since
from cyclecount_tui.workflow.planning import plan
from cyclecount_tui.workflow.posting import post
from tests.factory import Factory, factory_at
from tests.part_counts import part_compared, truth_of
from tests.sweeps import crossed

KINDS = ("unexplained_surplus", "unexplained_shortage", "found_not_recorded", "moved_but_not_recorded", "at_mrb",
         "scanned_here_by_accident", "serial_recorded_elsewhere", "status_unavailable")  # fmt: skip
"""Planted discrepancies whose first suggestion is a write."""

FEW = ("unexplained_surplus", "found_not_recorded", "moved_but_not_recorded", "serial_recorded_elsewhere")
"""One of each kind of fix; the others have their turn in the sweeps."""


def both(factory: Factory, kind: str) -> tuple[Count, Count]:
    """The location's count and the part's, both compared before either is posted."""
    planted = factory.planted(kind)
    of_location = factory.compared(planted.location_id)
    return of_location, part_compared(factory.workplace, factory.simulator.plant, planted.part_number)


def chosen(factory: Factory, count: Count, number: str, pick: Callable[[int], int] = lambda _offers: 1) -> Count:
    """The count with a fix chosen for each discrepancy of a part."""
    offered = offers(factory.workplace, count)
    for row in count.rows:
        if row.differs and row.line.key.part_number == number and row.line.number not in count.posted_lines:
            with suppress(Refusal):  # promised to the other count
                count = choose(factory.workplace, count, row.line.number, pick(len(offered[row.line.number])))
    return count


def unaware(factory: Factory, count: Count, number: str, pick: Callable[[int], int] = lambda _offers: 1) -> Count:
    """The same by a terminal that looked at the other counts a moment too early, and knows nothing of their choices."""
    factory.now += timedelta(seconds=1)
    for line, known in suggestions(count).items():
        row = count.rows_by_line[line]
        if row.line.key.part_number == number and known and line not in count.posted_lines:
            taken = known[pick(len(known)) - 1]
            event = FixChosen(at=factory.now, by="Bo", line=line, fix=taken.fix, cause=taken.cause)
            count = record_all(factory.workplace, count, [event])
    return count


def posted(factory: Factory, count: Count) -> Count:
    return post(factory.workplace, plan(factory.workplace, load(factory.workplace, count.id))).count


def written_by(count: Count) -> bool:
    """Whether the plan of a count writes anything."""
    return count.plan is not None and bool(count.plan.writes)


def stock(factory: Factory, number: str) -> dict[tuple[int | None, str | None, str | None], Decimal]:
    """What ION has of a part, by location, lot and serial; empty records left out."""
    plant = factory.simulator.plant
    parts = {item.id for item in plant.parts if item.part_number == number}
    found: dict[tuple[int | None, str | None, str | None], Decimal] = {}
    for record in plant.inventory:
        if record.part_id in parts and record.quantity:
            key = (record.location_id, record.lot_number, record.serial_number)
            found[key] = found.get(key, Decimal(0)) + record.quantity
    return found


@pytest.mark.parametrize(("kind", "part_first"), crossed(FEW, [True, False]))
def test_the_same_difference_is_corrected_once(factory: Factory, kind: str, part_first: bool) -> None:
    planted = factory.planted(kind)
    counts = both(factory, kind)
    first, second = reversed(counts) if part_first else counts
    first = chosen(factory, first, planted.part_number)
    second = unaware(factory, second, planted.part_number)
    before = stock(factory, planted.part_number)
    posted(factory, first)
    corrected = stock(factory, planted.part_number)
    assert corrected != before
    second = posted(factory, second)
    assert stock(factory, planted.part_number) == corrected
    assert second.plan is not None
    assert not second.plan.writes
    mine = [line for line, choice in second.choices.items() if choice.fix.kind.writes]
    assert sorted(item.line for item in second.plan.not_planned) == sorted(mine)
    assert any(f"The count of {first.subject.name} corrected record" in item.sentence
               for item in second.plan.not_planned)  # fmt: skip
    assert reopen(factory.workplace, second, "corrected by the other count").phase.ended


@pytest.mark.parametrize(("kind", "part_first"), crossed(FEW, [True, False]))
def test_two_plans_made_before_either_was_posted(
    factory: Factory, kind: str, part_first: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Etags guard what exists; what is created has none, and is not created twice either."""
    planted, place = factory.planted(kind), factory.workplace
    counts = both(factory, kind)
    first, second = reversed(counts) if part_first else counts
    first = plan(place, chosen(factory, first, planted.part_number))
    second = unaware(factory, second, planted.part_number)
    second = plan(place, second)
    assert not written_by(second), "the other count chose it before"
    monkeypatch.setattr(planning, "promised_elsewhere", lambda *_: NOTHING)  # both look before either has chosen
    second = plan(place, second)
    assert written_by(second)
    post(place, first)
    corrected = stock(factory, planted.part_number)
    post(place, load(place, second.id))
    assert stock(factory, planted.part_number) == corrected


def test_a_write_whose_outcome_is_open_counts_as_written(factory: Factory) -> None:
    planted, place = factory.planted("unexplained_surplus"), factory.workplace
    of_location, of_part = both(factory, planted.kind)
    of_location = plan(place, chosen(factory, of_location, planted.part_number))
    of_part = unaware(factory, of_part, planted.part_number)
    factory.simulator.faults.drop_after_commit(only="SetQuantity")
    factory.simulator.faults.drop_before(count=50, only="Records")
    assert post(place, of_location).count.unsettled
    factory.simulator.faults.clear()
    of_part = plan(place, of_part)
    assert of_part.plan is not None
    assert [of_location.subject.name in item.sentence for item in of_part.plan.not_planned] == [True]
    before = stock(factory, planted.part_number)
    assert not post(place, load(place, of_location.id)).count.unsettled
    posted(factory, of_part)
    assert stock(factory, planted.part_number) == before


def test_a_comparison_after_the_posting_sees_what_was_posted(factory: Factory) -> None:
    planted, place = factory.planted("unexplained_surplus"), factory.workplace
    of_location = factory.compared(planted.location_id)
    posted(factory, chosen(factory, of_location, planted.part_number))
    of_part = part_compared(place, factory.simulator.plant, planted.part_number)
    assert not any(row.differs for row in of_part.rows)
    assert corrected_since(place, of_part) == Corrected()


@given(st.data())
@settings(max_examples=6, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_is_chosen_stock_is_never_corrected_twice(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    never_twice(tmp_path_factory.mktemp("counts"), data)


@pytest.mark.slow
@given(st.data())
@settings(max_examples=3 * settings().max_examples, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_is_chosen_stock_is_never_corrected_twice_at_length(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    never_twice(tmp_path_factory.mktemp("counts"), data)


def never_twice(folder: Path, data: st.DataObject) -> None:
    """A line that differs ends between what ION had and what was counted, whatever the fixes and the order."""
    with factory_at(folder / "data") as factory:
        planted = factory.planted(data.draw(st.sampled_from(KINDS)))
        number = planted.part_number
        here = {item.location_id for item in factory.simulator.plant.discrepancies if item.part_number == number}
        counts = [factory.compared(location_id) for location_id in sorted(here)]
        counts.append(part_compared(factory.workplace, factory.simulator.plant, number))
        ways = [data.draw(st.sampled_from([chosen, unaware])) for _ in counts]
        counts = [
            way(factory, count, number, lambda offers: data.draw(st.integers(1, offers)))
            for way, count in zip(ways, counts, strict=True)
        ]
        before, truth = stock(factory, number), truth_of(factory.simulator.plant, number)
        for turn in data.draw(st.permutations([*range(len(counts)), *range(len(counts))])):
            if not load(factory.workplace, counts[turn].id).phase.ended:
                posted(factory, counts[turn])
        after = stock(factory, number)
        for key, floor in truth.items():
            line = (key.place.id if key.place else None, key.lot_number or None, key.serial_number or None)
            had, has = before.get(line, Decimal(0)), after.get(line, Decimal(0))
            if line[0] in here:
                assert min(had, floor) <= has <= max(had, floor), (key, had, floor, has)
