"""What compared counts found, line by line, as the database keeps it for other counts."""

import json
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from cyclecount_tui.domain.events import Compared
from cyclecount_tui.domain.evidence import Evidence
from cyclecount_tui.domain.fixes import FixKind
from cyclecount_tui.domain.inventory import Place
from cyclecount_tui.domain.line_result import LineResult, NewResults
from cyclecount_tui.domain.lines import LineKey
from cyclecount_tui.domain.recount_rules import RecountRules
from cyclecount_tui.store.count_row import CountState
from cyclecount_tui.store.event_text import read, written
from cyclecount_tui.store.line_results import Parts, latest_results_at, results_since
from cyclecount_tui.store.opening import Store
from tests.store.examples import NOON, opening

DAY = date(2026, 3, 2)
BOLT, NUT = Parts(frozenset({100}), frozenset({"FR-1"})), Parts(frozenset(), frozenset({"FR-2"}))


def result(count_id: str, place: int, difference: int = -1, number: str = "FR-1", line: int = 1) -> LineResult:
    return LineResult(
        count_id,
        line,
        LineKey(number, "A", "L-1"),
        Place(place, f"SHELF-{place:02}"),
        100 if number == "FR-1" else None,
        Decimal(10),
        Decimal(10 + difference),
        "Ada",
        NOON,
        DAY,
    )


def compared(store: Store, count_id: str, place: int, days: int, *results: LineResult, phase: str = "closed") -> None:
    """A count of a shelf on a day, compared; it stands in the phase."""
    store.journal.open_count(count_id, opening(place, f"SHELF-{place:02}"), CountState("opened", 0, 0))
    state = CountState(
        phase,
        1,
        1,
        ended=phase == "closed",
        counted_on=DAY + timedelta(days=days),
        compared=1,
        matched=0,
        results=NewResults(results, anew=True),
    )
    store.journal.append(count_id, 2, Compared(at=NOON, by="Ada", evidence=Evidence(())), state)


def ids(results: list[LineResult]) -> list[str]:
    return [each.count_id for each in results]


def test_what_was_stored_comes_back(store: Store) -> None:
    kept = replace(result("one", 1), posted=FixKind.PARK)
    compared(store, "one", 1, 0, kept)
    assert results_since(store.database, BOLT, DAY, "") == [kept]
    assert latest_results_at(store.database, [1], BOLT, 2, "") == [kept]
    assert results_since(store.database, NUT, DAY, "") == []
    assert latest_results_at(store.database, [2], BOLT, 2, "") == []


def test_the_two_latest_counts_of_a_place_are_told_the_newest_first(store: Store) -> None:
    for days in range(4):
        compared(store, f"c{days}", 1, days, result(f"c{days}", 1))
    compared(store, "other", 2, 9, result("other", 2))
    assert ids(latest_results_at(store.database, [1], BOLT, 2, "")) == ["c3", "c2"]
    assert ids(latest_results_at(store.database, [1], BOLT, 2, "c3")) == ["c2", "c1"]
    assert ids(latest_results_at(store.database, [1, 2], BOLT, 1, "")) == ["other", "c3"]


def test_a_count_that_had_none_of_the_part_is_one_of_the_latest(store: Store) -> None:
    for days in range(3):
        number = "FR-2" if days == 1 else "FR-1"
        compared(store, f"c{days}", 1, days, result(f"c{days}", 1, number=number))
    assert ids(latest_results_at(store.database, [1], BOLT, 2, "")) == ["c2"]


def test_nothing_is_told_of_what_is_counted_again_or_was_given_up(store: Store) -> None:
    phases = ("recounting", "submitted", "given_up", "reconciling")
    for place, phase in enumerate(phases, start=1):
        compared(store, phase, place, 0, result(phase, place), phase=phase)
    told = results_since(store.database, BOLT, DAY, "")
    assert [(each.count_id, each.is_open) for each in told] == [("reconciling", True)]
    assert ids(latest_results_at(store.database, range(1, 5), BOLT, 2, "")) == ["reconciling"]


def test_a_later_result_of_a_line_takes_its_place_and_a_new_comparison_that_of_all(store: Store) -> None:
    compared(store, "one", 1, 0, result("one", 1), result("one", 1, line=2), phase="reconciling")
    state = CountState("reconciling", 1, 1, counted_on=DAY, compared=2, matched=0)
    posted = replace(result("one", 1), posted=FixKind.SET_QUANTITY)
    event = Compared(at=NOON, by="Ada", evidence=Evidence(()))
    store.journal.append("one", 3, event, state._replace(results=NewResults((posted,))))
    assert [each.posted for each in results_since(store.database, BOLT, DAY, "")] == [FixKind.SET_QUANTITY, None]
    store.journal.append("one", 4, event, state)
    assert len(results_since(store.database, BOLT, DAY, "")) == 2
    store.journal.append("one", 5, event, state._replace(results=NewResults((), anew=True)))
    assert results_since(store.database, BOLT, DAY, "") == []


def test_only_counts_of_the_last_days_are_recent(store: Store) -> None:
    for place, days in enumerate((-8, -7, 0), start=1):
        compared(store, f"c{days}", place, days, result(f"c{days}", place))
    assert ids(results_since(store.database, BOLT, DAY - timedelta(days=7), "")) == ["c0", "c-7"]


def test_a_part_with_another_number_by_now_is_found_by_its_id(store: Store) -> None:
    compared(store, "one", 1, 0, result("one", 1))
    assert ids(results_since(store.database, Parts(frozenset({100}), frozenset({"NEW-1"})), DAY, "")) == ["one"]
    assert ids(latest_results_at(store.database, [1], Parts(frozenset({100}), frozenset()), 2, "")) == ["one"]


def test_evidence_of_an_older_journal_has_no_other_counts() -> None:
    told = Evidence(
        (), earlier=(result("one", 1),), nearby=(result("two", 2),), tolerance=RecountRules().applied("A")
    )  # fmt: skip
    event = Compared(at=NOON, by="Ada", evidence=told)
    body = json.loads(written(event).body)
    assert read(json.dumps(body)) == event
    for name in ("earlier", "nearby", "tolerance"):
        del body["evidence"][name]
    assert read(json.dumps(body)) == Compared(at=NOON, by="Ada", evidence=Evidence(()))
