"""What happens around the approval of major discrepancies: somebody else looked at their writes and agreed."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from cyclecount_tui.domain.fact import Fact
from cyclecount_tui.domain.plan import Write


@dataclass(frozen=True, slots=True)
class ApprovedRow:
    """A major discrepancy as the approver saw it: `sentence` says how far it is off and what the limits were.

    `value` is the difference in money, None where ION knows no cost.
    """

    line: int
    difference: Decimal
    value: Decimal | None
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MajorApproved(Fact):
    """`by` approved major discrepancies, for a stated reason: `rows`, and of the plan exactly these `writes`."""

    rows: tuple[ApprovedRow, ...]
    writes: tuple[Write, ...]
    reason: str
    kind: Literal["major_approved"] = "major_approved"


ApprovalEvent = MajorApproved
