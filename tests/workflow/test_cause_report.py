"""What was suggested stays beside what was chosen, over all counts of a database."""

import json
import sqlite3
from contextlib import closing
from datetime import date, timedelta

import pytest

from cyclecount_tui.domain.cause_tally import CauseTally, Preferred
from cyclecount_tui.domain.causes.suggesting import suggestions
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.events import FixChosen
from cyclecount_tui.domain.fixes import Cause, Confidence, FixKind
from cyclecount_tui.store.event_text import read
from cyclecount_tui.store.folder import DATABASE_NAME
from cyclecount_tui.workflow import cause_report
from cyclecount_tui.workflow.cause_report import cause_tally, causes_document, in_order
from cyclecount_tui.workflow.choosing import Take, choose, clear, leave, take
from cyclecount_tui.workflow.closing import give_up, reopen
from cyclecount_tui.workflow.keeping import load
from cyclecount_tui.workflow.workplace import Workplace
from tests.factory import Factory


def discrepancies(count: Count) -> list[int]:
    return [row.line.number for row in count.rows if row.differs]


def test_what_was_suggested_first_is_kept_beside_what_was_chosen(factory: Factory) -> None:
    place = factory.workplace
    count = factory.compared(factory.planted("at_mrb").location_id)
    line = next(line for line in discrepancies(count) if len(suggestions(count)[line]) > 1)
    first, second = suggestions(count)[line][:2]
    count = choose(place, count, line, 2)
    assert (count.choices[line].cause, count.choices[line].suggested) == (second.cause, 2)
    assert (count.choices[line].first_cause, count.choices[line].first_confidence) == (first.cause, first.confidence)
    count = factory.again(leave(place, count, line, "somebody looks at it"))
    assert count.choices[line].cause is Cause.CHOSEN
    assert (count.choices[line].first_cause, count.choices[line].first_confidence) == (first.cause, first.confidence)


def test_the_report_counts_what_stands_at_the_end(factory: Factory) -> None:
    place = factory.workplace
    count = factory.compared(factory.planted("at_mrb").location_id)
    firsts = {line: offered[0] for line, offered in suggestions(count).items()}
    left = discrepancies(count)[0]
    count = take(place, count, Take.FIRST)
    count = leave(place, clear(place, count, left), left, "next week")
    reopen(place, count, "the rest, too")  # what has no fix posted is left by hand as well
    tally = cause_tally(place)
    assert (tally.counts, tally.choices, tally.not_told) == (1, len(firsts), 0)
    writing = {line: first for line, first in firsts.items() if first.fix.kind.writes or line == left}
    for cause, record in in_order(tally):
        mine = {line for line, first in firsts.items() if first.cause is cause}
        assert record.suggested.total() == len(mine)
        assert record.passed_over()[Preferred(Cause.CHOSEN, FixKind.LEAVE)] == len(mine & writing.keys())
        assert record.taken.total() == len(mine - writing.keys())


def test_only_results_are_counted_and_only_since_the_day(factory: Factory) -> None:
    place = factory.workplace
    locations = sorted({item.location_id for item in factory.simulator.plant.discrepancies})[:3]
    early = take(place, factory.compared(locations[0]), Take.FIRST)
    factory.now += timedelta(days=10)
    late = take(place, factory.compared(locations[1]), Take.FIRST)
    give_up(place, take(place, factory.compared(locations[2]), Take.FIRST), "the wrong shelf")
    assert len(early.choices) > 0 < len(late.choices)
    assert cause_tally(place).choices == len(early.choices) + len(late.choices)
    day = place.today()
    assert cause_tally(place, day).choices == len(late.choices)
    assert cause_tally(place, day + timedelta(days=1)) == CauseTally()
    assert cause_tally(place, date.min).counts == 2


def test_a_count_that_is_counted_blind_tells_nothing(factory: Factory) -> None:
    factory.counted(factory.planted("at_mrb").location_id)
    assert cause_tally(factory.workplace) == CauseTally()
    assert causes_document(CauseTally())["causes"] == []


def test_one_count_is_in_memory_at_a_time(factory: Factory, monkeypatch: pytest.MonkeyPatch) -> None:
    place = factory.workplace
    locations = sorted({item.location_id for item in factory.simulator.plant.discrepancies})[:3]
    for location in locations:
        take(place, factory.compared(location), Take.FIRST)
    steps: list[str] = []

    def loaded(workplace: Workplace, count_id: str) -> Count:
        steps.append("load")
        return real(workplace, count_id)

    class Listening(CauseTally):
        def add(self, count: Count) -> None:
            steps.append("add")
            super().add(count)

    real = load
    monkeypatch.setattr(cause_report, "load", loaded)
    monkeypatch.setattr(cause_report, "CauseTally", Listening)
    assert cause_report.cause_tally(place).counts == 3
    assert steps == ["load", "add"] * 3


def test_a_journal_of_an_earlier_version_still_reads(factory: Factory) -> None:
    place = factory.workplace
    count = take(place, factory.compared(factory.planted("at_mrb").location_id), Take.FIRST)
    with closing(sqlite3.connect(factory.folder / DATABASE_NAME)) as database:
        found = database.execute("SELECT body FROM event WHERE kind = 'fix_chosen'").fetchone()[0]
    body = json.loads(found)
    kept = [body.pop("first_cause"), body.pop("first_confidence")]
    older = read(json.dumps(body))
    assert isinstance(older, FixChosen)
    assert (older.first_cause, older.first_confidence) == (None, None)
    choice = count.choices[older.line]
    assert kept == [choice.cause.value, (choice.confidence or Confidence.LAST).value]
