"""What scanners put around codes, codes read twice, cards and badges, patterns, and how fast keys come."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyclecount_tui.domain.errors import DomainError
from cyclecount_tui.domain.scans.arrival import Arrival, arrival_of
from cyclecount_tui.domain.scans.code_fields import CodeFields
from cyclecount_tui.domain.scans.command_card import CARD, CardScan, Command, badge_code, card_scan
from cyclecount_tui.domain.scans.glued import half_of
from cyclecount_tui.domain.scans.group_separator import separated
from cyclecount_tui.domain.scans.layouts import LAYOUTS, through, through_us
from cyclecount_tui.domain.scans.line_codes import line_code, line_number
from cyclecount_tui.domain.scans.patterns import code_pattern, fields_by_pattern
from cyclecount_tui.domain.scans.scan_rules import ScanRules
from cyclecount_tui.domain.scans.wrapping import Unwrapped, scans_in, unwrapped

PLAIN = ScanRules()
SET_UP = ScanRules(prefix="^", suffix="$")

WRAPPED = {
    "nothing": ("FR-1", Unwrapped("FR-1")),
    "CR": ("FR-1\r", Unwrapped("FR-1")),
    "LF": ("FR-1\n", Unwrapped("FR-1")),
    "CRLF": ("FR-1\r\n", Unwrapped("FR-1")),
    "Tab": ("FR-1\t", Unwrapped("FR-1")),
    "Code 39": ("]A0FR-1", Unwrapped("FR-1")),
    "a plain Code 128": ("]C0FR-1", Unwrapped("FR-1")),
    "GS1-128": ("]C1010950", Unwrapped("010950", gs1=True)),
    "DataBar": ("]e0010950", Unwrapped("010950", gs1=True)),
    "EAN-13, not DataBar": ("]E04006381333931", Unwrapped("4006381333931")),
    "DataMatrix": ("]d2010950\r", Unwrapped("010950", gs1=True)),
    "QR": ("]Q3010950", Unwrapped("010950", gs1=True)),
    "DotCode": ("]J1010950", Unwrapped("010950", gs1=True)),
    "FNC1 in front": ("\x1d010950\x1d", Unwrapped("010950", gs1=True)),
    "a bracket that identifies nothing": ("]x", Unwrapped("]x")),
    "an identifier and nothing else": ("]C1", Unwrapped("]C1")),
    "a separator inside stays": ("]C110AB\x1d21S\r", Unwrapped("10AB\x1d21S", gs1=True)),
}


@pytest.mark.parametrize(("raw", "code"), WRAPPED.values(), ids=WRAPPED.keys())
def test_what_is_around_a_code_comes_off(raw: str, code: Unwrapped) -> None:
    assert unwrapped(raw, PLAIN) == code


@pytest.mark.parametrize("raw", ["^FR-1$", "^]C0FR-1$\r", "]C0^FR-1$\t", "FR-1", "^FR-1", "FR-1$\r\n"])
def test_a_configured_prefix_and_suffix_come_off_in_any_order(raw: str) -> None:
    assert unwrapped(raw, SET_UP) == Unwrapped("FR-1")


def test_a_prefix_inside_a_code_stays() -> None:
    assert unwrapped("FR^1$2", SET_UP) == Unwrapped("FR^1$2")
    assert unwrapped("^", SET_UP) == Unwrapped("^")


@given(st.text(), st.text(max_size=3), st.text(max_size=3))
def test_any_scan_is_unwrapped(raw: str, prefix: str, suffix: str) -> None:
    code = unwrapped(raw, ScanRules(prefix=prefix, suffix=suffix)).text
    assert code in raw
    assert len(scans_in(raw)) <= max(1, len(raw))


def test_a_paste_is_its_lines_in_order() -> None:
    assert scans_in("FR-1\r\nFR-2\nFR-1\t\n") == ("FR-1", "FR-2", "FR-1")
    label = '{\n"uid": "4f0c9a17e2b84d6390ab7c15d8e6f320"\n}\n'
    assert scans_in(label) == (label,)
    assert scans_in(" \r\n") == ()


@pytest.mark.parametrize("sent", ["10AB~21S", "10AB␝21S", "10AB<GS>21S", "10AB{FNC1}21S", "10AB^]21S", "10AB\x1d21S"])
def test_the_separator_and_what_is_sent_in_its_place(sent: str) -> None:
    assert separated(sent, "~") == "10AB\x1d21S"


GLUED = {
    "43542104354210": "4354210",
    "FR-10034FR-10034": "FR-10034",
    "FR-10034\rFR-10034\r": "FR-10034",
    "FR-10034\r\nFR-10034\r\n": "FR-10034",
    "FR-10034\tFR-10034": "FR-10034",
    "]C0FR-1]C0FR-1": "]C0FR-1",
    "^FR-1$^FR-1$\n": "^FR-1$",
}


@pytest.mark.parametrize(("raw", "code"), GLUED.items())
def test_a_code_read_twice_is_seen(raw: str, code: str) -> None:
    assert half_of(raw) == code


@pytest.mark.parametrize("raw", ["", "1212", "FR-10034", "FR-10034FR-10035", "FR-1\rFR-2", "FR-1 FR-1", "\r\r\r\r"])
def test_what_was_not_read_twice(raw: str) -> None:
    assert half_of(raw) is None


@given(
    st.text(min_size=3).filter(lambda code: code == code.strip(" \r\n\t")), st.sampled_from(["", "\r", "\r\n", "\t"])
)
def test_every_code_read_twice_is_seen(code: str, suffix: str) -> None:
    assert half_of(code + suffix + code + suffix) == code


@pytest.mark.parametrize("command", Command)
def test_every_command_is_on_the_card_and_is_read(command: Command) -> None:
    assert [entry.command for entry in CARD].count(command) == 1
    assert card_scan(command.code, PLAIN) == CardScan(command)
    assert card_scan(command.code.lower(), PLAIN) == CardScan(command, mangled=True)
    for layout in LAYOUTS:
        for seen in (through(command.code, layout), through_us(command.code, layout)):
            found = card_scan(seen, PLAIN)
            assert found is not None
            assert found.command is command


def test_a_badge_gives_a_name() -> None:
    assert card_scan(badge_code("Ann Lee"), PLAIN) == CardScan(badge="Ann Lee")
    assert card_scan(through("CC-BY-Zoe Mayer", "QWERTZ, German"), PLAIN) == CardScan(badge="Zoe Mayer", mangled=True)


@pytest.mark.parametrize(
    ("pattern", "code", "name"),
    [
        ("EMP-(?P<name>.+)", "EMP-4711", "4711"),
        ("EMP-([0-9]+)", "EMP-4711", "4711"),
        ("EMP-[0-9]+", "EMP-4711", "EMP-4711"),
        ("EMP-([0-9]+)?", "EMP-", ""),
    ],
)
def test_badges_of_the_factorys_own(pattern: str, code: str, name: str) -> None:
    rules = ScanRules(badge_pattern=re.compile(pattern))
    assert card_scan(code, rules) == (CardScan(badge=name) if name else None)
    assert card_scan("FR-10034", rules) is None


@pytest.mark.parametrize(
    "text", ["", "CC-", "CC-BY-", "CC-BY- ", "CC-NOSUCH", "UNDO", "XCC-UNDO", "CC-BY-" + "x" * 500]
)
def test_what_is_no_card(text: str) -> None:
    assert card_scan(text, PLAIN) is None


def test_the_code_of_a_printed_line() -> None:
    assert line_number(line_code(12)) == 12
    assert line_number("FR-12") is None
    assert card_scan(line_code(12), PLAIN) is None


def test_a_pattern_says_what_is_what() -> None:
    pattern = code_pattern("P(?P<part>[^;]+)(;R(?P<revision>[^;]+))?;L(?P<lot>[^;]+)")
    assert fields_by_pattern("PFR-1;L 7 ", [pattern]) == CodeFields(part_numbers=("FR-1",), lot_number="7")
    assert fields_by_pattern("PFR-1;RB;L7", [pattern]) == CodeFields(("FR-1",), revision="B", lot_number="7")
    assert fields_by_pattern("PFR-1", [pattern]) is None
    assert fields_by_pattern("PFR-1;L7 and more;", [pattern]) is None
    place = code_pattern("LOC:(?P<location>.+)")
    assert fields_by_pattern("LOC:RACK-A", [pattern, place]) == CodeFields(location="RACK-A")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("(", "is no regular expression"),
        ("P(.+)", "has no named group"),
        ("P(?P<prt>.+)", "has a group called prt"),
        ("(?P<part>a{99999999999999999999})", "is no regular expression"),
    ],
)
def test_a_pattern_that_cannot_be_used_is_one_sentence(text: str, said: str) -> None:
    with pytest.raises(DomainError, match=re.escape(said)) as caught:
        code_pattern(text)
    assert caught.value.sentence.endswith(".")


def test_fast_keys_are_a_burst() -> None:
    assert arrival_of([0.002] * 9) is Arrival.BURST
    assert arrival_of([0.002, 0.002, 0.4, 0.002]) is Arrival.BURST
    assert arrival_of([0.08] * 9) is Arrival.TYPED
    assert arrival_of([0.15, 0.001, 0.2]) is Arrival.TYPED
    assert arrival_of([0.001]) is Arrival.TYPED
    assert arrival_of([]) is Arrival.TYPED
