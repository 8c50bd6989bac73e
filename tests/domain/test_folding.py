"""The fold of a count: what may happen when, and what follows."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyclecount_tui.domain import counting_events
from cyclecount_tui.domain import events as said
from cyclecount_tui.domain.close_off_events import CloseOffSkipped, LocationClosedOff
from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.domain.errors import DomainError
from cyclecount_tui.domain.fixes import Cause, Fix, FixKind
from cyclecount_tui.domain.folding import after, folded
from cyclecount_tui.domain.lines import LineKey, found_line
from cyclecount_tui.domain.plan import Plan, Step, Write, WriteKind
from tests.domain.building import BOLT, FACT, HERE, NUT, counting, entered, rec, reconciling, submitted

BOTH = [rec(11, 10), rec(12, 5, part=NUT)]


def test_three_states_of_a_line() -> None:
    count = entered(counting(*BOTH, rec(13, 7, lot="L1")), 1, 10)
    count = after(count, counting_events.NoneConfirmed(**FACT, line=2))
    assert count.floors == {1: Decimal(10), 2: Decimal(0)}
    assert count.standing[2].none
    assert [line.number for line in count.not_counted] == [3]


def test_the_last_entry_of_a_line_stands_and_undo_takes_back_one_at_a_time() -> None:
    count = entered(entered(counting(*BOTH), 1, 10), 1, 12)
    assert count.floors[1] == 12
    count = after(count, counting_events.EntryUndone(**FACT))
    assert count.floors[1] == 10
    count = after(count, counting_events.EntryUndone(**FACT))
    assert count.floors == {}
    with pytest.raises(DomainError, match="nothing to undo"):
        after(count, counting_events.EntryUndone(**FACT))


def test_undoing_a_found_item_takes_its_line_away() -> None:
    line = found_line(3, LineKey("FR-9", "A"))
    count = after(counting(*BOTH), counting_events.ItemFound(**FACT, line=line, expression="2", quantity=Decimal(2)))
    corrected = entered(count, 3, 4)
    assert len(after(corrected, counting_events.EntryUndone(**FACT)).lines) == 3
    assert len(after(count, counting_events.EntryUndone(**FACT)).lines) == 2


def test_what_was_noted_of_a_found_item_that_is_taken_back_is_not_said_of_the_next() -> None:
    first, second = (found_line(3, LineKey(number)) for number in ("FR-8", "FR-9"))
    count = after(counting(*BOTH), counting_events.ItemFound(**FACT, line=first, expression="2", quantity=Decimal(2)))
    count = after(count, counting_events.LineNoted(**FACT, line=3, text="Damaged"))
    count = after(count, counting_events.LineNoted(**FACT, line=1, text="Expired"))
    count = after(count, counting_events.EntryUndone(**FACT))
    count = after(count, counting_events.ItemFound(**FACT, line=second, expression="1", quantity=Decimal(1)))
    assert dict(count.notes) == {1: ("Expired",)}


def test_a_found_item_that_is_on_the_sheet_is_refused() -> None:
    line = found_line(3, LineKey(BOLT.number, BOLT.revision))
    with pytest.raises(DomainError, match="on the sheet already, as line 1"):
        after(counting(*BOTH), counting_events.ItemFound(**FACT, line=line, expression="2", quantity=Decimal(2)))


def test_nothing_is_entered_after_submission() -> None:
    count = submitted(entered(counting(*BOTH), 1, 10))
    assert count.phase is Phase.SUBMITTED
    for event in (
        counting_events.Counted(**FACT, line=2, expression="1", quantity=Decimal(1)),
        counting_events.NoneConfirmed(**FACT, line=2),
        counting_events.EntryUndone(**FACT),
        CloseOffSkipped(**FACT, reason="late"),
    ):
        with pytest.raises(DomainError, match="was submitted"):
            after(count, event)


def test_a_count_without_any_entry_is_not_submitted_but_an_empty_location_is() -> None:
    with pytest.raises(DomainError, match="Nothing was counted"):
        submitted(counting(*BOTH))
    assert submitted(counting()).phase is Phase.SUBMITTED


@pytest.mark.parametrize("line", [0, 3, -1])
def test_an_entry_for_a_line_that_is_not_there_is_refused(line: int) -> None:
    with pytest.raises(DomainError, match="no line"):
        entered(counting(*BOTH), line, 1)


def test_a_journal_must_begin_with_an_opening() -> None:
    with pytest.raises(DomainError, match="does not begin"):
        folded("c1", [counting_events.EntryUndone(**FACT)])
    with pytest.raises(DomainError, match="does not begin"):
        folded("c1", [])


def test_an_ended_count_takes_nothing_more() -> None:
    count = after(counting(*BOTH), said.CountGivenUp(**FACT, reason="wrong shelf"))
    assert (count.phase, count.ended_reason) == (Phase.GIVEN_UP, "wrong shelf")
    with pytest.raises(DomainError, match="is over"):
        entered(count, 1, 1)


def test_only_discrepancies_get_a_fix() -> None:
    count = reconciling(BOTH, {1: 10, 2: 4})
    fix = Fix(FixKind.LEAVE, note="scale is off")
    with pytest.raises(DomainError, match="no discrepancy"):
        after(count, said.FixChosen(**FACT, line=1, fix=fix, cause=Cause.CHOSEN))
    left = after(count, said.FixChosen(**FACT, line=2, fix=fix, cause=Cause.CHOSEN))
    assert count.unresolved
    assert not left.unresolved


def _planned(count: Count) -> Count:
    fix = Fix(FixKind.SET_QUANTITY, Decimal(-1))
    chosen = after(count, said.FixChosen(**FACT, line=2, fix=fix, cause=Cause.CHOSEN))
    write = Write(1, WriteKind.SET_QUANTITY, 2, LineKey("FR-2", "A"), Decimal(4), Decimal(5), 12, "e12-5", HERE)
    return after(chosen, said.Planned(**FACT, plan=Plan((write,))))


def test_while_a_write_is_unsettled_nothing_else_is_decided() -> None:
    count = after(_planned(reconciling(BOTH, {1: 10, 2: 4})), said.WriteStarted(**FACT, write=1, step=Step.SET))
    assert count.unsettled == ((1, Step.SET),)
    for event in (
        said.FixCleared(**FACT, line=2),
        said.Planned(**FACT, plan=Plan()),
        said.CountClosed(**FACT),
    ):
        with pytest.raises(DomainError, match="not known"):
            after(count, event)
    with pytest.raises(DomainError, match="Writes of this count were posted"):
        after(count, said.CountGivenUp(**FACT, reason="no"))


def test_a_line_is_posted_when_all_its_writes_are_done() -> None:
    count = after(_planned(reconciling(BOTH, {1: 10, 2: 4})), said.WriteStarted(**FACT, write=1, step=Step.SET))
    done = after(count, said.WriteDone(**FACT, write=1, step=Step.SET, record_id=12, etag="x", quantity=Decimal(4)))
    assert done.posted_lines == {2}
    assert not done.unresolved
    assert not done.outstanding
    with pytest.raises(DomainError, match="posted already"):
        after(done, said.FixCleared(**FACT, line=2))
    assert after(done, said.CountClosed(**FACT)).phase is Phase.CLOSED


def test_a_write_cannot_end_before_it_began() -> None:
    count = _planned(reconciling(BOTH, {1: 10, 2: 4}))
    with pytest.raises(DomainError, match="not started"):
        after(count, said.WriteRefused(**FACT, write=1, step=Step.SET, reason="no"))
    with pytest.raises(DomainError, match="not in the plan"):
        after(count, said.WriteStarted(**FACT, write=2, step=Step.SET))


def test_choosing_again_sets_the_plan_aside() -> None:
    count = _planned(reconciling(BOTH, {1: 10, 2: 4}))
    assert count.plan is not None
    assert after(count, said.FixCleared(**FACT, line=2)).plan is None


def test_what_was_done_to_close_off_adds_up_and_a_journal_that_skipped_it_in_the_end_still_folds() -> None:
    first = LocationClosedOff(**FACT, told="Bo", sign_up=True, transactions_stopped=False)
    more = LocationClosedOff(at=FACT["at"], by="Cy", told="Di, bo", sign_up=False, transactions_stopped=True)
    both = after(after(counting(*BOTH), first), more).close_off
    assert both is not None
    assert (both.by, both.told, both.sign_up, both.transactions_stopped) == ("Ann, Cy", "Bo, Di", True, True)
    skipped = after(after(counting(*BOTH), first), CloseOffSkipped(**FACT, reason="late"))
    assert skipped.closed_off is False
    again = after(skipped, more).close_off
    assert again is not None
    assert (again.by, again.told, again.sign_up) == ("Cy", "Di, bo", False)


_entries = st.lists(
    st.one_of(
        st.tuples(st.just("count"), st.integers(1, 3), st.integers(1, 9)),
        st.tuples(st.just("none"), st.integers(1, 3), st.just(0)),
        st.tuples(st.just("undo"), st.just(0), st.just(0)),
    ),
    max_size=30,
)


@given(_entries)
def test_undo_is_the_inverse_of_an_entry_however_deep(steps: list[tuple[str, int, int]]) -> None:
    """Entries and undos fold to what a plain stack of entries says."""
    count = counting(*BOTH, rec(13, 7, lot="L1"))
    stack: list[tuple[int, int]] = []
    events = 0
    for kind, line, quantity in steps:
        if kind == "undo" and not stack:
            continue
        if kind == "undo":
            stack.pop()
            count = after(count, counting_events.EntryUndone(**FACT))
        elif kind == "none":
            stack.append((line, 0))
            count = after(count, counting_events.NoneConfirmed(**FACT, line=line))
        else:
            stack.append((line, quantity))
            count = entered(count, line, quantity)
        events += 1
    assert count.floors == {line: Decimal(quantity) for line, quantity in stack}
    assert count.version == 2 + events
