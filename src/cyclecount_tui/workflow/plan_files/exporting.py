"""A plan as a file, to be looked at, approved and posted later."""

from cyclecount_tui.domain.count import Count
from cyclecount_tui.store.plan_file import plan_text
from cyclecount_tui.workflow.before_posting import refuse_unplanned
from cyclecount_tui.workflow.beside_blind import shown
from cyclecount_tui.workflow.plan_document import plan_document
from cyclecount_tui.workflow.workplace import Workplace


def exported(workplace: Workplace, count: Count) -> str:
    """The text of the file for the count's present plan, which stays in the journal as it is.

    Writes that touch what is being counted blind are not in it; it says that they wait.

    Raises:
        Refusal: there is no plan.
    """
    refuse_unplanned(count, "export")
    head = {
        "count_version": count.version,
        "exported_at": workplace.now().isoformat(),
        "exported_by": workplace.counter,
    }
    return plan_text({**head, **plan_document(shown(workplace, count))})
