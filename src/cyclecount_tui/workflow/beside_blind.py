"""A compared count as it may be shown while other counts are blind: without anything that would tell their counters.

Every front end shows what `shown` gives, and no count as it is. What the comparison had read before they began stays in
the journal, and is shown again once they are submitted. What is recorded is decided on the whole count; where that
would rest on what is not shown, it waits.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TypeVar

from cyclecount_tui.domain.count import Choice, Count
from cyclecount_tui.domain.evidence import Evidence, records_compared
from cyclecount_tui.domain.hidden import Hidden
from cyclecount_tui.domain.plan import NotPlanned, Plan, Write
from cyclecount_tui.domain.quantities import ZERO
from cyclecount_tui.domain.sent_back import comparison_of
from cyclecount_tui.workflow.blind_counts import Blind, blind_now, waiting_words
from cyclecount_tui.workflow.errors import Refusal
from cyclecount_tui.workflow.workplace import Workplace

_Touched = Mapping[int, tuple[str, ...]]
"""By line number, what of it is being counted blind, as a sentence names it; other lines are missing."""

_Thing = TypeVar("_Thing")


def shown(workplace: Workplace, count: Count) -> Count:
    """The count to show now; it is for showing alone, since what is recorded is decided on the whole count.

    Raises:
        StoreError: the database cannot be read.
    """
    return count if count.evidence is None else beside(count, blind_now(workplace, count))


def shown_with_line(workplace: Workplace, count: Count, line: int, *, and_fix: bool = False) -> Count:
    """The same, for somebody who decides about one line of it, or goes on with its fix.

    Raises:
        Refusal: the line, or what its fix touches, is being counted blind by another count: it waits.
    """
    seen = shown(workplace, count)
    if line in seen.hidden.lines or (and_fix and line in seen.hidden.fixes):
        raise Refusal(
            f"Line {line} of {count.subject.name} waits: {seen.hidden.why}. Decide about it once that is submitted, or "
            "given up."
        )
    return seen


def beside(count: Count, blind: Blind) -> Count:
    """The same beside what is known to be counted blind.

    A line of that is not among its rows, a fix that touches it is not among its choices, and a write waits instead.
    """
    if count.evidence is None or not (blind.places or blind.parts):
        return count
    lines, fixes = lines_touched(count, blind), _fixes_of(count, blind)
    touched = {**fixes, **lines}
    hidden = Hidden(
        frozenset(lines),
        frozenset(fixes.keys() - lines.keys()),
        waiting_words(name for names in touched.values() for name in names) if touched else "",
    )
    earlier = tuple(
        each if each.evidence is None else replace(each, evidence=_without(each.evidence, blind))
        for each in count.sent_back.comparisons
    )
    return replace(
        count,
        hidden=hidden,
        disputed=count.disputed - hidden.lines,
        stale=count.stale - hidden.lines,
        chosen_attempts=_but(count.chosen_attempts, lines),
        choices=_but(count.choices, touched),
        plan=None if count.plan is None else _plan_beside(count, count.plan, blind, touched),
        evidence=_without(count.evidence, blind),
        sent_back=replace(count.sent_back, comparisons=earlier),
    )


def lines_touched(count: Count, blind: Blind) -> Mapping[int, tuple[str, ...]]:
    """The lines that are being counted blind, by number, each with what of it is, as a sentence names it."""
    found = {line.number: _touched_by_line(count, line.number, blind) for line in count.lines}
    return {line: names for line, names in found.items() if names}


def _fixes_of(count: Count, blind: Blind) -> _Touched:
    """The lines of which the chosen fix, or a write of this or an earlier plan, touches what is counted blind."""
    found = {line: list(fix_touches(count, line, choice, blind)) for line, choice in count.choices.items()}
    writes = {**count.written, **{write.number: write for write in (count.plan.writes if count.plan else ())}}
    for write in writes.values():
        found.setdefault(write.line, []).extend(write_touches(write, blind))
    return {line: tuple(dict.fromkeys(names)) for line, names in found.items() if names}


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


def write_in_words(write: Write, blind: Blind) -> str:
    """For a refusal: the write in quotation marks; of what is being counted blind, only that it is one."""
    return f"a write of line {write.line} that waits" if write_touches(write, blind) else f"“{write.words}”"


def waits_for(touched: Iterable[str]) -> str:
    """The sentence about a fix or a write that waits."""
    return f"It waits: {waiting_words(touched)}. Plan again once that is submitted, or given up."


def _touched_by_line(count: Count, number: int, blind: Blind) -> tuple[str, ...]:
    line = count.lines[number - 1]
    return blind.touched(line.key.part_number, line.part_id, (count.place_of(line.key),))


def _plan_beside(count: Count, plan: Plan, blind: Blind, touched: _Touched) -> Plan:
    """Without the writes that touch it: those that are not in ION yet wait, and so do the fixes without a write."""
    hidden = {write.number for write in plan.writes if write_touches(write, blind)}
    left_out = {item.line: item for item in plan.not_planned}
    waiting = {write.line for write in plan.writes if write.number in hidden and not count.finished(write)}
    for line in waiting | (left_out.keys() & touched.keys()):
        left_out[line] = NotPlanned(line, waits_for(touched[line]))
    return replace(
        plan,
        writes=tuple(write for write in plan.writes if write.number not in hidden),
        not_planned=tuple(left_out[line] for line in sorted(left_out)),
        covered=tuple(item for item in plan.covered if item.line not in touched),
    )


def _but(things: Mapping[int, _Thing], lines: Iterable[int]) -> Mapping[int, _Thing]:
    left_out = frozenset(lines)
    return MappingProxyType({line: thing for line, thing in things.items() if line not in left_out})


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
