"""What scanners put around a code: prefixes, suffixes and symbology identifiers, taken off in any order."""

import re
from dataclasses import dataclass

from cyclecount_tui.domain.scans.group_separator import SEPARATOR
from cyclecount_tui.domain.scans.ion_label import ion_label
from cyclecount_tui.domain.scans.scan_rules import ScanRules

ENDS = "\r\n\t"
"""What a scanner sends after a code, as its suffix is set: CR, LF, both, or Tab."""

GS1_IDENTIFIERS = frozenset({"]C1", "]e0", "]d2", "]Q3", "]J1"})
"""AIM's symbology identifiers that say GS1: GS1-128, DataBar, DataMatrix, QR code and DotCode."""

_IDENTIFIER = re.compile(r"\][A-Za-z][0-9A-Za-z]")


@dataclass(frozen=True, slots=True)
class Unwrapped:
    """A code without what was around it. `gs1`: its symbology says that it is a GS1 element string."""

    text: str
    gs1: bool = False


def unwrapped(raw: str, rules: ScanRules) -> Unwrapped:
    """The code in a scan. Vendors differ in what comes first, the configured prefix or the identifier."""
    text, gs1 = raw.strip(f" {ENDS}"), False
    if rules.suffix and text != rules.suffix:
        text = text.removesuffix(rules.suffix)
    for _ in range(2):
        if rules.prefix and text != rules.prefix:
            text = text.removeprefix(rules.prefix)
        identifier = _IDENTIFIER.match(text)
        if identifier and len(text) > identifier.end():
            gs1 = gs1 or identifier[0] in GS1_IDENTIFIERS
            text = text[identifier.end() :]
    gs1 = gs1 or text.startswith(SEPARATOR)
    return Unwrapped(text.strip(f" {ENDS}{SEPARATOR}"), gs1)


def scans_in(pasted: str) -> tuple[str, ...]:
    """The scans of a paste, in order: one a line; a scanner's Tab ends one, too. ION's label may have line ends."""
    if ion_label(pasted) is not None:
        return (pasted,)
    return tuple(scan for scan in re.split(f"[{ENDS}]+", pasted) if scan.strip())
