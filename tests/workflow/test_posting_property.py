"""Whatever was counted and chosen: a posted line has what was counted, sums change as named, others' work stays."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cyclecount_tui.domain.certificate import Outcome, certificate
from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.domain.fixes import FixKind
from cyclecount_tui.domain.lines import LineKey
from cyclecount_tui.domain.plan import Progress, Step, WriteKind
from cyclecount_tui.simulator.plant.rows import Change
from cyclecount_tui.store.verifying import verify
from cyclecount_tui.workflow.choosing import Asked, choose, choose_by_hand, leave
from cyclecount_tui.workflow.errors import OperatorError
from cyclecount_tui.workflow.offering import offers
from cyclecount_tui.workflow.planning import plan
from cyclecount_tui.workflow.posting import post
from cyclecount_tui.workflow.submitting import submit
from tests.factory import Factory, factory_at, line_key

QUIET = settings(max_examples=2, suppress_health_check=[HealthCheck.too_slow])
AT_LENGTH = settings(max_examples=3 * settings().max_examples, suppress_health_check=[HealthCheck.too_slow])

Spot = tuple[LineKey, int | None]
"""An item at a location."""


@dataclass
class Watched:
    """What ION's timeline says about who changed how much of what where, from a moment on."""

    factory: Factory

    def __post_init__(self) -> None:
        self._then = {
            record.id: (record.quantity, record.location_id) for record in self.factory.simulator.plant.inventory
        }
        self._in_assemblies = {
            (self._item(record.id), record.location_id)
            for record in self.factory.simulator.plant.inventory
            if self.factory.simulator.plant.status_of(record) == "INSTALLED"
        }
        self._from = len(list(self.factory.simulator.plant.changes))

    def comes_out_of_assemblies(self, spot: Spot) -> bool:
        """Whether more of a record there than is installed would bring all of it onto the shelf, in ION's status."""
        return spot in self._in_assemblies

    def changes(self) -> list[Change]:
        """All changes since, in their order."""
        return sorted(self.factory.simulator.plant.changes, key=lambda change: change.id)[self._from :]

    def by_whom(self) -> tuple[dict[Spot, Decimal], dict[Spot, Decimal]]:
        """How much of what came to or left which place by this program, and by others."""
        plant, state = self.factory.simulator.plant, dict(self._then)
        ours: defaultdict[Spot, Decimal] = defaultdict(Decimal)
        theirs: defaultdict[Spot, Decimal] = defaultdict(Decimal)
        for change in self.changes():
            number = change.part_inventory_id
            whose = ours if change.created_by_id == plant.me_id else theirs
            quantity, place = state.get(number, (Decimal(0), None))
            after = (Decimal(change.new.get("quantity") or quantity),
                     int(change.new["location_id"] or 0) if "location_id" in change.new else place)  # fmt: skip
            whose[self._item(number), place] -= quantity
            whose[self._item(number), after[1]] += after[0]
            state[number] = after
        return ours, theirs

    def _item(self, record_id: int) -> LineKey:
        plant = self.factory.simulator.plant
        record = plant.inventory[record_id]
        part = plant.parts[record.part_id]
        return line_key(part.part_number, part.revision, record.lot_number, record.serial_number)


def total(spots: dict[Spot, Decimal], item: LineKey) -> Decimal:
    """Over all locations."""
    return sum((amount for (known, _), amount in spots.items() if known == item), Decimal(0))


def counted_and_chosen(factory: Factory, data: st.DataObject) -> Count:
    """A location with discrepancies, counted more or less as it is; for each difference some fix, or a note."""
    places = sorted({item.location_id for item in factory.simulator.plant.discrepancies})
    location_id = data.draw(st.sampled_from(places), "location")
    floor = dict(factory.truth(location_id))
    for key in sorted(floor, key=lambda key: key.words):
        wrong = Decimal(data.draw(st.sampled_from([0, 0, 0, -2, 1, 3]), f"miscounted {key.words}"))
        floor[key] = min(floor[key], Decimal(1)) if key.serial_number else max(floor[key] + wrong, Decimal(0))
    count = submit(factory.workplace, factory.counted(location_id, floor))
    for row in count.rows:
        if row.differs:
            count = chosen(factory, count, row.line.number, data)
    return count


def chosen(factory: Factory, count: Count, line: int, data: st.DataObject) -> Count:
    """One of the suggestions, a fix made by hand where one is possible, or a note."""
    place = factory.workplace
    offered = offers(place, count).get(line, ())
    rank = data.draw(st.integers(0, len(offered) + 1), f"fix of line {line}")
    by_hand = st.sampled_from([FixKind.SET_QUANTITY, FixKind.CREATE, FixKind.PARK])
    try:
        if rank > len(offered):
            kind = data.draw(by_hand, "made by hand")
            return choose_by_hand(place, count, line, Asked(kind, reason="looked myself"))
        if rank:
            return choose(place, count, line, rank)
    except OperatorError:  # it does not fit this line, or what was chosen before
        pass
    return count if line in count.choices else leave(place, count, line, "not today")


def named_adjustments(count: Count) -> dict[LineKey, Decimal]:
    """By item, the adjustments that the finished writes name: quantities set, records created."""
    sums: defaultdict[LineKey, Decimal] = defaultdict(Decimal)
    for (number, step), state in count.steps.items():
        write = count.written[number]
        if state.progress is Progress.DONE and step in {Step.SET, Step.CREATE}:
            sums[write.key.item] += write.quantity - write.before
    return sums


def written_by_the_plan(count: Count) -> list[WriteKind]:
    return [count.written[number].kind for (number, _), state in count.steps.items() if state.progress is Progress.DONE]


def posted(factory: Factory, count: Count) -> Count:
    """Planned and posted until nothing more of it can be done."""
    for _ in range(3):
        count = post(factory.workplace, plan(factory.workplace, count)).count
        if count.phase.ended or not count.unresolved:
            break
    return factory.again(count)


def in_full(factory: Factory, count: Count, watched: Watched) -> None:
    """What holds after any posting, whoever else was at work."""
    ours, theirs = watched.by_whom()
    digital = {line_key(*key): much for key, much in factory.simulator.plant.digital(count.subject.id).items()}
    for row in count.rows:
        spot, line = (row.line.key, count.subject.id), row.line.number
        if line in count.posted_lines and row.differs and not watched.comes_out_of_assemblies(spot):
            assert digital.get(row.line.key, Decimal(0)) == row.floor + theirs.get(spot, Decimal(0)), row.line.key.words
        elif not any(write.line == line for write in count.written.values()):
            assert not ours.get(spot), "what was not to be written was not written"
    adjusted = named_adjustments(count)
    for item in {item for item, _ in ours} | adjusted.keys():
        assert total(ours, item) == adjusted.get(item, Decimal(0)), item.words
    for old, new in overwritten(factory, count, watched):
        assert old == new, "a record was written as it was known"
    assert verify(factory.workplace.store.database).unedited


def overwritten(factory: Factory, count: Count, watched: Watched) -> Iterator[tuple[Decimal, Decimal]]:
    """For each quantity that was set: what the record held just before it, and what the write knew of it."""
    me = factory.simulator.plant.me_id
    wanted = {(write.record_id, write.quantity): write.before for write in count.written.values()
              if write.kind is WriteKind.SET_QUANTITY}  # fmt: skip
    for change in watched.changes():
        old, new = change.old.get("quantity"), change.new.get("quantity")
        key = change.part_inventory_id, Decimal(new or 0)
        if change.created_by_id == me and old is not None and key in wanted:
            yield Decimal(old), wanted[key]


def applied(folder: Path, data: st.DataObject) -> None:
    with factory_at(folder / "data", seed=data.draw(st.integers(1, 40), "plant")) as factory:
        count = counted_and_chosen(factory, data)
        watched = Watched(factory)
        count = posted(factory, count)
        in_full(factory, count, watched)
        for line in certificate(count):
            number = line.line.number
            if number in count.posted_lines:
                assert (line.outcome, line.reason) == (Outcome.EQUAL, "")
            row = count.rows_by_line.get(number)
            if line.outcome is Outcome.EQUAL and row is not None and count.steps:
                assert line.after == row.floor
            assert line.outcome is Outcome.EQUAL or line.reason


def amid_others(folder: Path, data: st.DataObject) -> None:
    with factory_at(folder / "data", seed=data.draw(st.integers(1, 40), "plant")) as factory:
        count = counted_and_chosen(factory, data)
        watched, faults = Watched(factory), factory.simulator.faults
        somebody_acts(factory, count, data, "before the plan")
        every = data.draw(st.integers(2, 9), "somebody acts before every so many requests")
        faults.edit_randomly(every, count.subject.id, by=data.draw(st.sampled_from([0, 1, 2]), "by"))
        count = plan(factory.workplace, count)
        somebody_acts(factory, count, data, "after the plan")
        posting = post(factory.workplace, count)
        assert posting.stopped_by is None
        faults.clear()
        somebody_acts(factory, posting.count, data, "after the posting")
        count = posting.count
        if count.phase is Phase.RECONCILING:
            count = posted(factory, factory.again(count))
        in_full(factory, count, watched)


def somebody_acts(factory: Factory, count: Count, data: st.DataObject, when: str) -> None:
    """Other people change quantities where it was counted, and take records to another place and here."""
    records = sorted(record.id for row in count.rows for record in row.records if not record.serial_number)
    places = sorted(place.id for place in factory.simulator.plant.places)[:6]
    if not records:
        return
    for record_id in data.draw(st.lists(st.sampled_from(records), max_size=2), f"others, {when}"):
        record = factory.simulator.plant.inventory[record_id]
        if data.draw(st.booleans(), "moved"):
            factory.simulator.faults.edit_behind_the_back(record_id, location_id=data.draw(st.sampled_from(places)))
        else:
            more = data.draw(st.integers(1, 4), "more")
            factory.simulator.faults.edit_behind_the_back(record_id, quantity=record.quantity + more)


@pytest.mark.slow
@given(st.data())
@AT_LENGTH
def test_a_plan_gives_what_was_counted(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    applied(tmp_path_factory.mktemp("applied"), data)


@given(st.data())
@QUIET
def test_what_others_do_meanwhile_stays(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    amid_others(tmp_path_factory.mktemp("amid"), data)


@pytest.mark.slow
@given(st.data())
@AT_LENGTH
def test_what_others_do_meanwhile_stays_at_length(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    amid_others(tmp_path_factory.mktemp("amid"), data)
