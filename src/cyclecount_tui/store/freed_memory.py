"""Memory that was needed for a moment goes back to the system, where the C library can be told so."""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ctypes import CDLL

_M_TRIM_THRESHOLD = -1
"""glibc's name for what `mallopt` sets, in malloc.h."""

_MOST_KEPT = 1024 * 1024
"""Bytes that a thread may keep of what it freed last. Once something large was freed, it is twice as much as that."""


def keep_little() -> None:
    """Before something large is read: what a thread frees last is kept by glibc, and `give_back` does not reach it."""
    library = _library()
    if library is not None:
        library.mallopt(_M_TRIM_THRESHOLD, _MOST_KEPT)


def give_back() -> None:
    """After something large was read: glibc keeps what was freed between things that stay, until it is asked."""
    library = _library()
    if library is not None:
        library.malloc_trim(0)


@cache
def _library() -> CDLL | None:
    """glibc; None where the C library is another one, or this Python was built without a way to it."""
    if sys.platform != "linux":
        return None
    try:
        from ctypes import CDLL

        library = CDLL(None)
        return library if library.malloc_trim and library.mallopt else None
    except (ImportError, OSError, AttributeError):
        return None
