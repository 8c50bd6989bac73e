"""What a plan and its posting show, without a screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.entries import Entry, Submission
from cyclecount_tui.domain.evidence import Evidence
from cyclecount_tui.domain.inventory import InventoryRecord, Part, Place, Status
from cyclecount_tui.domain.lines import Line, LineKey
from cyclecount_tui.domain.plan import NotPlanned, Plan, Progress, Step, StepState, Write, WriteKind
from cyclecount_tui.domain.plan_sums import sums_of
from cyclecount_tui.domain.remark_events import RemarkKind
from cyclecount_tui.domain.remarks import RemarkState
from cyclecount_tui.domain.subject import location_subject
from cyclecount_tui.tui.screens.plan import sentences
from cyclecount_tui.tui.screens.plan.rows import COLUMNS, Item, State, cells, change, detail_text, items, state, tone
from cyclecount_tui.tui.widgets.column_layout import lay_out

AT = datetime(2026, 3, 2, tzinfo=UTC)
HERE, MRB = Place(7, "RACK-B / SHELF-04"), Place(9, "MRB-1")
KEY = LineKey("FR-1", "A")


def write(number: int, kind: WriteKind, quantity: int, before: int, **more: object) -> Write:
    return replace(
        Write(number, kind, 1, KEY, Decimal(quantity), Decimal(before), record_id=40 + number, at=HERE, uom="EA"),
        **more,  # type: ignore[arg-type]  # the fields of a write, by name
    )


SPLIT = write(1, WriteKind.SPLIT_AND_MOVE, 4, 80, to=MRB)
SET = write(2, WriteKind.SET_QUANTITY, 76, 80, warning="Changed since the comparison: 81 then, 80 now.")
MOVE = write(3, WriteKind.MOVE, 6, 6, to=HERE)
CREATE = write(4, WriteKind.CREATE, 3, 0, to=HERE, record_id=None, at=None)
COUNT = Count(
    "c",
    location_subject(HERE),
    "Ann",
    AT,
    sheet_read=True,
    lines=(Line(1, KEY),),
    plan=Plan((SPLIT, SET, MOVE, CREATE), (NotPlanned(1, "Record 7 is at RECEIVING by now."),)),
)


def after(*steps: tuple[int, Step, StepState]) -> Count:
    return replace(COUNT, steps={(number, step): found for number, step, found in steps})


DONE = StepState(Progress.DONE, AT)


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ((), State.WAITING),
        (((1, Step.SPLIT, StepState(Progress.STARTED, AT)),), State.SENDING),
        (((1, Step.SPLIT, DONE),), State.HALF),
        (((1, Step.SPLIT, DONE), (1, Step.MOVE_SPLIT, DONE)), State.DONE),
        (((1, Step.SPLIT, DONE), (1, Step.MOVE_SPLIT, StepState(Progress.REFUSED, AT))), State.REFUSED),
        (((1, Step.SPLIT, StepState(Progress.REFUSED, AT, stale=True)),), State.CHANGED),
        (((1, Step.SPLIT, DONE), (1, Step.MOVE_SPLIT, StepState(Progress.UNCLEAR, AT))), State.UNCLEAR),
    ],
)
def test_a_row_is_as_far_as_its_steps(steps: tuple[tuple[int, Step, StepState], ...], expected: State) -> None:
    assert state(after(*steps), Item(write=SPLIT)) is expected


def test_rows_are_the_writes_in_order_and_then_what_could_not_be_planned() -> None:
    shown = [cells(COUNT, item) for item in items(COUNT)]
    assert [row[0] for row in shown] == ["1", "2", "3", "4", ""]
    assert [row[3] for row in shown] == ["80 → 76", "80 → 76", "6, all", "0 → 3", ""]
    assert [row[4] for row in shown] == ["to post"] * 4 + ["not planned"]
    assert {len(row) for row in shown} == {len(COLUMNS)}
    assert [tone(COUNT, item) for item in items(COUNT)] == ["", "warn", "", "", "bad"]
    assert items(replace(COUNT, plan=None)) == ()


def test_a_set_shows_before_and_after() -> None:
    assert change(SET) == "80 → 76"


def test_the_details_say_what_to_know_before_and_after_posting() -> None:
    assert detail_text(COUNT, Item(write=SET)).splitlines() == [
        "FR-1 rev A",
        "Set record 42 from 80 to 76 EA. It is at RACK-B / SHELF-04.",
        "ION knows no cost of it.",
        "Warning: Changed since the comparison: 81 then, 80 now.",
    ]
    refused = after((1, Step.SPLIT, StepState(Progress.REFUSED, AT, reason="Locked.", stale=True)))
    text = detail_text(refused, Item(write=SPLIT))
    assert "make a new plan with r" in text
    assert text.endswith("Write 1, splitting: Locked.")
    assert detail_text(COUNT, items(COUNT)[-1]) == "FR-1 rev A\nNot planned: Record 7 is at RECEIVING by now."


def test_the_totals() -> None:
    assert COUNT.plan is not None
    sums = sums_of(COUNT, COUNT.plan)
    assert (sums.writes, sums.records, sums.created) == (4, 3, 1)
    assert (sums.up, sums.down, sums.moved) == (3, 4, 10)
    assert sentences.title_middle(COUNT) == "4 writes to 3 records, 1 new"
    assert sentences.title_right(COUNT) == "up 3  down 4  moved 10"
    assert sentences.title_right(replace(COUNT, plan=Plan((MOVE,)))) == "moved 6"
    part = Part(3, "FR-1", "A", cost=Decimal("2.50"))
    priced = replace(COUNT, evidence=Evidence((), parts=(part,)), plan=Plan((replace(SET, part_id=3), MOVE)))
    assert sentences.title_right(priced) == "value −10.00  moved 6"
    assert sentences.title_right(priced, wide=True) == "value −10.00  down 4  moved 6"
    assert sentences.title_middle(replace(COUNT, plan=None)) == "no plan yet"


def test_what_was_left_beside_the_writes_is_said_and_what_was_not() -> None:
    left = RemarkState(Progress.DONE, AT, (41,), "text", 5)
    refused = RemarkState(Progress.REFUSED, reason="No permission.")
    told = replace(COUNT, remarks={(RemarkKind.COMMENT, 1): left, (RemarkKind.COMMENT, 2): refused})
    assert sentences.what_came_of_it(told) == "1 comment left in ION. 1 comment was not left. No permission."
    assert sentences.what_came_of_it(COUNT) == ""


def test_a_fresh_plan_says_what_to_look_at() -> None:
    assert sentences.to_do(COUNT) == (
        "4 writes to post: look at them, then F8. 1 with a warning: see the row. "
        "1 fix could not be planned: see the row."
    )
    assert sentences.to_do(replace(COUNT, plan=Plan())) == "Nothing is to be written to ION. F8 closes the count."


def test_the_question_names_the_writes() -> None:
    assert sentences.before_posting(COUNT)[0] == "4 writes go to ION now, one at a time, in this order:"
    assert sentences.yes_to_post(COUNT) == "post 4 writes"
    one = replace(COUNT, plan=Plan((MOVE,)))
    assert sentences.before_posting(one)[0].startswith("1 write goes to ION now")
    none = replace(COUNT, plan=Plan())
    assert sentences.before_posting(none) == (
        "Nothing is to be written to ION. RACK-B / SHELF-04 is open again after this.",
    )
    assert sentences.yes_to_post(none) == "close the count"


def test_how_a_posting_ended() -> None:
    only = replace(COUNT, plan=Plan((SET, MOVE)))
    unclear = replace(only, steps={(2, Step.SET): StepState(Progress.UNCLEAR, AT)})
    assert sentences.ended(unclear) == (
        "1 to post, 1 unclear. The outcome of write 2 is not known: post again, it is settled by reading ION first."
    )
    stopped = replace(only, steps={(2, Step.SET): DONE})
    assert sentences.ended(stopped) == "1 to post, 1 done. F8 posts the rest."
    refused = replace(only, steps={(2, Step.SET): DONE, (3, Step.MOVE): StepState(Progress.REFUSED, AT)})
    assert sentences.ended(refused).startswith("1 done, 1 refused. The row says why; r makes a new plan")
    assert sentences.in_trouble(refused)
    assert not sentences.in_trouble(stopped)


def test_the_list_says_where_things_go_and_the_question_sums_it_up() -> None:
    here = replace(COUNT, plan=Plan((SPLIT, SET, MOVE, CREATE, write(5, WriteKind.CREATE, 2, 0, to=MRB))))
    assert here.plan is not None
    assert [cells(here, Item(write=each))[1] for each in here.plan.writes] == [
        "Split 4 of 80 → MRB-1",
        "Set 80 → 76",
        "Move 6 → RACK-B / SHELF-04",
        "Create 3",
        "Create 2 → MRB-1",
    ]
    assert sentences.what_is_written(here.outstanding) == (
        "2 moves to MRB-1, RACK-B / SHELF-04; 1 quantity set; 2 records created at RACK-B / SHELF-04, MRB-1"
    )


def test_names_from_ion_break_no_line_of_a_question() -> None:
    hostile = replace(COUNT, plan=Plan((write(1, WriteKind.MOVE, 6, 6, to=Place(9, "a\nb")),)))
    assert sentences.what_is_written(hostile.outstanding) == "1 move to a␊b"
    assert all("\n" not in sentence for sentence in sentences.before_posting(hostile))


@pytest.mark.parametrize("width", [77, 80, 120])
def test_a_usual_screen_has_room_for_a_destination(width: int) -> None:
    shown = {placed.column.key: placed.width for placed in lay_out(COLUMNS, width).columns}
    assert shown["what"] >= len("Move 458 → RACK-A / SHELF-01")
    assert shown["part"] >= 10


def differing(number: int) -> Count:
    """A compared count with so many open discrepancies and nothing planned."""
    numbers = range(1, number + 1)
    records = tuple(
        InventoryRecord(n, "e", Part(n, f"FR-{n}", "A"), Decimal(4), Status.AVAILABLE, HERE) for n in numbers
    )
    return replace(
        COUNT,
        lines=tuple(Line(n, LineKey(f"FR-{n}", "A"), records=((n, "e"),)) for n in numbers),
        entries=tuple(Entry(n, Decimal(3), "3", AT, "Ann") for n in numbers),
        submission=Submission("Ann", AT, AT.date()),
        evidence=Evidence(records),
        plan=Plan(),
    )


@pytest.mark.parametrize(("number", "left"), [(1, "1 discrepancy is open"), (2, "2 discrepancies are open")])
def test_what_is_left_open_is_left_in_good_english(number: int, left: str) -> None:
    said = sentences.to_do(differing(number))
    assert f" {left}: Esc to choose, or n to leave {'it' if number == 1 else 'them'} with a note." in said
