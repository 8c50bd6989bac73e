"""What a factory's scanners and labels do, as far as it is set."""

import re
from typing import NamedTuple

from cyclecount_tui.domain.scans.arrival import FASTEST_TYPING


class ScanRules(NamedTuple):
    """How scans are recognised.

    `prefix` and `suffix` are what the scanner puts around every code, `group_separator` what it sends instead of the
    unprintable separator of GS1. `patterns` have named groups (see `patterns.py`); `badge_pattern` recognises badges
    besides those of the command card. `fastest_typing`: seconds from key to key that only a scanner is quicker than.
    """

    prefix: str = ""
    suffix: str = ""
    group_separator: str = "~"
    patterns: tuple[re.Pattern[str], ...] = ()
    badge_pattern: re.Pattern[str] | None = None
    fastest_typing: float = FASTEST_TYPING
