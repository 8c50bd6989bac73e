"""GS1 element strings, by the library `biip`, which is loaded at the first code that looks like one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cyclecount_tui.domain.scans.code_fields import CodeFields
from cyclecount_tui.domain.scans.group_separator import SEPARATOR, separated

if TYPE_CHECKING:
    from biip.gs1_element_strings import GS1ElementString, GS1ElementStrings

TRADE_ITEM = ("01", "02")
CALLED_BY_US, CALLED_BY_THE_MAKER = "241", "240"
LOT, SERIAL = "10", "21"
EXPIRES, BEST_BEFORE = "17", "15"
COUNTS = ("37", "30")

_HUMAN_READABLE = re.compile(r"\([0-9]{2,4}\)")
_LIKELY = re.compile(r"0[12][0-9]{14}|24[01]\S", re.ASCII)
_WITH_SEPARATOR = re.compile(rf"[0-9]{{2,}}[^{SEPARATOR}]*{SEPARATOR}[0-9]{{2,}}", re.ASCII)


def gs1_fields(text: str, *, sure: bool, substitute: str = "") -> CodeFields | None:
    """What a GS1 element string says; None for a text that is none.

    `sure`: the symbology said that it is one. Otherwise it has to look like one throughout, as part numbers seldom do:
    a trade item number that checks, two element strings, or a part's own number.
    """
    text = separated(text, substitute)
    human_readable = _HUMAN_READABLE.match(text) is not None
    if not (sure or human_readable or _LIKELY.match(text) or _WITH_SEPARATOR.match(text)):
        return None
    elements = _elements(text, human_readable=human_readable)
    if elements is None or not (sure or human_readable or _convincing(elements)):
        return None
    fields = _fields(elements)
    return fields if fields.names_an_item else None


def _elements(text: str, *, human_readable: bool) -> GS1ElementStrings | None:
    from biip import BiipException, ParseConfig
    from biip.gs1_messages import GS1Message

    try:
        if human_readable:
            return GS1Message.parse_hri(text).element_strings
        config = ParseConfig(separator_chars=(SEPARATOR,), gs1_element_strings_verify_date=False)
        return GS1Message.parse(text, config=config).element_strings
    except (BiipException, ValueError, ArithmeticError, LookupError):
        # biip's own error is the usual one; the others stem from digits that are no digits of ASCII.
        return None


def _convincing(elements: GS1ElementStrings) -> bool:
    by_number = {element.ai.ai: element for element in elements}
    if any(number in by_number and by_number[number].gtin is not None for number in TRADE_ITEM):
        return True
    return CALLED_BY_US in by_number or CALLED_BY_THE_MAKER in by_number or len(elements) > 1


def _fields(elements: GS1ElementStrings) -> CodeFields:
    first: dict[str, GS1ElementString] = {}
    for element in elements:
        first.setdefault(element.ai.ai, element)

    def value(*numbers: str) -> str:
        return next((first[number].value for number in numbers if number in first), "")

    called = [value(number) for number in (CALLED_BY_US, CALLED_BY_THE_MAKER) if number in first]
    expires = first.get(EXPIRES) or first.get(BEST_BEFORE)
    return CodeFields(
        part_numbers=tuple(called),
        gtins=_forms(value(*TRADE_ITEM)),
        lot_number=value(LOT),
        serial_number=value(SERIAL),
        expiry=expires.date if expires else None,
        label_count=value(*COUNTS),
    )


def _forms(gtin: str) -> tuple[str, ...]:
    """As 14 digits, and as the 13, 12 or 8 that are printed below the bars of shorter ones."""
    shorter = (gtin[14 - length :] for length in (13, 12, 8) if gtin.startswith("0" * (14 - length)))
    return (gtin, *shorter) if gtin else ()
