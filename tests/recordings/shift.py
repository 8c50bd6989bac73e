"""A morning of counters and a lead at one terminal: `python -m tests.recordings.shift` records it anew.

They know what truly lies on the shelves of the demo's plant, and look at the screen before each step.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

import tests.conftest  # noqa: F401 - one time zone, and no settings from outside, as in the tests
from tests.recordings.counter import Counter
from tests.recordings.interludes import interludes
from tests.recordings.lead import Lead
from tests.recordings.moments import write
from tests.recordings.person import Person
from tests.recordings.playing import player

RECORDING = Path(__file__).with_name("an_hour_of_use.txt")
SEED = 20
HOUR = 3600

NOTES = (
    "An hour of counters' and a lead's use of the demo's plant. Not of people: a script (shift.py) looked at the",
    f"screen and pressed keys at the pace and with the slips of a person, with the fixed seed {SEED}. This is what it",
    "pressed, and when. `python -m tests.recordings.shift` records it anew, once other keys are needed.",
    "A line is the time in seconds, what happened, and its value: bytes that came together, columns and rows, whether",
    "the terminal's answers come, a text that something else wrote on the terminal.",
)

PLACES = (
    "RACK-B / SHELF-01", "LINE-1", "RACK-C / SHELF-03", "RACK-B / SHELF-04", "LINE-2", "RACK-A / SHELF-02",
    "RACK-C / SHELF-02", "RACK-C / SHELF-04", "RACK-A / SHELF-03", "RACK-A / SHELF-01", "RECEIVING",
    "RACK-A / SHELF-04", "RACK-B / SHELF-02", "RACK-B / SHELF-03", "RACK-C / SHELF-01",
)  # fmt: skip


async def walks_over_schedule(person: Person) -> None:
    """What a lead does on it between two counts."""
    await person.thinks(5)
    await person.presses("escape", "s", "s", "S", "s", "g", "down", "down", "g", "g", "m", "m")
    await person.presses(*["down"] * 6, "pagedown", "pageup", "G", "home", "j", "k", "escape", "/")
    await person.types("over rack", end="F2")
    await person.types("SHELF-04", end="enter")
    await person.presses("escape", "w")
    await person.types("90")
    await person.presses("m", "down", "down")
    await person.thinks(6)
    await person.presses("escape", "b", "down", "enter", "down", "escape", "escape", "l", "down", "escape", "ctrl+p")
    await person.types("grou", end="escape")
    await person.presses("escape", "escape", "F1", "pagedown", "pageup", "escape")
    await person.resizes(120, 36)
    await person.presses("down", "up", "g", "g", "g")
    await person.resizes(80, 24)
    person.sees("SCHEDULE")


async def works(person: Person) -> None:
    """Until the hour is over."""
    counter, lead = Counter(person, interludes()), Lead(person)
    await walks_over_schedule(person)
    for number, name in enumerate(PLACES):
        await counter.whole_count(name, wrong=3 + number % 3, scanned=number % 2 == 1)
        await lead.settles(name)
        if person.at > HOUR:
            return
        if number % 3 == 1:
            await walks_over_schedule(person)
    raise AssertionError(f"All is counted after {person.at:.0f} seconds.")


async def _recorded(folder: Path) -> Person:
    async with player(folder) as playing:
        person = Person(playing, SEED)
        await works(person)
        return person


def main() -> None:
    """Writes the recording."""
    with TemporaryDirectory() as folder:
        person = asyncio.run(_recorded(Path(folder)))
    write(RECORDING, NOTES, person.moments)


if __name__ == "__main__":
    main()
