"""What a plan comes to by the end of the year, and whether levelling again and again can still bring it nearer."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from cyclecount_tui.domain.levelled_schedule import PlannedRow
from cyclecount_tui.domain.repeating import Repeating
from cyclecount_tui.domain.schedule import slack_within
from cyclecount_tui.domain.workdays import days_after
from cyclecount_tui.domain.year_plan import YearPlan


@dataclass(frozen=True, slots=True)
class YearReached:
    """The counts of each class from now to the end of the year, each row repeated from its planned day.

    `within_reach`: by how many counts a class may be off and still come to its number, because each count after the
    next one can be moved by the slack when its time comes.
    """

    coming: Mapping[str, int]
    within_reach: Mapping[str, Fraction] = field(default_factory=dict)

    def short_of(self, year: YearPlan) -> dict[str, int]:
        """What the classes come to in the whole year that can no longer get the counts that are planned."""
        found = {name: each.made + self.coming.get(name, 0) for name, each in year.classes.items()}
        return {
            name: number
            for name, number in found.items()
            if abs(number - year.classes[name].planned) > self.within_reach.get(name, 0)
        }


def year_reached(planned: Iterable[PlannedRow], repeating: Repeating, year: YearPlan, slack_days: int) -> YearReached:
    """Repeats every row to the end of the year."""
    coming: Counter[str] = Counter()
    within_reach: dict[str, Fraction] = {}
    for each in planned:
        name, cadence_days = each.row.count_class, each.row.cadence_days or 1
        number = sum(1 for _ in repeating.days(cadence_days, each.planned, days_after(year.end, -1)))
        coming[name] += number
        later = Fraction(max(0, number - 1) * slack_within(cadence_days, slack_days), cadence_days)
        within_reach[name] = within_reach.get(name, Fraction(0)) + later
    return YearReached(coming, within_reach)
