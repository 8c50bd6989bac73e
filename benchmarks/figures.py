"""One line of the table: what was measured, what it is compared with, and whether the goal is met."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Figure:
    """`value` is held against `limit`, both in `unit`; without a value nothing could be measured, and `ours` says why.

    Without a limit the figure is for information.
    """

    goal: str
    what: str
    ours: str
    baseline: str
    value: float | None
    limit: float | None
    unit: str = "x"

    @property
    def verdict(self) -> str:
        """In a word."""
        if self.limit is None:
            return ""
        if self.value is None:
            return "not measured"
        return "met" if self.value <= self.limit else "**not met**"


def compared(goal: str, what: str, ours: float, theirs: float, baseline: str, limit: float | None) -> Figure:
    """A time beside that of a baseline; both in seconds."""
    return Figure(goal, what, milliseconds(ours), f"{baseline}: {milliseconds(theirs)}", ours / theirs, limit)


def paired(ours: Iterable[float], theirs: Iterable[float]) -> float:
    """The middle of the ratios of runs that took turns."""
    return median(one / other for one, other in zip(ours, theirs, strict=True))


def not_measured(goal: str, what: str, why: str, limit: float | None, baseline: str = "", unit: str = "x") -> Figure:
    """A line that says why it has no figure."""
    return Figure(goal, what, why, baseline, None, limit, unit)


def milliseconds(seconds: float) -> str:
    """As the table has it."""
    return f"{1000 * seconds:,.1f} ms" if seconds < 0.1 else f"{1000 * seconds:,.0f} ms"


def in_unit(value: float, unit: str) -> str:
    """A value or a limit as the table has it."""
    if unit == "x":
        return f"{value:.2f}x"
    return f"{value:,.0f} {unit}" if value == int(value) or value >= 100 else f"{value:.2f} {unit}"
