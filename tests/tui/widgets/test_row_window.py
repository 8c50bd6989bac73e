"""Order, places and indices of rows, and the view that follows the cursor."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyclecount_tui.tui.widgets.row_window import RowWindow, top_for


def cursor_of(window: RowWindow) -> int | None:
    return window.cursor


def test_without_an_order_places_are_indices() -> None:
    window = RowWindow()
    assert window.shown == 0
    assert cursor_of(window) is None
    window.load(3)
    assert (window.shown, cursor_of(window), window.place_of(2), window.place_of(3)) == (3, 0, 2, None)


def test_the_cursor_stays_with_its_row_through_a_sort_and_a_filter() -> None:
    window = RowWindow()
    window.load(5)
    window.go_to(3)
    window.reorder([4, 3, 2, 1, 0])
    assert (window.place, cursor_of(window)) == (1, 3)
    window.reorder([0, 3])
    assert (window.place, cursor_of(window)) == (1, 3)
    window.reorder(None)
    assert (window.place, cursor_of(window)) == (3, 3)


def test_a_cursor_row_that_is_filtered_away_leaves_the_nearest_place() -> None:
    window = RowWindow()
    window.load(5)
    window.go_to(4)
    window.reorder([0, 1])
    assert cursor_of(window) == 1
    window.reorder([])
    assert cursor_of(window) is None
    assert window.shown == 0
    window.reorder(None)
    assert cursor_of(window) == 0


@pytest.mark.parametrize("order", [[5], [-1], [0, 99]])
def test_an_order_of_rows_that_do_not_exist_is_refused(order: list[int]) -> None:
    window = RowWindow()
    window.load(5)
    with pytest.raises(ValueError, match="not among the 5 rows"):
        window.reorder(order)
    assert window.shown == 5


@given(st.integers(0, 300), st.integers(0, 300), st.integers(1, 40), st.integers(1, 301))
def test_the_cursor_is_always_in_view(place: int, top: int, page: int, shown: int) -> None:
    place = min(place, shown - 1)
    seen_from = top_for(place, top, page, shown)
    assert seen_from <= place < seen_from + page
    assert 0 <= seen_from <= max(0, shown - page)


def test_leaving_the_view_jumps_by_half_a_page() -> None:
    assert top_for(9, 0, 10, 100) == 0
    assert top_for(10, 0, 10, 100) == 5
    assert top_for(49, 50, 10, 100) == 44
    assert top_for(99, 0, 10, 100) == 90


def test_more_rows_come_behind_the_others() -> None:
    window = RowWindow()
    window.load(2)
    window.go_to(1)
    assert window.load_more(3)
    assert (window.shown, window.place, cursor_of(window)) == (5, 1, 1)
    window.reorder([4, 0])
    assert not window.load_more(1)
    assert window.shown == 6
