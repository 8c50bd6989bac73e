"""How much work is done, counted and not timed: the same every time, however fast the machine is."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

TraceFunction = Callable[[FrameType, str, Any], Any]


def calls(work: Callable[[], object], *, built_in: bool = False) -> int:
    """How often a function is called in this thread, or a generator goes on; `built_in`: also functions in C."""
    counted, made = {"call", "c_call"} if built_in else {"call"}, 0

    def note(_frame: object, event: str, _given: object) -> None:
        nonlocal made
        made += event in counted

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return made


def lines_run(work: Callable[[], object]) -> int:
    """How many lines of Python it takes, each turn of a loop for itself."""
    return _traced(work, "line")


def steps(work: Callable[[], object]) -> int:
    """How many steps the interpreter takes; those of a loop within a generator are among them."""
    return _traced(work, "opcode")


def _traced(work: Callable[[], object], counted: str) -> int:
    seen = 0

    def trace(frame: FrameType, event: str, _given: object) -> TraceFunction:
        nonlocal seen
        frame.f_trace_opcodes = counted == "opcode"
        seen += event == counted
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return seen
