"""Several programs at once, and programs that die: nothing acknowledged is lost, nothing is overwritten."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from cyclecount_tui.store.opening import Store, open_store
from cyclecount_tui.store.verifying import verify
from tests.store.examples import COUNTING, begin, counted

ROOT = Path(__file__).parents[2]

ENDLESS = 1_000_000


class Writer:
    """A running writer.py."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process

    def go(self) -> None:
        """Let it begin."""
        assert self.process.stdin is not None
        self.process.stdin.write("\n")
        self.process.stdin.flush()

    def hear(self) -> str:
        """Its next word; empty when it has ended."""
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def hear_all(self) -> list[str]:
        """Its words up to its end."""
        assert self.process.stdout is not None
        words = self.process.stdout.read().split()
        self.process.wait()
        return words


@contextmanager
def writing(folder: Path, count_id: str, last: int) -> Iterator[Writer]:
    """A writer that is ready, and is gone afterwards."""
    command = [sys.executable, "-m", "tests.store.writer", str(folder), count_id, str(last)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            writer = Writer(process)
            assert writer.hear() == "ready"
            yield writer
        finally:
            process.kill()


def stored_seqs(store: Store, count_id: str) -> list[int]:
    """The numbers of a count's events."""
    rows = store.database.call(
        lambda connection: connection.execute(
            "SELECT seq FROM event WHERE count_id = ? ORDER BY seq", (count_id,)
        ).fetchall()
    )
    return [seq for (seq,) in rows]


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGHUP])
def test_a_program_that_dies_loses_nothing_it_acknowledged(tmp_path: Path, ending: signal.Signals) -> None:
    with open_store(tmp_path) as store:
        begin(store)
    with writing(tmp_path, "one", ENDLESS) as writer:
        writer.go()
        heard = [writer.hear() for _ in range(25)]
        writer.process.send_signal(ending)
        heard += writer.hear_all()
    acknowledged = int(heard[-1])
    with open_store(tmp_path) as store:
        seqs = stored_seqs(store, "one")
        # The last may have been stored with its word not yet said.
        assert len(seqs) in {acknowledged, acknowledged + 1}
        assert seqs == list(range(1, len(seqs) + 1))
        assert store.journal.events_after("one", 1) == [counted(seq) for seq in seqs[1:]]
        assert verify(store.database).unedited
        store.journal.append("one", len(seqs) + 1, counted(1), COUNTING)


def test_two_programs_append_to_different_counts(tmp_path: Path) -> None:
    with open_store(tmp_path) as store, ExitStack() as both:
        begin(store, "one", 1)
        begin(store, "two", 2)
        writers = [both.enter_context(writing(tmp_path, count_id, 40)) for count_id in ("one", "two")]
        for writer in writers:
            writer.go()
        for writer in writers:
            assert writer.hear_all() == [str(seq) for seq in range(2, 41)]
        found = verify(store.database)
        assert (found.events, found.broken) == (80, ())


def test_two_programs_on_one_count_collide_and_one_is_told(tmp_path: Path) -> None:
    with open_store(tmp_path) as store, ExitStack() as both:
        begin(store)
        writers = [both.enter_context(writing(tmp_path, "one", 40)) for _ in range(2)]
        for writer in writers:
            writer.go()
        heard = [writer.hear_all() for writer in writers]
        stored = sorted(int(word) for words in heard for word in words if word != "moved")
        assert stored == list(range(2, 41))
        assert sum(words.count("moved") for words in heard) == 1
        assert stored_seqs(store, "one") == list(range(1, 41))
        assert verify(store.database).unedited


def test_programs_may_make_the_database_at_the_same_time(tmp_path: Path) -> None:
    with ExitStack() as all_of_them:
        # LAST is 1: they open the new database, store nothing and end.
        writers = [all_of_them.enter_context(writing(tmp_path / "new", "one", 1)) for _ in range(4)]
        for writer in writers:
            writer.go()
        for writer in writers:
            assert writer.hear_all() == []
            assert writer.process.returncode == 0
    with open_store(tmp_path / "new") as store:
        assert verify(store.database).unedited
