"""Making the plan: the records behind the chosen fixes are read now, and the exact writes are kept with the count."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from cyclecount_tui.domain.causes.refusals import promised_to_others
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.events import Planned
from cyclecount_tui.domain.folding import require_settled
from cyclecount_tui.domain.inventory import InventoryRecord
from cyclecount_tui.domain.ion_rules import rules_over
from cyclecount_tui.domain.plan import NotPlanned, Plan
from cyclecount_tui.domain.planning import make_plan, parts_needed, records_needed, to_plan
from cyclecount_tui.domain.quantities import ZERO
from cyclecount_tui.ion.errors import NotFound, NotPermitted, Refused
from cyclecount_tui.workflow.before_posting import refuse_uncompared
from cyclecount_tui.workflow.beside_blind import fix_touches
from cyclecount_tui.workflow.blind_counts import Blind, blind_now, waiting_words
from cyclecount_tui.workflow.keeping import record
from cyclecount_tui.workflow.offering import promised_elsewhere
from cyclecount_tui.workflow.other_counts import corrected_before, corrected_since
from cyclecount_tui.workflow.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Drafted:
    """A plan as it would be now, and the records it was made on, by id; what is counted blind is without quantity."""

    plan: Plan
    records: Mapping[int, InventoryRecord]


def plan(workplace: Workplace, count: Count) -> Count:
    """The count with a fresh plan of exact writes for its chosen fixes.

    A fix that touches what another count is counting blind is left out, and no quantity of that is kept.

    Raises:
        Refusal: the count is not compared yet, or was for training. DomainError: a write of the last posting is not
            settled yet.
        IonError: the records could not be read; the plan so far stays.
    """
    drafted = draft(workplace, count)
    return record(workplace, count, Planned(at=workplace.now(), by=workplace.counter, plan=drafted.plan))


def draft(workplace: Workplace, count: Count) -> Drafted:
    """The same plan, kept nowhere."""
    refuse_uncompared(count, "plan")
    require_settled(count)
    blind = blind_now(workplace, count)
    waiting = {**_promised(workplace, count), **_waiting(count, blind)}
    lines_left = {line: choice for line, choice in count.choices.items() if line not in waiting}
    shown = replace(count, choices=MappingProxyType(lines_left))
    records = _records_now(workplace, shown, blind)
    made = make_plan(shown, records, corrected_since(workplace, count), corrected_before(workplace, count))
    left_out = tuple(sorted((*made.not_planned, *waiting.values()), key=lambda missing: missing.line))
    return Drafted(_with_rules(workplace, replace(made, not_planned=left_out)), records)


def _with_rules(workplace: Workplace, made: Plan) -> Plan:
    """The plan with ION's own rules that may refuse some of it; that they cannot be read keeps nobody from planning."""
    if not made.writes:
        return made
    try:
        found = workplace.ion.rules_where_offered()
    except (NotPermitted, Refused, NotFound) as error:
        return replace(made, rules_unread=error.sentence)
    return made if found is None else replace(made, rules=rules_over(made.writes, found.texts))


def _waiting(count: Count, blind: Blind) -> dict[int, NotPlanned]:
    """By line number, the fixes that wait for a blind count."""
    touched = {line: fix_touches(count, line, choice, blind) for line, choice in to_plan(count).items()}
    return {
        line: NotPlanned(line, f"{waiting_words(names)}: plan again once that is submitted, or given up.")
        for line, names in touched.items()
        if names
    }


def _promised(workplace: Workplace, count: Count) -> dict[int, NotPlanned]:
    """By line number, the fixes that count on what another open count chose before."""
    found = promised_to_others(count, promised_elsewhere(workplace, count), to_plan(count))
    what_to_do = "Choose another fix, or take that one back and plan again."
    return {line: NotPlanned(line, f"{reason} {what_to_do}") for line, reason in found}


def _records_now(workplace: Workplace, count: Count, blind: Blind) -> dict[int, InventoryRecord]:
    """What ION has now; of what is being counted blind, where it lies and never how much."""
    needed, parts = records_needed(count), parts_needed(count)
    found = workplace.ion.records(needed) if needed else []
    found += workplace.ion.records_of_parts(parts) if parts else []
    return {item.id: replace(item, quantity=ZERO, held=ZERO) if blind.hides(item) else item for item in found}
