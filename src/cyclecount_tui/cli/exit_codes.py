"""What the program says to the shell when it ends."""

from enum import IntEnum

from cyclecount_tui.cli.putting_together import SettingsWrong
from cyclecount_tui.ion.errors import KeepsChanging, RateLimited, Unclear, Unreachable
from cyclecount_tui.store.schedule_change import ScheduleMoved
from cyclecount_tui.workflow.errors import (
    ApprovalMissing,
    AuthRefused,
    CountMoved,
    HadAHandInIt,
    IonError,
    NotPermitted,
    StaleEtag,
)


class Exit(IntEnum):
    """The exit codes; they stay as they are, scripts depend on them."""

    DONE = 0
    REFUSED = 1
    USAGE = 2
    UNREACHABLE = 3
    NOT_PERMITTED = 4
    CHANGED = 5


_BY_ERROR: tuple[tuple[tuple[type[Exception], ...], Exit], ...] = (
    ((Unreachable, RateLimited, Unclear), Exit.UNREACHABLE),
    ((SettingsWrong,), Exit.USAGE),
    ((AuthRefused, NotPermitted, ApprovalMissing, HadAHandInIt), Exit.NOT_PERMITTED),
    ((StaleEtag, CountMoved, ScheduleMoved, KeepsChanging), Exit.CHANGED),
)


def exit_for(error: BaseException) -> Exit:
    """The exit code for an error that has a sentence."""
    for kinds, code in _BY_ERROR:
        if isinstance(error, kinds):
            return code
    return Exit.REFUSED


def trace_of(error: BaseException) -> str:
    """ION's trace id in brackets, for support; empty where there is none."""
    return f" (trace {error.trace_id})" if isinstance(error, IonError) and error.trace_id else ""
