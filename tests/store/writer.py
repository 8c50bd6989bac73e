"""A program that appends to a count and says each number it stored: `python -m tests.store.writer FOLDER COUNT LAST`.

It says `ready`, waits for a line, stores events from number 2 to LAST, and says `moved` when another was quicker.
"""

import sys
from pathlib import Path

from cyclecount_tui.store.errors import CountMoved
from cyclecount_tui.store.opening import open_store
from tests.store.examples import COUNTING, counted


def say(word: object) -> None:
    """Print so that the reader has it at once."""
    print(word, flush=True)


def main(folder: str, count_id: str, last: str) -> None:
    """Append until LAST or until somebody else did."""
    say("ready")
    sys.stdin.readline()
    with open_store(Path(folder)) as store:
        for seq in range(2, int(last) + 1):
            try:
                store.journal.append(count_id, seq, counted(seq), COUNTING)
            except CountMoved:
                say("moved")
                return
            say(seq)


if __name__ == "__main__":
    main(*sys.argv[1:])
