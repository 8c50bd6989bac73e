"""Which records of a line change: the stated rule, whatever the order in which ION lists them."""

from decimal import Decimal
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from cyclecount_tui.domain.inventory import ADJUSTABLE, InventoryRecord, Status
from cyclecount_tui.domain.which_records import adjustable, shares
from tests.domain.building import rec


def _ids(change: int, *records: InventoryRecord, in_kits: frozenset[int] = frozenset()) -> list[tuple[int, Decimal]]:
    found = shares(records, Decimal(change), in_kits)
    assert found is not None
    return [(record.id, by) for record, by in found]


def test_available_before_unavailable_and_nothing_else() -> None:
    records = (rec(1, 9, Status.KITTED), rec(2, 9, Status.UNAVAILABLE), rec(3, 4), rec(4, 9, Status.WIP))
    assert _ids(-6, *records) == [(3, -4), (2, -2)]
    assert _ids(2, *records) == [(3, 2)]
    assert shares(records, Decimal(-14)) is None
    assert shares((records[0],), Decimal(1)) is None


def test_the_least_committed_before_one_that_holds_just_as_many() -> None:
    free, held, named = rec(1, 9), rec(2, 4, held=Decimal(3)), rec(3, 4, open_issues=(812,))
    assert _ids(-4, held, named, free) == [(1, -4)]
    assert _ids(-10, held, named, free) == [(1, -9), (3, -1)]
    assert _ids(-14, held, named, free) == [(1, -9), (3, -4), (2, -1)]
    assert _ids(-4, rec(4, 4), rec(5, 5), in_kits=frozenset({4})) == [(5, -4)]
    assert _ids(-4, rec(4, 4, open_runs=(554,)), rec(5, 5)) == [(5, -4)]


def test_one_that_holds_just_what_is_left_is_taken_whole() -> None:
    assert _ids(-4, rec(1, 9), rec(2, 4)) == [(2, -4)]
    assert _ids(-12, rec(1, 9), rec(2, 4), rec(3, 3)) == [(1, -9), (3, -3)]
    assert _ids(-4, rec(2, 4), rec(1, 4)) == [(1, -4)]


def test_a_serial_ends_at_none_or_one() -> None:
    one = rec(1, 1, serial="S1")
    assert _ids(-1, one) == [(1, -1)]
    assert shares((one,), Decimal("-0.5")) is None
    assert shares((one,), Decimal(1)) is None
    assert _ids(-4, rec(1, 5, serial="S1")) == [(1, -4)]


_RECORDS = st.lists(
    st.builds(
        lambda quantity, status, held, issues: (quantity, status, held, issues),
        st.integers(0, 12),
        st.sampled_from([Status.AVAILABLE, Status.AVAILABLE, Status.UNAVAILABLE, Status.KITTED]),
        st.sampled_from([0, 0, 2]),
        st.sampled_from([(), (), (7,)]),
    ),
    max_size=6,
).map(
    lambda drawn: [
        rec(number, quantity, status, held=Decimal(held), open_issues=issues)
        for number, (quantity, status, held, issues) in enumerate(drawn, start=1)
    ]
)


@given(_RECORDS, st.integers(-40, 40).filter(bool), st.data())
def test_the_rule_holds_for_any_records_in_any_order(
    records: list[InventoryRecord], change: int, data: st.DataObject
) -> None:
    found = shares(records, Decimal(change))
    changeable = [record for record in records if record.status in ADJUSTABLE]
    assert shares(data.draw(st.permutations(records)), Decimal(change)) == found, "whatever the order"
    enough = bool(changeable) if change > 0 else sum(record.quantity for record in changeable) >= -change
    assert (found is not None) == enough
    if found is None:
        return
    assert sum(by for _, by in found) == change
    assert len({record.id for record, _ in found}) == len(found)
    assert all(record.status in ADJUSTABLE and record.quantity + by >= 0 and by for record, by in found)
    _nothing_less_committed_is_left(found, changeable)
    _no_fewer_would_do(found, changeable)


def _commitment(record: InventoryRecord) -> tuple[bool, Decimal, int]:
    return record.status is Status.UNAVAILABLE, record.held, len(record.open_issues)


def _nothing_less_committed_is_left(
    found: tuple[tuple[InventoryRecord, Decimal], ...], changeable: list[InventoryRecord]
) -> None:
    """Before a record is touched, all that is less committed is used up, or, of a surplus, there is none."""
    by_id = {record.id: by for record, by in found}
    worst = max(_commitment(record) for record, _ in found)
    for record in changeable:
        if _commitment(record) < worst:
            assert record.quantity + by_id.get(record.id, Decimal(0)) == 0


def _no_fewer_would_do(found: tuple[tuple[InventoryRecord, Decimal], ...], changeable: list[InventoryRecord]) -> None:
    """Of the records that are committed equally, no smaller set holds what is taken from them."""
    for commitment in {_commitment(record) for record, _ in found}:
        used = [by for record, by in found if _commitment(record) == commitment]
        equals = [record for record in changeable if _commitment(record) == commitment]
        fewer = combinations(equals, len(used) - 1)
        assert not any(sum(record.quantity for record in some) >= -sum(used) for some in fewer) or sum(used) > 0


def test_the_order_is_that_of_the_rule() -> None:
    records = [rec(5, 3, Status.UNAVAILABLE), rec(4, 3), rec(3, 8), rec(2, 3), rec(1, 9, held=Decimal(1))]
    assert [record.id for record in adjustable(records)] == [3, 2, 4, 1, 5]
