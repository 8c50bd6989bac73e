"""GS1 element strings: real shapes, what is none, and the library that is loaded for none but them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyclecount_tui.domain.scans.code_fields import CodeFields
from cyclecount_tui.workflow.scanning.gs1 import gs1_fields
from tests.test_architecture import imported_by

FORMS = ("09501234567890", "9501234567890")

SHAPES = {
    "trade item, lot, serial": (
        "010950123456789010L-2231\x1d21SN1",
        CodeFields(gtins=FORMS, lot_number="L-2231", serial_number="SN1"),
    ),
    "expiry between, no separator needed": (
        "01095012345678901726013110AB-7",
        CodeFields(gtins=FORMS, lot_number="AB-7", expiry=date(2026, 1, 31)),
    ),
    "expires at the end of a month": (
        "01095012345678901726020010AB",
        CodeFields(gtins=FORMS, lot_number="AB", expiry=date(2026, 2, 28)),
    ),
    "best before": ("010950123456789015260131", CodeFields(gtins=FORMS, expiry=date(2026, 1, 31))),
    "a part's own number": ("240FR-10034\x1d10L-1", CodeFields(part_numbers=("FR-10034",), lot_number="L-1")),
    "our number before the maker's": (
        "240MK-7\x1d241FR-10034\x1d21S",
        CodeFields(part_numbers=("FR-10034", "MK-7"), serial_number="S"),
    ),
    "a count is noted and no more": (
        "02095012345678903724\x1d10AB",
        CodeFields(gtins=FORMS, lot_number="AB", label_count="24"),
    ),
    "as it is printed below the bars": (
        "(01)09501234567890(10)L-2231(21)SN1",
        CodeFields(gtins=FORMS, lot_number="L-2231", serial_number="SN1"),
    ),
    "a weight means nothing here": (
        "01095012345678903103000222\x1d10AB",
        CodeFields(gtins=FORMS, lot_number="AB"),
    ),
    "eight digits": (
        "0100000096385074",
        CodeFields(gtins=("00000096385074", "0000096385074", "000096385074", "96385074")),
    ),
}


@pytest.mark.parametrize(("text", "fields"), SHAPES.values(), ids=SHAPES.keys())
def test_a_gs1_element_string_says_what_it_is(text: str, fields: CodeFields) -> None:
    assert gs1_fields(text, sure=False) == fields
    assert gs1_fields(text, sure=True) == fields


@pytest.mark.parametrize("sent", ["~", "␝", "<GS>", "{FNC1}"])
def test_a_substitute_for_the_separator(sent: str) -> None:
    found = gs1_fields(f"010950123456789010L-2231{sent}21SN1", sure=False, substitute="~")
    assert found == CodeFields(gtins=FORMS, lot_number="L-2231", serial_number="SN1")


@pytest.mark.parametrize(
    "text",
    ["", "FR-10034", "10L-2231", "21SN-1", "4711", "3724", "L-2231~A", "0195012345678904", "9501234567890", "\x1d"],
)
def test_what_only_might_be_one_is_none_unless_the_symbology_says_so(text: str) -> None:
    assert gs1_fields(text, sure=False, substitute="~") is None


def test_the_symbology_decides() -> None:
    assert gs1_fields("10L-2231", sure=True) == CodeFields(lot_number="L-2231")
    assert gs1_fields("21SN-1", sure=True) == CodeFields(serial_number="SN-1")
    assert gs1_fields("3724", sure=True) is None, "a count alone names nothing"
    assert gs1_fields("FR-10034", sure=True) is None
    wrong_check_digit = gs1_fields("0109501234567891", sure=True)
    assert wrong_check_digit is not None
    assert wrong_check_digit.gtins[0] == "09501234567891"


elements = st.tuples(
    st.sampled_from(
        ["00", "01", "02", "10", "17", "21", "240", "241", "37", "30", "3103", "3923", "7007", "8008", "(01)"]
    ),
    st.text("0123456789ABC-/()\x1d~²٣ ", max_size=20),
)


@given(st.lists(elements, max_size=4), st.booleans())
def test_any_text_is_one_or_none(pieces: list[tuple[str, str]], sure: bool) -> None:
    text = "".join(number + value for number, value in pieces)
    fields = gs1_fields(text, sure=sure, substitute="~")
    assert fields is None or fields.names_an_item


@given(st.text(), st.booleans())
def test_any_other_text_is_one_or_none(text: str, sure: bool) -> None:
    fields = gs1_fields(text, sure=sure)
    assert fields is None or fields.names_an_item


ALL_BUT_GS1 = [
    "FR-10034",
    "L-2231",
    '{"uid":"4f0c9a17e2b84d6390ab7c15d8e6f320"}',
    "CC-UNDO",
    "43542104354210",
    "48",
    "]A0X",
]


def reading_of(codes: list[str]) -> str:
    return f"""
import cyclecount_tui.workflow.scanning.taking_scans, cyclecount_tui.workflow.scanning.places
from cyclecount_tui.domain.scans.scan_rules import ScanRules
from cyclecount_tui.workflow.scanning.reading import readings
found = [readings(code, ScanRules()) for code in {codes!r}]"""


def test_the_library_is_loaded_at_the_first_code_that_looks_like_one() -> None:
    assert [module for module in imported_by(reading_of(ALL_BUT_GS1)) if module.startswith("biip")] == []
    assert "biip" in imported_by(reading_of(["]C110L-2231"]))
