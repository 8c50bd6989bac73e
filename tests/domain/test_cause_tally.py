"""The record of the causes: each first suggestion is taken or passed over once, whatever was chosen."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyclecount_tui.domain.cause_tally import CauseTally, Preferred, first_suggested
from cyclecount_tui.domain.count import Choice
from cyclecount_tui.domain.fixes import Cause, Confidence, Fix, FixKind

AT = datetime(2026, 3, 2, 9, 5, tzinfo=UTC)
LEFT = Fix(FixKind.LEAVE, note="next week")

CAUSES = st.sampled_from([cause for cause in Cause if cause is not Cause.CHOSEN])
SURE = st.sampled_from(Confidence)


def taken(cause: Cause, sure: Confidence, rank: int, first: tuple[Cause, Confidence] | None) -> Choice:
    fix = Fix(FixKind.SET_QUANTITY, Decimal(-1))
    return Choice(fix, cause, "Ann", AT, sure, rank, *(first or (None, None)))


def by_hand(first: tuple[Cause, Confidence] | None, fix: Fix = LEFT) -> Choice:
    return Choice(fix, Cause.CHOSEN, "Ann", AT, None, None, *(first or (None, None)))


FIRSTS = st.tuples(CAUSES, SURE)
CHOICES = st.one_of(
    FIRSTS.map(lambda first: taken(*first, 1, first)),
    st.builds(taken, CAUSES, SURE, st.integers(2, 5), st.one_of(st.none(), FIRSTS)),
    st.builds(by_hand, st.one_of(st.none(), FIRSTS)),
    FIRSTS.map(lambda first: taken(*first, 1, None)),
)


@given(st.lists(CHOICES, max_size=30))
def test_each_first_suggestion_is_taken_or_passed_over_once(choices: list[Choice]) -> None:
    tally = CauseTally()
    tally.add_choices(choices)
    told = [choice for choice in choices if first_suggested(choice)[0] is not None]
    assert tally.choices == len(choices)
    assert tally.not_told == len(choices) - len(told)
    assert sum(record.suggested.total() for record in tally.causes.values()) == len(told)
    for cause, record in tally.causes.items():
        for sure in Confidence:
            assert record.suggested[sure] == record.taken[sure] + record.passed_over(sure).total()
            here = [choice for choice in told if first_suggested(choice) == (cause, sure)]
            assert record.suggested[sure] == len(here)
            assert record.taken[sure] == sum(choice.cause is cause for choice in here)
        assert record.certain_not_taken == record.passed_over(Confidence.CERTAIN).total()
        assert record.passed_over().total() == sum(record.passed_over(sure).total() for sure in Confidence)
    chosen = [choice for choice in choices if choice.confidence and choice.cause is not first_suggested(choice)[0]]
    assert sum(record.instead.total() for record in tally.causes.values()) == len(chosen)


def test_what_was_preferred_is_named() -> None:
    first = Cause.AT_MRB, Confidence.CERTAIN
    tally = CauseTally()
    tally.add_choices([by_hand(first), by_hand(first), taken(Cause.KITTED, Confidence.POSSIBLE, 2, first)])
    record = tally.causes[Cause.AT_MRB]
    assert record.passed_over() == {Preferred(Cause.CHOSEN, FixKind.LEAVE): 2, Preferred(Cause.KITTED): 1}
    assert sorted(other.words for other in record.passed_over()) == ["By hand: leave", Cause.KITTED.words]
    assert record.certain_not_taken == 3
    assert tally.causes[Cause.KITTED].instead == {Confidence.POSSIBLE: 1}


@pytest.mark.parametrize(("rank", "told"), [(1, (Cause.KITTED, Confidence.LIKELY)), (2, (None, None))])
def test_an_older_journal_tells_only_of_what_was_taken_first(rank: int, told: tuple[object, object]) -> None:
    assert first_suggested(taken(Cause.KITTED, Confidence.LIKELY, rank, None)) == told
