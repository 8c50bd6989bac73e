"""How right the last counts of each location or part were, for the schedule to show."""

from collections.abc import Mapping
from fractions import Fraction

from cyclecount_tui.domain.subject import Subject
from cyclecount_tui.workflow.workplace import Workplace

LATEST_COUNTS = 5


def past_accuracy(workplace: Workplace, most: int = LATEST_COUNTS) -> Mapping[Subject, tuple[Fraction, ...]]:
    """By subject, the share of lines without a difference in each of its `most` latest counts, the newest last.

    A count in which there was nothing to compare was right. Source: inventory record accuracy without a tolerance,
    matched lines of compared lines. Asks nothing of ION.
    """
    found: dict[Subject, tuple[Fraction, ...]] = {}
    for result in workplace.store.journal.latest_results(most):
        share = Fraction(result.matched, result.compared) if result.compared else Fraction(1)
        found[result.subject] = (*found.get(result.subject, ()), share)
    return found
