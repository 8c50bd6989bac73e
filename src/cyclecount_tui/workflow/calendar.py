"""The calendar of this factory: its workdays, and the holidays of its country from the `holidays` package."""

from datetime import date
from functools import lru_cache

from cyclecount_tui.domain.scheduling_rules import SchedulingRules
from cyclecount_tui.domain.workdays import Calendar, days_after
from cyclecount_tui.workflow.errors import Refusal
from cyclecount_tui.workflow.quoting import quoted
from cyclecount_tui.workflow.workplace import Workplace

YEARS_BEFORE = 2
YEARS_AHEAD = 5
"""For how many years around today holidays are known; longer where somebody plans further ahead."""

NEAREST = 3
MOST_LISTED = 12


def calendar_here(workplace: Workplace, until: date | None = None) -> Calendar:
    """The calendar around today, at least to the end of the year of `until`.

    Raises:
        Refusal: the country or its subdivision is not known; the nearest are named.
    """
    return calendar_of(workplace.practice.scheduling, workplace.today(), until)


def calendar_shown(workplace: Workplace) -> Calendar | None:
    """The calendar by which due dates are shown; None where the settings name neither a country nor workdays.

    Raises:
        Refusal: the country or its subdivision is not known.
    """
    rules, usual = workplace.practice.scheduling, SchedulingRules()
    named = rules.country.strip() or rules.workdays != usual.workdays
    return calendar_here(workplace) if named else None


def calendar_trouble(workplace: Workplace) -> str:
    """Why due dates are shown without the calendar of the settings, in a sentence; empty where nothing is wrong."""
    try:
        calendar_shown(workplace)
    except Refusal as refusal:
        return f"The dates are shown without holidays and workdays. {refusal.sentence}"
    return ""


def calendar_if_known(workplace: Workplace) -> Calendar | None:
    """As `calendar_shown`, and none where the country is not known: no list stays empty for it."""
    try:
        return calendar_shown(workplace)
    except Refusal:
        return None


def workdays_here(workplace: Workplace) -> Calendar:
    """As `calendar_here`, and without holidays where the country is not known: no load stays unknown for it."""
    try:
        return calendar_here(workplace)
    except Refusal:
        return Calendar(workplace.practice.scheduling.workdays)


def calendar_of(rules: SchedulingRules, today: date, until: date | None = None) -> Calendar:
    """The same for these rules; without a country, a calendar without holidays.

    Raises:
        Refusal: the country or its subdivision is not known. DomainError: no weekday is worked.
    """
    if not rules.country.strip():
        return Calendar(rules.workdays)
    first = max(date.min.year, today.year - YEARS_BEFORE)
    last = max(days_after(today, YEARS_AHEAD * 365).year, until.year if until else first)
    return Calendar(rules.workdays, _holidays(rules.country.strip(), rules.subdivision.strip(), first, last))


@lru_cache(maxsize=8)
def _holidays(country: str, subdivision: str, first: int, last: int) -> frozenset[date]:
    from holidays import country_holidays, list_supported_countries

    known = list_supported_countries()
    code = country.upper()
    if code not in known:
        raise Refusal(f"No holidays are known for the country {quoted(country)}{_nearest_country(country, known)}")
    areas = {area.upper(): area for area in known[code]}
    area = areas.get(subdivision.upper())
    if subdivision and area is None:
        raise Refusal(
            f"No holidays are known for the subdivision {quoted(subdivision)} of {code}"
            f"{_nearest_subdivision(subdivision, list(areas.values()))}"
        )
    return frozenset(country_holidays(code, subdiv=area, years=range(first, last + 1)))


def _nearest_country(country: str, codes: dict[str, list[str]]) -> str:
    """The rest of the sentence: the code of a country that was named, else the codes that look alike."""
    from difflib import get_close_matches

    from holidays.registry import COUNTRIES

    names = {name.replace("_", " "): said[1] for name, said in COUNTRIES.items()}
    alike = get_close_matches(country.casefold(), names, n=NEAREST, cutoff=0.7)
    near = [f"{names[name]} ({name.title()})" for name in alike] or get_close_matches(
        country.upper(), sorted(codes, key=lambda code: (len(code), code)), n=NEAREST, cutoff=0.5
    )
    return f": give its code, for example {', '.join(near)}." if near else ": give its two letters, such as US or DE."


def _nearest_subdivision(subdivision: str, areas: list[str]) -> str:
    if not areas:
        return ": leave the subdivision empty, this country has none."
    from difflib import get_close_matches

    near = get_close_matches(subdivision.upper(), areas, n=NEAREST, cutoff=0.5) or areas[:MOST_LISTED]
    return f": use one such as {', '.join(near)}, or none."
