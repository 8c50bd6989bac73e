"""Memory that was needed for a moment goes back to the system, where the C library can be told so."""

import sys
from contextlib import suppress


def give_back() -> None:
    """After something large was read: glibc keeps what was freed between things that stay, until it is asked."""
    if sys.platform == "linux":
        import ctypes

        with suppress(OSError, AttributeError):  # another C library than glibc
            ctypes.CDLL(None).malloc_trim(0)
