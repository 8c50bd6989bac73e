"""Where an hour of counting finds most: risk per minute of what is due, and what fits into the minutes there are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from cyclecount_tui.domain.natural_order import NaturalKey, natural
from cyclecount_tui.domain.subject import Subject

CLASS_WEIGHTS = {"A": 4, "B": 2, "C": 1}
"""By how often a year each class is counted in cycle-counting practice: A 4 times, B 2, C once; others as C."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What is known of a subject that is due.

    `days_overdue` is 0 for one that is due today; `cadence_days` is at least 1. `counts` and `with_differences` are its
    latest counts (at most five) and those of them that had a difference. `moves` are the records at the location that
    changed since the last count, None where nobody asked. `minutes` is how long a count takes.
    """

    subject: Subject
    count_class: str
    days_overdue: int
    cadence_days: int
    lines: int
    minutes: Decimal
    never_counted: bool = False
    counts: int = 0
    with_differences: int = 0
    moves: int | None = None


@dataclass(frozen=True, slots=True)
class Picked:
    """What to count in the minutes there are, in walking order. `too_long`: the one count takes more than that."""

    candidates: tuple[Candidate, ...]
    minutes: Decimal
    too_long: bool = False


def risk(candidate: Candidate) -> Fraction:
    """How much is likely to be wrong there, as a number to compare with others; never negative.

    lines x class weight x (1 + days overdue / cadence) x (1 + moves / lines) x (1 + share of counts with differences)

    Lines are what can be wrong; each factor makes it likelier: the class by what a mistake costs, time beyond the
    cadence, each touch (a record changed at most once for each line), and what was wrong before. What was never counted
    counts as one cadence late. The factors are those that cycle-counting programs name for picking what to count first;
    how they are put together is this program's own: each is 1 where nothing is known, and none can hide another.
    """
    lines = max(candidate.lines, 1)
    late = Fraction(max(candidate.days_overdue, 0), max(candidate.cadence_days, 1)) + int(candidate.never_counted)
    touched = Fraction(min(candidate.moves or 0, lines), lines)
    wrong = Fraction(candidate.with_differences, candidate.counts) if candidate.counts else Fraction(0)
    weight = CLASS_WEIGHTS.get(candidate.count_class.upper(), 1)
    return lines * weight * (1 + late) * (1 + touched) * (1 + wrong)


def risk_per_minute(candidate: Candidate) -> Fraction:
    """The risk that a minute there settles; a count takes a tenth of a minute at least."""
    return risk(candidate) / max(Fraction(candidate.minutes), Fraction(1, 10))


def picked(candidates: Iterable[Candidate], minutes: int, near: str = "") -> Picked:
    """What to count in so many minutes: by risk per minute, whatever still fits (Dantzig's rule for a knapsack).

    Together they never take longer, with one exception: where nothing fits and something is overdue, the overdue one
    with the most risk per minute is given alone, with `too_long`. See `walking_order` for `near`.
    """
    best_first = sorted(candidates, key=_best_first)
    chosen: list[Candidate] = []
    left = Decimal(minutes)
    for candidate in best_first:
        if candidate.minutes <= left:
            chosen.append(candidate)
            left -= candidate.minutes
    if not chosen:
        overdue = next((candidate for candidate in best_first if candidate.days_overdue > 0), None)
        return Picked((), Decimal(0)) if overdue is None else Picked((overdue,), overdue.minutes, too_long=True)
    return Picked(walking_order(chosen, near), Decimal(minutes) - left)


def walking_order(candidates: Sequence[Candidate], near: str = "") -> tuple[Candidate, ...]:
    """By name, as people walk; from the place called `near` on, and those before it at the end."""
    ordered = sorted(candidates, key=lambda each: (natural(each.subject.name), each.subject.id))
    first = natural(near)
    ahead = [each for each in ordered if natural(each.subject.name) >= first]
    behind = [each for each in ordered if natural(each.subject.name) < first]
    return (*ahead, *behind)


def why(candidate: Candidate) -> str:
    """The reason: `12 days overdue, class A, 2 of the last 5 counts had differences; about 9 minutes`."""
    said = [_lateness(candidate)]
    if candidate.never_counted:
        said.append("never counted")
    if candidate.count_class:
        said.append(f"class {candidate.count_class}")
    if candidate.moves:
        said.append("1 record changed since" if candidate.moves == 1 else f"{candidate.moves} records changed since")
    if candidate.with_differences:
        said.append(_differences(candidate.with_differences, candidate.counts))
    rounded = max(1, int(candidate.minutes.to_integral_value()))
    return f"{', '.join(said)}; about {rounded} {'minute' if rounded == 1 else 'minutes'}"


def _lateness(candidate: Candidate) -> str:
    days = candidate.days_overdue
    if days <= 0:
        return "due today"
    return "1 day overdue" if days == 1 else f"{days} days overdue"


def _differences(wrong: int, counts: int) -> str:
    if counts == 1:
        return "the last count had differences"
    return f"{wrong} of the last {counts} counts had differences"


def _best_first(candidate: Candidate) -> tuple[Fraction, int, NaturalKey, str, int]:
    subject = candidate.subject
    return (
        -risk_per_minute(candidate), -candidate.days_overdue, natural(subject.name), str(subject.kind), subject.id,
    )  # fmt: skip
