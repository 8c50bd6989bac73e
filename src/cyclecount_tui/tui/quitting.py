"""Leaving the program: at once, or after what may not be broken off, which is said before the screen goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cyclecount_tui.tui.jobs import Jobs
from cyclecount_tui.tui.widgets.message_line import MessageLine

if TYPE_CHECKING:
    from cyclecount_tui.tui.app import CycleCountApp


def quit_when_finished(app: CycleCountApp, return_code: int = 0) -> None:
    """End the app once every job that is not abandonable has ended; until then its screen stays and says why."""
    busy = [screen for screen in app.screen_stack if isinstance(screen, Jobs) and screen.unfinished]
    if not busy:
        app.exit(return_code=return_code)
        return
    for line in app.screen.query("#message, #prompt-message").results(MessageLine):
        line.acknowledge()
        line.say(f"Finishing {busy[-1].finishing}; then the program ends.")
    app.run_worker(_exit_after(app, return_code), group="quitting", exclusive=True)


async def _exit_after(app: CycleCountApp, return_code: int) -> None:
    await app.job_threads.finish()
    app.exit(return_code=return_code)
