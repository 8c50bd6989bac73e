"""Plans as files: what a lead exports on Monday, somebody approves, and somebody posts on Tuesday."""

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.domain.plan import Plan, Write, WriteKind
from cyclecount_tui.store.plan_file import PlanFileRefused, plan_text, read_plan
from cyclecount_tui.store.verifying import verify
from cyclecount_tui.workflow.approving import approve
from cyclecount_tui.workflow.choosing import Take, choose, leave, take
from cyclecount_tui.workflow.errors import ApprovalMissing, Refusal
from cyclecount_tui.workflow.plan_files.exporting import exported
from cyclecount_tui.workflow.plan_files.ground import Checked, Ground, checked, taken_over
from cyclecount_tui.workflow.plan_files.opening import opened_plan
from cyclecount_tui.workflow.plan_files.same_plan import refuse_other_than
from cyclecount_tui.workflow.planning import plan
from cyclecount_tui.workflow.posting import Posting, post
from tests.approvals import approving
from tests.factory import Factory
from tests.sweeps import some_by_default
from tests.workflow.test_posting import mutations, planned

NAME = "monday.json"


def busiest(factory: Factory) -> int:
    """The location with the most planted discrepancies."""
    return Counter(item.location_id for item in factory.simulator.plant.discrepancies).most_common(1)[0][0]


def several(factory: Factory) -> Count:
    """A count with a plan of several writes on records of its own."""
    count = take(factory.workplace, factory.compared(busiest(factory)), Take.FIRST)
    count = plan(factory.workplace, count)
    assert count.plan is not None
    assert len(count.plan.writes) >= 3
    return count


def written(count: Count) -> tuple[Write, ...]:
    """The writes of its plan."""
    assert count.plan is not None
    return count.plan.writes


def monday(factory: Factory, count: Count) -> bytes:
    """The plan of a count as a file; a day goes by."""
    text = exported(factory.workplace, count)
    factory.now += timedelta(days=1)
    return text.encode()


def tuesday(factory: Factory, count: Count, data: bytes, by: str = "Bo") -> tuple[Checked, Posting]:
    """Somebody else posts the file at another terminal."""
    terminal = factory.another_workplace(by)
    terminal.practice = factory.workplace.practice
    try:
        count = factory.again(count)
        found = checked(terminal, count, NAME, data)
        return found, post(terminal, taken_over(terminal, count, found))
    finally:
        terminal.close()


def test_a_file_reads_back_as_the_plan_and_is_readable(factory: Factory) -> None:
    count = several(factory)
    data = monday(factory, count)
    assert opened_plan(factory.workplace, count, NAME, data).writes == written(count)
    document = json.loads(data)
    assert (document["format"], document["version"], document["count"]) == ("cyclecount plan", 1, count.id)
    for row, write in zip(document["writes"], written(count), strict=True):
        line = count.rows_by_line[write.line]
        assert (Decimal(row["digital"]), Decimal(row["floor"])) == (line.digital, line.floor)
        assert (row["record_id"], row["etag"] or "") == (write.record_id, write.etag)
        assert row["words"] == write.words
        assert {"before", "after", "value", "warnings"} <= row.keys()


def test_what_was_exported_approved_and_posted_by_three_people_is_written_once(factory: Factory) -> None:
    approving(factory.workplace)
    count = several(factory)
    data, plan_then = monday(factory, count), count.plan
    with pytest.raises(ApprovalMissing):
        tuesday(factory, count, data)
    assert not mutations(factory)
    refuse_other_than(factory.workplace, factory.again(count), NAME, data)
    approve(factory.workplace, factory.again(count), "went there and looked", "Cy")
    found, posting = tuesday(factory, count, data)
    assert {row.ground for row in found.rows} == {Ground.FIRM}
    assert found.plan == plan_then
    assert posting.count.phase is Phase.CLOSED
    assert posting.count.approvals.planned_by == "Ann"
    assert len(mutations(factory)) == sum(len(write.steps) for write in written(count))
    assert verify(factory.workplace.store.database).unedited


Move = Callable[[Factory, Write], None]


def _quantity(factory: Factory, write: Write) -> None:
    factory.simulator.faults.edit_behind_the_back(write.record_id or 0, quantity=write.before + 5)


def _saved_again(factory: Factory, write: Write) -> None:
    factory.simulator.faults.edit_behind_the_back(write.record_id or 0, quantity=write.before)


def _place(factory: Factory, write: Write) -> None:
    elsewhere = factory.named("RECEIVING").id
    factory.simulator.faults.edit_behind_the_back(write.record_id or 0, location_id=elsewhere)


def _gone(factory: Factory, write: Write) -> None:
    plant = factory.simulator.plant
    plant.inventory.remove(plant.inventory[write.record_id or 0])


MOVED: dict[str, tuple[Move, str]] = {
    "quantity": (_quantity, "Another one by now: the quantity."),
    "etag alone": (_saved_again, "It was saved again with the same quantity and place."),
    "place": (_place, "the place"),
    "record gone": (_gone, "no longer"),
}


@pytest.mark.parametrize("what", some_by_default(MOVED, "quantity"))
def test_a_row_whose_ground_moved_is_refused_by_itself(factory: Factory, what: str) -> None:
    move, expected = MOVED[what]
    count = several(factory)
    target = next(write for write in written(count) if write.kind is not WriteKind.CREATE)
    data = monday(factory, count)
    move(factory, target)
    before = factory.quantities()
    found, posting = tuesday(factory, count, data)
    (moved,) = found.on(Ground.MOVED)
    assert moved.write == target
    assert expected in " ".join(moved.sentences)
    assert len(found.on(Ground.FIRM)) == len(written(count)) - 1
    after = factory.quantities()
    assert after.get(target.record_id or 0) == before.get(target.record_id or 0), "left alone"
    assert len(mutations(factory)) == sum(len(row.write.steps) for row in found.on(Ground.FIRM))
    assert posting.count.plan is not None
    assert [item.line for item in posting.count.plan.not_planned] == [target.line]
    assert target.line not in posting.count.posted_lines
    assert posting.count.phase is Phase.RECONCILING


def test_what_is_chosen_by_now_is_written_and_never_what_the_file_alone_says(factory: Factory) -> None:
    count = several(factory)
    data, first, second = monday(factory, count), written(count)[0], written(count)[1]
    changed = leave(factory.workplace, factory.again(count), first.line, "asked the shift lead")
    assert changed.plan is None
    found, posting = tuesday(factory, count, data)
    moved = {row.write.line: " ".join(row.sentences) for row in found.on(Ground.MOVED)}
    assert set(moved) == {write.line for write in written(count) if write.line == first.line}
    assert "Leave: asked the shift lead" in moved[first.line]
    assert second.line in posting.count.posted_lines
    assert first.line not in {write.line for write in posting.count.written.values()}


@pytest.mark.slow
def test_a_fix_that_the_file_does_not_say_waits_for_another_plan(factory: Factory) -> None:
    place, count = factory.workplace, factory.compared(busiest(factory))
    writing = [row.line.number for row in take(place, count, Take.FIRST).rows if row.differs]
    count = factory.again(count)
    for line in writing[1:]:
        count = leave(place, count, line, "tomorrow")
    count = plan(place, count)
    data = monday(factory, count)
    extra = choose(place, factory.again(count), writing[1], 1)
    if not extra.choices[writing[1]].fix.kind.writes:
        extra = choose(place, extra, writing[1], 2)
    found, posting = tuesday(factory, extra, data)
    assert found.on(Ground.FIRM)
    assert writing[1] not in {write.line for write in posting.count.written.values()}
    assert "not in the plan file" in " ".join(item.sentence for item in found.plan.not_planned)


def test_posting_the_file_again_sends_nothing_twice(factory: Factory) -> None:
    count = several(factory)
    target = next(write for write in written(count) if write.kind is not WriteKind.CREATE)
    data = monday(factory, count)
    _quantity(factory, target)
    tuesday(factory, count, data)
    sent = mutations(factory)
    found, _ = tuesday(factory, count, data, "Cy")
    assert mutations(factory) == sent
    assert not found.on(Ground.FIRM)
    assert {row.write.number for row in found.on(Ground.POSTED)} == {write.number for write in written(count)} - {
        target.number
    }
    assert all("Posted by Bo at" in row.sentences[0] for row in found.on(Ground.POSTED))


def test_an_interrupted_posting_of_the_file_goes_on_where_it_was(factory: Factory) -> None:
    count = planned(factory, WriteKind.SPLIT_AND_MOVE)
    data = monday(factory, count)
    factory.simulator.faults.drop_before(count=50, only="updatePartInventory")
    _, stopped = tuesday(factory, count, data)
    assert stopped.stopped_by is not None
    factory.simulator.faults.clear()
    found, posting = tuesday(factory, count, data)
    assert [row.ground for row in found.rows] == [Ground.FIRM]
    assert posting.count.phase is Phase.CLOSED
    assert mutations(factory).count("Split") == 1


@pytest.mark.slow
def test_an_interrupted_posting_of_something_else_comes_first(factory: Factory) -> None:
    count = planned(factory, WriteKind.SET_QUANTITY)
    data = monday(factory, count)
    _quantity(factory, written(count)[0])
    again = plan(factory.workplace, factory.again(count))
    faults = factory.simulator.faults
    faults.drop_after_commit(only="updatePartInventory")
    faults.drop_before(count=50, only="partInventories")
    assert post(factory.workplace, again).stopped_by is not None
    faults.clear()
    with pytest.raises(Refusal, match="stopped in the middle"):
        checked(factory.workplace, factory.again(count), NAME, data)


def test_a_place_that_was_turned_off_for_the_count_moves_no_ground(factory: Factory) -> None:
    """Its records are unavailable only because they are counted."""
    from cyclecount_tui.domain.exported_plan import same_write
    from cyclecount_tui.domain.inventory import Status

    (write,) = written(planned(factory, WriteKind.SET_QUANTITY))
    off = replace(write, number=9, status=Status.UNAVAILABLE)
    assert write.status is Status.AVAILABLE
    assert same_write(write, off, place_was_off=True)
    assert not same_write(write, off)
    assert not same_write(write, replace(off, status=Status.KITTED), place_was_off=True)


# What may come back in place of the file.


@pytest.fixture
def file(factory: Factory) -> tuple[Count, dict[str, Any]]:
    """A count and its file, as a document."""
    count = planned(factory, WriteKind.SET_QUANTITY)
    return count, json.loads(exported(factory.workplace, count))


def sealed(document: dict[str, Any]) -> bytes:
    """The document with marks that fit, as somebody makes it who knows how."""
    bare = {key: value for key, value in document.items() if key not in {"format", "version", "mark"}}
    writes = [{key: value for key, value in row.items() if key != "mark"} for row in bare["writes"]]
    return plan_text({**bare, "writes": writes}).encode()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "line 1, column 1"),
        (b'{"format": "cyclecount plan", ', "line 1, column"),
        (b"\xff\xfe\x00", "from byte 1 on"),
        (b"[1, 2]", "no plan of cyclecount"),
        (b'{"format": "something"}', "no plan of cyclecount"),
        (b"[" * 100_000, "no plan of cyclecount"),
        (b"9" * 10_000, "no plan of cyclecount"),
        (b'{"format": "cyclecount plan", "version": 2}', "newer cyclecount"),
        (b'{"format": "cyclecount plan", "version": 0}', "older cyclecount"),
        (b'{"format": "cyclecount plan", "version": "x"}', "damaged at"),
        (b'{"format": "cyclecount plan", "version": 1}', "damaged at count"),
    ],
)
def test_a_file_that_is_no_plan_is_refused_with_the_place(data: bytes, expected: str) -> None:
    with pytest.raises(PlanFileRefused) as caught:
        read_plan(NAME, data)
    assert caught.value.sentence.startswith(NAME)
    assert expected in caught.value.sentence
    assert "\n" not in caught.value.sentence


def test_a_damaged_value_is_named(file: tuple[Count, dict[str, Any]]) -> None:
    for value in ("many", "1E+9999999", 5, None, "NaN"):
        document = json.loads(json.dumps(file[1]))
        document["writes"][0]["quantity"] = value
        with pytest.raises(PlanFileRefused, match="damaged at writes, number 1 of the list, quantity"):
            read_plan(NAME, json.dumps(document).encode())


def test_an_edit_is_noticed_wherever_it_is(file: tuple[Count, dict[str, Any]]) -> None:
    _, document = file
    edited = json.loads(json.dumps(document))
    edited["writes"][0]["quantity"] = "70"
    with pytest.raises(PlanFileRefused, match="edited after it was exported, at write 1 of the list"):
        read_plan(NAME, json.dumps(edited).encode())
    changes: tuple[dict[str, Any], ...] = (
        {"exported_by": "Mallory"},
        {"writes": []},
        {"writes": document["writes"] * 2},
    )
    for change in changes:
        with pytest.raises(PlanFileRefused, match="edited after it was exported, outside"):
            read_plan(NAME, json.dumps({**document, **change}).encode())
    rewritten = json.dumps(dict(reversed(document.items()))).encode("utf-8-sig")
    assert read_plan(NAME, rewritten).writes, "another order of keys, other spaces and a mark of the bytes are no edit"


def test_an_edit_that_was_sealed_again_is_held_against_the_journal(
    factory: Factory, file: tuple[Count, dict[str, Any]]
) -> None:
    count, document = file
    document["writes"][0]["quantity"] = "70"
    with pytest.raises(Refusal, match="the journal has “Set record"):
        checked(factory.workplace, count, NAME, sealed(document))
    document["writes"] = []
    with pytest.raises(Refusal, match="0 writes, and the plan in the journal has 1"):
        checked(factory.workplace, count, NAME, sealed(document))
    document["count_version"] = 10_000
    with pytest.raises(Refusal, match="does not fit the journal"):
        checked(factory.workplace, count, NAME, sealed(document))
    assert not mutations(factory)


def test_the_file_of_another_count_is_refused(factory: Factory, file: tuple[Count, dict[str, Any]]) -> None:
    count, document = file
    other = plan(factory.workplace, take(factory.workplace, factory.compared(busiest(factory)), Take.FIRST))
    with pytest.raises(Refusal, match=rf"is of a count of {count.subject.name}, not of {other.subject.name}"):
        checked(factory.workplace, other, NAME, json.dumps(document).encode())
    document["count"] = "f" * 8
    with pytest.raises(Refusal, match=f"is of another count of {count.subject.name} than the one that is open"):
        checked(factory.workplace, count, NAME, sealed(document))


@pytest.mark.slow
def test_an_approval_of_a_file_needs_the_plan_to_be_that_still(factory: Factory) -> None:
    count = planned(factory, WriteKind.SET_QUANTITY)
    data = monday(factory, count)
    _quantity(factory, written(count)[0])
    again = plan(factory.workplace, factory.again(count))
    with pytest.raises(Refusal, match=f"another one than {NAME} by now"):
        refuse_other_than(factory.workplace, again, NAME, data)
    with pytest.raises(Refusal, match="no longer has"):
        refuse_other_than(factory.workplace, replace(again, plan=Plan()), NAME, data)
