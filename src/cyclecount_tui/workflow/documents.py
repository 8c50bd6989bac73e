"""The JSON documents of a reconciliation and of a plan: quantities as text, in a shape that stays."""

from typing import Any

from cyclecount_tui.domain.arithmetic import told_as_sum
from cyclecount_tui.domain.attempts_told import AttemptTold, CountsTold
from cyclecount_tui.domain.causes.suggesting import suggestions
from cyclecount_tui.domain.close_off_words import story
from cyclecount_tui.domain.comparing import Row
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.fixes import Fix, Suggestion
from cyclecount_tui.domain.inventory import Place
from cyclecount_tui.domain.lines import Line, LineKey
from cyclecount_tui.domain.plan import Write
from cyclecount_tui.domain.quantities import plain

Document = dict[str, Any]
"""Text, numbers, lists and dictionaries only, as `json.dumps` takes them."""


def reconcile_document(count: Count) -> Document:
    """Rows with both sides and the suggestions, what was not counted, and what moved meanwhile."""
    offered, told = suggestions(count), CountsTold(count)
    return {
        **_subject(count),
        "count": count.id,
        "mode": count.mode.words,
        "close_off": list(story(count)),
        "recount_waived": count.waived or None,
        "unavailable_for_this_count": list(count.evidence.stopped_in_ion) if count.evidence else [],
        "rows": [_row(count, row, offered.get(row.line.number, ()), told) for row in count.rows],
        "withheld": [_place(place) for place in (count.evidence.withheld if count.evidence else ())],
        "withheld_parts": list(count.evidence.withheld_parts) if count.evidence else [],
        "not_counted": [_line(line) for line in count.not_counted],
        "moved_during_count": [
            {
                "record_id": moved.record_id,
                **_where(moved.key),
                "part_number": moved.key.part_number,
                "revision": moved.key.revision,
                "lot_number": moved.key.lot_number,
                "serial_number": moved.key.serial_number,
                "what": moved.what,
                "by": moved.by or None,
                "at": moved.at.isoformat() if moved.at else None,
                "sentence": moved.sentence,
            }
            for moved in count.movements
        ],
    }


def plan_document(count: Count) -> Document:
    """The exact writes in order, and the chosen fixes that could not be planned, with the reason."""
    plan = count.plan
    return {
        **_subject(count),
        "count": count.id,
        "mode": count.mode.words,
        "writes": [_write(write) for write in (plan.writes if plan else ())],
        "covered": [{"line": item.line, "by": list(item.by)} for item in (plan.covered if plan else ())],
        "not_planned": [{"line": item.line, "reason": item.sentence} for item in (plan.not_planned if plan else ())],
    }


def _subject(count: Count) -> Document:
    return {str(count.subject.kind): {"id": count.subject.id, "name": count.subject.name}}


def _row(count: Count, row: Row, offered: tuple[Suggestion, ...], told: CountsTold) -> Document:
    choice = count.choices.get(row.line.number)
    entry = count.counted[row.line.number]
    return {
        **_line(row.line),
        "digital": plain(row.digital),
        "floor": plain(row.floor),
        "expression": entry.expression,
        "attempts": [_attempt(each) for each in told.of(row.line.number)],
        "agreement": told.agreement(row.line.number) or None,
        "sure": row.line.number not in count.unsure,
        "difference": plain(row.difference),
        "arithmetic": _arithmetic(count, row, offered),
        "value": None if row.value is None else plain(row.value),
        "status_breakdown": {status.value: plain(total) for status, total in row.breakdown.items()},
        "suggestions": [_suggestion(suggestion) for suggestion in offered],
        "chosen": None if choice is None else {"cause_id": choice.cause.value, "fix": _fix(choice.fix)},
    }


def _arithmetic(count: Count, row: Row, offered: tuple[Suggestion, ...]) -> Document | None:
    """The row as a sum; None where its difference is not known."""
    told = told_as_sum(count, row, offered)
    if told is None:
        return None
    return {
        "words": told.words,
        "snapshot": plain(told.snapshot),
        "terms": [{"amount": plain(term.amount), "why": term.why} for term in told.terms],
        "counted": plain(told.counted),
    }


def _attempt(told: AttemptTold) -> Document:
    """One count of a line; `agrees`: it has the difference that counts, `moved_since`: what it had cannot be told."""
    return {
        "attempt": told.number,
        "by": told.entry.by,
        "at": told.entry.at.isoformat(),
        "floor": plain(told.entry.quantity),
        "expression": told.typed,
        "agrees": told.agrees,
        "moved_since": told.moved,
    }


def _line(line: Line) -> Document:
    return {
        "line": line.number,
        **_where(line.key),
        "part_number": line.key.part_number,
        "revision": line.key.revision,
        "lot_number": line.key.lot_number,
        "serial_number": line.key.serial_number,
        "description": line.description,
        "uom": line.uom,
        "found": line.found,
    }


def _suggestion(suggestion: Suggestion) -> Document:
    return {
        "cause": suggestion.cause.words,
        "cause_id": suggestion.cause.value,
        "confidence": suggestion.confidence.value,
        "evidence": list(suggestion.evidence),
        "why_not_first": suggestion.lost or None,
        "fix": _fix(suggestion.fix),
    }


def _fix(fix: Fix) -> Document:
    return {
        "kind": fix.kind.value,
        "words": fix.words,
        "quantity": plain(fix.quantity),
        "records": [{"record_id": part.record_id, "quantity": plain(part.quantity)} for part in fix.portions],
        "to": _place(fix.to),
        "note": fix.note,
    }


def _write(write: Write) -> Document:
    return {
        "number": write.number,
        "kind": write.kind.value,
        "line": write.line,
        **_where(write.key),
        "record_id": write.record_id,
        "etag": write.etag or None,
        "quantity": plain(write.quantity),
        "before": plain(write.before),
        "to_location_id": write.to.id if write.to else None,
        "to_location": write.to.name if write.to else None,
        "part_id": write.part_id,
        "part_number": write.key.part_number,
        "revision": write.key.revision,
        "lot_number": write.key.lot_number,
        "serial_number": write.key.serial_number,
        "words": write.words,
        "warning": write.warning,
    }


def _where(key: LineKey) -> Document:
    """The location of a line, where the count walks several."""
    return {} if key.place is None else {"location": _place(key.place)}


def _place(place: Place | None) -> Document | None:
    return None if place is None else {"id": place.id, "name": place.name}
