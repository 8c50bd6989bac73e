"""What there is to say about a levelled schedule, in sentences: what is missing, and why a day has too much."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from cyclecount_tui.domain.daily_need import DailyNeed
from cyclecount_tui.domain.levelled_schedule import OverDay, PlannedRow
from cyclecount_tui.domain.schedule import slack_of
from cyclecount_tui.domain.scheduling_rules import SchedulingRules
from cyclecount_tui.domain.subject import Subject
from cyclecount_tui.domain.workdays import days_after
from cyclecount_tui.domain.year_plan import YearPlan
from cyclecount_tui.domain.year_reached import YearReached


def why_over(there: Sequence[PlannedRow], pressed: set[Subject], rules: SchedulingRules) -> str:
    """Why a day has more work than it has room for; `pressed` are the rows for which no day had room."""
    large = next((each for each in there if each.load.exceeds(rules)), None)
    if large is not None:
        name, load = large.row.subject.name, large.load
        return f"{name} alone takes {load.lines} lines and about {load.minutes:.0f} minutes."
    number = sum(each.row.subject in pressed for each in there)
    counts = "1 count" if number == 1 else f"{number} counts"
    return f"{counts} cannot wait any longer, and no other day within the slack has room."


def need_words(need: DailyNeed, rules: SchedulingRules, even_minutes: Decimal) -> list[str]:
    """What a day's work comes to, where the capacity does not hold or there is none."""
    if rules.daily_lines is None and rules.daily_minutes is None:
        most = f"No daily capacity is set: the work is spread evenly, about {even_minutes} minutes a day at most."
        return [most] if even_minutes else []
    shortage = need.shortage(rules)
    return [f"{shortage}: allow for more a day, or count less often."] if shortage else []


def year_words(year: YearPlan, reached: YearReached) -> list[str]:
    """The classes that cannot come to the counts that are planned for the year, whatever is levelled later."""
    last = days_after(year.end, -1)
    return [
        f"{name or 'What has no class'} comes to {number} counts from {year.first} to {last}, not to "
        f"{year.classes[name].planned}: its dates cannot be moved that far."
        for name, number in reached.short_of(year).items()
    ]


def row_words(planned: Sequence[PlannedRow], undated: int, rules: SchedulingRules) -> list[str]:
    """What is overdue, what was never counted, and what has no workday within its slack."""
    said = []
    late = [each.planned for each in planned if each.overdue]
    if late:
        some = "1 overdue count comes" if len(late) == 1 else f"{len(late)} overdue counts come"
        said.append(f"{some} first, the longest overdue and the highest class first; done by {max(late)}.")
    if undated:
        some = "1 row was" if undated == 1 else f"{undated} rows were"
        said.append(f"{some} never counted: first counts are spread over one cadence.")
    no_day = sum(not each.overdue and each.planned > _latest(each, rules) for each in planned)
    if no_day:
        some = "1 count has" if no_day == 1 else f"{no_day} counts have"
        said.append(f"{some} no workday within the slack: planned for the next one with room.")
    return said


def over_words(over: Sequence[OverDay]) -> list[str]:
    """How many days are over capacity, and why the first of them is."""
    if not over:
        return []
    some = "1 day is over capacity" if len(over) == 1 else f"{len(over)} days are over capacity, the first"
    return [f"{some} on {over[0].day}: {over[0].why}"]


def _latest(each: PlannedRow, rules: SchedulingRules) -> date:
    return days_after(each.due, slack_of(each.row, rules.slack_days))
