"""What has to be there before a count is planned, approved or posted; each refusal says the step that is missing."""

from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.workflow.errors import Refusal
from cyclecount_tui.workflow.training import refuse_training


def refuse_uncompared(count: Count, to: str) -> None:
    """Raises Refusal when there is nothing `to` do (plan, approve, post): not compared yet, over, or for training."""
    if count.phase is not Phase.RECONCILING:
        raise Refusal(f"The count of {count.subject.name} is {count.phase.words}: there is nothing to {to}.")
    refuse_training(count)


def refuse_unplanned(count: Count, to: str) -> None:
    """Raises Refusal when there is no plan `to` approve or post."""
    refuse_uncompared(count, to)
    if count.plan is None:
        raise Refusal(f"There is no plan for {count.subject.name} yet: make one and look at it, then {to} it.")
