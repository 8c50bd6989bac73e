"""A scan on a screen that has no prompt for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message
from textual.message_pump import MessagePump

if TYPE_CHECKING:
    from cyclecount_tui.domain.scans.arrival import Arrival
    from cyclecount_tui.domain.scans.command_card import CardScan


class Scanned(Message):
    """For the screen that is up; one that takes scans stops it, the app says of the others that they take none."""

    def __init__(self, text: str, arrival: Arrival) -> None:
        super().__init__()
        self.text = text
        self.arrival = arrival


def card_of(node: MessagePump, text: str) -> CardScan | None:
    """The command or badge that a text is, by the rules of this factory's scanners; None for any other."""
    from cyclecount_tui.domain.scans.command_card import card_scan
    from cyclecount_tui.domain.scans.scan_rules import ScanRules
    from cyclecount_tui.domain.scans.wrapping import unwrapped

    workplace = getattr(node.app, "workplace", None)
    rules = workplace.practice.scanning if workplace is not None else ScanRules()
    return card_scan(unwrapped(text, rules).text, rules)
