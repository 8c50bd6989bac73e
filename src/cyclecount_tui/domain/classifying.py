"""ABC classes from annual value and movement, the cadence that follows, and the sentence that says why."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from cyclecount_tui.domain.annual_value import Worth
from cyclecount_tui.domain.holdings import Holding
from cyclecount_tui.domain.quantities import ZERO
from cyclecount_tui.domain.scheduling_rules import SchedulingRules

CLASSES = ("A", "B", "C")

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Classed:
    """A class with its cadence and reason. `weight` orders within a class: the shares of value and movement in all."""

    count_class: str
    cadence_days: int | None
    reason: str
    lines: int
    weight: Decimal


def pareto(scores: Mapping[Key, Decimal], shares: tuple[Decimal, Decimal, Decimal]) -> dict[Key, str]:
    """The class of each by its score: A is the top 80 % of the total, B the next 15 %, C the rest (the ABC split).

    Boundary rule: what reaches the boundary belongs to the class above it, so that A covers its share in full: the
    class follows from what all higher scores together cover. Equal scores get the same class. A score of zero is C.
    """
    total = sum(scores.values(), ZERO)
    ends = (total * shares[0] / 100, total * (shares[0] + shares[1]) / 100)
    classes: dict[Key, str] = {}
    covered = ZERO
    above = ZERO
    last: Decimal | None = None
    for key in sorted(scores, key=lambda each: -scores[each]):
        score = scores[key]
        above = above if score == last else covered
        classes[key] = "C" if score <= 0 else CLASSES[sum(above >= end for end in ends)]
        covered, last = covered + score, score
    return classes


def classified(
    held: Mapping[Key, Holding],
    worth: Worth[Key],
    moves: Mapping[Key, int],
    words: Callable[[int], str],
    rules: SchedulingRules,
) -> dict[Key, Classed]:
    """Every holding's class: the higher one of its class by value and its class by movement.

    What uses up value and what is touched often are both worth counting more often (cycle-counting SOP: the cadence
    follows value and consumption rate). The value is that of `worth`: what is used in a year at cost, or the value on
    hand where no use is known. Where most unit costs are missing, movement alone decides. What holds nothing is C.
    `words` says a number of moves, as `Movement.words` does.
    """
    stocked = {key: holding for key, holding in held.items() if holding.lines}
    values = {key: worth.values.get(key, ZERO) for key, holding in stocked.items() if holding.value_known}
    counts = {key: Decimal(moves.get(key, 0)) for key in held}
    by_value = pareto(values, rules.shares)
    by_movement = pareto({key: counts[key] for key in stocked}, rules.shares)
    total_value, total_moves = sum(values.values(), ZERO), sum(counts.values(), ZERO)
    found: dict[Key, Classed] = {}
    for key, holding in held.items():
        share = _share(values[key], total_value) if key in values else None
        count_class = min(by_value.get(key, "C"), by_movement.get(key, "C"))
        touches = f"{words(moves.get(key, 0))} in {rules.window_days} days"
        found[key] = Classed(
            count_class,
            rules.cadences.get(count_class),
            f"{count_class}: {_why(holding, share, worth.words, touches)}",
            holding.lines,
            (share or ZERO) + _share(counts[key], total_moves),
        )
    return found


def _share(part: Decimal, total: Decimal) -> Decimal:
    """In percent; zero of nothing."""
    return part * 100 / total if total > 0 else ZERO


def _why(holding: Holding, share: Decimal | None, of_what: str, touches: str) -> str:
    if holding.lines == 0:
        return f"nothing there to count, {touches}"
    if share is None:
        return f"{_missing(holding)}; classed by movement: {touches}"
    value = f"{_percent(share)} of {of_what}"
    return f"{value} ({_missing(holding)}), {touches}" if holding.without_cost else f"{value}, {touches}"


def _missing(holding: Holding) -> str:
    if holding.parts == 1:
        return "unit cost missing"
    return f"unit costs missing for {holding.without_cost} of {holding.parts} parts"


def _percent(share: Decimal) -> str:
    """`4 %`; one decimal place below one percent, and never more: a share must not tell a quantity."""
    if share >= 1:
        return f"{share:.0f} %"
    return f"{share:.1f} %" if share >= Decimal("0.1") else "under 0.1 %"
