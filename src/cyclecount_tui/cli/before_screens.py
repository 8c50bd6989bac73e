"""What is set before Textual is imported: keys come before garbage and before what is read, and TLS comes with ION."""

import gc
import sys

OBJECTS_BEFORE_COLLECTING = 50_000
"""How many more there are before garbage is looked for. A start makes as many, all of which stay."""

SECONDS_OF_A_TURN = 0.0005
"""How long a thread that reads from ION may keep the others waiting: a tenth of what Python gives it, for the keys."""


def prepare() -> None:
    """To be called once, while there is one thread; `look_for_garbage` when the first rows are shown."""
    gc.disable()
    gc.set_threshold(OBJECTS_BEFORE_COLLECTING)
    sys.setswitchinterval(SECONDS_OF_A_TURN)
    _import_asyncio_without_tls()


def look_for_garbage() -> None:
    """From now on; what the start made stays, and is never looked through."""
    gc.freeze()
    gc.enable()


def _import_asyncio_without_tls() -> None:
    """Textual's asyncio draws and waits for keys; it takes a Python without `ssl`, which is 4 MiB, as it is.

    ION is asked through httpx, which imports `ssl` when the first rows are on the screen.
    """
    if "asyncio" in sys.modules or "ssl" in sys.modules:
        return
    sys.modules["ssl"] = None  # type: ignore[assignment]  # an import of it fails then, as the import system has it
    try:
        import asyncio  # noqa: F401 - for what it leaves out
    finally:
        del sys.modules["ssl"]
