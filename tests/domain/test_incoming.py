"""Purchase lines and receipts as causes: what explains a difference, and what only looks like it."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyclecount_tui.domain.causes.suggesting import suggestions
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.fixes import AwaitedKind, Cause, Confidence, FixKind, Suggestion
from cyclecount_tui.domain.incoming import OrderedRecord, OrderLine, Receipt
from cyclecount_tui.domain.inventory import Place, Status
from cyclecount_tui.domain.lines import LineKey
from tests.domain.building import AT, BOLT, HERE, MRB, NUT, rec, reconciling
from tests.domain.test_causes import _found as found_here

DOCK = Place(5, "RECEIVING")
INCOMING = {Cause.RECEIVED_NOT_RECORDED, Cause.RECEIVED_NOT_MOVED, Cause.NOT_PUT_AWAY}


def line(quantity: int, received: int = 0, line_id: int = 901, **more: Any) -> OrderLine:
    return OrderLine(line_id, 12, BOLT.id, Decimal(quantity), Decimal(received), **({"status": "ORDERED"} | more))


def receipt(quantity: int, record_id: int | None = None, receipt_id: int = 7, **more: Any) -> Receipt:
    return Receipt(receipt_id, 1000 + receipt_id, BOLT.id, Decimal(quantity), AT, "Bo", record_id=record_id, **more)


def offered(count: Count) -> tuple[Suggestion, ...]:
    return suggestions(count)[1]


def incoming(count: Count) -> list[Suggestion]:
    return [each for each in offered(count) if each.cause in INCOMING]


def test_a_purchase_line_that_brings_just_what_is_extra() -> None:
    first = offered(reconciling([rec(11, 10)], {1: 18}, order_lines=(line(20, received=12),)))[0]
    assert (first.cause, first.confidence, first.fix.kind) == (
        Cause.RECEIVED_NOT_RECORDED, Confidence.LIKELY, FixKind.HOLD,
    )  # fmt: skip
    assert first.evidence == ("Purchase line 901 of order 12 (ordered): 8 of 20 still to be received.",)
    assert first.fix.words == "Hold: receive 8 on purchase line 901 in ION"
    (awaited,) = first.fix.awaited
    assert (awaited.kind, awaited.id, awaited.quantity) == (AwaitedKind.DELIVERY, 901, 8)


@pytest.mark.parametrize(
    ("order", "weakness"),
    [
        (line(9), "purchase line 901 brings 9, not just the extra 8"),
        (line(8, status="DRAFT"), "purchase line 901 is draft, not ordered yet"),
        (line(8, expected=AT + timedelta(days=12)), "it is not expected before 14 Mar"),
    ],
)
def test_what_speaks_against_a_delivery_is_said(order: OrderLine, weakness: str) -> None:
    (found,) = incoming(reconciling([rec(11, 10)], {1: 18}, order_lines=(order,), read_at=AT))
    assert (found.confidence, found.weakness) == (Confidence.POSSIBLE, weakness)


def test_a_delivery_may_come_a_few_days_early() -> None:
    order = line(8, expected=AT + timedelta(days=3))
    (found,) = incoming(reconciling([rec(11, 10)], {1: 18}, order_lines=(order,), read_at=AT))
    assert found.confidence is Confidence.LIKELY
    assert found.evidence[0].endswith("still to be received, expected 5 Mar.")


def test_two_lines_of_just_as_many_are_no_more_than_possible() -> None:
    count = reconciling([rec(11, 10)], {1: 18}, order_lines=(line(8), line(8, line_id=902)))
    assert [each.confidence for each in incoming(count)] == [Confidence.POSSIBLE] * 2


def test_what_waits_here_on_order_is_in_digital_already() -> None:
    waiting = rec(12, 8, Status.ON_ORDER)
    order = line(8, records=(OrderedRecord(12, Decimal(8), location=HERE),))
    assert incoming(reconciling([rec(11, 10), waiting], {1: 26}, order_lines=(order,))) == []
    more = line(20, records=(OrderedRecord(12, Decimal(8), location=HERE),))
    (found,) = incoming(reconciling([rec(11, 10), waiting], {1: 30}, order_lines=(more,)))
    assert found.confidence is Confidence.LIKELY, "twelve of it are not in digital"


def test_a_delivery_of_another_lot_or_part_explains_nothing() -> None:
    other_lot = line(8, records=(OrderedRecord(12, Decimal(8), lot_number="L9", location=DOCK),))
    other_part = replace(line(8), part_id=NUT.id)
    count = reconciling([rec(11, 10, lot="L1")], {1: 18}, order_lines=(other_lot, other_part))
    assert incoming(count) == []
    same_lot = line(8, records=(OrderedRecord(12, Decimal(8), lot_number="L1", location=DOCK),))
    assert incoming(reconciling([rec(11, 10, lot="L1")], {1: 18}, order_lines=(same_lot,)))


def test_what_is_missing_is_no_delivery() -> None:
    count = reconciling([rec(11, 10)], {1: 2}, order_lines=(line(8),), receipts=(receipt(8),))
    assert incoming(count) == []


def test_a_receipt_that_no_record_stands_for() -> None:
    first = offered(reconciling([rec(11, 10)], {1: 18}, receipts=(receipt(8),)))[0]
    assert (first.cause, first.confidence, first.fix.kind) == (
        Cause.RECEIVED_NOT_RECORDED, Confidence.LIKELY, FixKind.HOLD,
    )  # fmt: skip
    assert first.evidence == ("Receipt 1007 by Bo, 2 Mar 09:05: took in 8, and no inventory record stands for them.",)
    (larger,) = incoming(reconciling([rec(11, 10)], {1: 18}, receipts=(receipt(9),)))
    assert larger.confidence is Confidence.POSSIBLE


def test_what_was_received_is_moved_here_from_where_it_is_recorded() -> None:
    lying = rec(21, 8, at=DOCK)
    first = offered(reconciling([rec(11, 10)], {1: 18}, elsewhere=(lying,), receipts=(receipt(8, 21),)))[0]
    assert (first.cause, first.confidence, first.fix.words) == (
        Cause.RECEIVED_NOT_MOVED, Confidence.LIKELY, "Move 8 here from RECEIVING",
    )  # fmt: skip
    assert first.evidence == ("Receipt 1007 by Bo, 2 Mar 09:05: took in 8; record 21 has 8 at RECEIVING.",)
    some = replace(lying, quantity=Decimal(30))
    (only,) = incoming(reconciling([rec(11, 10)], {1: 18}, elsewhere=(some,), receipts=(receipt(30, 21),)))
    assert (only.confidence, only.weakness) == (
        Confidence.POSSIBLE, "record 21 holds 30, not just the extra 8",
    )  # fmt: skip


@pytest.mark.parametrize("lying", [rec(21, 8, Status.KITTED, at=DOCK), rec(21, 8, at=MRB), rec(21, 5, at=DOCK)])
def test_what_cannot_have_come_from_there_is_not_moved(lying: Any) -> None:
    count = reconciling([rec(11, 10)], {1: 18}, elsewhere=(lying,), receipts=(receipt(8, 21),))
    assert Cause.RECEIVED_NOT_MOVED not in {each.cause for each in offered(count)}


def test_what_was_received_here_and_is_not_here_yet() -> None:
    records = [rec(11, 10), rec(12, 8)]
    first = offered(reconciling(records, {1: 10}, receipts=(receipt(8, 12),)))[0]
    assert (first.cause, first.confidence, first.fix.kind) == (Cause.NOT_PUT_AWAY, Confidence.LIKELY, FixKind.HOLD)
    assert first.evidence == ("Receipt 1007 by Bo, 2 Mar 09:05: took in 8 onto record 12 here.",)
    (fewer,) = incoming(reconciling(records, {1: 13}, receipts=(receipt(8, 12),)))
    assert fewer.confidence is Confidence.POSSIBLE
    assert incoming(reconciling(records, {1: 9}, receipts=(receipt(8, 12),))) == []


def test_what_was_received_before_the_last_count_was_seen_then() -> None:
    records = [rec(11, 10), rec(12, 8)]
    told = {"receipts": (receipt(8, 12),), "changes_since": AT + timedelta(days=1)}
    (only,) = incoming(reconciling(records, {1: 10}, **told))
    assert (only.confidence, only.weakness) == (
        Confidence.POSSIBLE, "it was counted here on 3 Mar, after that receipt",
    )  # fmt: skip


def test_what_was_received_is_not_certainly_on_order_still() -> None:
    records = [rec(11, 10), rec(12, 4, Status.ON_ORDER)]
    sure = offered(reconciling(records, {1: 10}))[0]
    assert (sure.cause, sure.confidence) == (Cause.ON_ORDER, Confidence.CERTAIN)
    came = offered(reconciling(records, {1: 10}, receipts=(receipt(4, 12),)))[0]
    assert (came.cause, came.confidence) == (Cause.ON_ORDER, Confidence.LIKELY)


@pytest.mark.parametrize("brought", [{"order_lines": (line(40),)}, {"receipts": (receipt(40),)}, {}])
def test_nothing_is_created_with_confidence_while_it_may_still_come_in(brought: dict[str, Any]) -> None:
    count = found_here(LineKey("FR-1", "A"), 3, **brought)
    create = next(each for each in offered(count) if each.fix.kind is FixKind.CREATE)
    assert create.confidence is (Confidence.LAST if brought else Confidence.LIKELY)
    assert any("there twice" in sentence for sentence in create.evidence) == bool(brought)


QUANTITIES = st.integers(1, 30)


@given(
    digital=QUANTITIES,
    floor=st.integers(0, 60),
    orders=st.lists(st.tuples(QUANTITIES, st.integers(0, 9), st.sampled_from(["ORDERED", "DRAFT"])), max_size=4),
    loose=st.lists(QUANTITIES, max_size=3),
    dock=st.lists(QUANTITIES, max_size=3),
)
def test_nothing_incoming_is_certain_and_all_of_it_covers_the_difference(
    digital: int, floor: int, orders: list[tuple[int, int, str]], loose: list[int], dock: list[int]
) -> None:
    order_lines = tuple(
        line(quantity, received, 901 + at, status=status) for at, (quantity, received, status) in enumerate(orders)
    )
    lying = tuple(rec(21 + at, quantity, at=DOCK) for at, quantity in enumerate(dock))
    receipts = (
        *(receipt(quantity, None, 1 + at) for at, quantity in enumerate(loose)),
        *(receipt(int(record.quantity), record.id, 50 + record.id) for record in lying),
        receipt(digital, 11, 99),
    )
    given_ = {"order_lines": order_lines, "receipts": receipts, "elsewhere": lying}
    count = reconciling([rec(11, digital)], {1: floor}, **given_)
    for found in suggestions(count).get(1, ()):
        if found.cause not in INCOMING:
            continue
        assert found.confidence in {Confidence.LIKELY, Confidence.POSSIBLE}
        assert bool(found.weakness) == (found.confidence is Confidence.POSSIBLE)
        assert (found.cause is Cause.NOT_PUT_AWAY) == (floor < digital)
        difference = abs(floor - digital)
        taken = [each.quantity for each in found.fix.awaited] + [each.quantity for each in found.fix.portions]
        assert taken == [difference]
        for awaited in found.fix.awaited:
            if awaited.kind is AwaitedKind.DELIVERY:
                assert next(each.outstanding for each in order_lines if each.id == awaited.id) >= difference
            else:
                assert next(each.quantity for each in receipts if each.id == awaited.id) >= difference
        assert found.fix.to in {None, HERE}


@given(quantity=QUANTITIES, received=st.integers(0, 40), here=st.integers(0, 40), extra=QUANTITIES)
def test_never_more_of_a_purchase_line_than_is_left_of_it(quantity: int, received: int, here: int, extra: int) -> None:
    order = line(quantity, received, records=(OrderedRecord(12, Decimal(here), location=HERE),))
    found = incoming(reconciling([rec(11, 10)], {1: 10 + extra}, order_lines=(order,)))
    left = max(quantity - received, 0) - here
    assert bool(found) == (left >= extra)
    assert all((each.confidence is Confidence.LIKELY) == (left == extra) for each in found)
