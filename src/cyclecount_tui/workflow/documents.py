"""The JSON document of a reconciliation, and pieces of it for others: quantities as text, in a shape that stays."""

from collections.abc import Mapping
from typing import Any

from cyclecount_tui.domain.arithmetic import told_as_sum
from cyclecount_tui.domain.attempts_told import AttemptTold, CountsTold
from cyclecount_tui.domain.causes.same_sign import off_the_same_way
from cyclecount_tui.domain.close_off_words import story
from cyclecount_tui.domain.comparing import Row
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.evidence import Evidence
from cyclecount_tui.domain.fixes import Fix, Suggestion
from cyclecount_tui.domain.inventory import Place
from cyclecount_tui.domain.lines import Line, LineKey
from cyclecount_tui.domain.quantities import plain
from cyclecount_tui.workflow.features import not_offered

Document = dict[str, Any]
"""Text, numbers, lists and dictionaries only, as `json.dumps` takes them."""


def reconcile_document(count: Count, offered: Mapping[int, tuple[Suggestion, ...]]) -> Document:
    """Rows with both sides and what is `offered` for them, what was not counted, and what moved meanwhile."""
    told, same_way = CountsTold(count), off_the_same_way(count)
    return {
        **subject_document(count),
        "count": count.id,
        "mode": count.mode.words,
        "close_off": list(story(count)),
        "not_shown": count.hidden.words or None,
        "recount_waived": count.waived or None,
        "sent_back": [
            {"lines": list(asking.lines), "by": asking.by, "at": asking.at.isoformat(), "reason": asking.reason or None}
            for asking in count.sent_back.asked
        ],
        "rows": [
            _row(count, row, offered.get(row.line.number, ()), told)
            | {"off_the_same_way": same_way.get(row.line.number)}
            for row in count.rows
        ],
        **_reading(count.evidence),
        "not_counted": [_line(line) for line in count.not_counted],
        "moved_during_count": [
            {
                "record_id": moved.record_id,
                **where_document(moved.key),
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


def _reading(evidence: Evidence | None) -> Document:
    """What the reading of ION left out, went without, and how far back it went; nothing of it before a comparison."""
    read = evidence or Evidence(())
    return {
        "unavailable_for_this_count": list(read.stopped_in_ion),
        "withheld": [place_document(place) for place in read.withheld],
        "withheld_parts": list(read.withheld_parts),
        "not_offered": [{"feature": name, "sentence": said} for name, said in not_offered(evidence)],
        "history_since": read.changes_since.isoformat() if read.changes_since else None,
        "history_cut": read.changes_cut,
    }


def subject_document(count: Count) -> Document:
    """What is counted: `{"location": {"id": 4, "name": "RACK-B"}}`, or the part."""
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
        **where_document(line.key),
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
        "to": place_document(fix.to),
        "note": fix.note,
        "also": list(fix.also),
        "set_to": None if fix.wanted is None else plain(fix.wanted),
    }


def where_document(key: LineKey) -> Document:
    """The location of a line, where the count walks several."""
    return {} if key.place is None else {"location": place_document(key.place)}


def place_document(place: Place | None) -> Document | None:
    """A location by id and name."""
    return None if place is None else {"id": place.id, "name": place.name}
