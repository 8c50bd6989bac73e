"""A proposed class and cadence beside today's row of the schedule."""

from collections.abc import Mapping
from dataclasses import dataclass

from cyclecount_tui.domain.classifying import Classed
from cyclecount_tui.domain.schedule import ScheduleRow
from cyclecount_tui.domain.subject import Subject


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a build proposes for a subject. `today` is its row of the schedule, None when it is not on it.

    It knows shares and numbers of moves in its reason, never a quantity or a value.
    """

    subject: Subject
    today: ScheduleRow | None
    count_class: str
    cadence_days: int | None
    reason: str
    lines: int

    @property
    def is_new(self) -> bool:
        """Whether nobody scheduled it yet: it has no row, or one that only remembers its last count."""
        return self.today is None or (self.today.cadence_days is None and not self.today.count_class)

    @property
    def changed(self) -> bool:
        """Whether it is new, or its class or cadence would be others than today."""
        if self.today is None or self.is_new:
            return True
        return (self.today.count_class, self.today.cadence_days) != (self.count_class, self.cadence_days)

    @property
    def state(self) -> str:
        """`new`, `changed` or `same`."""
        return "new" if self.is_new else "changed" if self.changed else "same"


@dataclass(frozen=True, slots=True)
class Proposals:
    """What a build proposes, most worth counting first, and the sentences that say what it went by."""

    rows: tuple[Proposal, ...]
    remarks: tuple[str, ...] = ()


def proposal(subject: Subject, classed: Classed, today: Mapping[Subject, ScheduleRow]) -> Proposal:
    """A subject's class as a proposal."""
    return Proposal(
        subject, today.get(subject), classed.count_class, classed.cadence_days, classed.reason, classed.lines
    )
