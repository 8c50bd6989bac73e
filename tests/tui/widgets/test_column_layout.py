"""Columns at any width: exact, never negative, the right ones dropped."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from cyclecount_tui.tui.widgets.column_layout import Column, lay_out, lay_out_beside
from cyclecount_tui.tui.widgets.glyphs import ASCII, UNICODE
from cyclecount_tui.tui.widgets.name_column import wide_enough
from cyclecount_tui.tui.widgets.row_painter import header_text, row_text

SHEET = (
    Column("part", "Part number", 14),
    Column("rev", "Rev", 3),
    Column("lot", "Lot / serial", 12),
    Column("description", "Description", 10, flexible=True, drop_order=2),
    Column("uom", "UoM", 3, drop_order=1),
    Column("floor", "Floor count", 11, align="right", ruled=True),
)

columns = st.builds(
    Column,
    key=st.just("key"),
    title=st.text(max_size=12),
    width=st.integers(0, 40),
    align=st.sampled_from(["left", "right"]),
    flexible=st.booleans(),
    drop_order=st.integers(0, 4),
    ruled=st.booleans(),
)
tables = st.lists(columns, max_size=9).map(tuple)


@given(tables, st.integers(10, 200))
def test_the_widths_sum_up_to_the_width(table: tuple[Column, ...], width: int) -> None:
    layout = lay_out(table, width)
    used = sum(placed.gap + placed.width for placed in layout.columns)
    assert layout.margin + used + layout.spare == width
    assert layout.spare >= 0
    assert all(placed.width >= 1 and placed.gap >= 0 for placed in layout.columns)


@given(tables, st.integers(-3, 200))
def test_columns_stay_in_order_and_never_repeat(table: tuple[Column, ...], width: int) -> None:
    cells = [placed.cell for placed in lay_out(table, width).columns]
    assert cells == sorted(set(cells))


@given(tables, st.integers(10, 200))
def test_nothing_is_dropped_while_something_with_a_higher_drop_order_stays(
    table: tuple[Column, ...], width: int
) -> None:
    kept = {placed.cell for placed in lay_out(table, width).columns}
    dropped = [column.drop_order for cell, column in enumerate(table) if cell not in kept]
    staying = [table[cell].drop_order for cell in kept]
    if staying and dropped and min(dropped) > 0:
        assert max(staying) <= min(dropped)


@given(tables, st.integers(10, 200), st.data())
def test_every_line_is_exactly_as_wide_as_the_table(table: tuple[Column, ...], width: int, data: st.DataObject) -> None:
    cells = data.draw(st.lists(st.text(max_size=30), min_size=len(table), max_size=len(table)))
    layout = lay_out(table, width)
    for glyphs in (UNICODE, ASCII):
        assert cell_len(row_text(layout, cells, glyphs, at_cursor=True, tone="bad")) == width
        assert cell_len(header_text(layout, width, "", glyphs)) == width
        assert cell_len(header_text(layout, width, "37/10000", glyphs)) == width


def test_a_flexible_column_takes_what_is_left() -> None:
    at_120 = {placed.column.key: placed.width for placed in lay_out(SHEET, 120).columns}
    at_80 = {placed.column.key: placed.width for placed in lay_out(SHEET, 80).columns}
    assert at_120["description"] == at_80["description"] + 40
    assert {key: at_80[key] for key in ("part", "lot", "floor")} == {"part": 14, "lot": 12, "floor": 11}


def test_a_narrow_screen_drops_then_squeezes() -> None:
    at_52 = [placed.column.key for placed in lay_out(SHEET, 52).columns]
    at_40 = lay_out(SHEET, 40)
    assert at_52 == ["part", "rev", "lot", "uom", "floor"]
    assert [placed.column.key for placed in at_40.columns] == ["part", "rev", "lot", "floor"]
    assert [placed.width for placed in at_40.columns] == [10, 3, 10, 11]


@given(tables, st.integers(10, 200), st.integers(0, 12))
@example((), 10, 11)
@example((), 20, 11)
def test_reserved_cells_stay_free_or_cost_nothing(table: tuple[Column, ...], width: int, reserved: int) -> None:
    whole, beside = lay_out(table, width), lay_out_beside(table, width, reserved)
    assert [placed.cell for placed in beside.columns] == [placed.cell for placed in whole.columns]
    used = sum(placed.gap + placed.width for placed in beside.columns)
    assert beside.margin + used + beside.spare == width
    assert beside == whole or beside.spare >= reserved


def test_the_position_has_its_own_room_where_a_flexible_column_can_give_it() -> None:
    layout = lay_out_beside(SHEET, 80, 6)
    assert header_text(layout, 80, "12/37", UNICODE).endswith(" Floor count 12/37")
    assert lay_out_beside(SHEET, 40, 6) == lay_out(SHEET, 40)


def test_a_row_and_its_header() -> None:
    table = (Column("part", "Part", 8), Column("floor", "Floor", 5, align="right", ruled=True))
    layout = lay_out(table, 20)
    assert header_text(layout, 20, "", UNICODE) == "   Part     │ Floor "
    cells = ("FR-10034", "76")
    assert row_text(layout, cells, UNICODE, at_cursor=True) == " ▶ FR-10034 │    76 "
    assert row_text(layout, cells, ASCII, at_cursor=True, tone="bad") == "!> FR-10034 |    76 "


def test_the_position_stands_at_the_right_end_and_cuts_the_title_before_it() -> None:
    table = (Column("part", "Part", 8), Column("floor", "Floor count", 11, align="right"))
    layout = lay_out(table, 26)
    assert header_text(layout, 26, "7/99", UNICODE).endswith(" 7/99")


def test_a_column_of_names_is_as_wide_as_nine_names_in_ten_need() -> None:
    table = (Column("location", "Location", 17, names=True), Column("due", "Due", 16))
    usual, long = ["RACK-0003 / SHELF-12"] * 19, "CYCLE-COUNT-DISCREPANCY / EVERYTHING"
    assert [each.width for each in wide_enough(table, [*usual, long])] == [20, 16]
    assert [each.width for each in wide_enough(table, ["LINE-1", long])] == [28, 16]
    assert wide_enough(table, ["LINE-1"]) == table
    assert wide_enough(table, []) == table


def test_names_are_shortened_in_their_middle() -> None:
    layout = lay_out((Column("location", "Location", 19, names=True), Column("due", "Due", 16)), 40)
    assert "RACK-0003…SHELF-12" in row_text(layout, ("RACK-0003 / SHELF-12 ", "due today"), UNICODE)
