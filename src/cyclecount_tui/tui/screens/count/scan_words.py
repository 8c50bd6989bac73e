"""What the count screen says of a scan: what it was, and what to do."""

from __future__ import annotations

from functools import singledispatch

from cyclecount_tui.domain.quantities import plain
from cyclecount_tui.tui.screens.count.sentences import words
from cyclecount_tui.tui.widgets.bells import RingKind
from cyclecount_tui.tui.widgets.plain_text import one_line
from cyclecount_tui.workflow.scanning import results

_LONGEST = 24
"""Characters of a code in a sentence."""

Said = tuple[str, RingKind]
"""A sentence, and how it rings."""


def said_of(result: results.Result) -> Said:
    """A sentence about a scan, and its bell."""
    sentence, ring = _said(result)
    if result.doubled:
        sentence += " The scanner read it twice in one go; it was taken once."
    if result.mangled:
        sentence += " The scanner's keyboard layout is wrong: see cyclecount doctor."
    return sentence, ring


@singledispatch
def _said(result: results.Result) -> Said:
    raise TypeError(f"Nothing is said of {result}.")


@_said.register
def _(result: results.LineFound) -> Said:
    return f"Here it is: {words(result.line)}.", "good"


@_said.register
def _(result: results.SeveralLines) -> Said:
    many = len(result.lines)
    return f"{many} lines have this {result.kind.value}: {words(result.line)} is the next one.", "good"


@_said.register
def _(result: results.SerialCounted) -> Said:
    return f"Saved {words(result.line)}: it is here.", "good"


@_said.register
def _(result: results.SerialAlready) -> Said:
    at, by = result.entry.at.astimezone(), one_line(result.entry.by)
    how = "confirmed as not here" if result.entry.none else "counted"
    return f"{words(result.line)} was {how} already, at {at:%H:%M} by {by}.", "bad"


@_said.register
def _(result: results.OneMore) -> Said:
    return f"Saved {words(result.line)} = {plain(result.total)}: one more.", "good"


@_said.register
def _(result: results.NotInRecount) -> Said:
    return f"{words(result.line)} is not counted again: leave it.", "bad"


@_said.register
def _(result: results.NotOnSheet) -> Said:
    return f"{one_line(result.key.words)} is not on the sheet: say how many there are, or Esc.", "unknown"


@_said.register
def _(result: results.AnotherPart) -> Said:
    number = one_line(result.key.part_number)
    return f"That is {number}, another part: it is counted with its location.", "bad"


@_said.register
def _(result: results.ThisLocation) -> Said:
    return f"You are at {one_line(result.subject.name)}: go on.", "good"


@_said.register
def _(result: results.Unknown) -> Said:
    code = one_line(result.text, _LONGEST)
    if result.scan is None:
        return f"{code} is no quantity and no code that is known here: type it again.", "unknown"
    asked = "nobody knows it" if result.asked_ion else "ION could not be asked"
    return (
        f"Kept the unknown code {code} ({asked}): F3 says what it is now, or F8 asks when you finish.",
        "unknown",
    )
