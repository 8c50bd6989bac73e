"""Making the plan: the records behind the chosen fixes are read now, and the exact writes are kept with the count."""

from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.domain.events import Planned
from cyclecount_tui.domain.folding import require_settled
from cyclecount_tui.domain.inventory import InventoryRecord
from cyclecount_tui.domain.planning import make_plan, parts_needed, records_needed
from cyclecount_tui.workflow.errors import Refusal
from cyclecount_tui.workflow.keeping import record
from cyclecount_tui.workflow.other_counts import corrected_since
from cyclecount_tui.workflow.workplace import Workplace


def plan(workplace: Workplace, count: Count) -> Count:
    """The count with a fresh plan of exact writes for its chosen fixes.

    Raises:
        Refusal: the count is not compared yet. DomainError: a write of the last posting is not settled yet.
        IonError: the records could not be read; the plan so far stays.
    """
    if count.phase is not Phase.RECONCILING:
        raise Refusal(f"The count of {count.subject.name} is {count.phase.words}: there is nothing to plan.")
    require_settled(count)
    made = make_plan(count, _records_now(workplace, count), corrected_since(workplace, count))
    return record(workplace, count, Planned(at=workplace.now(), by=workplace.counter, plan=made))


def _records_now(workplace: Workplace, count: Count) -> dict[int, InventoryRecord]:
    needed, parts = records_needed(count), parts_needed(count)
    found = workplace.ion.records(needed) if needed else []
    found += workplace.ion.records_of_parts(parts) if parts else []
    return {item.id: item for item in found}
