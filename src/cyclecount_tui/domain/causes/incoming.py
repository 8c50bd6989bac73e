"""Stock on its way in: delivered and not received in ION, received and not moved, received and not put away.

Source: the rules of cycle counting, by which a difference of what an open purchase line or a receipt holds waits for
that transaction, and unposted receipts are among the first suspects; the SOP's table, "parts not moved correctly".
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from decimal import Decimal

from cyclecount_tui.domain.causes.case import Case
from cyclecount_tui.domain.fixes import Awaited, AwaitedKind, Cause, Confidence, Fix, FixKind, Suggestion
from cyclecount_tui.domain.incoming import OrderLine, Receipt
from cyclecount_tui.domain.inventory import ADJUSTABLE, InventoryRecord
from cyclecount_tui.domain.quantities import ZERO, plain

MOST_LINES = 3
"""More purchase lines or receipts than this are no lead, they are a list."""

EARLY = timedelta(days=7)
"""So much earlier than expected a delivery may well come."""


def delivered_not_received(case: Case) -> Iterator[Suggestion]:
    """Floor > digital: an open purchase line brings just so many, or more, and nobody received it in ION.

    What ION has here already for a purchase line is in digital: it explains nothing that is extra.
    """
    if not case.extra:
        return
    coming = [(line, left) for line in case.evidence.order_lines if (left := _to_come(case, line)) >= case.extra]
    exact = [line for line, left in coming if left == case.extra and not _doubt(case, line)]
    for line, left in sorted(coming, key=lambda each: (each[1] != case.extra, each[0].id))[:MOST_LINES]:
        weakness = _doubt(case, line)
        if left != case.extra:
            weakness = f"purchase line {line.id} brings {plain(left)}, not just the extra {plain(case.extra)}"
        elif line in exact and len(exact) > 1:
            weakness = f"{len(exact)} purchase lines bring just as many"
        note = f"receive {plain(case.extra)} on purchase line {line.id} in ION"
        awaited = Awaited(AwaitedKind.DELIVERY, line.id, line.part_id, case.extra)
        yield _held(Cause.RECEIVED_NOT_RECORDED, _order_sentence(line), note, awaited, weakness)


def received_without_record(case: Case) -> Iterator[Suggestion]:
    """Floor > digital: a receipt took in just so many, or more, and no inventory record stands for them."""
    if not case.extra:
        return
    loose = [each for each in case.evidence.receipts if each.record_id is None and each.quantity >= case.extra]
    exact = [each for each in loose if each.quantity == case.extra]
    for receipt in sorted(loose, key=lambda each: each.quantity)[:MOST_LINES]:
        sentence = f"{receipt.words}: took in {plain(receipt.quantity)}, and no inventory record stands for them."
        note = f"make the inventory record of receipt {receipt.receipt_id} in ION"
        awaited = Awaited(AwaitedKind.RECEIPT, receipt.id, receipt.part_id, case.extra)
        weakness = _not_just(receipt, case.extra, "extra", len(exact))
        yield _held(Cause.RECEIVED_NOT_RECORDED, sentence, note, awaited, weakness)


def received_not_moved(case: Case) -> Iterator[Suggestion]:
    """Floor > digital: what was received lately is recorded elsewhere still, and lies here."""
    if not case.extra:
        return
    found = [
        (record, receipt)
        for record, receipt in _received(case, case.elsewhere)
        if case.is_ordinary(record.location) and record.quantity >= case.extra
    ]
    exact = [record for record, receipt in found if case.extra in {record.quantity, receipt.quantity}]
    for record, receipt in found[:MOST_LINES]:
        where = record.location.name if record.location else "no location"
        sentence = (
            f"{receipt.words}: took in {plain(receipt.quantity)}; record {record.id} has {plain(record.quantity)} "
            f"at {where}."
        )
        weakness = f"record {record.id} holds {plain(record.quantity)}, not just the extra {plain(case.extra)}"
        if record in exact:
            weakness = f"{len(exact)} records were received and hold just as many" if len(exact) > 1 else ""
        confidence = Confidence.POSSIBLE if weakness else Confidence.LIKELY
        fix = case.move_here(record, case.extra)
        yield Suggestion(Cause.RECEIVED_NOT_MOVED, confidence, (sentence,), fix, weakness)


def received_not_put_away(case: Case) -> Iterator[Suggestion]:
    """Digital > floor: a receipt brought just so many onto a record here, or more, and they are not here."""
    if not case.missing:
        return
    found = [each for each in _received(case, case.row.records) if each[1].quantity >= case.missing]
    exact = [receipt for _, receipt in found if receipt.quantity == case.missing]
    for record, receipt in found[:MOST_LINES]:
        sentence = f"{receipt.words}: took in {plain(receipt.quantity)} onto record {record.id} here."
        note = f"look where receipt {receipt.receipt_id} was unpacked, bring it here or correct the receipt in ION"
        awaited = Awaited(AwaitedKind.RECEIPT, receipt.id, receipt.part_id, case.missing)
        weakness = _not_just(receipt, case.missing, "missing", len(exact)) or _counted_since(case, receipt)
        yield _held(Cause.NOT_PUT_AWAY, sentence, note, awaited, weakness)


def _held(cause: Cause, sentence: str, note: str, awaited: Awaited, weakness: str) -> Suggestion:
    """A hold, likely where nothing speaks against it."""
    confidence = Confidence.POSSIBLE if weakness else Confidence.LIKELY
    return Suggestion(cause, confidence, (sentence,), Fix(FixKind.HOLD, note=note, awaited=(awaited,)), weakness)


def _to_come(case: Case, line: OrderLine) -> Decimal:
    """How many of a purchase line ION does not have here yet; none where it brings another lot or serial."""
    identities = {(record.lot_number, record.serial_number) for record in line.records}
    said = {identity for identity in identities if identity != ("", "")}
    if said and (case.key.lot_number, case.key.serial_number) not in identities:
        return ZERO
    here = sum((record.quantity for record in line.records if record.location == case.here), ZERO)
    return max(line.outstanding - here, ZERO)


def _doubt(case: Case, line: OrderLine) -> str:
    """What speaks against a delivery by now; empty where nothing does."""
    if not line.ordered:
        return f"purchase line {line.id} is {line.status.lower()}, not ordered yet"
    read_at = case.evidence.read_at
    if line.expected is not None and read_at is not None and line.expected > read_at + EARLY:
        return f"it is not expected before {line.expected.astimezone():%-d %b}"
    return ""


def _order_sentence(line: OrderLine) -> str:
    expected = f", expected {line.expected.astimezone():%-d %b}" if line.expected else ""
    status = f" ({line.status.lower()})" if line.status else ""
    return (
        f"Purchase line {line.id} of order {line.order_id}{status}: {plain(line.outstanding)} of "
        f"{plain(line.quantity)} still to be received{expected}."
    )


def _not_just(receipt: Receipt, amount: Decimal, what: str, exact: int) -> str:
    if receipt.quantity != amount:
        return f"receipt {receipt.receipt_id} took in {plain(receipt.quantity)}, not just the {what} {plain(amount)}"
    return f"{exact} receipts took in just as many" if exact > 1 else ""


def _counted_since(case: Case, receipt: Receipt) -> str:
    """What speaks against it where the last count was after the receipt: it was seen here, or missed then."""
    since = case.evidence.changes_since
    if since is None or receipt.at is None or receipt.at >= since:
        return ""
    return f"it was counted here on {since.astimezone():%-d %b}, after that receipt"


def _received(case: Case, records: Sequence[InventoryRecord]) -> Iterator[tuple[InventoryRecord, Receipt]]:
    """Of the records that may be changed those that were received lately, each with its latest receipt."""
    latest: dict[int, Receipt] = {}
    for receipt in case.evidence.receipts:
        if receipt.record_id is not None:
            known = latest.get(receipt.record_id)
            if known is None or receipt.id > known.id:
                latest[receipt.record_id] = receipt
    for record in records:
        if record.id in latest and record.status in ADJUSTABLE:
            yield record, latest[record.id]
