"""The title of a screen: what goes first when there is no room for all of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from cyclecount_tui.tui.widgets.glyphs import ASCII, UNICODE
from cyclecount_tui.tui.widgets.title_bar import TitleTexts, title_parts

COUNT = TitleTexts("COUNT  RACK-B", "12 of 37 lines", "closed off 09:05", "Ann", "offline, 12 kept")


def shown(texts: TitleTexts, width: int) -> str:
    return " ".join("".join(title_parts(texts, width, UNICODE)).split())


@pytest.mark.parametrize(
    ("width", "text"),
    [
        (80, "COUNT RACK-B 12 of 37 lines closed off 09:05 Ann offline, 12 kept"),
        (72, "COUNT RACK-B 12 of 37 lines closed off 09:05 offline, 12 kept"),
        (60, "COUNT RACK-B 12 of 37 lines offline, 12 kept"),
        (40, "COUNT RACK-B closed off 09:05"),
        (24, "COUNT RACK-B"),
        (8, "COUNT …"),
    ],
)
def test_what_goes_first_on_the_count_screen(width: int, text: str) -> None:
    assert shown(COUNT, width) == text


@pytest.mark.parametrize(
    ("width", "text"),
    [
        (60, "SCHEDULE 4 due today 2 overdue Ann"),
        (46, "SCHEDULE 4 due today 2 overdue"),
        (30, "SCHEDULE 2 overdue"),
    ],
)
def test_what_goes_first_without_a_link(width: int, text: str) -> None:
    assert shown(TitleTexts("SCHEDULE", "4 due today", "2 overdue", "Ann" * 4 if width == 46 else "Ann"), width) == text


@given(st.builds(TitleTexts, *(st.text(max_size=20) for _ in range(5))), st.integers(1, 100), st.booleans())
def test_it_is_as_wide_as_the_screen_whatever_it_says(texts: TitleTexts, width: int, ascii_only: bool) -> None:
    assert cell_len("".join(title_parts(texts, width, ASCII if ascii_only else UNICODE))) == width
