"""Which discrepancies are major, who may approve them, and of which plan an approval holds."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyclecount_tui.domain import events as said
from cyclecount_tui.domain.approval import Major, beyond, how_far, involved, major_rows, unapproved
from cyclecount_tui.domain.approval_events import ApprovedRow, MajorApproved
from cyclecount_tui.domain.approval_rules import ApprovalRules
from cyclecount_tui.domain.approval_words import approved_words, needs_approval
from cyclecount_tui.domain.comparing import Row
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.errors import DomainError, HadAHandInIt
from cyclecount_tui.domain.fixes import Cause, Fix, FixKind
from cyclecount_tui.domain.folding import after
from cyclecount_tui.domain.lines import Line, LineKey
from cyclecount_tui.domain.plan import Covered, Plan, Step
from cyclecount_tui.domain.planning import make_plan
from cyclecount_tui.domain.recount_events import AttemptChosen
from cyclecount_tui.domain.recount_rules import Tolerance
from tests.domain.building import AT, BOLT, FACT, rec, reconciling
from tests.domain.recount_building import RULES, Shelf

UNPRICED = replace(BOLT, cost=None)
LIMIT = Tolerance(Decimal(10), Decimal(50))
QUANTITIES = st.decimals(min_value=0, max_value=100_000, places=2)
LIMITS = st.builds(
    Tolerance, st.decimals(min_value=0, max_value=1000, places=1), st.decimals(min_value=0, max_value=10_000, places=2)
)
COSTS = st.none() | st.decimals(min_value=0, max_value=1000, places=2)
WAYS = st.sampled_from(["set", "leave", "hold", "none"])
FLOORS = st.lists(st.tuples(st.integers(0, 150), WAYS, st.booleans()), min_size=1, max_size=6)


def row_of(digital: Decimal, floor: Decimal) -> Row:
    return Row(Line(1, LineKey("FR-1", "A")), digital, floor, ())


@given(QUANTITIES, QUANTITIES, COSTS, LIMITS)
def test_beyond_either_limit_is_major_and_without_a_cost_the_percentage_alone_counts(
    digital: Decimal, floor: Decimal, cost: Decimal | None, limit: Tolerance
) -> None:
    row = row_of(digital, floor)
    value = None if cost is None else row.difference * cost
    apart = abs(Fraction(floor) - Fraction(digital))
    too_far = apart > 0 and (digital == 0 or apart / Fraction(digital) * 100 > Fraction(limit.percent))
    too_dear = cost is not None and apart * Fraction(cost) > Fraction(limit.value)
    sentence = how_far(row, value, limit)
    assert bool(sentence) == (too_far or too_dear)
    if digital:
        assert ("% off" in sentence, "in value" in sentence) == (too_far, too_dear)


@given(QUANTITIES, QUANTITIES, COSTS, LIMITS, st.decimals(0, 100, places=1), st.decimals(0, 1000, places=1))
def test_wider_limits_never_make_more_of_it(
    digital: Decimal, floor: Decimal, cost: Decimal | None, limit: Tolerance, percent: Decimal, value: Decimal
) -> None:
    row = row_of(digital, floor)
    worth = None if cost is None else row.difference * cost
    wider = Tolerance(limit.percent + percent, limit.value + value)
    assert not how_far(row, worth, wider) or how_far(row, worth, limit)


@pytest.mark.parametrize(
    ("digital", "floor", "value", "sentence"),
    [
        ("100", "90", "-50", ""),
        ("100", "110", "50", ""),
        ("100", "89.99", "-50", "89.99 counted where ION has 100: 10.1% off (limit 10%)"),
        ("100", "99", "-50.001", "99 counted where ION has 100: 50.01 in value (limit 50)"),
        ("41", "34", "-3724", "34 counted where ION has 41: 17.1% off (limit 10%) and 3724.00 in value (limit 50)"),
        ("4", "0", None, "0 counted where ION has 4: 100% off (limit 10%)"),
        ("0", "7", "3724", "7 counted where ION has none, 3724.00 in value (limit 50)"),
        ("0", "1", "2.5", "1 counted where ION has none, 2.50 in value"),
        ("0", "3", None, "3 counted where ION has none, at a cost that ION does not know"),
        ("0", "0", None, ""),
    ],
)
def test_how_far_is_said_with_the_limit_it_is_beyond(
    digital: str, floor: str, value: str | None, sentence: str
) -> None:
    row = row_of(Decimal(digital), Decimal(floor))
    assert how_far(row, None if value is None else Decimal(value), LIMIT) == sentence


def test_each_class_has_its_limit_and_what_has_none_the_narrowest() -> None:
    limits = {"A": Tolerance(Decimal(5), Decimal(900)), "B": Tolerance(Decimal(9), Decimal(100))}
    rules = ApprovalRules(required=True, limits=limits)
    assert rules.limit(" b ") == limits["B"]
    assert rules.limit("") == Tolerance(Decimal(5), Decimal(100))


def chosen(count: Count, line: int, fix: Fix, by: str = "Bo") -> Count:
    return after(count, said.FixChosen(at=AT, by=by, line=line, fix=fix, cause=Cause.CHOSEN))


def planned(count: Count, by: str = "Bo") -> Count:
    evidence = count.evidence
    assert evidence is not None
    plan = make_plan(count, {record.id: record for record in evidence.here})
    return after(count, said.Planned(at=AT, by=by, plan=plan))


def fixed(floors: dict[int, int], ways: dict[int, str], dear: frozenset[int] = frozenset()) -> Count:
    """Lines of 100 in ION each, counted by Ann, with what Bo chose for them; of the `dear` ones the cost is known."""
    records = [rec(10 + line, 100, part=BOLT if line in dear else UNPRICED, lot=f"L{line}") for line in floors]
    count = reconciling(records, dict(floors.items()))
    for line, way in ways.items():
        row = count.rows_by_line[line]
        if way == "none" or not row.differs:
            continue
        kind = {"set": FixKind.SET_QUANTITY, "leave": FixKind.LEAVE, "hold": FixKind.HOLD}[way]
        fix = Fix(kind, quantity=row.difference) if way == "set" else Fix(kind, note="later")
        count = chosen(count, line, fix)
    return planned(count)


def approval(count: Count, by: str = "Cy", limit: Tolerance = LIMIT) -> MajorApproved:
    majors = unapproved(count, limit)
    rows = tuple(ApprovedRow(each.row.line.number, each.row.difference, each.value, each.sentence) for each in majors)
    writes = tuple(write for each in majors for write in each.writes)
    return MajorApproved(at=AT, by=by, rows=rows, writes=writes, reason="looked myself")


def lines(majors: tuple[Major, ...]) -> set[int]:
    return {major.row.line.number for major in majors}


@given(FLOORS)
def test_what_is_written_and_beyond_is_major_and_nothing_else_is(drawn: list[tuple[int, str, bool]]) -> None:
    floors = {number: floor for number, (floor, _, _) in enumerate(drawn, start=1)}
    ways = {number: way for number, (_, way, _) in enumerate(drawn, start=1)}
    dear = frozenset(number for number, (_, _, known) in enumerate(drawn, start=1) if known)
    count = fixed(floors, ways, dear)
    far = {
        line
        for line, floor in floors.items()
        if abs(floor - 100) > 10 or (line in dear and abs(floor - 100) * Decimal("2.5") > 50)
    }
    assert lines(major_rows(count, LIMIT)) == {line for line in far if ways[line] == "set"}
    assert set(beyond(count, LIMIT)) == far, "reports tell all"
    if unapproved(count, LIMIT):
        done = after(count, approval(count))
        assert unapproved(done, LIMIT) == ()
        assert lines(major_rows(done, LIMIT)) == lines(major_rows(count, LIMIT))


@given(st.sets(st.integers(1, 4)))
def test_an_approval_holds_for_the_rows_whose_writes_stay_as_they_were(changed: set[int]) -> None:
    count = fixed(dict.fromkeys(range(1, 5), 50), dict.fromkeys(range(1, 5), "set"))
    count = after(count, approval(count))
    again = chosen(count, 1, count.choices[1].fix)
    assert again.plan is None
    same = planned(again, by="Bo")
    assert unapproved(same, LIMIT) == (), "the same writes again"
    assert same.plan is not None
    writes = [
        replace(write, number=write.number + 7, etag="e-new", before=write.before + (1 if write.line in changed else 0))
        for write in same.plan.writes
    ]
    other = after(same, said.Planned(at=AT, by="Bo", plan=Plan(tuple(writes))))
    assert lines(unapproved(other, LIMIT)) == changed


@pytest.mark.parametrize("name", ["Ann", "Bo", "ann", " BO "])
def test_whoever_counted_chose_or_planned_may_not_approve(name: str) -> None:
    count = fixed({1: 50}, {1: "set"})
    assert involved(count) == ("Ann", "Bo")
    with pytest.raises(HadAHandInIt, match="somebody other than Ann and Bo"):
        after(count, approval(count, by=name))
    done = after(count, approval(count))
    assert approved_words(done.approvals.given[0]) == "Approved by Cy at 09:05 on 2026-03-02 (line 1): looked myself."


def test_whoever_chose_between_counts_that_disagree_may_not_approve() -> None:
    shelf = Shelf([rec(11, 80, etag="e11")], RULES._replace(decoys_percent=Decimal(0), decoys_least=0))
    for name, floor in (("Ann", 40), ("Ben", 50), ("Cy", 60)):
        shelf.counted(name, {1: floor})
    shelf.take(AttemptChosen(at=AT, by="Dan", line=1, attempt=2))
    assert involved(shelf.count) == ("Ann", "Ben", "Cy", "Dan")
    shelf.take(AttemptChosen(at=AT, by="Eve", line=1, attempt=3))
    count = chosen(shelf.count, 1, Fix(FixKind.SET_QUANTITY, shelf.row(1).difference), by="Ann")
    plan = make_plan(count, {record.id: record for record in shelf.records})
    count = after(count, said.Planned(at=AT, by="Ann", plan=plan))
    for name in ("Eve", "eve"):
        with pytest.raises(HadAHandInIt, match="Eve"):
            after(count, approval(count, by=name))
    assert after(count, approval(count, by="Dan")).approvals.given, "what Dan chose does not stand any more"


def test_who_only_looks_at_the_plan_is_no_planner_of_it() -> None:
    count = planned(fixed({1: 50}, {1: "set"}), by="Cy")
    assert involved(count) == ("Ann", "Bo")
    other = planned(chosen(count, 1, count.choices[1].fix), by="Cy")
    assert involved(other) == ("Ann", "Bo", "Cy")


def test_leaving_a_row_is_no_hand_in_what_is_written() -> None:
    count = fixed({1: 50, 2: 50}, {1: "set"})
    count = planned(chosen(count, 2, Fix(FixKind.LEAVE, note="known"), by="Cy"), by="Bo")
    assert involved(count) == ("Ann", "Bo")


def test_another_plan_cannot_be_approved_by_what_was_said_of_the_old_one() -> None:
    count = fixed({1: 50}, {1: "set"})
    given_for_this = approval(count)
    assert count.plan is not None
    changed = Plan(tuple(replace(write, quantity=Decimal(49)) for write in count.plan.writes))
    with pytest.raises(DomainError, match="another one by now"):
        after(after(count, said.Planned(at=AT, by="Bo", plan=changed)), given_for_this)
    with pytest.raises(DomainError, match="no plan"):
        after(chosen(count, 1, count.choices[1].fix), given_for_this)
    with pytest.raises(DomainError, match="another one by now"):
        after(count, replace(given_for_this, writes=()))


def test_what_was_begun_is_brought_to_its_end_without_asking() -> None:
    count = fixed({1: 50, 2: 50}, {1: "set", 2: "set"})
    assert count.plan is not None
    first = count.plan.writes[0]
    count = after(count, said.WriteStarted(**FACT, write=first.number, step=Step.SET))
    assert lines(unapproved(count, LIMIT)) == {2}


def test_a_row_that_others_put_right_waits_for_their_writes() -> None:
    count = fixed({1: 50, 2: 95}, {2: "set"})
    assert unapproved(count, LIMIT) == ()
    assert count.plan is not None
    (write,) = count.plan.writes
    covered = after(count, said.Planned(at=AT, by="Bo", plan=Plan((write,), covered=(Covered(1, (write.line,)),))))
    (major,) = unapproved(covered, LIMIT)
    assert (major.row.line.number, major.writes) == (1, (write,))


def test_many_rows_are_named_in_one_sentence() -> None:
    count = fixed(dict.fromkeys(range(1, 8), 50), dict.fromkeys(range(1, 8), "set"))
    sentence = needs_approval(count, unapproved(count, LIMIT))
    assert sentence.startswith("Line 1 (FR-1 rev A, lot L1), line 2 ")
    assert sentence.endswith(" and 3 more lines need approval by somebody other than Ann and Bo")
