"""Approving what a file says: it has to be the count's present plan."""

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.exported_plan import same_write
from cyclecount_tui.workflow.beside_blind import write_in_words
from cyclecount_tui.workflow.blind_counts import blind_now
from cyclecount_tui.workflow.errors import Refusal
from cyclecount_tui.workflow.plan_files.opening import opened_plan
from cyclecount_tui.workflow.workplace import Workplace


def refuse_other_than(workplace: Workplace, count: Count, name: str, data: bytes) -> None:
    """Raises Refusal when the plan of a file is another one than the count's by now, or no plan of it at all.

    The numbers of writes do not matter, nor does what was posted of them meanwhile.
    """
    found, blind = opened_plan(workplace, count, name, data), blind_now(workplace, count)
    begun = tuple(count.written.values())
    for write in count.plan.writes if count.plan is not None else ():
        if not any(same_write(write, other) for other in found.writes):
            raise Refusal(
                f"The plan of {count.subject.name} is another one than {name} by now, at "
                f"{write_in_words(write, blind)}: look at it with cyclecount plan, and export it again with -o."
            )
    known = (*(count.plan.writes if count.plan is not None else ()), *begun)
    gone = [write for write in found.writes if not any(same_write(write, other) for other in known)]
    if gone:
        raise Refusal(
            f"{name} says {write_in_words(gone[0], blind)}, which the plan of {count.subject.name} no longer has: "
            "export it again with cyclecount plan -o."
        )
