"""Making the plan: the records behind the chosen fixes are read now, and the exact writes are kept with the count."""

from dataclasses import replace
from types import MappingProxyType

from cyclecount_tui.domain.count import Choice, Count
from cyclecount_tui.domain.events import Planned
from cyclecount_tui.domain.evidence import records_compared
from cyclecount_tui.domain.folding import require_settled
from cyclecount_tui.domain.inventory import InventoryRecord
from cyclecount_tui.domain.plan import NotPlanned
from cyclecount_tui.domain.planning import make_plan, parts_needed, records_needed, to_plan
from cyclecount_tui.domain.quantities import ZERO
from cyclecount_tui.workflow.before_posting import refuse_uncompared
from cyclecount_tui.workflow.blind_counts import Blind, blind_now, waiting_words
from cyclecount_tui.workflow.keeping import record
from cyclecount_tui.workflow.other_counts import corrected_since
from cyclecount_tui.workflow.workplace import Workplace


def plan(workplace: Workplace, count: Count) -> Count:
    """The count with a fresh plan of exact writes for its chosen fixes.

    A fix that touches what another count is counting blind is left out, and no quantity of that is kept.

    Raises:
        Refusal: the count is not compared yet, or was for training. DomainError: a write of the last posting is not
            settled yet.
        IonError: the records could not be read; the plan so far stays.
    """
    refuse_uncompared(count, "plan")
    require_settled(count)
    blind = blind_now(workplace, count)
    waiting = _waiting(count, blind)
    lines_left = {line: choice for line, choice in count.choices.items() if line not in waiting}
    shown = replace(count, choices=MappingProxyType(lines_left))
    made = make_plan(shown, _records_now(workplace, shown, blind), corrected_since(workplace, count))
    left_out = sorted((*made.not_planned, *waiting.values()), key=lambda missing: missing.line)
    event = Planned(at=workplace.now(), by=workplace.counter, plan=replace(made, not_planned=tuple(left_out)))
    return record(workplace, count, event)


def _waiting(count: Count, blind: Blind) -> dict[int, NotPlanned]:
    """By line number, the fixes that wait for a blind count."""
    touched = {line: _touched(count, line, choice, blind) for line, choice in to_plan(count).items()}
    return {
        line: NotPlanned(line, f"{waiting_words(names)}: plan again once that is submitted, or given up.")
        for line, names in touched.items()
        if names
    }


def _touched(count: Count, line: int, choice: Choice, blind: Blind) -> tuple[str, ...]:
    counted = count.rows_by_line[line].line
    known = records_compared(count.evidence)
    compared = (known.get(portion.record_id) for portion in choice.fix.portions)
    sources = (source.location for source in compared if source is not None)
    return blind.touched(
        counted.key.part_number, counted.part_id, (count.place_of(counted.key), choice.fix.to, *sources)
    )


def _records_now(workplace: Workplace, count: Count, blind: Blind) -> dict[int, InventoryRecord]:
    """What ION has now; of what is being counted blind, where it lies and never how much."""
    needed, parts = records_needed(count), parts_needed(count)
    found = workplace.ion.records(needed) if needed else []
    found += workplace.ion.records_of_parts(parts) if parts else []
    return {item.id: replace(item, quantity=ZERO) if blind.hides(item) else item for item in found}
