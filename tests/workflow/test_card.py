"""The command card: a code for every command, badges for names, as PDF and as text."""

import pytest

from cyclecount_tui.domain.scans.command_card import CARD, LONGEST_NAME, Command, badge_code, card_scan
from cyclecount_tui.domain.scans.scan_rules import ScanRules
from cyclecount_tui.workflow.errors import Refusal
from cyclecount_tui.workflow.paper.card_content import card_text
from cyclecount_tui.workflow.paper.card_pdf import card_pdf
from cyclecount_tui.workflow.paper.drawn_codes import NARROWEST, bars_of, fitting_module
from cyclecount_tui.workflow.paper.qr import qr_text
from tests.offline_counts import NOW
from tests.pdf_reading import Box, Page, pages_of
from tests.qr_reading import drawn_modules, read_qr

BARS = 13.0
"""Millimetres that bars are high; nothing of a QR code is."""


def is_bar(box: Box) -> bool:
    return abs(box.height - BARS) < 0.1


def scanned(page: Page) -> list[str]:
    """What the QR codes of a page say."""
    return [read_qr(drawn_modules([box for box in code if not is_bar(box)])) for code in page.codes]


def drawn_bars(page: Page, at: int) -> list[bool]:
    """The modules of the bars beside a QR code."""
    bars = [box for box in page.codes[at] if is_bar(box)]
    module = min(box.width for box in bars)
    return [
        any(box.left <= bars[0].left + (place + 0.5) * module <= box.left + box.width for box in bars)
        for place in range(round((bars[-1].left + bars[-1].width - bars[0].left) / module))
    ]


def test_every_command_is_on_one_page_with_both_codes() -> None:
    (page,) = pages_of(card_pdf(NOW))
    assert [card_scan(text, ScanRules()) for text in scanned(page)]
    commands = [found.command for text in scanned(page) if (found := card_scan(text, ScanRules()))]
    assert commands == [entry.command for entry in CARD]
    assert set(commands) == set(Command)
    for at, entry in enumerate(CARD):
        assert {entry.command.value, entry.words, entry.command.code} <= set(page.texts)
        assert drawn_bars(page, at) == bars_of(entry.command.code)


def test_badges_are_on_pages_of_their_own_and_say_who_counts() -> None:
    names = ["Ann", "Bo Müller", "Bartholomew Featherstonehaugh-Smythe the Third"] + [f"P {n}" for n in range(10)]
    commands, first, second = pages_of(card_pdf(NOW, names))
    assert "Badges" not in commands.texts
    found = [card_scan(text, ScanRules()) for page in (first, second) for text in scanned(page)]
    assert [scan.badge for scan in found if scan is not None] == names
    assert drawn_bars(first, 0) == bars_of(badge_code("Ann"))
    assert not any(map(is_bar, first.codes[1])), "Code 128 has no umlauts"
    assert not any(map(is_bar, first.codes[2])), "bars that are too narrow to read are left out"


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (" ", "A badge needs a name"),
        ("x" * (LONGEST_NAME + 1), "too long for a badge: give at most 60 characters"),
        ("Ann\x1b[31m", "'Ann␛.31m' holds a character that cannot be printed"),
    ],
)
def test_a_name_that_cannot_be_on_a_badge_is_refused(name: str, sentence: str) -> None:
    for write in (lambda: card_pdf(NOW, [name]), lambda: card_text([name])):
        with pytest.raises(Refusal, match=sentence):
            write()


def test_the_text_has_the_same_codes() -> None:
    text = card_text(["Ann  Lee"])
    lines = text.splitlines()
    for entry in CARD:
        assert any(entry.command.value in line.split("  ") or line.endswith(entry.command.value) for line in lines)
        drawn = [line.rstrip() for line in qr_text(entry.command.code) if line.strip()]
        assert all(any(part in line for line in lines) for part in drawn)
    assert "Ann Lee" in lines
    assert max(map(len, lines)) <= 80
    assert "Badges" not in card_text()


def test_bars_hold_what_can_be_typed_and_are_wide_enough_to_read() -> None:
    bars = bars_of("CC-FINISH")
    assert bars is not None
    assert (bars[0], bars[-1], (len(bars) - 2) % 11) == (True, True, 0), "words of eleven modules, and two at the end"
    assert bars_of("") is None
    assert bars_of("Grüße") is None
    assert bars_of("a\tb") is None
    assert fitting_module(bars, 200, 0.38) == 0.38
    assert fitting_module(bars, 20, 0.38) is None
    assert (fitting_module(bars, 45, 0.38) or 0) >= NARROWEST
