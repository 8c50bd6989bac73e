"""What a plan warns of before it is posted, and what it comes to."""

from dataclasses import replace
from decimal import Decimal

import pytest

from cyclecount_tui.domain.fixes import Fix, FixKind
from cyclecount_tui.domain.ion_rules import RuleText, rules_over
from cyclecount_tui.domain.lines import key_of
from cyclecount_tui.domain.plan import IonRule, Plan, Write, WriteKind
from cyclecount_tui.domain.plan_sums import sums_of, value_change
from cyclecount_tui.domain.plan_warnings import rules_words, warnings_of
from cyclecount_tui.domain.plan_words import value_words
from cyclecount_tui.domain.planning import make_plan
from tests.domain.building import HERE, MRB, NUT, PARKING, THERE, rec, reconciling
from tests.domain.test_planning import chosen, move, now

HELD = rec(11, 10, held=Decimal(6))


def _plan(fix: Fix, floor: int = 5) -> tuple[Write, tuple[str, ...]]:
    count = chosen(reconciling([HELD], {1: floor}), 1, fix)
    count = replace(count, plan=make_plan(count, now(HELD)))
    assert count.plan is not None
    (write,) = count.plan.writes
    return write, warnings_of(count, write)


def test_below_what_is_kitted_or_installed() -> None:
    write, warnings = _plan(Fix(FixKind.SET_QUANTITY, Decimal(-5)))
    assert (write.held, write.before, write.after) == (6, 10, 5)
    assert warnings == ("Leaves 5, below the 6 that are kitted, installed or scrapped of it: ION may refuse it.",)
    assert not _plan(Fix(FixKind.SET_QUANTITY, Decimal(-4)), 6)[1], "what is held stays"
    assert "Leaves 5, below the 6" in _plan(move(5, (11, 5), to=THERE))[1][0], "so does a split"


def test_mrb_and_the_last_resort() -> None:
    assert _plan(move(2, (11, 2), to=MRB), 8)[1] == (
        "MRB-1 is a material review board location: what goes there waits for a decision.",
    )
    assert _plan(move(2, (11, 2), to=PARKING, kind=FixKind.PARK), 8)[1] == (
        f"Last resort: nothing explains the difference, and it is parked in {PARKING.name}.",
    )


SET = Write(1, WriteKind.SET_QUANTITY, 1, key_of(HELD), Decimal(5), Decimal(10), 11, "e", at=HERE, part_id=HELD.part.id)
CREATE = replace(SET, number=2, kind=WriteKind.CREATE, before=Decimal(0), record_id=None, at=None, to=THERE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (RuleText("No changes at RACK-A", "UPDATE"), (HERE.id,)),
        (RuleText("No changes at rack-a", "UPDATE"), (HERE.id,)),
        (RuleText("Guard", "UPDATE", "if row['locationId'] == 1: raise"), (HERE.id,)),
        (RuleText("Guard", "UPDATE", "if row['locationId'] == 11: raise"), ()),
        (RuleText("Guard 2.5", "", "x = 1.2"), ()),
    ],
)
def test_a_rule_names_a_place_by_name_or_by_its_number(text: RuleText, expected: tuple[int, ...]) -> None:
    assert rules_over([SET, CREATE], [text]) == (IonRule(text.title, text.event, expected),)


def test_a_rule_is_told_where_it_is_asked() -> None:
    texts = [RuleText("No changes at RACK-A", "UPDATE"), RuleText("Lots need a label", "CREATE"), RuleText("", "")]
    assert [rule.title for rule in rules_over([SET], texts)] == ["No changes at RACK-A", "a rule without a title"]
    count = replace(reconciling([HELD], {1: 5}), plan=Plan((SET, CREATE), rules=rules_over([SET, CREATE], texts)))
    assert warnings_of(count, SET) == ("ION's rule “No changes at RACK-A” names RACK-A: it may refuse this.",)
    assert not warnings_of(count, CREATE)
    (said,) = rules_words(count)
    assert said.startswith("2 rules of ION's own are in force on changes of inventory and may refuse a write: “Lots")
    unread = replace(count, plan=Plan((SET,), rules_unread="No permission."))
    assert rules_words(unread) == ("Whether ION has rules that refuse a write is not known. No permission.",)


def test_the_value_counts_what_ion_knows_a_cost_of_and_says_how_many_are_without() -> None:
    count = reconciling([HELD], {1: 5})
    dear = replace(CREATE, quantity=Decimal(3), part_id=100)
    moved = replace(SET, number=4, kind=WriteKind.MOVE, quantity=Decimal(10), to=THERE)
    strange = replace(CREATE, number=3, part_id=NUT.id)
    assert value_change(count, SET) == Decimal("-12.50")
    assert value_change(count, moved) == 0
    assert value_change(count, strange) is None
    with_plan = replace(count, plan=Plan((SET, dear, strange, moved)))
    sums = sums_of(with_plan, with_plan.plan)
    assert (sums.up, sums.down, sums.moved, sums.records, sums.created) == (8, 5, 10, 1, 2)
    assert (sums.value_up, sums.value_down, sums.without_cost) == (Decimal("7.50"), Decimal("12.50"), 1)
    assert value_words(with_plan) == "Value up 7.50, down 12.50; of 1 write ION knows no cost."
    assert value_words(replace(count, plan=Plan((moved,)))) == ""
