"""The detectors, each at its edges; the planted discrepancies of the simulated factory show them all together."""

from decimal import Decimal

import pytest

from cyclecount_tui.domain import counting_events
from cyclecount_tui.domain import events as said
from cyclecount_tui.domain.causes.suggesting import suggestions
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.evidence import Evidence, KitItem, Requirement
from cyclecount_tui.domain.fixes import Cause, Confidence, FixKind, Suggestion
from cyclecount_tui.domain.folding import after
from cyclecount_tui.domain.inventory import Part, Place, Status
from cyclecount_tui.domain.lines import LineKey, found_line
from tests.domain.building import (
    BOLT,
    FACT,
    HERE,
    MRB,
    NUT,
    OTHER,
    PARKING,
    THERE,
    counting,
    rec,
    reconciling,
    submitted,
)


def offered(count: Count, line: int = 1) -> tuple[Suggestion, ...]:
    return suggestions(count)[line]


def causes(count: Count) -> list[Cause]:
    return [suggestion.cause for suggestion in offered(count)]


def test_a_line_that_agrees_gets_no_suggestion() -> None:
    assert not suggestions(reconciling([rec(11, 10)], {1: 10}))


@pytest.mark.parametrize(
    ("status", "cause", "confidence"),
    [
        (Status.ON_ORDER, Cause.ON_ORDER, Confidence.CERTAIN),
        (Status.KITTED, Cause.KITTED, Confidence.LIKELY),
        (Status.WIP, Cause.WIP, Confidence.LIKELY),
        (Status.SCRAPPED, Cause.SCRAPPED, Confidence.LIKELY),
    ],
)
def test_a_status_that_holds_just_what_is_missing(status: Status, cause: Cause, confidence: Confidence) -> None:
    first = offered(reconciling([rec(11, 10), rec(12, 4, status)], {1: 10}))[0]
    assert (first.cause, first.confidence, first.fix.kind) == (cause, confidence, FixKind.HOLD)
    assert first.evidence[0] == f"Digital 14 = {_sum(status)}, 4 missing on the floor."


def _sum(status: Status) -> str:
    pieces = sorted([(Status.AVAILABLE, "10 available"), (status, f"4 {status.words}")])
    return " + ".join(text for _, text in pieces)


def test_one_record_of_a_status_may_explain_it_alone() -> None:
    count = reconciling([rec(11, 10), rec(12, 4, Status.ON_ORDER), rec(13, 6, Status.ON_ORDER)], {1: 16})
    first = offered(count)[0]
    assert first.evidence[-1].startswith("Record 12: 4 on order")
    assert (first.confidence, first.weakness) == (Confidence.LIKELY, "10 are on order, and only 4 are missing")


def test_a_status_that_holds_more_than_is_missing_is_only_possible() -> None:
    first = offered(reconciling([rec(11, 10), rec(12, 9, Status.ON_ORDER)], {1: 15}))[0]
    assert (first.cause, first.confidence) == (Cause.ON_ORDER, Confidence.POSSIBLE)


def test_a_status_that_holds_less_than_is_missing_explains_nothing() -> None:
    assert Cause.ON_ORDER not in causes(reconciling([rec(11, 10), rec(12, 2, Status.ON_ORDER)], {1: 5}))


def test_several_statuses_together() -> None:
    records = [rec(11, 10), rec(12, 4, Status.ON_ORDER), rec(13, 3, Status.KITTED)]
    first = offered(reconciling(records, {1: 10}))[0]
    assert (first.cause, first.confidence) == (Cause.STATUSES, Confidence.LIKELY)
    assert "3 kitted + 4 on order make up the missing 7." in first.evidence


def test_unavailable_parts_are_moved_to_the_mrb_location_that_has_them() -> None:
    second = Place(7, "MRB-2")
    records = [rec(11, 10), rec(12, 4, Status.UNAVAILABLE)]
    there = rec(21, 1, Status.UNAVAILABLE, at=second)
    count = reconciling(records, {1: 10}, mrb=(MRB, second), elsewhere=(there,))
    first = offered(count)[0]
    assert (first.cause, first.fix.kind, first.fix.to) == (Cause.UNAVAILABLE, FixKind.MOVE, second)
    assert first.fix.portions[0].record_id == 12
    nowhere = offered(reconciling(records, {1: 10}, mrb=()))[0]
    assert (nowhere.cause, nowhere.fix.kind) == (Cause.UNAVAILABLE, FixKind.HOLD)


def test_at_an_mrb_location_itself_unavailable_explains_nothing() -> None:
    count = reconciling([rec(12, 4, Status.UNAVAILABLE)], {1: 0}, mrb=(HERE,))
    assert causes(count) == [Cause.UNEXPLAINED_SHORTAGE, Cause.UNEXPLAINED_SHORTAGE]


def test_kits_are_named_in_the_evidence() -> None:
    item = KitItem(31, "IN_PROGRESS", BOLT.id, Decimal(4), Decimal(4), deliver_to=Place(5, "LINE-2"), record_ids=(12,))
    count = reconciling([rec(11, 10), rec(12, 4, Status.KITTED)], {1: 10}, kit_items=(item,))
    assert offered(count)[0].evidence[-1] == "Record 12: 4 kitted, in kit 31 for LINE-2 (in progress)."


def test_an_open_kit_that_wants_just_what_is_missing() -> None:
    item = KitItem(31, "REQUESTED", BOLT.id, Decimal(6), Decimal(2))
    first = offered(reconciling([rec(11, 10)], {1: 6}, kit_items=(item,)))[0]
    assert (first.cause, first.confidence) == (Cause.KIT_NOT_FILLED, Confidence.LIKELY)
    assert first.evidence == ("Kit 31 (requested) wants 6 and has 2; 4 missing here.",)
    assert Cause.KIT_NOT_FILLED not in causes(reconciling([rec(11, 10)], {1: 5}, kit_items=(item,)))


def requirement(missing: int, run: int = 554) -> Requirement:
    return Requirement(BOLT.id, Decimal(missing), Decimal(0), 900, "FR-9000 serial 7", (run,))


def test_assemblies_that_call_for_just_what_is_missing() -> None:
    count = reconciling([rec(11, 10)], {1: 6}, requirements=(requirement(9), requirement(4, 555)))
    first = offered(count)[0]
    assert (first.cause, first.confidence, first.fix.kind) == (Cause.NOT_CONSUMED, Confidence.LIKELY, FixKind.HOLD)
    assert first.evidence == ("Run 555 needs 4 for FR-9000 serial 7 and has installed none.",)
    together = offered(reconciling([rec(11, 10)], {1: 4}, requirements=(requirement(4), requirement(2, 555))))[0]
    assert len(together.evidence) == 2
    larger = offered(reconciling([rec(11, 10)], {1: 7}, requirements=(requirement(4),)))[0]
    assert larger.confidence is Confidence.POSSIBLE
    fewer = reconciling([rec(11, 10)], {1: 0}, requirements=(requirement(4),))
    assert Cause.NOT_CONSUMED not in causes(fewer)
    extra = reconciling([rec(11, 10)], {1: 14}, requirements=(requirement(4),))
    assert Cause.NOT_CONSUMED not in causes(extra)


def test_a_serial_at_another_location_is_certain() -> None:
    count = _found(LineKey("FR-1", "A", serial_number="S1"), 1, elsewhere=(rec(21, 1, at=THERE, serial="S1"),))
    first = offered(count)[0]
    assert (first.cause, first.confidence, first.fix.kind) == (Cause.SERIAL_ELSEWHERE, Confidence.CERTAIN, FixKind.MOVE)
    assert first.fix.words == "Move 1 here from RACK-B"


def test_a_serial_that_is_installed_elsewhere_is_not_moved() -> None:
    away = rec(21, 1, Status.INSTALLED, at=THERE, serial="S1")
    first = offered(_found(LineKey("FR-1", "A", serial_number="S1"), 1, elsewhere=(away,)))[0]
    assert (first.cause, first.fix.kind) == (Cause.SERIAL_ELSEWHERE, FixKind.HOLD)
    assert "installed at RACK-B" in first.fix.note


def test_a_record_of_just_the_extra_quantity_elsewhere() -> None:
    exact, larger = rec(21, 3, at=THERE), rec(22, 9, at=OTHER)
    found = offered(reconciling([rec(11, 10)], {1: 13}, elsewhere=(larger, exact)))
    assert [(item.cause, item.confidence, item.fix.portions[0].record_id) for item in found[:2]] == [
        (Cause.MOVED_HERE, Confidence.LIKELY, 21),
        (Cause.MOVED_HERE, Confidence.POSSIBLE, 22),
    ]
    twice = offered(reconciling([rec(11, 10)], {1: 13}, elsewhere=(exact, rec(23, 3, at=OTHER))))
    assert {item.confidence for item in twice if item.cause is Cause.MOVED_HERE} == {Confidence.POSSIBLE}


def test_kitted_records_elsewhere_are_never_moved_here() -> None:
    count = reconciling([rec(11, 10)], {1: 13}, elsewhere=(rec(21, 3, Status.KITTED, at=THERE),))
    assert Cause.MOVED_HERE not in causes(count)


def test_another_lot_or_revision_is_another_line() -> None:
    other = Part(102, "FR-1", "B", "Bolt")
    elsewhere = (rec(21, 3, at=THERE, lot="L9"), rec(22, 3, at=THERE, part=other))
    assert causes(reconciling([rec(11, 10)], {1: 13}, elsewhere=elsewhere)) == [Cause.UNEXPLAINED_SURPLUS]


def test_a_record_that_belongs_to_its_only_other_home() -> None:
    first = offered(reconciling([rec(11, 4)], {1: 0}, elsewhere=(rec(21, 50, at=THERE),)))[0]
    assert (first.cause, first.confidence, first.fix.to) == (Cause.SCANNED_HERE, Confidence.LIKELY, THERE)
    some = offered(reconciling([rec(11, 4)], {1: 1}, elsewhere=(rec(21, 50, at=THERE),)))[0]
    assert (some.cause, some.confidence) == (Cause.MOVED_AWAY, Confidence.POSSIBLE)


def test_many_other_homes_are_no_lead() -> None:
    homes = tuple(rec(21 + index, 50, at=Place(20 + index, f"RACK-{index}")) for index in range(4))
    assert causes(reconciling([rec(11, 4)], {1: 1}, elsewhere=homes)) == [Cause.UNEXPLAINED_SHORTAGE] * 2


def test_the_discrepancy_location_is_no_home() -> None:
    count = reconciling([rec(11, 4)], {1: 0}, elsewhere=(rec(21, 4, at=PARKING),))
    assert [item.fix.kind for item in offered(count)] == [FixKind.PARK, FixKind.SET_QUANTITY]


def test_mrb_is_only_likely_with_a_reason() -> None:
    plain = offered(reconciling([rec(11, 10)], {1: 7}, elsewhere=(rec(21, 5, at=MRB),)))[0]
    assert (plain.cause, plain.confidence) == (Cause.AT_MRB, Confidence.POSSIBLE)
    issue = rec(21, 5, at=MRB, open_issues=(812,))
    sure = offered(reconciling([rec(11, 10)], {1: 7}, elsewhere=(issue,)))[0]
    assert sure.confidence is Confidence.LIKELY
    assert sure.evidence == ("Record 21: 5 at MRB-1, issue 812.",)
    back = offered(reconciling([rec(11, 10)], {1: 15}, elsewhere=(rec(21, 5, at=MRB),)))[0]
    assert (back.cause, back.confidence, back.fix.words) == (
        Cause.STILL_AT_MRB,
        Confidence.LIKELY,
        "Move 5 here from MRB-1",
    )


def test_installed_by_mistake() -> None:
    records = [rec(11, 10), rec(12, 3, Status.INSTALLED)]
    first = offered(reconciling(records, {1: 13}))[0]
    assert (first.cause, first.confidence, first.fix.kind) == (Cause.INSTALLED, Confidence.LIKELY, FixKind.HOLD)
    assert Cause.INSTALLED not in causes(reconciling(records, {1: 15}))


def test_what_moved_during_the_count_is_not_moved_back() -> None:
    records = [rec(11, 10), rec(12, 3, lot="L1")]
    count = counting(*records)
    count = after(count, counting_events.Counted(**FACT, line=1, expression="10", quantity=Decimal(10)))
    count = after(count, counting_events.Counted(**FACT, line=2, expression="3", quantity=Decimal(3)))
    gone = rec(12, 3, lot="L1", at=THERE)
    evidence = Evidence(here=(rec(11, 10),), gone=(gone,), elsewhere=(gone,))
    count = after(submitted(count), said.Compared(**FACT, evidence=evidence))
    found = offered(count, 2)
    assert (found[0].cause, found[0].fix.kind) == (Cause.MOVED_MEANWHILE, FixKind.RECOUNT)
    assert Cause.MOVED_HERE not in {item.cause for item in found}


def test_a_record_that_changed_during_the_count_comes_before_any_write() -> None:
    """Nobody knows what it held before, so no write can be right before the line is counted again."""
    count = counting(rec(11, 10))
    count = after(count, counting_events.Counted(**FACT, line=1, expression="338", quantity=Decimal(338)))
    evidence = Evidence(here=(rec(11, 5),), parts=(BOLT,), elsewhere=(rec(21, 333, at=THERE),))
    count = after(submitted(count), said.Compared(**FACT, evidence=evidence))
    assert causes(count)[:2] == [Cause.MOVED_MEANWHILE, Cause.MOVED_HERE]


def test_with_several_mrb_locations_and_no_record_at_any_the_place_is_a_guess() -> None:
    records = [rec(11, 10), rec(12, 4, Status.UNAVAILABLE)]
    first = offered(reconciling(records, {1: 10}, mrb=(MRB, Place(7, "MRB-2"))))[0]
    assert (first.cause, first.confidence) == (Cause.UNAVAILABLE, Confidence.POSSIBLE)


def test_what_arrived_during_the_count() -> None:
    count = counting(rec(11, 10))
    count = after(count, counting_events.Counted(**FACT, line=1, expression="10", quantity=Decimal(10)))
    evidence = Evidence(here=(rec(11, 10), rec(15, 4)))
    count = after(submitted(count), said.Compared(**FACT, evidence=evidence))
    assert offered(count)[0].cause is Cause.MOVED_MEANWHILE


def _found(key: LineKey, quantity: int, *, parts: tuple[Part, ...] = (BOLT, NUT), **evidence: object) -> Count:
    item = counting_events.ItemFound(
        **FACT, line=found_line(1, key), expression=str(quantity), quantity=Decimal(quantity)
    )
    count = submitted(after(counting(), item))
    given = Evidence((), parts=parts, **evidence)  # type: ignore[arg-type]  # whatever the test gives
    return after(count, said.Compared(**FACT, evidence=given))


def test_a_found_part_without_any_record_is_created() -> None:
    first = offered(_found(LineKey("FR-2", "A"), 3))[0]
    assert (first.cause, first.confidence, first.fix.kind) == (
        Cause.FOUND_UNRECORDED,
        Confidence.LIKELY,
        FixKind.CREATE,
    )


def test_a_found_part_without_revision_is_the_only_one_there_is() -> None:
    assert offered(_found(LineKey("FR-2"), 3))[0].cause is Cause.FOUND_UNRECORDED
    twins = (NUT, Part(109, "FR-2", "B", "Nut"))
    assert offered(_found(LineKey("FR-2"), 3, parts=twins))[0].cause is Cause.UNKNOWN_REVISION


@pytest.mark.parametrize(
    ("key", "cause", "word"),
    [
        (LineKey("FR-77", "A"), Cause.UNKNOWN_PART, "create part FR-77"),
        (LineKey("FR-2", "Z"), Cause.UNKNOWN_REVISION, "check the revision"),
    ],
)
def test_an_unknown_part_or_revision_is_left_with_a_word(key: LineKey, cause: Cause, word: str) -> None:
    (only,) = offered(_found(key, 3))
    assert (only.cause, only.confidence, only.fix.kind) == (cause, Confidence.CERTAIN, FixKind.LEAVE)
    assert key.part_number in only.evidence[0]
    assert word in only.fix.note


def test_a_shortage_that_may_not_be_changed_is_held() -> None:
    records = [rec(11, 2), rec(12, 9, Status.KITTED)]
    last = offered(reconciling(records, {1: 1}))[-1]
    assert (last.cause, last.fix.kind) == (Cause.UNEXPLAINED_SHORTAGE, FixKind.HOLD)
    assert "only 2 of the missing 10 may be changed" in last.fix.note


def test_without_a_discrepancy_location_the_record_is_lowered() -> None:
    (only,) = offered(reconciling([rec(11, 10)], {1: 7}, discrepancy_location=None))
    assert (only.fix.kind, only.fix.quantity, only.confidence) == (FixKind.SET_QUANTITY, -3, Confidence.LAST)


def test_surest_first_and_the_last_resort_last() -> None:
    records = [rec(11, 10), rec(12, 4, Status.ON_ORDER)]
    found = offered(reconciling(records, {1: 10}, requirements=(requirement(4),), elsewhere=(rec(21, 9, at=MRB),)))
    ranks = [item.confidence.rank for item in found]
    assert ranks == sorted(ranks)
    assert found[0].cause is Cause.ON_ORDER
    assert found[-1].confidence is Confidence.LAST
    assert all(item.cause.words for item in found)
    assert all(item.fix.words for item in found)
