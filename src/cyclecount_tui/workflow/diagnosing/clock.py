"""Whether this machine's clock and ION's agree: times of counts and of ION's records stand side by side."""

from datetime import timedelta
from typing import TYPE_CHECKING

from cyclecount_tui.workflow.diagnosing.findings import Finding, doubtful, fine

if TYPE_CHECKING:
    from cyclecount_tui.ion.client import Ion

MOST_APART = timedelta(seconds=60)
_SHOWN = "%H:%M:%S"
_UNITS = ((86400, "day"), (3600, "hour"), (60, "minute"))


def clock_finding(ion: "Ion") -> Finding:
    """The difference, from the date of ION's latest answer."""
    clocks = ion.clocks()
    if clocks is None:
        return doubtful(
            "clock", "ION's answers had no date, so the clocks could not be compared.", "Compare them yourself."
        )
    theirs, ours = clocks
    ahead = theirs - ours
    if abs(ahead) <= MOST_APART:
        return fine("clock", "This machine's clock and ION's agree to within a minute.")
    where = "ahead of" if ahead > timedelta(0) else "behind"
    return doubtful(
        "clock",
        f"ION's clock is {in_words(abs(ahead))} {where} this machine's: "
        f"{theirs:{_SHOWN}} there and {ours:{_SHOWN}} here (UTC).",
        "Set this machine's clock by the network's time; the journal says by it when each entry was made.",
    )


def in_words(span: timedelta) -> str:
    """A time span to the minute, in its two largest units: `1 hour and 5 minutes`, `10 minutes`."""
    left = max(round(span / timedelta(minutes=1)), 1) * 60
    parts = []
    for seconds, unit in _UNITS:
        number, left = divmod(left, seconds)
        if number:
            parts.append(f"{number} {unit}{'' if number == 1 else 's'}")
    return " and ".join(parts[:2])
