"""The year of counts here: 365 days from when the schedule was first levelled, and each year after that."""

from collections import Counter
from datetime import date

from cyclecount_tui.domain.counting_year import DAYS_A_YEAR, CountingYear
from cyclecount_tui.domain.subject import Subject
from cyclecount_tui.domain.workdays import days_after
from cyclecount_tui.workflow.workplace import Workplace


def counting_year(workplace: Workplace) -> CountingYear:
    """The year in which today is, with what was counted in it; it begins today where nothing was ever levelled.

    Raises:
        StoreError: the database cannot be read.
    """
    from cyclecount_tui.store import counting_history  # brings SQLite along, which no screen waits for

    database, today = workplace.store.database, workplace.today()
    begun = counting_history.first_levelled(database)
    first = min(today, today if begun is None else begun.astimezone().date())
    first = days_after(first, (today - first).days // DAYS_A_YEAR * DAYS_A_YEAR)
    anew: dict[Subject, date] = {}
    for subject, at in counting_history.began_anew(database).items():
        day = at.astimezone().date()
        if day > first:
            anew[subject] = min(day, today)
    year = CountingYear(first, {}, anew)
    made = Counter(
        subject for subject, day in counting_history.counted_since(database, first) if day >= year.begins_for(subject)
    )
    return CountingYear(first, made, anew)
