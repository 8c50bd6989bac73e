"""What other counts wrote is found by the journal's own order, and by the counts that are open."""

import json
from decimal import Decimal

from cyclecount_tui.domain.events import Compared, Planned, WriteDone, WriteRefused, WriteStarted
from cyclecount_tui.domain.evidence import Evidence
from cyclecount_tui.domain.plan import NotPlanned, Plan, Step
from cyclecount_tui.store.event_text import read, written
from cyclecount_tui.store.opening import Store
from tests.store.examples import COUNTING, ENDED, NOON, begin, counted

STARTED = WriteStarted(at=NOON, by="Ada", write=1, step=Step.SET)
DONE = WriteDone(at=NOON, by="Ada", write=1, step=Step.SET, record_id=5, etag="e", quantity=Decimal(3))


def test_writes_behind_a_position_are_those_of_others(store: Store) -> None:
    journal = store.journal
    assert journal.end() == 0
    begin(store, "one", 1)
    begin(store, "two", 2)
    journal.append("one", 2, STARTED, COUNTING)
    journal.append("one", 3, DONE, COUNTING)
    end = journal.end()
    assert end == 4
    assert journal.writes_done_after(0, "two") == [("one", DONE)]
    assert journal.writes_done_after(0, "one") == []
    assert journal.writes_done_after(end, "two") == []
    journal.append("two", 2, counted(1), COUNTING)
    journal.append("two", 3, STARTED, COUNTING)
    journal.append("two", 4, DONE, COUNTING)
    assert journal.writes_done_after(end, "one") == [("two", DONE)]


def test_open_counts_that_write_are_known(store: Store) -> None:
    for number, count_id in enumerate(("one", "two", "three"), start=1):
        begin(store, count_id, number)
    store.journal.append("one", 2, STARTED, COUNTING)
    store.journal.append("two", 2, STARTED, ENDED)
    assert store.journal.open_counts_with_writes("three") == ["one"]
    assert store.journal.open_counts_with_writes("one") == []


def test_the_comparison_is_found_in_journals_that_did_not_say_where(store: Store) -> None:
    begin(store)
    assert store.journal.compared_at("one") is None
    store.journal.append("one", 2, counted(1), COUNTING)
    store.journal.append("one", 3, Compared(at=NOON, by="Ada", evidence=Evidence(())), COUNTING)
    assert store.journal.compared_at("one") == store.journal.end() == 3


def test_refusals_of_older_journals_read_as_ones_of_which_nothing_more_is_known() -> None:
    refused = WriteRefused(at=NOON, by="Ada", write=1, step=Step.SET, reason="Etag does not match", stale=True)
    body = json.loads(written(refused).body)
    for name in ("then", "now", "gone"):
        del body[name]
    assert read(json.dumps(body)) == refused
    planned = Planned(at=NOON, by="Ada", plan=Plan(not_planned=(NotPlanned(1, "Record 5 is no longer in ION."),)))
    body = json.loads(written(planned).body)
    del body["plan"]["not_planned"][0]["gone"]
    assert read(json.dumps(body)) == planned
