"""ION's cursors where they are known to be offsets, so that a page can be asked for before the one in front of it."""

import base64
import binascii

_STEM = "arrayconnection:"


def offset_of(cursor: str | None) -> int | None:
    """The place of the row a cursor belongs to, from 0; None for a cursor that is not known to be an offset."""
    try:
        text = base64.b64decode(cursor or "", validate=True).decode("ascii")
    except (binascii.Error, ValueError):
        return None
    number = text.removeprefix(_STEM)
    return int(number) if text.startswith(_STEM) and number.isdecimal() else None


def cursor_at(offset: int) -> str:
    """The cursor of the row at an offset."""
    return base64.b64encode(f"{_STEM}{offset}".encode("ascii")).decode("ascii")
