"""Each filter operator against a plain reading of what it means."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from graphql import GraphQLInputObjectType
from hypothesis import given
from hypothesis import strategies as st

from cyclecount_tui.simulator.plant.plant import Plant
from cyclecount_tui.simulator.plant.rows import Inventory
from cyclecount_tui.simulator.reading.candidates import candidates
from cyclecount_tui.simulator.reading.filters import matcher, matching
from cyclecount_tui.simulator.reading.listed_rows import ListedRows
from cyclecount_tui.simulator.schema.building import executable_schema

FILTERS = executable_schema().type_map["PartInventoriesInputFilters"]
START = datetime(2026, 1, 1, tzinfo=UTC)
LETTERS = st.text(alphabet="aAbB%_\\\n.", max_size=4)
LOTS = st.none() | LETTERS
QUANTITIES = st.integers(0, 40).map(lambda quarters: Decimal(quarters) / 4)
DAYS = st.integers(0, 5)


def naive_like(text: str, pattern: str) -> bool:
    """SQL's LIKE, spelled out character by character."""
    if not pattern:
        return not text
    head, rest = pattern[0], pattern[1:]
    if head == "%":
        return any(naive_like(text[skip:], rest) for skip in range(len(text) + 1))
    if head == "\\" and rest:
        return text[:1] == rest[0] and naive_like(text[1:], rest[1:])
    return bool(text) and head in ("_", text[0]) and naive_like(text[1:], rest)


NAIVE: dict[str, Callable[[Any, Any], bool]] = {
    "eq": lambda value, wanted: bool(value == wanted),
    "neq": lambda value, wanted: bool(value != wanted),
    "gt": lambda value, wanted: bool(value > wanted),
    "gte": lambda value, wanted: bool(value >= wanted),
    "lt": lambda value, wanted: bool(value < wanted),
    "lte": lambda value, wanted: bool(value <= wanted),
    "in": lambda value, wanted: value in wanted,
    "like": naive_like,
    "notlike": lambda value, wanted: not naive_like(value, wanted),
    "ilike": lambda value, wanted: naive_like(value.lower(), wanted.lower()),
    "notilike": lambda value, wanted: not naive_like(value.lower(), wanted.lower()),
}
ORDERED = ("eq", "neq", "gt", "gte", "lt", "lte")
TEXTUAL = ("like", "notlike", "ilike", "notilike")


def plant_with(records: list[Inventory]) -> Plant:
    plant = Plant()
    for record in records:
        plant.inventory.add(record)
    return plant


def found_ids(plant: Plant, filters: dict[str, Any]) -> set[int]:
    assert isinstance(FILTERS, GraphQLInputObjectType)
    found = candidates(plant, plant.inventory, filters)
    assert list(found.ids) == sorted(found.ids)
    rows = ListedRows(plant.inventory, found.ids)
    passing = {record.id for record in matching(plant, rows, matcher(FILTERS, filters))}
    assert not found.exact or passing == set(found.ids)
    return passing


def naive_ids(plant: Plant, holds: Callable[[Inventory], bool]) -> set[int]:
    return {record.id for record in plant.inventory if holds(record)}


@st.composite
def plants(draw: st.DrawFn) -> Plant:
    rows = draw(st.lists(st.tuples(LOTS, QUANTITIES, DAYS, st.integers(1, 3)), max_size=8))
    return plant_with(
        [
            Inventory(
                id=number,
                part_id=part_id,
                lot_number=lot,
                quantity=quantity,
                location_id=part_id if number % 2 else None,
                created=START + timedelta(days=days),
            )
            for number, (lot, quantity, days, part_id) in enumerate(rows, start=1)
        ]
    )


@given(plants(), st.sampled_from([*ORDERED, *TEXTUAL]), LETTERS)
def test_text_operators(plant: Plant, operator: str, wanted: str) -> None:
    found = found_ids(plant, {"lotNumber": {operator: wanted}})
    assert found == naive_ids(
        plant, lambda record: record.lot_number is not None and NAIVE[operator](record.lot_number, wanted)
    )


@given(plants(), st.sampled_from(ORDERED), QUANTITIES)
def test_number_operators(plant: Plant, operator: str, wanted: Decimal) -> None:
    found = found_ids(plant, {"quantity": {operator: float(wanted)}})
    assert found == naive_ids(plant, lambda record: NAIVE[operator](record.quantity, wanted))


@given(plants(), st.sampled_from(ORDERED), DAYS)
def test_time_operators(plant: Plant, operator: str, days: int) -> None:
    wanted = START + timedelta(days=days)
    found = found_ids(plant, {"_created": {operator: wanted}})
    assert found == naive_ids(plant, lambda record: NAIVE[operator](record.created, wanted))


@given(plants(), st.sampled_from(ORDERED), st.integers(1, 3))
def test_id_operators(plant: Plant, operator: str, wanted: int) -> None:
    for key, column in (("partId", "part_id"), ("locationId", "location_id"), ("id", "id")):
        found = found_ids(plant, {key: {operator: str(wanted)}})
        assert found == naive_ids(
            plant,
            lambda record, column=column: (  # type: ignore[misc] # the default binds the loop's column
                getattr(record, column) is not None and NAIVE[operator](getattr(record, column), wanted)
            ),
        )


@given(plants(), st.lists(LETTERS, max_size=3), st.lists(st.integers(1, 3), max_size=3))
def test_in_takes_any_of_the_list(plant: Plant, lots: list[str], parts: list[int]) -> None:
    assert found_ids(plant, {"lotNumber": {"in": lots}}) == naive_ids(plant, lambda record: record.lot_number in lots)
    assert found_ids(plant, {"partId": {"in": [str(part) for part in parts]}}) == naive_ids(
        plant, lambda record: record.part_id in parts
    )


@given(plants(), st.booleans())
def test_isnull(plant: Plant, wanted: bool) -> None:
    for operators in ({"isnull": wanted}, {"eq": None} if wanted else {"neq": None}):
        assert found_ids(plant, {"lotNumber": operators}) == naive_ids(
            plant, lambda record: (record.lot_number is None) is wanted
        )


@given(plants(), QUANTITIES, QUANTITIES, st.integers(1, 3))
def test_keys_and_operators_side_by_side_must_all_hold(plant: Plant, low: Decimal, high: Decimal, part: int) -> None:
    filters = {"quantity": {"gte": float(low), "lt": float(high)}, "partId": {"eq": str(part)}}
    assert found_ids(plant, filters) == naive_ids(
        plant, lambda record: low <= record.quantity < high and record.part_id == part
    )


@given(plants(), QUANTITIES, st.integers(1, 3), st.integers(1, 3))
def test_and_with_or_within(plant: Plant, low: Decimal, part: int, place: int) -> None:
    either = {"or_": [{"partId": {"eq": str(part)}}, {"locationId": {"eq": str(place)}}]}
    filters = {"and_": [{"quantity": {"gt": float(low)}}, either]}
    assert found_ids(plant, filters) == naive_ids(
        plant,
        lambda record: record.quantity > low and (record.part_id == part or record.location_id == place),
    )


@pytest.mark.parametrize("filters", [{}, {"quantity": None}, {"or_": []}, {"and_": []}, {"lotNumber": {}}])
def test_an_empty_filter_lets_everything_through(filters: dict[str, Any]) -> None:
    plant = plant_with([Inventory(id=1, part_id=1), Inventory(id=2, part_id=2)])
    assert found_ids(plant, filters) == {1, 2}


@pytest.mark.parametrize(
    ("operators", "expected"),
    [({"eq": "abc"}, set()), ({"gt": "abc"}, set()), ({"neq": "abc"}, {1, 12}), ({"ilike": "1%"}, {1, 12})],
)
def test_an_id_may_be_any_text(operators: dict[str, Any], expected: set[int]) -> None:
    plant = plant_with([Inventory(id=1, part_id=1), Inventory(id=12, part_id=1)])
    assert found_ids(plant, {"id": operators}) == expected


def test_a_float_finds_the_decimal_it_reads_as() -> None:
    plant = plant_with([Inventory(id=1, part_id=1, quantity=Decimal("0.1"))])
    assert found_ids(plant, {"quantity": {"eq": 0.1}}) == {1}
    assert found_ids(plant, {"quantity": {"gt": 0.1}}) == set()
