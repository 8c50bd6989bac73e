"""Codes that a scanner can read instead of keys: the commands of the card that `cyclecount card` prints, and badges."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from cyclecount_tui.domain.scans.layouts import as_meant
from cyclecount_tui.domain.scans.scan_rules import ScanRules

PREFIX = "CC-"
BADGE_PREFIX = f"{PREFIX}BY-"

LONGEST_NAME = 60
"""Characters of the name on a badge."""


class Command(StrEnum):
    """What a card can say; the value is the word on it."""

    NEXT = "NEXT"
    BACK = "BACK"
    NONE = "NONE"
    FOUND = "FOUND"
    NOTE = "NOTE"
    UNDO = "UNDO"
    CLEAR = "CLEAR"
    EACH = "EACH"
    FINISH = "FINISH"
    YES = "YES"
    NO = "NO"
    HELP = "HELP"

    @property
    def code(self) -> str:
        """What its barcode holds."""
        return f"{PREFIX}{self.value}"


@dataclass(frozen=True, slots=True)
class CardEntry:
    """One command as the card shows it."""

    command: Command
    words: str


CARD = (
    CardEntry(Command.NEXT, "Go to the next line"),
    CardEntry(Command.BACK, "Go back one line"),
    CardEntry(Command.NONE, "There is none here"),
    CardEntry(Command.FOUND, "Enter something that is not on the sheet"),
    CardEntry(Command.NOTE, "Write a note on the line"),
    CardEntry(Command.UNDO, "Take the last entry back"),
    CardEntry(Command.CLEAR, "Clear what is typed"),
    CardEntry(Command.EACH, "Count one with every scan, or stop that"),
    CardEntry(Command.FINISH, "Finish the count"),
    CardEntry(Command.YES, "Yes"),
    CardEntry(Command.NO, "No"),
    CardEntry(Command.HELP, "Show the help"),
)
"""Every command, in the order of the card."""

_WORDS = {command.value.casefold(): command for command in Command}
_CARD = re.compile(rf"{PREFIX}([A-Z]+)", re.IGNORECASE)
_BADGE = re.compile(rf"{BADGE_PREFIX}(\S.{{0,{LONGEST_NAME - 1}}})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CardScan:
    """A command, or the name on a badge. `mangled` as in `IonLabel`."""

    command: Command | None = None
    badge: str = ""
    mangled: bool = False


def badge_code(name: str) -> str:
    """What the barcode of somebody's badge holds."""
    return f"{BADGE_PREFIX}{name}"


def card_scan(text: str, rules: ScanRules) -> CardScan | None:
    """The command or badge that a scan is, or None; caps lock and a wrong keyboard layout are seen through."""
    if rules.badge_pattern is not None and (configured := rules.badge_pattern.fullmatch(text)):
        name = _named(configured).strip()
        if name:
            return CardScan(badge=name[:LONGEST_NAME])
    if len(text) > len(BADGE_PREFIX) + LONGEST_NAME:
        return None
    return next(_read(text), None)


def _read(text: str) -> Iterator[CardScan]:
    for version in (text, *as_meant(text)):
        mangled = version != text
        if badge := _BADGE.fullmatch(version):
            yield CardScan(badge=badge[1].strip(), mangled=mangled)
        elif (card := _CARD.fullmatch(version)) and (command := _WORDS.get(card[1].casefold())):
            yield CardScan(command, mangled=mangled or card[0] != command.code)


def _named(badge: re.Match[str]) -> str:
    """The group called name; else the first one; else all of it."""
    if "name" in badge.re.groupindex:
        return badge["name"] or ""
    return (badge[1] or "") if badge.re.groups else badge[0]
