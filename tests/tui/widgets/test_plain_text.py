"""Text from outside: harmless, and exactly as wide as asked for."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from cyclecount_tui.domain.visible_text import visible
from cyclecount_tui.tui.widgets.plain_text import both_ends, fit, one_line, visible_character


@given(st.text())
@example("\x1b]0;title\x07")
@example("\u202eevil\u2066")
@example("a\u200bb\ufeff\ufe0f\u3164")
@example("\ud800")
def test_no_character_that_steers_or_hides_is_left(text: str) -> None:
    shown = visible(text)
    assert all(unicodedata.category(character)[0] != "C" for character in shown)
    assert not set(shown) & set("\u200b\u200d\u202e\u2066\ufeff\ufe0f\u3164\u2028\u2029\xa0")
    assert shown.encode("utf-8").decode("utf-8") == shown


@given(st.text())
@example("naïve\x1b−")
def test_ascii_mode_gives_printable_ascii(text: str) -> None:
    shown = visible(text, ascii_only=True)
    assert shown.isascii()
    assert shown.isprintable()


@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126)))
def test_plain_ascii_is_left_alone(text: str) -> None:
    assert visible(text) == text


@pytest.mark.parametrize(
    ("text", "shown", "in_ascii"),
    [
        ("\x1b[31mred", "␛[31mred", "?[31mred"),
        ("a\nb\tc\x7f", "a␊b␉c␡", "a?b?c?"),
        ("a\x9bb", "a�b", "a?b"),
        ("01\x1d10", "01␝10", "01?10"),
        ("x\u202ey", "x�y", "x?y"),
        ("e\u0301", "é", "e"),
        ("1\u00a0000", "1 000", "1 000"),
        ("−4 µm · ½", "−4 µm · ½", "-4 um . 12"),
        ("[bold]not markup[/]", "[bold]not markup[/]", "[bold]not markup[/]"),
    ],
)
def test_signs(text: str, shown: str, in_ascii: str) -> None:
    assert visible(text) == shown
    assert visible(text, ascii_only=True) == in_ascii


@given(st.characters())
def test_a_single_character_always_has_width(character: str) -> None:
    assert cell_len(visible_character(character)) >= 1


@given(st.text(), st.integers(0, 40), st.sampled_from(["left", "right"]))
@example("桁桁桁", 4, "left")
@example("a\u200d", 4, "left")
@example("ab\u200dcd", 3, "left")
@example("☎\ufe0f☎\ufe0f", 3, "right")
@example("e\u0301\u0301\u0301", 1, "right")
def test_fit_is_exact_to_the_cell(text: str, width: int, align: str) -> None:
    assert cell_len(fit(text, width, "left" if align == "left" else "right")) == width


def test_one_line_breaks_no_line_and_has_a_limit() -> None:
    assert one_line("Bearing\nSubmitted.\r\x85\u2028") == "Bearing␊Submitted.␍��"
    assert one_line("Bearing 6201, sealed", 9) == "Bearing…"
    assert one_line("Bearing", 7) == "Bearing"
    assert len(one_line("x" * 50, 12)) == 12


def test_fit_says_that_it_cut() -> None:
    assert fit("Bearing 6201", 8) == "Bearing…"
    assert fit("Bearing", 8) == "Bearing "
    assert fit("48", 5, "right") == "   48"
    assert fit("桁桁桁", 4) == "桁 …"
    assert fit("Bearing", 4, ellipsis="~") == "Bea~"
    assert fit("anything", 0) == ""


def test_a_name_keeps_both_its_ends() -> None:
    assert both_ends("RACK-0003 / SHELF-12", 20) == "RACK-0003 / SHELF-12"
    assert both_ends("RACK-0003 / SHELF-12", 19) == "RACK-0003…SHELF-12"
    assert both_ends("RACK-0003 / SHELF-12 / BIN-04", 17) == "RACK-0003…BIN-04"
    assert both_ends("部品棚・一番 / 二番", 9) == "部品…二番"


@given(st.text(), st.integers(1, 30))
def test_a_shortened_name_is_never_too_wide(text: str, width: int) -> None:
    assert cell_len(both_ends(text, width)) <= width
    assert cell_len(fit(both_ends(text, width), width)) == width
