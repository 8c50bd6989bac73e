"""Classes from value and movement, and the sentence that says why."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyclecount_tui.domain.annual_value import Worth, annual_value
from cyclecount_tui.domain.classifying import classified, pareto
from cyclecount_tui.domain.holdings import NOTHING, Holding
from cyclecount_tui.domain.movement import Movement
from cyclecount_tui.domain.scheduling_rules import SchedulingRules
from cyclecount_tui.domain.stock import StockPart

SHARES = (Decimal(80), Decimal(15), Decimal(5))
RULES = SchedulingRules()
WORDS = Movement().words
SCORES = st.dictionaries(st.integers(), st.decimals(0, 10_000, places=2), max_size=40)


@pytest.mark.parametrize(
    ("scores", "classes"),
    [
        ((), ""),
        ((0,), "C"),
        ((0, 0, 0), "CCC"),
        ((7,), "A"),
        ((5, 5, 5, 5), "AAAA"),
        ((80, 15, 5), "ABC"),  # a boundary reached exactly: what comes after it is in the next class
        ((1, 79, 5, 15), "CABA"),
        ((79, 15, 6), "AAB"),  # A covers its 80 % in full: the one that reaches the boundary is A
        ((96, 3, 1), "ACC"),
        ((40, 40, 10, 10), "AABB"),
        ((60, 14, 13, 13), "AAAA"),  # equals are in one class
        ((80, 8, 7, 5, 0), "ABBCC"),
    ],
)
def test_the_abc_split(scores: tuple[int, ...], classes: str) -> None:
    found = pareto({place: Decimal(score) for place, score in enumerate(scores)}, SHARES)
    assert "".join(found[place] for place in range(len(scores))) == classes


@given(SCORES)
def test_a_and_b_cover_their_shares_with_no_more_than_they_need(scores: dict[int, Decimal]) -> None:
    classes = pareto(scores, SHARES)
    total = sum(scores.values())
    assert classes.keys() == scores.keys()
    for upper, share in (("A", 80), ("AB", 95)):
        inside = [scores[key] for key in scores if classes[key] in upper]
        assert sum(inside) * 100 >= total * share
        lowest = [score for score in inside if score > min(inside)]
        assert not inside or sum(lowest) * 100 < total * share


@given(SCORES)
def test_a_higher_score_is_never_in_a_lower_class(scores: dict[int, Decimal]) -> None:
    classes = pareto(scores, SHARES)
    for one in scores:
        for other in scores:
            assert scores[one] < scores[other] or classes[one] <= classes[other]


def holding(value: int, parts: int = 1, without_cost: int = 0) -> Holding:
    return Holding(Decimal(value), parts, without_cost, lines=parts)


def on_hand(held: dict[str, Holding]) -> Worth[str]:
    return annual_value(held, Movement(), {}, RULES.window_days, lambda _, __: None)


def reasons(held: dict[str, Holding], moves: dict[str, int]) -> dict[str, tuple[str, int | None, str]]:
    found = classified(held, on_hand(held), moves, WORDS, RULES)
    return {key: (each.count_class, each.cadence_days, each.reason) for key, each in found.items()}


def test_the_higher_class_of_value_and_movement_decides() -> None:
    held = {"dear": holding(960), "fast": holding(40, 2), "both": holding(0, 3, 0), "empty": NOTHING}
    assert reasons(held, {"fast": 61, "both": 1, "empty": 2}) == {
        "dear": ("A", 90, "A: 96 % of value on hand, 0 moves in 90 days"),
        "fast": ("A", 90, "A: 4 % of value on hand, 61 moves in 90 days"),
        "both": ("C", 365, "C: under 0.1 % of value on hand, 1 move in 90 days"),
        "empty": ("C", 365, "C: nothing there to count, 2 moves in 90 days"),
    }


PARTS = {1: StockPart(1, "FR-1", cost=Decimal(2)), 2: StockPart(2, "FR-2", cost=Decimal("0.5")), 3: StockPart(3, "X")}


def test_annual_value_is_what_is_used_in_a_year_at_cost() -> None:
    held = {"here": holding(9_000), "there": holding(10), "idle": holding(5_000)}
    used = {(7, 1): Decimal(90), (7, 3): Decimal(800), (8, 2): Decimal(18), (9, 1): Decimal(4)}
    places = {7: "here", 8: "there"}
    found = annual_value(held, Movement(used=used), PARTS, 90, lambda place, _: places.get(place))
    assert found.values == {"here": 90 * 2 * 365 / Decimal(90), "there": 9 * 365 / Decimal(90), "idle": 0}
    assert found.annual
    said = classified(held, found, {"idle": 3}, WORDS, RULES)
    assert said["here"].reason == "A: 95 % of annual value, 0 moves in 90 days"
    assert said["idle"].reason == "A: under 0.1 % of annual value, 3 moves in 90 days", "classed by movement"
    assert "365" not in repr(found)


def test_without_a_consumption_rate_it_is_the_value_on_hand() -> None:
    found = on_hand({"here": holding(40), "empty": NOTHING})
    assert (found.values, found.annual, found.words) == ({"here": 40, "empty": 0}, False, "value on hand")


def test_missing_unit_costs_are_said() -> None:
    held = {
        "most": holding(9_000, 14, 12),
        "half": holding(500, 14, 7),
        "one": holding(0, 1, 1),
        "none": holding(500, 3),
    }
    found = reasons(held, {"most": 1, "half": 1, "one": 20, "none": 1})
    assert found["most"] == (
        "B",
        180,
        "B: unit costs missing for 12 of 14 parts; classed by movement: 1 move in 90 days",
    )
    assert found["half"] == (
        "A",
        90,
        "A: 50 % of value on hand (unit costs missing for 7 of 14 parts), 1 move in 90 days",
    )
    assert found["one"] == ("A", 90, "A: unit cost missing; classed by movement: 20 moves in 90 days")
    assert found["none"] == ("A", 90, "A: 50 % of value on hand, 1 move in 90 days")


@pytest.mark.parametrize(
    ("value", "words"), [(996, "100 %"), (15, "2 %"), (10, "1 %"), (9, "0.9 %"), (1, "0.1 %"), ("0.9", "under 0.1 %")]
)
def test_a_share_is_said_in_a_few_steps(value: int | str, words: str) -> None:
    held = {"here": Holding(Decimal(value), 1, 0, 1), "rest": Holding(1000 - Decimal(value), 1, 0, 1)}
    assert f" {words} of value on hand" in reasons(held, {})["here"][2]


def test_what_a_count_would_show_is_not_in_what_is_said() -> None:
    assert "48151623" not in repr(Holding(Decimal("48151623.42"), 1, 0, 1))


def test_a_class_without_a_cadence_is_not_scheduled() -> None:
    rules = SchedulingRules(cadences={"A": 30})
    held = {"dear": holding(100), "cheap": holding(1)}
    found = classified(held, on_hand(held), {}, WORDS, rules)
    assert [each.cadence_days for each in found.values()] == [30, None]
