"""The status of the records explains it: on order, unavailable, kitted, in work, scrapped; or installed by mistake.

Source: the SOP's table, "part status incorrect (installed, on order, unavailable)" and "parts in a status that makes
them unavailable".
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from cyclecount_tui.domain.causes.case import Case
from cyclecount_tui.domain.fixes import Cause, Confidence, Fix, FixKind, Portion, Suggestion
from cyclecount_tui.domain.inventory import InventoryRecord, Place, Status
from cyclecount_tui.domain.lines import key_of, natural
from cyclecount_tui.domain.quantities import ZERO, plain


@dataclass(frozen=True, slots=True)
class _Rule:
    cause: Cause
    confidence: Confidence
    wait_for: str


_RULES = {
    Status.ON_ORDER: _Rule(Cause.ON_ORDER, Confidence.CERTAIN, "receive the order in ION"),
    Status.UNAVAILABLE: _Rule(Cause.UNAVAILABLE, Confidence.LIKELY, "find out why it is unavailable and where it is"),
    Status.KITTED: _Rule(Cause.KITTED, Confidence.LIKELY, "record the delivery of the kit in ION"),
    Status.WIP: _Rule(Cause.WIP, Confidence.LIKELY, "find it at the run that works on it"),
    Status.SCRAPPED: _Rule(Cause.SCRAPPED, Confidence.LIKELY, "confirm that the scrap was thrown away"),
}


def not_on_the_shelf(case: Case) -> Iterator[Suggestion]:
    """Digital > floor: one status, or one record of it, holds just what is missing."""
    if not case.missing or case.is_mrb(case.here):
        return
    for status, rule in _RULES.items():
        records = tuple(record for record in case.row.records if record.status is status)
        total = sum((record.quantity for record in records), ZERO)
        exact = _exact(records, total, case.missing)
        if exact is not None:
            confidence, weakness = _how_sure(case, status, exact, rule, total)
            yield Suggestion(rule.cause, confidence, _why(case, exact), _fix(case, status, exact, rule), weakness)
        elif total > case.missing:
            fix = Fix(FixKind.HOLD, note=rule.wait_for)
            weakness = _more_than_missing(case, status, total)
            yield Suggestion(rule.cause, Confidence.POSSIBLE, _why(case, records), fix, weakness)


def several_statuses(case: Case) -> Iterator[Suggestion]:
    """Digital > floor: everything that is not available, together, is just what is missing."""
    others = {status: total for status, total in case.row.breakdown.items() if status is not Status.AVAILABLE}
    if case.missing and len(others) > 1 and sum(others.values(), ZERO) == case.missing:
        words = " + ".join(f"{plain(total)} {status.words}" for status, total in others.items())
        evidence = (f"{_sum_of(case)}.", f"{words} make up the missing {plain(case.missing)}.")
        fix = Fix(FixKind.HOLD, note=f"settle {words} in ION")
        yield Suggestion(Cause.STATUSES, Confidence.LIKELY, evidence, fix)


def installed_by_mistake(case: Case) -> Iterator[Suggestion]:
    """Floor > digital: a record of this line here is INSTALLED, yet the parts lie on the shelf."""
    if not case.extra:
        return
    for record in case.evidence.here:
        if record.status is not Status.INSTALLED or key_of(record) != case.key or record.quantity < case.extra:
            continue
        confidence = Confidence.LIKELY if record.quantity == case.extra else Confidence.POSSIBLE
        evidence = (f"Record {record.id} here says {plain(record.quantity)} are installed, and so not on the shelf.",)
        fix = Fix(FixKind.HOLD, note=f"take record {record.id} off its assembly in ION, or confirm it is installed")
        weakness = f"{plain(record.quantity)} are installed, and only {plain(case.extra)} are extra"
        exact = confidence is Confidence.LIKELY
        yield Suggestion(Cause.INSTALLED, confidence, evidence, fix, "" if exact else weakness)


def _exact(
    records: tuple[InventoryRecord, ...], total: Decimal, missing: Decimal
) -> tuple[InventoryRecord, ...] | None:
    if records and total == missing:
        return records
    return next(((record,) for record in records if record.quantity == missing), None)


def _why(case: Case, records: tuple[InventoryRecord, ...]) -> tuple[str, ...]:
    sentences = [f"{_sum_of(case)}, {plain(case.missing)} missing on the floor."]
    for record in records:
        said = f"Record {record.id}: {plain(record.quantity)} {record.status.words}"
        sentences.append(f"{said}{_kit_words(case, record)}{_run_words(record)}.")
    return tuple(sentences)


def _how_sure(
    case: Case, status: Status, records: tuple[InventoryRecord, ...], rule: _Rule, total: Decimal
) -> tuple[Confidence, str]:
    """How sure it is that records of a status, just as many as are missing, explain it, and what speaks against that.

    Never certain where others have the same status (`total` is how many have it): those would have to be missing, too.
    """
    if _guesses_the_place(case, status):
        return Confidence.POSSIBLE, "several locations are MRB, and none of them holds it"
    ids = {record.id for record in records}
    came = next((each for each in case.evidence.receipts if each.record_id in ids), None)
    if status is Status.ON_ORDER and came is not None:
        return Confidence.LIKELY, f"receipt {came.receipt_id} took in {plain(came.quantity)} of it"
    if total != case.missing:
        return Confidence.LIKELY, _more_than_missing(case, status, total)
    return rule.confidence, ""


def _more_than_missing(case: Case, status: Status, total: Decimal) -> str:
    return f"{plain(total)} are {status.words}, and only {plain(case.missing)} are missing"


def _sum_of(case: Case) -> str:
    parts = " + ".join(f"{plain(total)} {status.words}" for status, total in case.row.breakdown.items())
    return f"Digital {plain(case.row.digital)} = {parts}"


def _kit_words(case: Case, record: InventoryRecord) -> str:
    for item in case.evidence.kit_items:
        if record.id in item.record_ids:
            where = f" for {item.deliver_to.name}" if item.deliver_to else ""
            return f", in kit {item.kit_id}{where} ({item.kit_status.lower().replace('_', ' ')})"
    return ""


def _run_words(record: InventoryRecord) -> str:
    return f", on run {record.open_runs[0]}" if record.open_runs else ""


def _fix(case: Case, status: Status, records: tuple[InventoryRecord, ...], rule: _Rule) -> Fix:
    mrb = _nearest_mrb(case)
    if status is Status.UNAVAILABLE and mrb is not None:
        portions = tuple(Portion(record.id, record.quantity) for record in records)
        return Fix(FixKind.MOVE, case.missing, portions, to=mrb)
    return Fix(FixKind.HOLD, note=rule.wait_for)


def _guesses_the_place(case: Case, status: Status) -> bool:
    """Whether there are several MRB locations and none of them holds this line."""
    known = any(case.is_mrb(record.location) for record in case.elsewhere)
    return status is Status.UNAVAILABLE and len(case.evidence.mrb) > 1 and not known


def _nearest_mrb(case: Case) -> Place | None:
    """The MRB location that holds this line already, else the first by name."""
    for record in case.elsewhere:
        if case.is_mrb(record.location):
            return record.location
    return min(case.evidence.mrb, key=lambda place: natural(place.name), default=None)
