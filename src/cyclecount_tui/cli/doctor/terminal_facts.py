"""What this process can find out about its terminal."""

import os
import sys
from collections.abc import Mapping

from cyclecount_tui.workflow.diagnosing.terminal import FUNCTION_KEYS, TerminalFacts


def terminal_facts(environment: Mapping[str, str]) -> TerminalFacts:
    """The facts; without a terminal on standard input and output there are none to tell."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return TerminalFacts()
    columns, rows = os.get_terminal_size(sys.stdout.fileno())
    name = environment.get("TERM", "")
    described, colours, keys = _description(name)
    return TerminalFacts(
        size=(columns, rows),
        name=name,
        described=described,
        colours=colours,
        true_colour=environment.get("COLORTERM", "").lower() in {"truecolor", "24bit"},
        no_color=bool(environment.get("NO_COLOR")),
        keys=keys,
        encoding=sys.stdout.encoding,
    )


def _description(name: str) -> tuple[bool, int, frozenset[str]]:
    """Whether the system knows a terminal of this name, its number of colours, and its function keys."""
    try:
        import curses  # some Pythons come without it
    except ImportError:
        return False, 0, frozenset()
    try:
        curses.setupterm(name, sys.stdout.fileno())
    except curses.error:
        return False, 0, frozenset()
    keys = (key for key in FUNCTION_KEYS if curses.tigetstr(f"k{key.lower()}"))
    return True, curses.tigetnum("colors"), frozenset(keys)
