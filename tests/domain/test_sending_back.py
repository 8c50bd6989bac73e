"""Lines that go back from the reconciliation: what they lose, what all others keep, and what comes back without it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyclecount_tui.domain.attempts_told import story_of_counts
from cyclecount_tui.domain.causes.suggesting import suggestions
from cyclecount_tui.domain.certificate import Outcome, certificate
from cyclecount_tui.domain.certificate_words import history
from cyclecount_tui.domain.count import Phase
from cyclecount_tui.domain.earlier_counters import counted_or_seen, earlier_counters
from cyclecount_tui.domain.errors import DomainError
from cyclecount_tui.domain.events import CountClosed, CountGivenUp, FixCleared, Planned, WriteStarted
from cyclecount_tui.domain.fixes import Cause, Fix, FixKind
from cyclecount_tui.domain.inventory import InventoryRecord, Part
from cyclecount_tui.domain.plan import Step
from cyclecount_tui.domain.planning import make_plan, to_plan
from cyclecount_tui.domain.recount_events import AttemptChosen, LinesSentBack, RecountWaived
from cyclecount_tui.domain.recount_rules import RecountRules
from cyclecount_tui.domain.sending_back import decoys_beside, who_may_not, why_not_again
from cyclecount_tui.domain.sent_back import comparison_of
from tests.domain.building import FACT, rec
from tests.domain.recount_building import RULES, Shelf

LAX = RecountRules()
AGAIN = Fix(FixKind.RECOUNT, note="maybe packs")


def bolts(*quantities: int) -> list[InventoryRecord]:
    """A record each, of parts of their own: line 1 has the first quantity."""
    parts = [Part(100 + place, f"FR-{place}0", "A", uom="EA", cost=Decimal(2)) for place in range(1, 9)]
    return [rec(10 + place, quantity, part=parts[place - 1]) for place, quantity in enumerate(quantities, start=1)]


def lower(by: int) -> Fix:
    return Fix(FixKind.SET_QUANTITY, Decimal(-by))


def compared(*floors: int, digital: tuple[int, ...] = (80, 40, 12, 7), rules: RecountRules = LAX) -> Shelf:
    """A shelf that Ann counted once, compared."""
    shelf = Shelf(bolts(*digital), rules)
    shelf.counted("Ann", dict(enumerate(floors, start=1)))
    assert shelf.count.phase is Phase.RECONCILING
    return shelf


def waived(shelf: Shelf) -> None:
    shelf.take(RecountWaived(**FACT, reason="night shift"))
    shelf.followed_by()


def test_what_goes_back_is_counted_blind_and_nothing_of_the_comparison_is_left_to_see() -> None:
    shelf = compared(76, 33, 12, 7)
    shelf.chosen(1, lower(4))
    shelf.chosen(2, AGAIN)
    shelf.sent_back(2, reason="maybe packs")
    count = shelf.count
    assert (count.phase, count.phase.blind) == (Phase.RECOUNTING, True)
    assert [line.number for line in count.to_count] == [2]
    assert (count.evidence, count.rows, count.movements, count.plan) == (None, (), (), None)
    assert (count.unresolved, certificate(count), suggestions(count)) == ((), (), {})
    assert set(count.choices) == {1}
    assert "Decimal('40')" not in repr(count), "what ION had of the line is nowhere to be printed from"
    assert "maybe packs" not in " ".join(str(count.choices.values()))
    with pytest.raises(DomainError, match="not compared with ION yet"):
        shelf.chosen(1, lower(4))
    with pytest.raises(DomainError, match="not compared with ION yet"):
        shelf.take(CountClosed(**FACT))


def test_the_other_lines_are_as_they_were_and_the_one_that_agrees_is_settled() -> None:
    shelf = compared(76, 33, 12, 7)
    shelf.chosen(1, lower(4))
    before = shelf.row(1)
    shelf.sent_back(2)
    shelf.counted("Cy", {2: 33})
    assert shelf.count.phase is Phase.RECONCILING
    assert shelf.row(1) == before
    assert set(shelf.count.choices) == {1}
    assert story_of_counts(shelf.count, 2) == "1st count Ann 33, 2nd count Cy 33: they agree"
    assert [row.line.number for row in shelf.count.rows] == [1, 2, 3, 4]


def test_a_recount_that_finds_all_of_it_waits_for_a_person_or_a_third_count() -> None:
    shelf = compared(76, 33, 12, 7)
    shelf.sent_back(2)
    shelf.counted("Cy", {2: 40})
    assert shelf.count.unsure == {2}
    shelf.take(AttemptChosen(**FACT, line=2, attempt=2))
    assert not shelf.row(2).differs
    strict = compared(76, 33, 12, 7)
    strict.rules = RULES
    strict.sent_back(2)
    assert strict.counted("Cy", {2: 40}).again == (2,)
    strict.counted("Dee", {2: 40})
    assert not strict.count.unsure
    assert not strict.row(2).differs
    assert strict.row(1).difference == -4


def test_stock_that_moves_meanwhile_leaves_each_difference_as_it_was_and_is_told() -> None:
    shelf = compared(76, 33, 12, 7)
    shelf.chosen(1, lower(4))
    shelf.sent_back(2)
    shelf.moves({11: -30, 12: -10, 13: 5})
    shelf.counted("Cy", {2: 23})
    assert [shelf.row(line).difference for line in (1, 2, 3)] == [-4, -7, 0]
    assert (shelf.row(2).digital, shelf.row(2).floor) == (30, 23)
    assert {moved.record_id for moved in shelf.count.movements} >= {11, 12}
    (write,) = shelf.planned().writes
    assert (write.record_id, write.before, write.quantity) == (11, Decimal(50), Decimal(46))
    assert "Changed since the comparison: 80 then, 50 now" in write.warning


def test_what_changed_before_the_comparison_is_no_doubt_about_the_next_count() -> None:
    shelf = Shelf(bolts(80, 40), LAX)
    shelf.moves({12: -5})
    shelf.counted("Ann", {1: 80, 2: 40})
    assert suggestions(shelf.count)[2][0].cause is Cause.MOVED_MEANWHILE
    assert suggestions(shelf.count)[2][0].fix.kind is FixKind.RECOUNT
    shelf.sent_back(2)
    shelf.counted("Cy", {2: 34})
    shelf.take(AttemptChosen(**FACT, line=2, attempt=2))
    assert Cause.MOVED_MEANWHILE not in {each.cause for each in suggestions(shelf.count)[2]}


def test_what_is_posted_stays_posted_and_is_certified_from_before_its_posting() -> None:
    shelf = compared(76, 33, 12, 7)
    shelf.chosen(1, lower(4))
    shelf.posted()
    shelf.sent_back(2)
    shelf.counted("Cy", {2: 33})
    assert shelf.count.posted_lines == {1}
    assert (shelf.row(1).digital, shelf.row(1).floor) == (80, 76)
    assert not [moved for moved in shelf.count.movements if moved.record_id == 11], "that was this count itself"
    assert [row.line.number for row in shelf.count.unresolved] == [2]
    shelf.chosen(2, lower(7))
    shelf.posted()
    assert not shelf.count.unresolved
    assert [record.quantity for record in shelf.records] == [76, 33, 12, 7]


def test_lines_with_something_in_ion_are_refused_and_others_are_not() -> None:
    shelf = compared(76, 33, 12, 7)
    shelf.chosen(1, lower(4))
    shelf.planned()
    shelf.take(WriteStarted(**FACT, write=1, step=Step.SET))
    with pytest.raises(DomainError, match="whose outcome is not known: run post again"):
        shelf.sent_back(2)
    done = compared(76, 33, 12, 7)
    done.chosen(1, lower(4))
    done.posted()
    assert why_not_again(done.count, 1) == (
        "What was chosen for line 1 is in ION already, at least in part: it can only be counted anew."
    )
    for lines, said in (((1, 2), "in ION already"), ((9,), "no line 9"), ((), "No line of")):
        with pytest.raises(DomainError, match=said):
            done.sent_back(*lines)
    with pytest.raises(DomainError, match="is posted already"):
        done.chosen(1, AGAIN)
    done.sent_back(2)
    with pytest.raises(DomainError, match="only lines of a compared count are sent back"):
        done.sent_back(2)
    with pytest.raises(DomainError, match=r"go on without the recount .* then reopen"):
        done.take(CountGivenUp(**FACT, reason="no time"))


def test_a_line_is_counted_so_often_and_no_more_whatever_happened_to_others() -> None:
    shelf = compared(76, 33, 12, 7)
    for name, floor in (("Cy", 34), ("Dee", 35)):
        shelf.sent_back(2)
        shelf.counted(name, {2: floor})
    with pytest.raises(DomainError, match="was counted 3 times: choose which count is right"):
        shelf.sent_back(2)
    shelf.sent_back(1)
    shelf.counted("Eve", {1: 76})
    assert shelf.count.attempt == 4
    assert story_of_counts(shelf.count, 1) == "1st count Ann 76, 4th count Eve 76: they agree"
    assert shelf.count.unsure == {2}
    shelf.take(AttemptChosen(**FACT, line=2, attempt=3))
    assert shelf.row(2).difference == -5
    assert story_of_counts(shelf.count, 2).endswith("no two agree, the 3rd was chosen")


def test_what_was_counted_often_enough_is_held_and_not_counted_once_more() -> None:
    shelf = compared(70, 40, digital=(7, 40))
    kinds = []
    for name in ("Cy", "Dee"):
        kinds.append({each.cause: each.fix.kind for each in suggestions(shelf.count)[1]}[Cause.PACK_SIZE])
        shelf.sent_back(1)
        shelf.counted(name, {1: 70})
    (last,) = (each for each in suggestions(shelf.count)[1] if each.cause is Cause.PACK_SIZE)
    assert (kinds, last.fix.kind) == ([FixKind.RECOUNT] * 2, FixKind.HOLD)
    assert last.fix.note.startswith("counted 3 times already; begin a new count for it: in single EA")


def test_a_line_settled_at_an_earlier_attempt_still_agrees_with_itself() -> None:
    shelf = Shelf(bolts(80, 40), RULES._replace(decoys_least=0, decoys_percent=Decimal(0)))
    shelf.counted("Ann", {1: 76, 2: 40})
    shelf.counted("Ben", {1: 76})
    shelf.moves({12: 5})
    shelf.sent_back(2)
    shelf.counted("Cy", {2: 45})
    assert story_of_counts(shelf.count, 2) == "1st count Ann 40, 3rd count Cy 45: they agree"
    assert not shelf.count.unsure


def test_without_the_recount_the_lines_have_what_was_chosen_before_where_it_fits() -> None:
    shelf = compared(76, 33, 10, 7)
    shelf.chosen(1, lower(4))
    shelf.chosen(2, Fix(FixKind.LEAVE, note="next week"))
    shelf.chosen(3, lower(2))
    for line in (1, 2):
        shelf.chosen(line, AGAIN)
    shelf.sent_back(1, 2, 3)
    shelf.moves({13: 1})
    waived(shelf)
    assert {line: choice.fix.kind for line, choice in shelf.count.choices.items()} == {
        1: FixKind.SET_QUANTITY,
        2: FixKind.LEAVE,
    }
    assert shelf.count.stale == {3}, "stock moved after its only count"
    assert not shelf.count.sent_back.set_aside


def test_what_was_counted_again_decides_anew_although_the_recount_was_waived() -> None:
    shelf = compared(76, 33, 12, 7)
    for line, by in ((1, 4), (2, 7)):
        shelf.chosen(line, lower(by))
    shelf.sent_back(1, 2)
    shelf.rules = RULES._replace(decoys_least=0, decoys_percent=Decimal(0))
    shelf.counted("Cy", {1: 76, 2: None})
    assert set(shelf.count.choices) == {2}
    assert not shelf.count.left.keys() - {2}


def test_a_count_that_was_chosen_comes_back_without_the_recount() -> None:
    shelf = compared(76, 33, 12, 7)
    shelf.sent_back(2)
    shelf.counted("Cy", {2: 35})
    shelf.take(AttemptChosen(at=FACT["at"], by="Dee", line=2, attempt=1))
    shelf.chosen(2, lower(7))
    shelf.sent_back(2)
    assert (shelf.count.chosen_attempts, shelf.count.disputed) == ({}, frozenset())
    waived(shelf)
    assert (shelf.count.chosen_attempts, shelf.count.attempts_chosen_by) == ({2: 1}, {2: "Dee"})
    assert shelf.count.choices[2].fix == lower(7)


def test_a_recount_that_is_chosen_is_taken_back_and_closes_nothing() -> None:
    shelf = compared(76, 40, 12, 7)
    shelf.chosen(1, AGAIN)
    assert shelf.count.choices[1].fix.words == "Count again: maybe packs"
    assert [row.line.number for row in shelf.count.unresolved] == [1]
    assert not to_plan(shelf.count)
    assert not shelf.planned().writes
    line = certificate(shelf.count)[0]
    assert (line.outcome, line.reason) == (
        Outcome.OPEN,
        "It is to be counted again, and that was not asked for yet.",
    )
    shelf.take(FixCleared(**FACT, line=1))
    assert not shelf.count.choices


def test_whoever_has_seen_what_ion_has_is_no_second_pair_of_eyes() -> None:
    shelf = compared(76, 33, 10, 7)
    shelf.chosen(1, lower(4), by="Bo")
    shelf.chosen(3, lower(2), by="ann")
    shelf.posted(by="Dee")
    assert who_may_not(shelf.count, "Eve") == ("Ann", "Bo", "Dee", "Eve")
    shelf.sent_back(2, by="Eve", reason="odd")
    assert earlier_counters(shelf.count) == ("Ann", "Bo", "Dee", "Eve")
    assert counted_or_seen(shelf.count) == (
        "Ann has counted RACK-A already, and Bo, Dee and Eve have seen what ION has of it"
    )
    assert any(said.startswith("Line 2 was sent back to be counted again by Eve at ") for said in history(shelf.count))


def test_some_that_agreed_go_with_them_and_never_what_is_posted_or_counted_twice() -> None:
    shelf = compared(76, 40, 12, 7)
    assert len(decoys_beside(shelf.count, [1], LAX)) == LAX.decoys_least
    assert set(decoys_beside(shelf.count, [1], LAX)) <= {2, 3, 4}
    assert decoys_beside(shelf.count, [1], LAX) == decoys_beside(shelf.count, [1], LAX)
    lines = decoys_beside(shelf.count, [1], LAX)
    shelf.sent_back(1, *lines)
    shelf.counted("Cy", {1: 76, **{line: int(shelf.digital(line)) for line in lines}})
    assert not shelf.count.unsure
    assert set(decoys_beside(shelf.count, [1], LAX)) == {2, 3, 4} - set(lines)


def test_two_readings_of_ion_stand_beside_each_other_each_for_its_lines() -> None:
    shelf = compared(76, 33, 10, 7)
    for line in (1, 2):
        shelf.sent_back(line)
        shelf.counted("Cy" if line == 1 else "Dee", {line: int(shelf.count.floors[line])})
    readings = [comparison_of(shelf.count, line).evidence for line in (1, 2, 3, 4)]
    assert len({id(reading) for reading in readings}) == 3
    assert readings[1] is shelf.count.evidence
    assert readings[2] is readings[3]
    assert shelf.count.sent_back.kept == {1, 3, 4}


class World:
    """What truly lies there, moving on with ION; Ann misreads some of the lines by three."""

    def __init__(self, data: st.DataObject) -> None:
        self._data = data
        self.size = data.draw(st.integers(2, 5))
        self.lines = range(1, self.size + 1)
        digital = data.draw(st.lists(st.integers(20, 60), min_size=self.size, max_size=self.size))
        off = data.draw(st.lists(st.integers(-9, 9), min_size=self.size, max_size=self.size))
        self.truth = [there + more for there, more in zip(digital, off, strict=True)]
        self.misread = data.draw(st.sets(st.sampled_from(self.lines), min_size=1))
        self.shelf = Shelf(bolts(*digital), LAX)
        self.shelf.counted("Ann", {line: self.truth[line - 1] + 3 * (line in self.misread) for line in self.lines})

    def choose_some(self) -> None:
        for line in self._data.draw(st.sets(st.sampled_from(self.lines))) - self.misread:
            if self.shelf.row(line).differs:
                self.choose(line)
        if self._data.draw(st.booleans()):
            self.shelf.posted()

    def choose(self, line: int) -> None:
        self.shelf.chosen(line, Fix(FixKind.SET_QUANTITY, self.shelf.row(line).difference))

    def move_some(self) -> None:
        for line, by in self._data.draw(
            st.lists(st.tuples(st.sampled_from(self.lines), st.integers(-4, 4)), max_size=3)
        ):
            if self.truth[line - 1] + by >= 0 and self.shelf.records[line - 1].quantity + by > 0:
                self.truth[line - 1] += by
                self.shelf.moves({10 + line: by})

    def count_again(self, name: str, lines: set[int]) -> None:
        if lines:
            self.shelf.sent_back(*sorted(lines))
            self.shelf.counted(name, {line: self.truth[line - 1] for line in sorted(lines)})


@given(data=st.data())
def test_whatever_is_posted_sent_back_and_moved_digital_becomes_what_lies_there(data: st.DataObject) -> None:
    """What Ann misread is counted again by two who do not; the rest is posted before that, or after."""
    world = World(data)
    world.choose_some()
    world.move_some()
    world.count_again("Cy", world.misread)
    world.move_some()
    world.count_again("Dee", world.misread & world.shelf.count.unsure)
    assert not world.shelf.count.unsure, "two of three counts of each line agree"
    world.move_some()
    for row in world.shelf.count.unresolved:
        if row.line.number not in world.shelf.count.choices:
            world.choose(row.line.number)
    world.shelf.posted()
    assert [int(record.quantity) for record in world.shelf.records] == world.truth
    assert not world.shelf.count.unresolved


def test_a_plan_of_a_count_being_counted_again_is_impossible() -> None:
    shelf = compared(76, 33, 12, 7)
    plan = make_plan(shelf.count, {record.id: record for record in shelf.records})
    shelf.sent_back(2)
    with pytest.raises(DomainError, match="not compared with ION yet"):
        shelf.take(Planned(**FACT, plan=plan))
    event = shelf.events[-1]
    assert isinstance(event, LinesSentBack)
    assert "quantity" not in repr(event), "nothing of ION's stands in what is journaled from here on"
