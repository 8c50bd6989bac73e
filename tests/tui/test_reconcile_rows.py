"""What the reconciliation shows, in which order, without a screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from cyclecount_tui.domain.count import Choice, Count
from cyclecount_tui.domain.entries import Entry, Submission
from cyclecount_tui.domain.evidence import Evidence
from cyclecount_tui.domain.fixes import Cause, Confidence, Fix, FixKind, Suggestion
from cyclecount_tui.domain.inventory import InventoryRecord, Part, Place, Status
from cyclecount_tui.domain.lines import Line, LineKey
from cyclecount_tui.domain.plan import Progress, Step, StepState, Write, WriteKind
from cyclecount_tui.domain.subject import location_subject
from cyclecount_tui.tui.screens import numbers_shown
from cyclecount_tui.tui.screens.reconcile import details, fix_questions, sentences
from cyclecount_tui.tui.screens.reconcile.evidence_text import evidence_text
from cyclecount_tui.tui.screens.reconcile.rows import (
    Order,
    Shown,
    cells,
    columns,
    fix_words,
    next_open,
    rows_shown,
    tone,
    total_value,
)
from cyclecount_tui.tui.widgets.column_layout import lay_out
from cyclecount_tui.workflow.features import detectors_off

AT = datetime(2026, 3, 2, 9, 5, tzinfo=UTC)
HERE = Place(7, "RACK-B / SHELF-04")


def record(
    number: int, part: str, quantity: int, cost: str | None, status: Status = Status.AVAILABLE
) -> InventoryRecord:
    known = Part(number, part, "A", cost=None if cost is None else Decimal(cost))
    return InventoryRecord(number, "e", known, Decimal(quantity), status, HERE)


RECORDS = (
    record(1, "FR-10", 80, "3.10"),
    record(2, "FR-9", 5, "100"),
    record(3, "FR-2", 7, None),
    record(4, "FR-3", 4, "1"),
    record(5, "FR-10", 20, "3.10", Status.KITTED),
)
LINES = tuple(
    Line(number, LineKey(part, "A"), f"Thing {number}", records=tuple((known, "e") for known in records))
    for number, part, records in (
        (1, "FR-10", (1, 5)),
        (2, "FR-9", (2,)),
        (3, "FR-2", (3,)),
        (4, "FR-3", (4,)),
        (5, "FR-4", ()),
    )
)
FLOORS = {1: "96", 2: "6", 3: "10", 4: "4"}
COUNT = Count(
    "c",
    location_subject(HERE),
    "Ann",
    AT,
    sheet_read=True,
    lines=LINES,
    entries=tuple(Entry(line, Decimal(floor), floor, AT, "Ann") for line, floor in FLOORS.items()),
    submission=Submission("Ann", AT, AT.date()),
    evidence=Evidence(RECORDS),
)
MOVE = Suggestion(
    Cause.AT_MRB, Confidence.LIKELY, ("4 wait at MRB-1.",), Fix(FixKind.MOVE, Decimal(4), to=Place(9, "MRB-1"))
)
LAST = Suggestion(Cause.UNEXPLAINED_SHORTAGE, Confidence.LAST, (), Fix(FixKind.SET_QUANTITY, Decimal(-4)))


def parts(shown: tuple[Shown, ...]) -> list[str]:
    return [row.line.key.part_number for row in shown]


def choose(line: int, fix: Fix) -> Count:
    return replace(COUNT, choices={line: Choice(fix, Cause.AT_MRB, "Ann", AT)})


def first() -> Shown:
    return rows_shown(COUNT, Order.SHEET, matches=False)[0]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (Order.WORST, ["FR-9", "FR-10", "FR-2"]),
        (Order.MISSING, ["FR-10", "FR-9", "FR-2"]),
        (Order.PART, ["FR-2", "FR-9", "FR-10"]),
        (Order.SHEET, ["FR-10", "FR-9", "FR-2"]),
    ],
)
def test_discrepancies_in_order_then_what_was_not_counted(order: Order, expected: list[str]) -> None:
    assert parts(rows_shown(COUNT, order, matches=False)) == [*expected, "FR-4"]


def test_matches_stand_between_and_the_filter_holds_for_all() -> None:
    assert parts(rows_shown(COUNT, Order.SHEET, matches=True)) == ["FR-10", "FR-9", "FR-2", "FR-3", "FR-4"]
    assert parts(rows_shown(COUNT, Order.SHEET, matches=True, wanted=" thing 4 ")) == ["FR-3"]
    assert rows_shown(replace(COUNT, evidence=None), Order.WORST, matches=True) == ()


def test_the_orders_go_round() -> None:
    order, seen = Order.WORST, []
    for _ in Order:
        seen.append(order)
        order = order.next
    assert seen == list(Order)
    assert order is Order.WORST


def test_a_row_shows_both_sides_and_the_surest_suggestion() -> None:
    assert cells(COUNT, first(), (MOVE, LAST)) == (
        "FR-10",
        "A",
        "",
        "100",
        "96",
        "−4",
        "−12.40",
        "1 likely: Move 4 to MRB-1",
    )


def written(count: Count, quantity: int) -> Count:
    """The first line posted, by moving so many of its record."""
    write = Write(1, WriteKind.MOVE, 1, LINES[0].key, Decimal(quantity), record_id=1)
    done = StepState(Progress.DONE, AT)
    return replace(count, posted_lines=frozenset({1}), written={1: write}, steps={(1, Step.MOVE): done})


def test_the_fix_column_says_what_was_decided() -> None:
    assert fix_words(COUNT, first(), ()) == "nothing suggested"
    chosen = choose(1, MOVE.fix)
    assert fix_words(chosen, first(), (MOVE,)) == "✓ Move 4 to MRB-1"
    posted = written(chosen, 4)
    assert fix_words(posted, first(), (MOVE,)) == "✓ posted: Move 4 to MRB-1"
    assert fix_words(written(chosen, 3), first(), (MOVE,)) == "✓ posted: Move 3 to MRB-1", "the rest was right by then"
    right = replace(chosen, posted_lines=frozenset({1}))
    assert fix_words(right, first(), (MOVE,)) == "✓ right without a write of its own: Move 4 to MRB-1"
    *_, match, missing = rows_shown(COUNT, Order.SHEET, matches=True)
    assert [fix_words(COUNT, shown, ()) for shown in (match, missing)] == ["match", "not counted"]
    assert [tone(count, first()) for count in (COUNT, chosen, posted)] == ["warn", "good", "done"]
    assert [tone(COUNT, shown) for shown in (match, missing)] == ["done", "muted"]


def test_a_number_is_never_cut() -> None:
    wide = ("P", "", "", "123456789.12345", "1", "−123456789.12345", "−1234567890.12", "fix")
    widths = [column.width for column in columns([wide, ("P", "", "", "1", "1", "0", "", "match")])[3:7]]
    assert widths == [15, 5, 16, 14]


def test_the_sums_of_the_title() -> None:
    assert total_value(COUNT) == Decimal("87.60")
    assert sentences.title_middle(COUNT) == "5 lines  1 match  1 not counted"
    assert sentences.title_right(COUNT) == "3 differ  value 87.60"
    assert sentences.result(COUNT) == "3 discrepancies, all open."
    assert sentences.result(choose(1, Fix(FixKind.LEAVE, note="x"))) == "3 discrepancies, 2 of them open."


def test_without_costs_there_is_no_value() -> None:
    without = replace(COUNT, lines=LINES[2:3], entries=COUNT.entries[2:3])
    assert total_value(without) is None
    assert sentences.title_right(without) == "1 differ"


def test_all_good_says_what_was_not_counted() -> None:
    good = replace(COUNT, entries=COUNT.entries[3:4])
    assert sentences.all_good(good) == "All good: 1 line matches. 4 lines were not counted."
    assert sentences.all_good(replace(COUNT, lines=())) == "All good: nothing is recorded here, and nothing was found."


def test_the_details_add_up() -> None:
    text = details.detail_text(choose(1, MOVE.fix), first(), (MOVE, LAST)).splitlines()
    assert text[0] == "FR-10 rev A   Thing 1"
    time = f"{AT.astimezone():%H:%M}"
    assert text[1] == f"Digital 100 = 80 available + 20 kitted   Floor 96 ({time} Ann)   Difference −4 worth −12.40"
    assert text[2] == "Snapshot 100 − 4 to MRB-1 = counted 96"
    assert text[3] == "✓1 likely    Move 4 to MRB-1. Part taken to MRB, not moved in the records: 4 wait at MRB-1."
    assert text[4] == " 2 last      Set quantity, -4. Nothing explains the missing parts"


def test_a_fix_that_was_not_suggested_stands_before_the_suggestions() -> None:
    chosen = choose(1, Fix(FixKind.LEAVE, note="in dispute"))
    assert details.detail_text(chosen, first(), (MOVE,)).splitlines()[3] == "✓ Leave: in dispute"
    assert details.detail_short(chosen, first(), (MOVE,)).splitlines() == [
        "FR-10 rev A",
        "Snapshot 100 − 4 to MRB-1 = counted 96",
        "✓ Leave: in dispute",
        " 1 likely: Move 4 to MRB-1",
    ]


def test_the_evidence_in_full() -> None:
    text = evidence_text(replace(COUNT, notes={1: ("box torn",)}), first(), (MOVE,))
    for sentence in ("Record 5: 20 kitted", "  box torn", "1 likely: Part taken to MRB", "  Fix: Move 4 to MRB-1"):
        assert sentence in text
    assert "Snapshot 100 − 4 to MRB-1 = counted 96" in text


def test_the_evidence_says_what_was_chosen_beside_what_was_suggested_first() -> None:
    fix = Fix(FixKind.MOVE, Decimal(3), to=Place(9, "MRB-1"), note="one was found")
    choice = Choice(fix, Cause.CHOSEN, "Bo", AT, first_cause=Cause.AT_MRB, first_confidence=Confidence.LIKELY)
    chosen = replace(COUNT, choices={1: choice})
    text = evidence_text(chosen, first(), (MOVE,))
    assert "Move 3 to MRB-1: one was found (Chosen by hand;" in text
    assert "Suggested first: Part taken to MRB, not moved in the records (likely)" in text
    assert "✓ Move 3 to MRB-1: one was found" in details.detail_text(chosen, first(), (MOVE,))


def test_what_the_comparison_did_without_is_said() -> None:
    known = Evidence(RECORDS, withheld=(Place(3, "RACK-C"),), lacking=("kits",))
    text = evidence_text(replace(COUNT, evidence=known), first(), ())
    assert "About this reading of ION" in text
    assert "at RACK-C" in text
    assert detectors_off(known)
    assert all(sentence in text for sentence in detectors_off(known))


def test_the_runner_up_says_why_it_lost_and_a_pane_says_all() -> None:
    lost = replace(LAST, lost="A last resort.", evidence=("No kit has them.",))
    assert details.detail_text(COUNT, first(), (MOVE, lost)).splitlines()[4] == (
        " 2 last      Set quantity, -4. Nothing explains the missing parts. Why not first? A last resort."
    )
    again = "Too few for the third count running: -4 on 2 Mar 2026 (Ann). Find out why."
    pane = details.detail_pane(COUNT, first(), (replace(MOVE, evidence=("4 wait at MRB-1.", again)), lost), again)
    assert pane.splitlines()[1:] == [
        "Digital 100 = 80 available + 20 kitted",
        f"Floor 96 ({AT.astimezone():%H:%M} Ann)",
        "Difference −4 worth −12.40",
        "Snapshot 100 − 4 to MRB-1 = counted 96",
        again,
        "",
        " 1 likely: Move 4 to MRB-1",
        "   Part taken to MRB, not moved in the records",
        "   4 wait at MRB-1.",
        "",
        " 2 last: Set quantity, -4",
        "   Nothing explains the missing parts",
        "   Why not first? A last resort.",
    ]


def test_the_next_row_of_which_nothing_is_decided() -> None:
    rows = rows_shown(COUNT, Order.SHEET, matches=True)
    assert [next_open(COUNT, rows, cursor) for cursor in (None, 0, 1, 2, 4)] == [0, 1, 2, 0, 0]
    decided = replace(choose(1, MOVE.fix), posted_lines=frozenset({2}))
    assert [next_open(decided, rows, cursor) for cursor in (0, 2)] == [2, 2]
    assert next_open(replace(decided, posted_lines=frozenset({2, 3})), rows, 0) is None
    assert sentences.nothing_open(decided, filtered=True) == (
        "Nothing is open among these lines; 1 line elsewhere: Esc shows all."
    )


def test_the_evidence_says_why_a_suggestion_is_not_the_first() -> None:
    lost = replace(MOVE, lost="Number 1 is certain, this only likely.")
    assert "  Why not first? Number 1 is certain, this only likely." in evidence_text(COUNT, first(), (lost,))
    assert "Why not first" not in evidence_text(COUNT, first(), (MOVE,))


QUESTIONS_ASKED = {
    FixKind.MOVE: ["Where to?", "How many?", "Why?"],
    FixKind.SET_QUANTITY: ["Set to?", "Why?"],
    FixKind.PARK: ["How many?", "Why?"],
    FixKind.HOLD: ["Why?"],
}


@pytest.mark.parametrize(("kind", "asked"), QUESTIONS_ASKED.items())
def test_a_form_asks_what_its_fix_needs(kind: FixKind, asked: list[str]) -> None:
    row = COUNT.rows[0]
    form = fix_questions.questions(kind, row)
    assert [question.label for question in form] == asked
    hints = {question.name: fix_questions.hint(question, "") for question in form}
    assert hints.get("quantity") == {"How many?": "Enter: all 4", "Set to?": "Enter: 96"}.get(asked[-2:][0])
    for question in form:
        assert fix_questions.hint(question, "2+2") == ("= 4" if question.name == "quantity" else "")


def test_what_a_fix_is_about() -> None:
    assert fix_questions.about(COUNT.rows[0], unsure=False) == "4 are missing: digital 100, floor 96."
    assert fix_questions.about(COUNT.rows[1], unsure=False) == "1 is extra: digital 5, floor 6."
    assert "not known" in fix_questions.about(COUNT.rows[0], unsure=True)
    assert fix_questions.questions(FixKind.MOVE, COUNT.rows[1])[0].label == "From where?"
    assert fix_questions.what_is_wrong("quantity", "12**3")
    assert fix_questions.what_is_wrong("quantity", "") == ""


@pytest.mark.parametrize(
    ("value", "shown"),
    [("-12.4", "−12.40"), ("-0.001", "0.00"), ("0.005", "0.00"), ("0.015", "0.02"), ("1234567.5", "1234567.50")],
)
def test_money_has_two_places(value: str, shown: str) -> None:
    assert numbers_shown.money(Decimal(value)) == shown


def test_money_that_is_not_known_is_empty() -> None:
    assert numbers_shown.money(None) == ""


@pytest.mark.parametrize(("width", "kept"), [(120, 8), (80, 7), (60, 5), (40, 4)])
def test_what_a_row_is_of_is_the_last_to_go(width: int, kept: int) -> None:
    wide = (
        "FR-10034-LH",
        "B",
        "L-2231-2026-03",
        "123456",
        "123450",
        "−6",
        "−1234567890.12",
        "1 likely: Move 6 to MRB-1",
    )
    shown = [placed.column.key for placed in lay_out(columns([wide]), width).columns]
    assert shown[:3] == ["part", "revision", "lot"]
    assert "difference" in shown
    assert len(shown) == kept


def test_text_from_ion_breaks_no_line_of_the_details() -> None:
    hostile = Shown(replace(LINES[4], key=LineKey("FR\n4", "A"), description="one\ntwo"), None)
    assert details.detail_text(COUNT, hostile, ()).splitlines() == [
        "FR␊4 rev A   one␊two",
        "Not counted: it is never posted.",
    ]
    assert details.detail_short(COUNT, hostile, ()).splitlines()[0] == "FR␊4 rev A"
    noted = replace(COUNT, notes={1: ("torn\nbox",)})
    assert "  torn␊box" in evidence_text(noted, first(), ()).splitlines()
