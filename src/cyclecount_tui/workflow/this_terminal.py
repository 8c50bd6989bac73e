"""Which run of the program this is, at which terminal, and whether another one on this machine still runs."""

import os
from contextlib import suppress
from pathlib import Path

from cyclecount_tui.domain.lease import Terminal

_STANDARD_STREAMS = (0, 1, 2)
_START_TIME = 19
"""The field of /proc/PID/stat that says when the process began, counted behind its name."""


def this_terminal() -> Terminal:
    """A session of its own at each call."""
    host, pid = os.uname().nodename, os.getpid()
    return Terminal(os.urandom(8).hex(), host, _tty(), pid, _machine(host), _started(pid))


def has_ended(terminal: Terminal, here: Terminal) -> bool:
    """Whether the run at that terminal is known to be over: it was on this machine, and its process is gone."""
    if not terminal.machine or terminal.machine != here.machine:
        return False
    if terminal.started:
        return _started(terminal.pid) != terminal.started
    with suppress(PermissionError):
        try:
            os.kill(terminal.pid, 0)
        except ProcessLookupError:
            return True
    return False


def _tty() -> str:
    """`pts/3`; empty without a terminal."""
    for stream in _STANDARD_STREAMS:
        with suppress(OSError):
            return os.ttyname(stream).removeprefix("/dev/")
    return ""


def _machine(host: str) -> str:
    """The host and, where the system tells it, the set of processes that can see each other there."""
    with suppress(OSError):
        return f"{host} {Path('/proc/self/ns/pid').readlink()}"
    return host


def _started(pid: int) -> str:
    """When a process began, in the system's own count; empty for none, or where the system does not tell."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    fields = text.rpartition(")")[2].split()
    return fields[_START_TIME] if len(fields) > _START_TIME else ""
