"""Who holds a count: one counter at a time, at one terminal, for as long as it gives signs of life."""

from datetime import datetime, timedelta
from typing import NamedTuple


class Terminal(NamedTuple):
    """One run of the program at one terminal.

    `session` tells it from every other run. `machine`, `pid` and `started` (when the process began, as the system tells
    it) say whether it still runs, to whoever looks on the same machine.
    """

    session: str
    host: str = ""
    tty: str = ""
    pid: int = 0
    machine: str = ""
    started: str = ""

    @property
    def words(self) -> str:
        """`line-2/pts/3`; `line-2, process 4711` for a run without a terminal."""
        if self.tty:
            return f"{self.host}/{self.tty}"
        return f"{self.host}, process {self.pid}" if self.host else "another terminal"


class Lease(NamedTuple):
    """A count that is held: by whom and where, since when, and when the terminal last said so (aware times)."""

    count_id: str
    holder: str
    terminal: Terminal
    taken_at: datetime
    beat_at: datetime

    def lapsed(self, now: datetime, seconds: int) -> bool:
        """Whether it was silent for longer than that.

        A sign of life from far ahead comes from a clock that was put back since, and holds nothing either.
        """
        return abs(now - self.beat_at) > timedelta(seconds=seconds)

    def since(self, now: datetime) -> str:
        """`10:42`, with the date where that was not today; in the terminal's own time zone."""
        return time_words(self.taken_at, now)


def time_words(at: datetime, now: datetime) -> str:
    """`10:42` today, `2026-03-01 10:42` on any other day; in the terminal's own time zone."""
    local = at.astimezone()
    return f"{local:%H:%M}" if local.date() == now.astimezone().date() else f"{local:%Y-%m-%d %H:%M}"
