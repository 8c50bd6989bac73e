"""The bytes of a file as text, whatever the spreadsheet wrote: UTF-8, UTF-16, or a Western code page, which is said."""

import codecs
from dataclasses import dataclass

from cyclecount_tui.workflow.errors import Refusal

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order marks, the longer one before the one it begins with."""

_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How workbooks of new and of old spreadsheet programs begin."""

_LOOKED_AT = 2000
"""Bytes by which UTF-16 without a mark is told."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, and what there is to say about how it was read; empty for UTF-8 and UTF-16."""

    text: str
    remark: str = ""


def decoded(raw: bytes) -> Decoded:
    """The text of a file.

    Raises:
        Refusal: it is a workbook, or no text at all.
    """
    if raw.startswith(_WORKBOOKS):
        raise Refusal("The file is a workbook, not CSV: save the sheet as CSV UTF-8 and give that.")
    encoding = next((name for mark, name in _MARKS if raw.startswith(mark)), None) or _unmarked(raw)
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            raise _no_text() from error
        return _western(raw)
    if "\0" in text:
        raise _no_text()
    return Decoded(text)


def _unmarked(raw: bytes) -> str:
    """UTF-16 where every other byte of plain text is zero, else UTF-8."""
    start = raw[: _LOOKED_AT - _LOOKED_AT % 2]
    zeros = start[0::2].count(0), start[1::2].count(0)
    if len(start) % 2 or not any(zeros):
        return "utf-8"
    half = len(start) // 4
    if zeros[1] > half and not zeros[0]:
        return "utf-16-le"
    return "utf-16-be" if zeros[0] > half and not zeros[1] else "utf-8"


def _western(raw: bytes) -> Decoded:
    if b"\0" in raw:
        raise _no_text()
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        text = raw.decode("latin-1")
    return Decoded(
        text, "The file is not UTF-8; it was read as Western European (Latin-1): check letters with accents."
    )


def _no_text() -> Refusal:
    return Refusal("The file is no text: save the sheet as CSV UTF-8 and give that.")
