"""Leaving the program: at once, or after what may not be broken off, which is said before the screen goes."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from textual.app import App

from cyclecount_tui.tui.jobs import Jobs
from cyclecount_tui.tui.widgets.message_line import MessageLine


def quit_when_finished(app: App[None], return_code: int = 0) -> None:
    """End the app once every job that is not abandonable has ended; until then its screen stays and says why."""
    busy = [screen for screen in app.screen_stack if isinstance(screen, Jobs) and screen.unfinished]
    if not busy:
        app.exit(return_code=return_code)
        return
    for line in app.screen.query("#message, #prompt-message").results(MessageLine):
        line.acknowledge()
        line.say(f"Finishing {busy[-1].finishing}; then the program ends.")
    unfinished = [each for screen in busy for each in screen.unfinished]
    app.run_worker(_exit_after(app, unfinished, return_code), group="quitting", exclusive=True)


async def _exit_after(app: App[None], unfinished: Iterable[asyncio.Future[None]], return_code: int) -> None:
    await asyncio.wait(unfinished)
    app.exit(return_code=return_code)
