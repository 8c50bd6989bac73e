"""Whether the terminal can show the screens and send their keys."""

from collections.abc import Iterator
from dataclasses import dataclass

from cyclecount_tui.workflow.diagnosing.findings import Finding, doubtful, fine

SMALLEST = (40, 8)
"""Columns and rows of the smallest layout."""

FUNCTION_KEYS = tuple(f"F{number}" for number in range(1, 10))
_UTF_8 = frozenset({"utf8", "u8", "utf", "cp65001"})


@dataclass(frozen=True, slots=True)
class TerminalFacts:
    """What is known of the terminal. `size` is columns and rows, None where there is no terminal.

    `described` is whether the system knows a terminal of this name; only then `colours` and `keys` tell something:
    how many colours it has, and which of F1 to F9.
    """

    size: tuple[int, int] | None = None
    name: str = ""
    described: bool = False
    colours: int = 0
    true_colour: bool = False
    no_color: bool = False
    keys: frozenset[str] = frozenset()
    encoding: str = ""
    ascii_only: bool = False


def terminal_findings(facts: TerminalFacts) -> Iterator[Finding]:
    """Its size, its signs, its colours and its function keys."""
    if facts.size is None:
        yield fine("terminal", "Not a terminal: verbs work as they are, the app needs one.")
        return
    yield _size(facts, facts.size)
    yield _signs(facts)
    yield fine("colours", _colours(facts))
    yield _keys(facts)


def _size(facts: TerminalFacts, size: tuple[int, int]) -> Finding:
    columns, rows = size
    shown = f"{columns} columns by {rows} rows, TERM is {facts.name or 'not set'}"
    if columns < SMALLEST[0] or rows < SMALLEST[1]:
        return doubtful(
            "terminal", f"{shown}: too small for the app.", f"Make it {SMALLEST[0]} by {SMALLEST[1]} at least."
        )
    if facts.name in {"", "dumb"}:
        return doubtful(
            "terminal", f"{shown}: the app needs a terminal that can draw.", "Set TERM, as to xterm-256color."
        )
    return fine("terminal", f"{shown}.")


def _signs(facts: TerminalFacts) -> Finding:
    encoding = facts.encoding or "unknown"
    if facts.ascii_only:
        return fine("signs", f"Drawn with ASCII alone, as the settings say (encoding {encoding}).")
    if facts.encoding.lower().replace("-", "").replace("_", "") in _UTF_8:
        return fine("signs", "UTF-8: lines and signs are drawn as they are meant.")
    return doubtful(
        "signs",
        f"The encoding is {encoding}, not UTF-8: lines and signs may come out as question marks.",
        "Set LANG to a UTF-8 locale, as C.UTF-8, or CYCLECOUNT_ASCII=on.",
    )


def _colours(facts: TerminalFacts) -> str:
    if facts.no_color:
        return "Without colours, as NO_COLOR says; every colour has a word or a sign beside it."
    if facts.true_colour:
        return "16 million colours."
    if not facts.described:
        return "Not known; every colour has a word or a sign beside it."
    if facts.colours < 8:
        return "None; every colour has a word or a sign beside it."
    return f"{facts.colours} colours."


def _keys(facts: TerminalFacts) -> Finding:
    if not facts.described:
        return doubtful(
            "keys",
            f"This system has no description of a terminal named '{facts.name}', so its keys could not be looked up.",
            "Try F1 in the app; if nothing happens, set TERM, as to xterm-256color. Every action is in ctrl+p, too.",
        )
    missing = [key for key in FUNCTION_KEYS if key not in facts.keys]
    if missing:
        return doubtful(
            "keys",
            f"The terminal {facts.name} is described without {', '.join(missing)}.",
            "Try them in the app; what they do is also in the command palette, ctrl+p.",
        )
    return fine("keys", f"{FUNCTION_KEYS[0]} to {FUNCTION_KEYS[-1]} are in the terminal's description.")
