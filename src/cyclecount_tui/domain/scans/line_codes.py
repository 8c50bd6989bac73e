"""The code beside each line of a printed sheet: scanned, it leads to the line."""

import re

from cyclecount_tui.domain.scans.command_card import PREFIX
from cyclecount_tui.domain.scans.layouts import as_meant

_LINE = re.compile(rf"{PREFIX}LINE-([1-9][0-9]{{0,8}})", re.IGNORECASE)


def line_code(number: int) -> str:
    """What the code of a line holds: `CC-LINE-12`."""
    return f"{PREFIX}LINE-{number}"


def line_number(text: str) -> int | None:
    """The line that a scan names, or None; caps lock and a wrong keyboard layout are seen through."""
    found = (_LINE.fullmatch(version) for version in (text, *as_meant(text)))
    return next((int(match[1]) for match in found if match), None)
