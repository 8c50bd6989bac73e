"""What a count knows of approvals: who made its plan, and what was approved by whom."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from cyclecount_tui.domain.approval_events import MajorApproved
from cyclecount_tui.domain.plan import Plan, Write


@dataclass(frozen=True, slots=True)
class Approvals:
    """`planned_by` made the present plan, or the last one; `given` are all approvals, in the order of time."""

    planned_by: str = ""
    given: tuple[MajorApproved, ...] = ()

    @property
    def by_write(self) -> Mapping[Write, MajorApproved]:
        """By what a write does, the last approval of it."""
        return {substance(write): approval for approval in self.given for write in approval.writes}

    def planned(self, before: Plan | None, plan: Plan, by: str) -> "Approvals":
        """After a new plan. One that holds nothing that the plan before it did not hold stays that planner's work."""
        known = {substance(write) for write in before.writes} if before else set()
        same = bool(self.planned_by) and before is not None and known.issuperset(map(substance, plan.writes))
        return self if same else replace(self, planned_by=by)


NONE_GIVEN = Approvals()


def substance(write: Write) -> Write:
    """What is approved of a write: all of it, its warning too, but its number and the version and status of its record.

    A new plan may number it anew; a version that stands for the same quantity is checked when it is posted. The status
    of a record that may be changed follows its location's, which is off while it is counted.
    """
    return replace(write, number=0, etag="", status=None)
