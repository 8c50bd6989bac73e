"""What is on a command card: the codes that a scanner can read instead of keys, and badges for names."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cyclecount_tui.domain.scans.command_card import CARD, LONGEST_NAME, badge_code
from cyclecount_tui.domain.visible_text import visible
from cyclecount_tui.workflow.errors import Refusal
from cyclecount_tui.workflow.paper.qr import qr_text
from cyclecount_tui.workflow.quoting import quoted

TITLE = "Command card"
HINT = "Scan in place of keys, on any screen of a count."
BADGES = "Badges"
BADGES_HINT = "Scan to say who counts from here on."

_BESIDE = 2
"""Codes side by side in text."""

_CELL = 40


@dataclass(frozen=True, slots=True)
class CardCell:
    """One code of a card: the word on it, what it does, and what its barcode holds."""

    word: str
    meaning: str
    code: str


def command_cells() -> tuple[CardCell, ...]:
    """Every command of the card, in its order."""
    return tuple(CardCell(entry.command.value, entry.words, entry.command.code) for entry in CARD)


def badge_cells(names: Iterable[str]) -> tuple[CardCell, ...]:
    """A badge for each name.

    Raises:
        Refusal: a name is empty, longer than a badge can hold, or holds what no scanner types.
    """
    return tuple(_badge(" ".join(name.split())) for name in names)


def card_text(names: Iterable[str] = ()) -> str:
    """The card as text, its codes drawn with blocks, to be scanned from a screen or printed."""
    badges = badge_cells(names)
    lines = [TITLE, HINT, "", *_rows(command_cells())]
    if badges:
        lines += [BADGES, BADGES_HINT, "", *_rows(badges)]
    return "\n".join(lines).rstrip() + "\n"


def _badge(name: str) -> CardCell:
    if not name:
        raise Refusal("A badge needs a name: say --badge NAME.")
    if len(name) > LONGEST_NAME:
        raise Refusal(f"The name {quoted(name)} is too long for a badge: give at most {LONGEST_NAME} characters.")
    if visible(name) != name:
        raise Refusal(f"The name {quoted(visible(name))} holds a character that cannot be printed: leave it out.")
    return CardCell(name, "", badge_code(name))


def _rows(cells: tuple[CardCell, ...]) -> Iterator[str]:
    for first in range(0, len(cells), _BESIDE):
        beside = [_cell(cell) for cell in cells[first : first + _BESIDE]]
        for place in range(max(map(len, beside))):
            yield "".join((lines[place] if place < len(lines) else "").ljust(_CELL) for lines in beside).rstrip()
        yield ""


def _cell(cell: CardCell) -> list[str]:
    return [cell.word, *([cell.meaning] if cell.meaning else []), *qr_text(cell.code)]
