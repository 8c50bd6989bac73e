"""The order of a schedule by days: the same as if all of it had been sorted, with only the days looked at sorted."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cyclecount_tui.domain.due_order import DueOrder

ROWS = st.lists(st.tuples(st.none() | st.integers(-3, 3), st.text("abc", max_size=2)), max_size=30)


def sorted_at_once(rows: list[tuple[int | None, str]]) -> list[int]:
    return sorted(range(len(rows)), key=lambda place: (rows[place][0] is None, rows[place][0] or 0, rows[place][1]))


def ordered(rows: list[tuple[int | None, str]]) -> DueOrder:
    return DueOrder([day for day, _ in rows], lambda place: rows[place][1])


@given(rows=ROWS, asked=st.lists(st.integers(0, 29), max_size=5))
def test_wherever_one_looks_first_it_is_the_order_of_all(rows: list[tuple[int | None, str]], asked: list[int]) -> None:
    order, expected = ordered(rows), sorted_at_once(rows)
    for place in asked:
        if place < len(rows):
            assert order[place] == expected[place]
    assert (len(order), order[:5], order[-2:]) == (len(rows), expected[:5], expected[-2:])
    assert list(order) == expected
    assert [order.index_of(place) for place in expected] == list(range(len(rows)))


def test_only_the_days_that_are_looked_at_are_sorted() -> None:
    asked: list[int] = []

    def key_of(place: int) -> int:
        asked.append(place)
        return -place

    days = [place // 10 for place in range(1_000)]
    order = DueOrder(days, key_of)
    assert order[:5] == [9, 8, 7, 6, 5]
    assert asked == list(range(10))
    assert order[999] == 990
    assert len(asked) == 20
    assert (order[:5], len(asked)) == ([9, 8, 7, 6, 5], 20), "not sorted twice"
