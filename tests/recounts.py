"""Counts that are counted again: who counts what, on a workplace that requires recounts."""

from collections.abc import Mapping
from decimal import Decimal

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.quantities import plain
from cyclecount_tui.domain.recount_rules import RecountRules
from cyclecount_tui.workflow.keeping import load
from cyclecount_tui.workflow.recording import enter, none_here
from cyclecount_tui.workflow.submitting import submit
from cyclecount_tui.workflow.workplace import Workplace

RULES = RecountRules(required=True)
NO_DECOYS = RULES._replace(decoys_percent=Decimal(0), decoys_least=0)


def requiring(workplace: Workplace, rules: RecountRules = RULES) -> Workplace:
    """The workplace, where lines are counted again from now on."""
    workplace.practice = workplace.practice._replace(recount=rules)
    return workplace


def counted_by(workplace: Workplace, name: str, count: Count, floors: Mapping[int, Decimal | int]) -> Count:
    """The count in which somebody entered these quantities, at the same terminal; 0 confirms that there is none."""
    workplace.counter = name
    count = load(workplace, count.id)
    for line, quantity in floors.items():
        if quantity:
            count = enter(workplace, count, line, plain(Decimal(quantity)))
        else:
            count = none_here(workplace, count, line)
    return count


def again_by(workplace: Workplace, name: str, count: Count, floors: Mapping[int, Decimal | int]) -> Count:
    """The same of all lines that are asked, those that are not named as at the last count; submitted."""
    before = count.counted
    given = {number: floors.get(number, before[number].quantity) for number in sorted(count.asked)}
    return submit(workplace, counted_by(workplace, name, count, given))
