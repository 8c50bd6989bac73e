"""Keys as people read them: F1, Enter, Esc, /, s, ^P."""

from __future__ import annotations

from textual.keys import format_key

from cyclecount_tui.tui.widgets.glyphs import Glyphs

_NAMES = {
    "enter": "Enter",
    "escape": "Esc",
    "tab": "Tab",
    "space": "Space",
    "backspace": "Bksp",
    "delete": "Del",
    "insert": "Ins",
    "home": "Home",
    "end": "End",
    "pageup": "PgUp",
    "pagedown": "PgDn",
}


def key_name(key: str, glyphs: Glyphs) -> str:
    """The short name of a key as Textual spells it, for example "ctrl+p" as "^P" and "shift+f1" as "S-F1"."""
    *modifiers, plain = key.split("+")
    arrows = {"up": glyphs.up, "down": glyphs.down, "left": glyphs.left, "right": glyphs.right}
    name = _NAMES.get(plain) or arrows.get(plain) or _printed(plain)
    if "alt" in modifiers:
        name = f"M-{name}"
    if "shift" in modifiers:
        name = f"S-{name}"
    if "ctrl" in modifiers:
        name = f"^{name.upper() if len(name) == 1 else name}"
    return name


def is_function_key(key: str) -> bool:
    """F1 to F24, without modifiers."""
    return key.startswith("f") and key[1:].isdigit()


def _printed(plain: str) -> str:
    return plain.upper() if is_function_key(plain) else format_key(plain)
