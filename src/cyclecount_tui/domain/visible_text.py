"""Text from outside made harmless for a terminal: whatever could steer it or hide in it becomes a sign."""

import itertools
import unicodedata
from functools import lru_cache

REPLACEMENT = "\ufffd"
"""Stands for a character that would not be drawn, or not where it is."""

ASCII_REPLACEMENT = "?"

_ASCII_TWINS = {
    "−": "-",
    "–": "-",
    "—": "-",
    "·": ".",
    "…": "...",
    "×": "x",
    "µ": "u",
    "μ": "u",
    "‘": "'",
    "’": "'",
    "“": '"',
    "”": '"',
    "Ø": "O",
    "ø": "o",
    "ß": "ss",
    "│": "|",
    "─": "-",
    "▶": ">",
    "→": "->",
    "✓": "*",
}

# Printable by Python's rules, yet drawn as nothing: a lookalike of another text could hide behind them.
_DRAWN_AS_NOTHING = frozenset(
    itertools.chain(
        (0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0),
        range(0x180B, 0x1810),
        range(0xFE00, 0xFE10),
        range(0xE0100, 0xE01F0),
    )
)


def visible(text: str, *, ascii_only: bool = False) -> str:
    """`text` with every character that could steer the terminal or hide shown as a sign.

    Control characters become their control pictures (ESC is `␛`); C1 controls, bidirectional overrides,
    zero-width and unassigned characters become `�`; odd spaces become spaces. With `ascii_only` the result is
    ASCII: a near letter where there is one, else `?`. Plain ASCII comes back as it is. Never markup.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join([_sign(character, ascii_only) for character in unicodedata.normalize("NFC", text)])


@lru_cache(maxsize=4096)
def _sign(character: str, ascii_only: bool) -> str:
    code = ord(character)
    if code < 0x20 or code == 0x7F:
        return _control_picture(code, ascii_only)
    if unicodedata.category(character) == "Zs":
        return "  " if character == "\u3000" else " "  # the ideographic space is two cells wide
    if not character.isprintable() or code in _DRAWN_AS_NOTHING:
        return ASCII_REPLACEMENT if ascii_only else REPLACEMENT
    return _ascii_twin(character) if ascii_only else character


def _control_picture(code: int, ascii_only: bool) -> str:
    if ascii_only:
        return ASCII_REPLACEMENT
    return chr(0x2421) if code == 0x7F else chr(0x2400 + code)


def _ascii_twin(character: str) -> str:
    if character.isascii():
        return character
    twin = _ASCII_TWINS.get(character)
    if twin is None:
        twin = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode()
    return twin or ASCII_REPLACEMENT
