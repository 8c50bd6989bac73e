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
QUICK = Extent(lines=150, fewer=120, fewest=100, starts=1, keys=2, commits=20, readings=1, idle=0.5, held=0.3)
