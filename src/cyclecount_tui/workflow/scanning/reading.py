"""What a scanned text may be, by its shape alone: nothing is looked up."""

from dataclasses import dataclass

from cyclecount_tui.domain.scans.code_fields import CodeFields
from cyclecount_tui.domain.scans.command_card import CardScan, card_scan
from cyclecount_tui.domain.scans.glued import half_of
from cyclecount_tui.domain.scans.ion_label import IonLabel, ion_label
from cyclecount_tui.domain.scans.layouts import as_meant, bears_marks
from cyclecount_tui.domain.scans.patterns import fields_by_pattern
from cyclecount_tui.domain.scans.scan_rules import ScanRules
from cyclecount_tui.domain.scans.wrapping import unwrapped
from cyclecount_tui.workflow.scanning.gs1 import gs1_fields

LONGEST_CODE = 1000
"""Characters; what is longer is no code, and its shape is not looked into."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A code, and what its shape says: a card, a label, or the fields of a structured code."""

    text: str
    card: CardScan | None = None
    label: IonLabel | None = None
    fields: CodeFields | None = None
    doubled: bool = False

    @property
    def mangled(self) -> bool:
        """Whether the scanner's keyboard layout is wrong."""
        return bool((self.card and self.card.mangled) or (self.label and self.label.mangled))


def readings(raw: str, rules: ScanRules) -> tuple[Reading, ...]:
    """The ways to read a scan, the likeliest first: as it is; and one half of it, where it is the same code twice."""
    raw = storable(raw)
    if len(raw) > LONGEST_CODE:
        return (Reading(raw.strip()),)
    whole, half = _reading(raw, rules), half_of(raw)
    if half is None:
        return (whole,)
    once = _reading(half, rules, doubled=True)
    plain_label = once.label is not None and not once.label.mangled
    return (once,) if once.card or plain_label else (whole, once)


def meant(text: str) -> tuple[str, ...]:
    """What the scanner may have meant by a text that a keyboard layout has left its marks on."""
    return tuple(as_meant(text)) if bears_marks(text) else ()


def storable(text: str) -> str:
    """The text without the halves of characters that a terminal may pass on and no database or line takes."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _reading(raw: str, rules: ScanRules, *, doubled: bool = False) -> Reading:
    code = unwrapped(raw, rules)
    card, label = card_scan(code.text, rules), ion_label(code.text)
    fields = None
    if card is None and label is None:
        fields = fields_by_pattern(code.text, rules.patterns)
        fields = fields or gs1_fields(code.text, sure=code.gs1, substitute=rules.group_separator)
    return Reading(code.text, card, label, fields, doubled)
