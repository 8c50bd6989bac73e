"""What every group of figures is given: the plants, how much is measured, and the baselines on a terminal."""

import importlib.util
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.extent import Extent
from benchmarks.measured_terminal import Answer, MeasuredTerminal
from benchmarks.pictures import Picture, written
from benchmarks.prepared_plant import PreparedPlant

MOSTLY = 0.9

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Run:
    """The plants, each with as many locations as lines at one of them; `folder` is thrown away in the end.

    `crowded` has the lines of the large one and the locations of the medium one.
    """

    extent: Extent
    large: PreparedPlant
    medium: PreparedPlant
    small: PreparedPlant
    crowded: PreparedPlant
    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        """For programs of others: a home of their own."""
        home = self.folder / "home"
        home.mkdir(exist_ok=True)
        return {"PATH": os.environ["PATH"], "HOME": str(home), "PYTHONPATH": str(ROOT)}

    def baseline(self, name: str, *arguments: str) -> MeasuredTerminal:
        """A program of `benchmarks.baselines` on a terminal."""
        return MeasuredTerminal(baseline_command(name, *arguments), self.environment)

    def curses(self, pictures: list[Picture], name: str) -> MeasuredTerminal:
        """Bare curses that draws these pictures, a key each."""
        return self.baseline("replayed_pictures", str(written(pictures, self.folder / f"{name}.json")))

    def data_table(self) -> MeasuredTerminal:
        """Textual's own table with the rows of our schedule."""
        return self.baseline("data_table", str(self.large.scheduled.schedule))


def baseline_command(name: str, *arguments: str) -> list[str]:
    """How a program of `benchmarks.baselines` is started."""
    return [sys.executable, "-m", f"benchmarks.baselines.{name}", *arguments]


def has(package: str) -> bool:
    """Whether a library that only baselines need is installed."""
    return importlib.util.find_spec(package) is not None


def sent(answers: list[Answer]) -> float:
    """Bytes for a key, the middle of them."""
    return median(answer.sent for answer in answers)


def seconds(answers: list[Answer]) -> list[float]:
    """The times to the last paint; keys that come to nothing are no quick keys, and may not be many."""
    taken = [answer.seconds for answer in answers if answer.seconds]
    assert len(taken) >= MOSTLY * len(answers), f"{len(answers) - len(taken)} of {len(answers)} keys changed nothing"
    return taken
