"""The table behind all lists: its ids rise and its indexes stay true, whatever comes, changes and goes."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyclecount_tui.simulator.plant.rows import Inventory
from cyclecount_tui.simulator.plant.table import Table

PLACES = st.none() | st.integers(1, 3)
STEPS = st.lists(st.tuples(st.sampled_from(["add", "add low", "change", "remove"]), st.integers(0, 9), PLACES))


def record(row_id: int, place: int | None) -> Inventory:
    return Inventory(id=row_id, part_id=1, location_id=place)


def take(table: Table[Any], step: str, number: int, place: int | None) -> None:
    if step == "add":
        table.add(record(table.next_id, place))
    elif step == "add low" and number not in table:
        table.add(record(number, place))
    elif table.ids:
        row = table[table.ids[number % len(table.ids)]]
        if step == "change":
            table.change(row, location_id=place)
        elif step == "remove":
            table.remove(row)


@given(STEPS)
def test_ids_and_indexes_stay_true(steps: list[tuple[str, int, int | None]]) -> None:
    table = Table(Inventory, "location_id", first_id=10)
    for step, number, place in steps:
        take(table, step, number, place)
        assert list(table.ids) == sorted(row.id for row in table)
        for each in (1, 2, 3):
            here = sorted(row.id for row in table if row.location_id == each)
            assert list(table.ids_by("location_id", each)) == here
            assert [row.id for row in table.by("location_id", each)] == here
            assert table.count_by("location_id", each) == len(here)
        assert set(table.values_of("location_id")) == {row.location_id for row in table} - {None}
        assert table.next_id > max(table.ids, default=0)


@given(st.lists(PLACES), st.lists(PLACES))
def test_many_rows_at_once_are_as_many_rows_one_by_one(before: list[int | None], places: list[int | None]) -> None:
    at_once, singly = Table(Inventory, "location_id"), Table(Inventory, "location_id")
    for number, place in enumerate(before, start=1):
        at_once.add(record(number, place))
    at_once.add_all([record(number, place) for number, place in enumerate(places, start=at_once.next_id)])
    for number, place in enumerate([*before, *places], start=1):
        singly.add(record(number, place))
    assert list(at_once) == list(singly)
    assert (at_once.ids, at_once.next_id) == (singly.ids, singly.next_id)
    for each in (1, 2, 3):
        assert at_once.ids_by("location_id", each) == singly.ids_by("location_id", each)


@pytest.mark.parametrize("ids", [[1, 3], [5, 4], [4, 4]])
def test_rows_come_together_only_with_new_rising_ids(ids: list[int]) -> None:
    table = Table(Inventory, "location_id")
    for number in (1, 2):
        table.add(record(number, 1))
    with pytest.raises(ValueError, match="rising ids that are new"):
        table.add_all([record(number, 1) for number in ids])
    assert list(table.ids) == [1, 2]
