"""Opening, entering, resuming: the counting half, on a real database and a simulated ION over HTTP."""

from decimal import Decimal
from typing import Any

import pytest

from cyclecount_tui.domain.count import Phase
from cyclecount_tui.domain.lines import LineKey
from cyclecount_tui.domain.schedule import ScheduleRow
from cyclecount_tui.domain.subject import Subject
from cyclecount_tui.workflow.closing import give_up, reopen
from cyclecount_tui.workflow.closing_off import close_off, skip_close_off
from cyclecount_tui.workflow.errors import AuthRefused, CountMoved, DomainError, Refusal, Unreachable
from cyclecount_tui.workflow.finding import find_count, find_count_under_way, find_location, find_open_or_location
from cyclecount_tui.workflow.keeping import load
from cyclecount_tui.workflow.opening import open_count, read_sheet
from cyclecount_tui.workflow.recording import enter, found_item, none_here, note, undo
from cyclecount_tui.workflow.schedule_changes import assign
from cyclecount_tui.workflow.submitting import compared, submit
from tests.factory import Factory

SHELF = "RACK-A / SHELF-01"


def test_a_location_has_one_open_count_whoever_opens_it(factory: Factory) -> None:
    location = factory.named(SHELF)
    first = open_count(factory.workplace, location)
    other = factory.another_workplace("Bo")
    try:
        assert open_count(other, location).id == first.id
    finally:
        other.close()
    assert len(factory.workplace.store.journal.open_counts()) == 1


def test_entries_are_there_again_after_a_restart(factory: Factory) -> None:
    place = factory.workplace
    count = open_count(place, factory.named(SHELF))
    count = close_off(place, count, "shift lead", sign_up=True, transactions_stopped=False)
    count = read_sheet(place, count)
    count = enter(place, count, 1, "12*6+4")
    count = none_here(place, count, 2)
    count = enter(place, count, 3, "9")
    count = undo(place, count)
    count = note(place, count, 1, "label torn")
    again = factory.another_workplace("Bo")
    try:
        resumed = load(again, count.id)
    finally:
        again.close()
    assert resumed == count
    assert resumed.standing[1].expression == "12*6+4"
    assert resumed.floors == {1: Decimal(76), 2: Decimal(0)}
    assert resumed.notes == {1: ("label torn",)}
    assert resumed.close_off is not None
    assert (resumed.close_off.told, resumed.close_off.by) == ("shift lead", "Ann")


def test_the_sheet_is_read_once(factory: Factory) -> None:
    place = factory.workplace
    count = read_sheet(place, open_count(place, factory.named(SHELF)))
    asked = len(factory.simulator.requests)
    assert read_sheet(place, load(place, count.id)).lines == count.lines
    assert len(factory.simulator.requests) == asked


def test_two_terminals_on_one_count_collide_and_nothing_is_overwritten(factory: Factory) -> None:
    place = factory.workplace
    count = read_sheet(place, open_count(place, factory.named(SHELF)))
    other = factory.another_workplace("Bo")
    try:
        theirs = enter(other, load(other, count.id), 1, "5")
        with pytest.raises(CountMoved):
            enter(place, count, 1, "7")
    finally:
        other.close()
    assert load(place, count.id) == theirs
    assert enter(place, load(place, count.id), 1, "7").floors[1] == 7


@pytest.mark.parametrize("typed", ["12**9", "1/0", "1-2", "", "ten"])
def test_a_quantity_that_is_none_stores_nothing(factory: Factory, typed: str) -> None:
    place = factory.workplace
    count = read_sheet(place, open_count(place, factory.named(SHELF)))
    with pytest.raises(DomainError):
        enter(place, count, 1, typed)
    assert load(place, count.id) == count


def test_zero_is_said_on_purpose_and_serials_are_one_or_none(factory: Factory) -> None:
    place = factory.workplace
    with pytest.raises(DomainError, match="F4"):
        enter(place, read_sheet(place, open_count(place, factory.named(SHELF))), 1, "5-5")
    serial = next(record for record in factory.simulator.plant.inventory if _is_countable_serial(factory, record.id))
    assert serial.location_id is not None
    count = read_sheet(place, open_count(place, factory.location(serial.location_id)))
    line = next(line for line in count.lines if line.key.serial_number == serial.serial_number)
    with pytest.raises(DomainError, match="has a serial: count 1"):
        enter(place, count, line.number, "2")
    assert enter(place, count, line.number, "1").floors[line.number] == 1


def _is_countable_serial(factory: Factory, record_id: int) -> bool:
    plant = factory.simulator.plant
    record = plant.inventory[record_id]
    return bool(
        record.serial_number and record.location_id and record.quantity and plant.status_of(record) == "AVAILABLE"
    )


def test_a_found_item_is_looked_up_in_ions_parts(factory: Factory) -> None:
    place = factory.workplace
    planted = factory.planted("found_not_recorded")
    count = read_sheet(place, open_count(place, factory.location(planted.location_id)))
    count = found_item(place, count, LineKey(planted.part_number), "3")
    line = count.lines[-1]
    assert (line.key.revision, line.found, line.part_id is not None) == (planted.revision, True, True)
    assert line.description
    with pytest.raises(DomainError, match="on the sheet already"):
        found_item(place, count, LineKey(planted.part_number), "1")
    with pytest.raises(DomainError, match="found item is one that is here"):
        found_item(place, count, LineKey("FR-99999"), "0")


def test_a_found_item_is_kept_while_ion_is_away(factory: Factory) -> None:
    place = factory.workplace
    count = read_sheet(place, open_count(place, factory.named(SHELF)))
    factory.simulator.faults.drop_before(count=50)
    count = found_item(place, count, LineKey("FR-99999", "A"), "3")
    assert (count.lines[-1].part_id, count.floors[len(count.lines)]) == (None, 3)


def test_skipping_the_close_off_needs_a_reason(factory: Factory) -> None:
    place = factory.workplace
    count = open_count(place, factory.named(SHELF))
    with pytest.raises(Refusal, match="needs a reason"):
        skip_close_off(place, count, " ")
    with pytest.raises(Refusal, match="who was told"):
        close_off(place, count, "", sign_up=False, transactions_stopped=False)
    skipped = skip_close_off(place, count, "night shift, nobody here").close_off
    assert skipped is not None
    assert skipped.skipped == "night shift, nobody here"


def test_an_unknown_location_lists_what_is_near(factory: Factory) -> None:
    with pytest.raises(Refusal, match=r"no location 'RACK-A / SHELF-1'.*RACK-A / SHELF-01"):
        find_location(factory.workplace, "RACK-A / SHELF-1")
    with pytest.raises(Refusal, match="check the name"):
        find_location(factory.workplace, "zzz")
    with pytest.raises(Refusal, match="No location was named"):
        find_location(factory.workplace, " ")


def test_an_ambiguous_name_lists_the_candidates(factory: Factory) -> None:
    twin = factory.named("RACK-A / SHELF-02")
    next(place for place in factory.simulator.plant.places if place.id == twin.id).name = SHELF
    with pytest.raises(Refusal, match="several locations") as refused:
        find_location(factory.workplace, SHELF)
    assert str(twin.id) in refused.value.sentence
    assert str(factory.named(SHELF).id) in refused.value.sentence
    assert find_location(factory.workplace, str(twin.id)).id == twin.id


def rename(factory: Factory, location_id: int, name: str) -> None:
    next(place for place in factory.simulator.plant.places if place.id == location_id).name = name


def test_a_count_is_found_while_ion_is_away(factory: Factory) -> None:
    place = factory.workplace
    count = open_count(place, factory.named(SHELF))
    factory.simulator.faults.drop_before(count=50)
    for said in (SHELF, str(count.subject.id)):
        assert find_count(place, said).id == count.id
        assert find_open_or_location(place, said).id == count.subject.id
    with pytest.raises(Unreachable):
        find_count(place, "RACK-A / SHELF-02")


def test_a_name_that_ion_has_twice_is_refused_though_one_is_being_counted(factory: Factory) -> None:
    place, twin = factory.workplace, factory.named("RACK-A / SHELF-02")
    count = open_count(place, factory.named(SHELF))
    rename(factory, twin.id, SHELF)
    for find in (find_count, find_open_or_location):
        with pytest.raises(Refusal, match="name of several locations") as refused:
            find(place, SHELF)
        assert f"{count.subject.id} ({SHELF})" in refused.value.sentence
        assert f"{twin.id} ({SHELF})" in refused.value.sentence
    assert find_count(place, str(count.subject.id)).id == count.id
    assert find_open_or_location(place, str(twin.id)).id == twin.id
    factory.simulator.faults.drop_before(count=50)
    assert find_count(place, SHELF).id == count.id


def test_a_name_that_is_known_twice_here_is_refused_without_asking(factory: Factory) -> None:
    place, twin = factory.workplace, factory.named("RACK-A / SHELF-02")
    count = open_count(place, factory.named(SHELF))
    place.store.schedule.put(ScheduleRow(Subject(twin.id, SHELF)))
    asked = len(factory.simulator.requests)
    for find in (find_count, find_open_or_location):
        with pytest.raises(Refusal, match="name of several locations") as refused:
            find(place, SHELF)
        assert f"{count.subject.id} ({SHELF}); {twin.id} ({SHELF})" in refused.value.sentence
    assert len(factory.simulator.requests) == asked


def test_an_id_that_is_the_name_of_another_location_is_refused(factory: Factory) -> None:
    place, first, other = factory.workplace, factory.named(SHELF), factory.named("RACK-A / SHELF-02")
    rename(factory, other.id, str(first.id))
    count = open_count(place, factory.location(other.id))
    for find in (find_count, find_open_or_location, find_location):
        with pytest.raises(Refusal, match="is the id of one location and the name of another") as refused:
            find(place, str(first.id))
        assert f"{first.id} ({SHELF})" in refused.value.sentence
        assert f"{other.id} ({first.id})" in refused.value.sentence
    assert find_open_or_location(place, SHELF).id == first.id
    assert find_count(place, str(other.id)).id == count.id
    open_count(place, factory.location(first.id))
    factory.simulator.faults.drop_before(count=50)
    with pytest.raises(Refusal, match="is the id of one location and the name of another"):
        find_count(place, str(first.id))


def test_thousands_of_digits_name_no_location(factory: Factory) -> None:
    with pytest.raises(Refusal, match="ION has no location '1111") as refused:
        find_location(factory.workplace, "1" * 5000)
    assert len(refused.value.sentence) < 200


def test_a_count_that_ended_is_not_under_way(factory: Factory) -> None:
    place = factory.workplace
    count = open_count(place, factory.named(SHELF))
    assert find_count_under_way(place, SHELF).id == count.id
    give_up(place, count, "wrong shelf")
    assert find_count(place, SHELF).phase is Phase.GIVEN_UP
    with pytest.raises(Refusal, match="is given up: begin a new one"):
        find_count_under_way(place, SHELF)


def test_the_sheet_of_the_quicker_terminal_is_taken(factory: Factory) -> None:
    place, other = factory.workplace, factory.another_workplace("Bo")
    count = open_count(place, factory.named(SHELF))
    try:
        theirs = enter(other, read_sheet(other, load(other, count.id)), 1, "5")
    finally:
        other.close()
    assert read_sheet(place, count) == theirs


def test_the_sheet_is_put_after_what_another_terminal_wrote(factory: Factory) -> None:
    place, other = factory.workplace, factory.another_workplace("Bo")
    count = open_count(place, factory.named(SHELF))
    try:
        skip_close_off(other, load(other, count.id), "in a hurry")
    finally:
        other.close()
    count = read_sheet(place, count)
    assert count == load(place, count.id)
    assert count.sheet_read
    assert count.close_off is not None


def test_ion_away_at_each_step_loses_nothing(factory: Factory) -> None:
    place, faults = factory.workplace, factory.simulator.faults
    count = open_count(place, factory.named(SHELF))
    faults.drop_before(count=50)
    with pytest.raises(Unreachable):
        read_sheet(place, count)
    assert load(place, count.id).phase is Phase.OPENED
    faults.clear()
    count = enter(place, read_sheet(place, count), 1, "4")
    faults.drop_before(count=50)
    count = enter(place, count, 2, "5")
    with pytest.raises(Unreachable):
        submit(place, count, leaving="no time")
    count = load(place, count.id)
    assert count.phase is Phase.SUBMITTED
    faults.clear()
    count = compared(place, count)
    assert count.phase is Phase.RECONCILING
    assert [row.floor for row in count.rows] == [4, 5]


def test_a_refused_token_is_said_and_nothing_is_lost(factory: Factory) -> None:
    place = factory.workplace
    count = enter(place, read_sheet(place, open_count(place, factory.named(SHELF))), 1, "4")
    stranger = factory.another_workplace("Eve")
    try:
        from cyclecount_tui.ion.connecting import connect

        url = factory.server.url
        stranger.connect = lambda: connect(url, url, "demo-client", "wrong")
        with pytest.raises(AuthRefused, match="ION_CLIENT_SECRET"):
            submit(stranger, load(stranger, count.id), leaving="no time")
    finally:
        stranger.close()
    assert load(place, count.id).phase is Phase.SUBMITTED


def test_reopening_waits_for_the_comparison_and_for_a_reason(factory: Factory) -> None:
    place = factory.workplace
    place.store.schedule.replace_rows(factory.schedule())
    count = enter(place, read_sheet(place, open_count(place, factory.named(SHELF))), 1, "100000")
    with pytest.raises(Refusal, match="not compared"):
        reopen(place, count)
    count = submit(place, count, leaving="no time")
    with pytest.raises(Refusal, match="1 discrepancy has no fix"):
        reopen(place, count)
    closed = reopen(place, count, "scale is out")
    assert closed.phase is Phase.CLOSED
    row = place.store.schedule.row(count.subject)
    assert row is not None
    assert row.last_counted == place.today()
    with pytest.raises(Refusal, match="is open: its last count is closed"):
        reopen(place, load(place, count.id))


def test_what_is_changed_in_the_schedule_while_a_count_closes_stays(
    factory: Factory, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, lead, subject = factory.workplace, factory.another_workplace("Lead"), factory.named(SHELF)
    place.store.schedule.put(ScheduleRow(subject, "A", 30))
    count = factory.compared(subject.id)
    close = place.store.journal.close_count

    def close_after_the_lead(*told: Any) -> None:
        assign(lead, lead.store.schedule.rows(), "Cy")
        close(*told)

    monkeypatch.setattr(place.store.journal, "close_count", close_after_the_lead)
    reopen(place, count, "known")
    lead.close()
    row = place.store.schedule.row(subject)
    assert row is not None
    assert (row.assigned_to, row.last_counted, row.lines) == ("Cy", place.today(), len(count.lines))


def test_giving_up_leaves_the_schedule_alone_and_frees_the_location(factory: Factory) -> None:
    place = factory.workplace
    place.store.schedule.replace_rows(factory.schedule())
    count = open_count(place, factory.named(SHELF))
    before = place.store.schedule.row(count.subject)
    with pytest.raises(Refusal, match="needs a reason"):
        give_up(place, count, "")
    assert give_up(place, count, "wrong shelf").phase is Phase.GIVEN_UP
    assert place.store.schedule.row(count.subject) == before
    assert open_count(place, factory.named(SHELF)).id != count.id


def test_an_empty_location_is_counted_too(factory: Factory) -> None:
    place = factory.workplace
    empty = next(
        item.id
        for item in factory.simulator.plant.places
        if not factory.simulator.plant.digital(item.id) and not factory.truth(item.id)
    )
    count = factory.compared(empty)
    assert count.rows == ()
    assert reopen(place, count).phase is Phase.CLOSED
