"""Waiting for a thread that may be left behind: what it does is not needed once nobody waits for it."""

from __future__ import annotations

import asyncio
import contextlib
import contextvars
from collections.abc import Callable
from threading import Thread


async def until_done(work: Callable[[], None]) -> None:
    """Run `work`, which must not raise, in a thread of its own and wait for it.

    When the waiting is cancelled, or the program ends, the thread is left behind: quitting never waits for ION.
    """
    loop = asyncio.get_running_loop()
    done = asyncio.Event()
    context = contextvars.copy_context()

    def run() -> None:
        context.run(work)
        with contextlib.suppress(RuntimeError):  # the loop is closed: the program has ended meanwhile
            loop.call_soon_threadsafe(done.set)

    Thread(target=run, name="abandonable-job", daemon=True).start()
    await done.wait()
