"""What counts as a move, where, and what is gone by when ION tells too little."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from cyclecount_tui.domain.holdings import Holding, holdings
from cyclecount_tui.domain.inventory import Location
from cyclecount_tui.domain.movement import movement
from cyclecount_tui.domain.stock import Installed, Kitted, Stock, StockPart, StockRecord, WentOut

SINCE = datetime(2026, 1, 1, tzinfo=UTC)
LATER, BEFORE = SINCE + timedelta(days=3), SINCE - timedelta(days=3)
SHELF, LINE = 101, 102


def record(number: int, place: int | None = SHELF, part: int = 7, **values: object) -> StockRecord:
    plain = StockRecord(number, part, place, Decimal(5), created=BEFORE, updated=BEFORE)
    return replace(plain, **values)  # type: ignore[arg-type]  # the values of a record, by name


def done(*moments: datetime) -> tuple[Installed, ...]:
    return tuple(Installed(at, Decimal(2)) for at in moments)


def stock(*records: StockRecord, **values: object) -> Stock:
    places = (Location(SHELF, "SHELF"), Location(LINE, "LINE"))
    parts = {7: StockPart(7, "FR-7", "A", Decimal(2)), 8: StockPart(8, "FR-8", "A")}
    return replace(Stock(SINCE, places, parts, records), **values)  # type: ignore[arg-type]  # as above


@pytest.mark.parametrize(
    ("plant", "touched"),
    [
        (stock(record(1, installations=done(LATER, SINCE, BEFORE))), {SHELF: 2}),
        (stock(record(1, None, installations=done(LATER)), record(2, installations=done(LATER))), {SHELF: 1}),
        (stock(record(1), kitted=(Kitted(1), Kitted(1, LINE), Kitted(99, LINE))), {SHELF: 1, LINE: 1}),
        (stock(record(1), record(2, LINE, origin_id=1, created=LATER), kitted=(Kitted(1),)), {SHELF: 2}),
        (stock(record(1), record(2, LINE, origin_id=1, created=BEFORE), kitted=(Kitted(1, LINE),) * 2), {LINE: 2}),
        (stock(record(1), record(2, SHELF, origin_id=1, created=LATER), kitted=(Kitted(2),)), {SHELF: 1}),
        # split off and kitted there, or moved by its own history: one move, not two
        (stock(record(1), record(2, LINE, origin_id=1, created=LATER), kitted=(Kitted(2, SHELF),) * 2), {SHELF: 2}),
        (
            stock(record(1), record(2, LINE, origin_id=1, created=LATER), went_out=(WentOut(2, SHELF), WentOut(2, 9))),
            {SHELF: 1, 9: 1},
        ),
        (stock(record(1, LINE), went_out=(WentOut(1, SHELF), WentOut(77, LINE))), {SHELF: 1}),
    ],
)
def test_transactions(plant: Stock, touched: dict[int, int]) -> None:
    found = movement(plant)
    assert (dict(found.by_location), found.transactions) == (touched, True)
    assert sum(found.by_part.values()) == found.told == sum(touched.values())


def test_how_much_was_used_by_location_and_part() -> None:
    plant = stock(
        record(1, installations=(*done(LATER, LATER, BEFORE), Installed(LATER, None))),
        record(2, LINE, part=8),
        record(3, LINE, origin_id=1, created=LATER, quantity=Decimal(4)),
        kitted=(Kitted(2, SHELF, Decimal(3)), Kitted(2, None, Decimal("0.5")), Kitted(2)),
        went_out=(WentOut(2, LINE, Decimal(6)),),
    )
    found = movement(plant)
    assert found.used == {(SHELF, 7): 2 + 2 + 4, (SHELF, 8): 3, (LINE, 8): Decimal("6.5")}
    assert "6.5" not in repr(found) + repr(plant)


@pytest.mark.parametrize(
    ("taken", "known"),
    [((2, None), True), ((2, None, None), False), ((None,), False), ((0, 0), False)],
)
def test_how_much_is_known_where_half_of_the_transactions_tell_it(taken: tuple[int | None, ...], known: bool) -> None:
    kitted = tuple(Kitted(1, SHELF, None if each is None else Decimal(each)) for each in taken)
    found = movement(stock(record(1), kitted=kitted))
    assert found.transactions
    assert (found.used is not None) == known


@pytest.mark.parametrize("installed", [0, 1])
def test_fewer_transactions_than_locations_tell_too_little(installed: int) -> None:
    records = [
        record(1, updated=LATER),
        record(2, updated=SINCE, quantity=Decimal(0), part=8),
        record(3, LINE, installations=done(LATER) * installed),
        record(4, None, updated=LATER),
        record(5, updated=None),
    ]
    found = movement(stock(*records))
    assert (dict(found.by_location), dict(found.by_part)) == ({SHELF: 2}, {7: 1, 8: 1})
    assert (found.transactions, found.told, found.used) == (False, installed, None)


def test_nothing_at_all() -> None:
    found = movement(stock())
    assert (dict(found.by_location), found.transactions) == ({}, False)
    assert [found.words(number) for number in (0, 1, 2)] == [
        "0 records changed",
        "1 record changed",
        "2 records changed",
    ]


def test_what_is_held() -> None:
    records = [
        record(1, lot_number="L1"),
        record(2, lot_number="L1"),  # the same line in two records
        record(3, lot_number="L2"),
        record(4, part=8),
        record(5, part=9),  # a part that the list of parts does not have
        record(6, installed=True),
        record(7, quantity=Decimal(0)),
        record(8, LINE, part=8),
        record(9, None),
    ]
    plant = stock(*records)
    found = holdings(plant.records, plant.parts, lambda each: each.location_id)
    assert found == {SHELF: Holding(Decimal(30), 3, 2, 4), LINE: Holding(Decimal(0), 1, 1, 1)}
    assert not found[SHELF].value_known
    assert "30" not in repr(found)


@pytest.mark.parametrize("cost", [None, Decimal(0), Decimal(-1)])
def test_no_cost_is_no_value(cost: Decimal | None) -> None:
    assert not StockPart(1, "FR-1", "A", cost).has_cost
