"""Other counts are kept as they were read last, while somebody goes on asking for them."""

import weakref
from pathlib import Path

from cyclecount_tui.store.opening import open_store
from cyclecount_tui.workflow.counts_seen import MOST_KEPT, CountsSeen
from tests.store.examples import COUNTING, begin, counted


def test_counts_that_nobody_asks_for_are_let_go(tmp_path: Path) -> None:
    names = [f"count-{number}" for number in range(MOST_KEPT + 2)]
    with open_store(tmp_path) as store:
        for number, name in enumerate(names, start=1):
            begin(store, name, number)
        seen = CountsSeen()
        kept = weakref.ref(seen.read(store.journal, [(names[0], 1)])[0])
        for name in names[1:]:
            assert kept() is not None
            seen.read(store.journal, [(name, 1)])
        assert kept() is None


def test_what_was_added_is_seen(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        begin(store, "one", 1)
        begin(store, "two", 2)
        seen = CountsSeen()
        assert [
            count.version for count in seen.read(store.journal, store.journal.versions(["two", "one", "none"]))
        ] == [1, 1]
        store.journal.append("one", 2, counted(1), COUNTING)
        assert store.journal.versions(["one", "two"]) == [("one", 2), ("two", 1)]
