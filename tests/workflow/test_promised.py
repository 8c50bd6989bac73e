"""Two counts see the same stray record: what the one chose, the other neither offers first nor lets be chosen."""

import pytest

from cyclecount_tui.domain.corrected import Corrected
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.evidence import records_compared
from cyclecount_tui.domain.fixes import FixKind, Suggestion
from cyclecount_tui.domain.promised import NOTHING
from cyclecount_tui.store.journal import Journal
from cyclecount_tui.workflow.choosing import Asked, Take, choose, choose_by_hand, clear, take
from cyclecount_tui.workflow.closing import give_up
from cyclecount_tui.workflow.errors import Refusal
from cyclecount_tui.workflow.keeping import load
from cyclecount_tui.workflow.offering import offers, promised_elsewhere
from cyclecount_tui.workflow.other_counts import corrected_since
from cyclecount_tui.workflow.planning import plan
from cyclecount_tui.workflow.posting import post
from cyclecount_tui.workflow.submitting import submit
from tests.factory import Factory
from tests.workflow.test_two_counts import unaware


class Stray:
    """A record that truly lies at one location, and that another location seems to have found as well."""

    def __init__(self, factory: Factory) -> None:
        self.factory = factory
        self.place = factory.workplace
        self.planted = factory.planted("moved_but_not_recorded")
        self.one = factory.compared(self.planted.location_id)
        self.line = self.line_of(self.one)
        self.move = offers(self.place, self.one)[self.line][0]
        self.record = self.move.fix.portions[0].record_id
        home = records_compared(self.one.evidence)[self.record].location
        assert home is not None
        others = (each for each in factory.simulator.plant.places if each.id not in {home.id, self.planted.location_id})
        other = next(each for each in others if factory.truth(each.id) and not self.has_the_part(each.id))
        truth = factory.truth(other.id) | {self.one.rows_by_line[self.line].line.key: self.move.fix.quantity}
        self.two = submit(self.place, factory.counted(other.id, truth))
        self.their_line = self.line_of(self.two)

    def has_the_part(self, location_id: int) -> bool:
        plant = self.factory.simulator.plant
        parts = {item.id for item in plant.parts if item.part_number == self.planted.part_number}
        here = {record.part_id for record in plant.inventory if record.location_id == location_id}
        return bool(here & parts)

    def line_of(self, count: Count) -> int:
        (line,) = (row.line.number for row in count.rows
                   if row.differs and row.line.key.part_number == self.planted.part_number)  # fmt: skip
        return line

    @property
    def promised_to_the_first(self) -> str:
        return f"is promised to line {self.line} of the count of {self.one.subject.name}."

    def theirs(self) -> tuple[Suggestion, ...]:
        return offers(self.place, self.two)[self.their_line]

    def rank_of_the_move(self) -> int:
        return next(rank for rank, each in enumerate(self.theirs(), start=1) if self.takes_it(each))

    def takes_it(self, suggestion: Suggestion) -> bool:
        return any(portion.record_id == self.record for portion in suggestion.fix.portions)


@pytest.fixture
def stray(factory: Factory) -> Stray:
    return Stray(factory)


def test_who_chooses_first_keeps_it(stray: Stray) -> None:
    place = stray.place
    assert stray.takes_it(stray.theirs()[0])
    shown = stray.theirs()[0]
    one = choose(place, stray.one, stray.line, 1)
    first, *others = stray.theirs()
    assert not stray.takes_it(first)
    (move,) = (each for each in others if stray.takes_it(each))
    assert move.lost.endswith(stray.promised_to_the_first)
    with pytest.raises(Refusal, match="is another one now: look again") as moved_on:
        choose(place, stray.two, stray.their_line, 1, shown)
    assert "Another count chose meanwhile" in moved_on.value.sentence
    with pytest.raises(Refusal) as refused:
        choose(place, stray.two, stray.their_line, stray.rank_of_the_move())
    assert stray.promised_to_the_first in refused.value.sentence
    assert "Choose another fix" in refused.value.sentence
    home = records_compared(stray.two.evidence)[stray.record].location
    assert home is not None
    with pytest.raises(Refusal, match="is promised to line"):
        choose_by_hand(place, stray.two, stray.their_line, Asked(FixKind.MOVE, place=home, reason="it looks the same"))
    two = take(place, stray.two, Take.FIRST)
    assert two.choices[stray.their_line].fix == first.fix
    assert_blind_counts_learn_nothing_and_tell_nothing(stray)
    clear(place, one, stray.line)
    assert stray.takes_it(stray.theirs()[0])


def assert_blind_counts_learn_nothing_and_tell_nothing(stray: Stray) -> None:
    place, plant = stray.place, stray.factory.simulator.plant
    counted = {stray.one.subject.id, stray.two.subject.id}
    blind = stray.factory.counted(next(each.id for each in plant.places if each.id not in counted))
    assert offers(place, blind) == {}
    assert promised_elsewhere(place, blind) is NOTHING
    assert {promise.count_id for promise in promised_elsewhere(place, stray.two).promises} == {stray.one.id}


@pytest.mark.slow
def test_a_count_that_is_given_up_promises_nothing_any_more(stray: Stray) -> None:
    one = choose(stray.place, stray.one, stray.line, 1)
    assert not stray.takes_it(stray.theirs()[0])
    give_up(stray.place, one, "the wrong shelf")
    assert stray.takes_it(stray.theirs()[0])


def test_both_chose_in_the_same_moment_and_one_of_them_is_planned(stray: Stray) -> None:
    place, number = stray.place, stray.planted.part_number
    one = choose(place, stray.one, stray.line, 1)
    two = plan(place, unaware(stray.factory, stray.two, number))
    assert two.plan is not None
    assert not two.plan.writes
    (left_out,) = two.plan.not_planned
    assert stray.promised_to_the_first in left_out.sentence
    assert left_out.sentence.endswith("take that one back and plan again.")
    one = plan(place, one)
    assert one.plan is not None
    assert [write.record_id for write in one.plan.writes] == [stray.record]


def test_what_was_posted_after_the_comparison_is_not_offered_first_either(stray: Stray) -> None:
    place = stray.place
    posting = post(place, plan(place, choose(place, stray.one, stray.line, 1)))
    assert posting.stopped_by is None
    assert not stray.takes_it(stray.theirs()[0])
    with pytest.raises(Refusal, match="is promised to line"):
        choose(place, stray.two, stray.their_line, stray.rank_of_the_move())
    give_up(place, stray.two, "to be counted anew")
    again = stray.factory.compared(stray.two.subject.id)
    assert promised_elsewhere(place, again).promises == (), "this comparison has seen what was posted"


def test_another_count_is_folded_once(stray: Stray, monkeypatch: pytest.MonkeyPatch) -> None:
    place, read = stray.place, []
    one = choose(place, stray.one, stray.line, 1)
    real = Journal.events_after

    def listening(self: Journal, count_id: str, seq: int) -> object:
        read.append((count_id, seq))
        return real(self, count_id, seq)

    monkeypatch.setattr(Journal, "events_after", listening)
    terminal = stray.factory.another_workplace("Bo")
    two = load(terminal, stray.two.id)
    read.clear()
    for _ in range(3):
        offers(terminal, two)
    assert read == [(one.id, 0)]
    clear(place, one, stray.line)
    offers(terminal, two)
    assert read == [(one.id, 0), (one.id, one.version)]
    terminal.close()


def test_so_it_is_for_what_it_wrote(stray: Stray, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever plans and whoever suggests look at the same counts in turn."""
    place, read = stray.place, []
    post(place, plan(place, choose(place, stray.one, stray.line, 1)))
    real = Journal.events_after

    def listening(self: Journal, count_id: str, seq: int) -> object:
        read.append((count_id, seq))
        return real(self, count_id, seq)

    terminal = stray.factory.another_workplace("Bo")
    two = load(terminal, stray.two.id)
    monkeypatch.setattr(Journal, "events_after", listening)
    for _ in range(3):
        assert corrected_since(terminal, two) != Corrected()
        offers(terminal, two)
    assert read == [(stray.one.id, 0)]
    terminal.close()
