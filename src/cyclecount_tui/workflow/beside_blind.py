"""A compared count as it may be shown while other counts are blind: without anything that would tell their counters.

What the comparison had read before they began stays in the journal, and is shown again once they are submitted.
"""

from collections.abc import Iterable
from dataclasses import replace
from types import MappingProxyType

from cyclecount_tui.domain.count import Choice, Count
from cyclecount_tui.domain.evidence import Evidence, records_compared
from cyclecount_tui.domain.inventory import Place
from cyclecount_tui.domain.plan import NotPlanned, Plan, Write
from cyclecount_tui.domain.quantities import ZERO
from cyclecount_tui.domain.sent_back import comparison_of
from cyclecount_tui.workflow.blind_counts import Blind, blind_now, waiting_words
from cyclecount_tui.workflow.workplace import Workplace


def shown(workplace: Workplace, count: Count) -> Count:
    """The count to show now; it is for showing alone, since what is recorded is decided on the whole count.

    Raises:
        StoreError: the database cannot be read.
    """
    return count if count.evidence is None else beside(count, blind_now(workplace, count))


def beside(count: Count, blind: Blind) -> Count:
    """The same beside what is known to be counted blind.

    A line of that is not among its rows, a fix that touches it is not among its choices, and a write waits instead.
    """
    if count.evidence is None or not (blind.places or blind.parts):
        return count
    hidden = frozenset(line.number for line in count.lines if _touches_line(count, line.number, blind))
    choices = {
        number: choice for number, choice in count.choices.items() if not fix_touches(count, number, choice, blind)
    }
    earlier = tuple(
        each if each.evidence is None else replace(each, evidence=_without(each.evidence, blind))
        for each in count.sent_back.comparisons
    )
    return replace(
        count,
        hidden=hidden,
        choices=MappingProxyType(choices),
        plan=None if count.plan is None else _plan_beside(count.plan, blind),
        evidence=_without(count.evidence, blind),
        sent_back=replace(count.sent_back, comparisons=earlier),
    )


def fix_touches(count: Count, line: int, choice: Choice, blind: Blind) -> tuple[str, ...]:
    """What a chosen fix touches of what is being counted blind, as a sentence names it; empty for nothing."""
    counted = count.lines[line - 1]
    known = records_compared(comparison_of(count, line).evidence)
    compared = (known.get(portion.record_id) for portion in choice.fix.portions)
    sources = (source.location for source in compared if source is not None)
    return blind.touched(
        counted.key.part_number, counted.part_id, (count.place_of(counted.key), choice.fix.to, *sources)
    )


def write_touches(write: Write, blind: Blind) -> tuple[str, ...]:
    """The same of a planned write."""
    return blind.touched(write.key.part_number, write.part_id, (write.key.place, write.at, write.to))


def waits_for(touched: Iterable[str]) -> str:
    """The sentence about a fix or a write that waits."""
    return f"It waits: {waiting_words(touched)}. Plan again once that is submitted, or given up."


def _touches_line(count: Count, number: int, blind: Blind) -> bool:
    line = count.lines[number - 1]
    places: tuple[Place | None, ...] = (count.place_of(line.key),)
    return bool(blind.touched(line.key.part_number, line.part_id, places))


def _plan_beside(plan: Plan, blind: Blind) -> Plan:
    touched = {write.number: write_touches(write, blind) for write in plan.writes}
    waiting = {
        write.line: NotPlanned(write.line, waits_for(touched[write.number]))
        for write in plan.writes
        if touched[write.number]
    }
    left_out = {item.line: item for item in plan.not_planned} | waiting
    return replace(
        plan,
        writes=tuple(write for write in plan.writes if not touched[write.number]),
        not_planned=tuple(left_out[line] for line in sorted(left_out)),
    )


def _without(evidence: Evidence, blind: Blind) -> Evidence:
    """One reading of ION without what is being counted blind; it says what it is without."""
    compared = [*evidence.here, *evidence.elsewhere]
    hidden_ids = {item.id for item in (*compared, *evidence.gone) if blind.hides(item)}
    hidden_ids |= {each.record_id for each in evidence.changes if blind.hides_any(each.part_id, each.places)}
    hidden_ids |= {each.origin_id for each in evidence.changes if each.record_id in hidden_ids and each.origin_id}
    return replace(
        evidence,
        here=blind.shown(evidence.here),
        elsewhere=blind.shown(evidence.elsewhere),
        gone=tuple(replace(item, quantity=ZERO, held=ZERO) if blind.hides(item) else item for item in evidence.gone),
        kit_items=tuple(item for item in evidence.kit_items if hidden_ids.isdisjoint(item.record_ids)),
        earlier=tuple(each for each in evidence.earlier if not blind.hides_result(each)),
        nearby=tuple(each for each in evidence.nearby if not blind.hides_result(each)),
        order_lines=tuple(each for each in evidence.order_lines if not blind.hides_any(each.part_id, each.places)),
        receipts=tuple(each for each in evidence.receipts if not blind.hides_any(each.part_id, each.places)),
        changes=tuple(each for each in evidence.changes if each.record_id not in hidden_ids),
        withheld=tuple(dict.fromkeys((*evidence.withheld, *blind.places_in(compared)))),
        withheld_parts=tuple(dict.fromkeys((*evidence.withheld_parts, *blind.parts_in(compared)))),
    )
