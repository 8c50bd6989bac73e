"""How much is measured: all of it, or just enough to show that the measuring works."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Extent:
    """Numbers of lines of the three locations, of runs, keys and commits; times in seconds."""

    lines: int
    fewer: int
    fewest: int
    starts: int
    keys: int
    commits: int
    readings: int
    idle: float
    held: float


FULL = Extent(lines=10_000, fewer=1_000, fewest=100, starts=9, keys=100, commits=1_000, readings=3, idle=60.0, held=2.0)
QUICK = Extent(lines=200, fewer=150, fewest=100, starts=2, keys=4, commits=30, readings=1, idle=1.0, held=0.3)
