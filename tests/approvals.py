"""Workplaces on which major discrepancies wait for somebody else's approval."""

from decimal import Decimal

from cyclecount_tui.domain.approval_rules import ApprovalRules
from cyclecount_tui.domain.recount_rules import Tolerance
from cyclecount_tui.workflow.workplace import Workplace


def approving(workplace: Workplace, percent: int = 0, value: int = 0, **by_class: Tolerance) -> Workplace:
    """The workplace, where what is beyond these limits needs an approval from now on; by default all that differs."""
    limits = {"C": Tolerance(Decimal(percent), Decimal(value)), **by_class}
    workplace.practice = workplace.practice._replace(approval=ApprovalRules(required=True, limits=limits))
    return workplace
