"""The JSON document of a plan: what `plan --format json` prints and what a plan file holds, quantities as text."""

from decimal import Decimal

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.plan import IonRule, Write
from cyclecount_tui.domain.plan_sums import sums_of, value_change
from cyclecount_tui.domain.plan_warnings import rules_words, warnings_of
from cyclecount_tui.domain.quantities import plain
from cyclecount_tui.workflow.documents import Document, subject_document, where_document


def plan_document(count: Count) -> Document:
    """The exact writes in order, what they come to, and the chosen fixes that could not be planned, with the reason."""
    plan = count.plan
    return {
        **subject_document(count),
        "count": count.id,
        "mode": count.mode.words,
        "writes": [write_document(count, write) for write in (plan.writes if plan else ())],
        "totals": totals_document(count),
        "rules": [_rule(rule) for rule in (plan.rules if plan else ())],
        "notes": list(rules_words(count)),
        "covered": [{"line": item.line, "by": list(item.by)} for item in (plan.covered if plan else ())],
        "not_planned": [{"line": item.line, "reason": item.sentence} for item in (plan.not_planned if plan else ())],
    }


def write_document(count: Count, write: Write) -> Document:
    """One write with both quantities of its line, its value and its warnings."""
    row = count.rows_by_line.get(write.line)
    value = value_change(count, write)
    return {
        "number": write.number,
        "kind": write.kind.value,
        "line": write.line,
        **where_document(write.key),
        "record_id": write.record_id,
        "etag": write.etag or None,
        "quantity": plain(write.quantity),
        "before": plain(write.before),
        "after": plain(write.after),
        "digital": plain(row.digital) if row is not None else None,
        "floor": plain(row.floor) if row is not None else None,
        "value": None if value is None else plain(value),
        "status": write.status.value if write.status else None,
        "held": plain(write.held),
        "at_location_id": write.at.id if write.at else None,
        "at_location": write.at.name if write.at else None,
        "to_location_id": write.to.id if write.to else None,
        "to_location": write.to.name if write.to else None,
        "part_id": write.part_id,
        "part_number": write.key.part_number,
        "revision": write.key.revision,
        "lot_number": write.key.lot_number,
        "serial_number": write.key.serial_number,
        "uom": write.uom,
        "words": write.words,
        "warning": write.warning,
        "warnings": list(warnings_of(count, write)),
    }


def totals_document(count: Count) -> Document:
    """Sums over all writes; `without_cost` is how many writes are in no value, for ION knows no cost of their part."""
    sums = sums_of(count, count.plan)
    return {
        "writes": sums.writes,
        "records": sums.records,
        "created": sums.created,
        "up": plain(sums.up),
        "down": plain(sums.down),
        "moved": plain(sums.moved),
        "value_up": _money(sums.value_up),
        "value_down": _money(sums.value_down),
        "without_cost": sums.without_cost,
    }


def _rule(rule: IonRule) -> Document:
    return {"title": rule.title, "event": rule.event, "location_ids": list(rule.places)}


def _money(value: Decimal) -> str:
    return plain(value)
