"""Whole blind counts with the installed program on a pty: by keyboard alone, and by a scanner however it is set up."""

from __future__ import annotations

import pytest

from cyclecount_tui.domain.scans.layouts import LAYOUTS, through
from tests.cli.shell import Shell
from tests.line_of_assembly import (
    FOUND,
    FOUND_LINE,
    LINES,
    OTHER_PLACE,
    PLACE,
    Told,
    journal,
    label_of,
    program,
    stock,
)
from tests.scanner_bursts import GAPS, SETUPS, SIZES, SUFFIXES, ScannedTerminal, Scanner, Way
from tests.sweeps import some_by_default
from tests.test_terminal import SEED, simulated

__all__ = ["simulated"]  # the fixture

UNKNOWN = "QX-777777"
DIGITS = "40063812"
"""A code of digits alone that nobody knows; taken for a quantity it would be stored."""

LABELLED = "FR-10053"
FOUND_ITEM = (FOUND, "A", "", "")


def close_off(terminal: ScannedTerminal) -> None:
    terminal.wait_for("CLOSE OFF", "Who was told?")
    terminal.type("shift lead")
    terminal.wait_for("shift lead")
    terminal.press("F8")
    terminal.wait_for(PLACE, LINES_COUNTED[terminal.columns].format(0))


LINES_COUNTED = {80: "{} of 10 lines", 40: "{}/10"}
"""How far the count is, by the width of the terminal."""


def submit(terminal: ScannedTerminal) -> None:
    terminal.wait_for_words("FINISH", "Press y to submit")
    terminal.press("y")
    terminal.wait_for("differ", "p plan")


# By keyboard alone


@pytest.mark.parametrize("size", SIZES)
def test_a_whole_count_by_keyboard_alone(simulated: Shell, size: str) -> None:
    before = stock(simulated)
    with program(simulated, SIZES[size]) as terminal:
        terminal.wait_for("SCHEDULE", "F1 more")
        terminal.press("/")
        terminal.wait_for("Filter")
        terminal.type(f"{PLACE}\r")
        terminal.wait_for("▶ " + PLACE)
        terminal.press("\r")
        close_off(terminal)
        _type_all_but_one(terminal)
        terminal.press("F8")
        terminal.wait_for_words("FINISH", "1 to settle", "FR-10183")
        terminal.press("l")
        terminal.wait_for_words("LEFT?", "Location is blocked")
        terminal.press("2")
        submit(terminal)
    assert journal(simulated) == TYPED
    assert stock(simulated) == before
    assert "unedited" in simulated("verify").out


def _type_all_but_one(terminal: ScannedTerminal) -> None:
    """Plain numbers, sums, more of it, none, undone, noted, cleared, found, and serials that are ticked."""
    terminal.type("45\r")
    terminal.wait_for_words("Saved FR-10025 rev A = 45")
    terminal.type("4*12+6\r")
    terminal.wait_for_words("Saved FR-10028 rev A = 54 (4*12+6)")
    terminal.press("F2")
    terminal.wait_for_words("FR-10028 rev A", "counted 4*12+6")
    terminal.type("+6\r")
    terminal.wait_for_words("Saved FR-10028 rev A = 60 (54 and 6 more)")
    terminal.press("F4")
    terminal.wait_for_words("Saved FR-10053 rev A: none here")
    terminal.type("99\r")
    terminal.wait_for_words("Saved FR-10077 rev A = 99")
    terminal.press("F5")
    terminal.wait_for_words("Took back FR-10077 rev A = 99: it is not counted now.")
    terminal.press("F6")
    terminal.wait_for_words("NOTE", "1 Damaged")
    terminal.press("1")
    terminal.wait_for_words("Saved the note.")
    terminal.type("88")
    terminal.wait_for("= 88")
    terminal.press("F2")
    terminal.wait_until_gone("= 88")
    terminal.type("8\r")
    terminal.wait_for_words("Saved FR-10077 rev A = 8")
    terminal.press("F3")
    terminal.wait_for_words("FOUND", "Part number")
    terminal.type(f"{FOUND}\r\r\r\r5\r")
    terminal.wait_for_words(f"Saved found item {FOUND} rev A = 5")
    terminal.type("36\r7.0\r")
    terminal.wait_for_words("Saved FR-10093 rev A = 7")
    terminal.type("  ")
    terminal.wait_for_words("Saved FR-10183 rev A, serial SN-00477 = 1")
    terminal.press("F4")
    terminal.wait_for_words("Saved FR-10183 rev A, serial SN-00481: none here")


TYPED: list[Told] = [
    ("counted", 1, 45, "45", False, ""),
    ("counted", 2, 54, "4*12+6", False, ""),
    ("counted", 2, 6, "6", True, ""),
    ("none", 3),
    ("counted", 4, 99, "99", False, ""),
    ("undone",),
    ("noted", 4, "Damaged"),
    ("counted", 4, 8, "8", False, ""),
    ("found", FOUND_LINE, FOUND_ITEM, 5, "5", ""),
    ("counted", 5, 36, "36", False, ""),
    ("counted", 6, 7, "7.0", False, ""),
    ("counted", 7, 1, "1", False, ""),
    ("counted", 8, 1, "1", False, ""),
    ("none", 9),
    ("left", 10, "Location is blocked"),
    ("submitted",),
]


# By a scanner


@pytest.mark.parametrize(
    "setup",
    some_by_default(
        SETUPS,
        "typed, CRLF, 80 ms, 40x8",
        "pasted bare, Tab, 2 ms, 80x24",
    ),
)
def test_a_whole_count_by_scanner(simulated: Shell, setup: str) -> None:
    scanner, size = SETUPS[setup]
    layout = sorted(LAYOUTS)[sorted(SETUPS).index(setup) % len(LAYOUTS)]
    before = stock(simulated)
    with program(simulated, size) as terminal:
        _open_by_scan(terminal, scanner)
        _scan_what_is_on_the_sheet(terminal, scanner)
        _scan_what_is_not(terminal, scanner)
        _scan_through(layout, terminal, scanner)
        terminal.scan(scanner, "FR-10089")
        terminal.wait_for_words("Here it is: FR-10089 rev B.")
        terminal.scan(scanner, "CC-NONE")
        terminal.wait_for_words("Saved FR-10089 rev B: none here")
        terminal.scan(scanner, "CC-FINISH")
        _settle_the_rest(terminal)
        submit(terminal)
    assert journal(simulated) == SCANNED
    assert stock(simulated) == before
    assert "unedited" in simulated("verify").out


@pytest.mark.slow
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_scanner_as_slow_as_fingers_opens_a_count_where_the_setting_says_how_slow_it_is(
    simulated: Shell, suffix: str
) -> None:
    simulated.environment["CYCLECOUNT_SCAN_FASTEST_TYPING"] = "150"
    with program(simulated, SIZES["40x8"]) as terminal:
        terminal.wait_for("SCHEDULE", "F1 more")
        terminal.scan(Scanner(Way.TYPED, SUFFIXES[suffix], GAPS["80 ms"]), PLACE)
        terminal.wait_for(f"CLOSE OFF  {PLACE}")
    assert journal(simulated) == []


def _open_by_scan(terminal: ScannedTerminal, scanner: Scanner) -> None:
    """Over a table keys as slow as a person's are commands: there the location is asked for first."""
    terminal.wait_for("SCHEDULE", "F1 more")
    if scanner.types_like_a_person:
        terminal.press("o")
        terminal.wait_for("COUNT", "Scan ION's label")
    terminal.scan(scanner, PLACE)
    close_off(terminal)


def _scan_what_is_on_the_sheet(terminal: ScannedTerminal, scanner: Scanner) -> None:
    """A part leads to its line, a serial is here, and is not counted twice."""
    terminal.scan(scanner, "FR-10077")
    terminal.wait_for_words("Here it is: FR-10077 rev A.")
    terminal.type("12\r")
    terminal.wait_for_words("Saved FR-10077 rev A = 12")
    terminal.scan(scanner, "SN-00481")
    terminal.wait_for_words("Saved FR-10183 rev A, serial SN-00481: it is here.")
    blank_in_front = "" if scanner.types_like_a_person else " "  # a space alone would say that the next serial is here
    terminal.scan(scanner, f"{blank_in_front}SN-00481")
    terminal.wait_for_words("FR-10183 rev A, serial SN-00481 was counted already, at ")


def _scan_what_is_not(terminal: ScannedTerminal, scanner: Scanner) -> None:
    """A part from elsewhere is found here, unknown codes are kept, another location is asked about."""
    terminal.scan(scanner, FOUND)
    terminal.wait_for_words("FOUND", f"Scanned: {FOUND}")
    terminal.type("7\r")
    terminal.wait_for_words(f"Saved found item {FOUND} rev A = 7")
    terminal.scan(scanner, UNKNOWN)
    terminal.wait_for_words(f"Kept the unknown code {UNKNOWN}")
    terminal.scan(scanner, DIGITS)
    if scanner.types_like_a_person:
        terminal.wait_for_words("QUANTITY OR CODE?", f"2 The code {DIGITS}")
        terminal.press("2")
    terminal.wait_for_words(f"Kept the unknown code {DIGITS}")
    terminal.scan(scanner, OTHER_PLACE)
    terminal.wait_for_words(f"GO TO {OTHER_PLACE}?", "Press y to count")
    terminal.press("\x1b")
    terminal.wait_for(LINES_COUNTED[terminal.columns].format("3").replace("10", "11"))


def _scan_through(layout: str, terminal: ScannedTerminal, scanner: Scanner) -> None:
    """ION's label as a host with another layout than the scanner's takes it."""
    terminal.scan(scanner, through(label_of(LABELLED, SEED), layout))
    terminal.wait_for_words(f"Here it is: {LABELLED} rev A. The scanner's keyboard layout is wrong")
    terminal.type("3\r")
    terminal.wait_for_words(f"Saved {LABELLED} rev A = 3")


def _settle_the_rest(terminal: ScannedTerminal) -> None:
    """Lines are left for a reason; one unknown scan is handed on, the other one is nothing to count."""
    terminal.wait_for_words("FINISH", "8 to settle")
    terminal.press("L")
    terminal.wait_for_words("LEFT?", "4 Out of time")
    terminal.press("4")
    terminal.wait_for_words("2 to settle", UNKNOWN)
    terminal.press("h")
    terminal.wait_for_words("1 to settle", DIGITS)
    terminal.press("d")
    terminal.wait_for_words("DISMISS THE SCAN")
    terminal.type("the shelf's own label\r")


NEAR_BOTH = LINES["SN-00481"]

SCANNED: list[Told] = [
    ("counted", LINES["FR-10077"], 12, "12", False, ""),
    ("counted", LINES["SN-00481"], 1, "1", False, "SN-00481"),
    ("found", FOUND_LINE, FOUND_ITEM, 7, "7", FOUND),
    ("unknown", UNKNOWN, NEAR_BOTH),
    ("unknown", DIGITS, NEAR_BOTH),
    ("counted", LINES[LABELLED], 3, "3", False, ""),
    ("none", LINES["FR-10089"]),
    *(
        ("left", LINES[name], "Out of time")
        for name in ("FR-10025", "FR-10028", "FR-10093", "SN-00473", "SN-00477", "SN-00484")
    ),
    ("settled", 1, "handed_over", None, ""),
    ("settled", 2, "dismissed", None, "the shelf's own label"),
    ("submitted",),
]
