"""Stopping transactions in ION: the flag of the location is turned off once, and always put back exactly once."""

from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest

from cyclecount_tui.domain.causes.suggesting import suggestions
from cyclecount_tui.domain.close_off_events import AvailabilityDone, AvailabilityRefused, AvailabilityStarted
from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.domain.fixes import Cause
from cyclecount_tui.domain.inventory import Status
from cyclecount_tui.domain.subject import Subject, SubjectKind
from cyclecount_tui.ion.availability import Availability
from cyclecount_tui.simulator import SimulatorOptions
from cyclecount_tui.store.verifying import verify
from cyclecount_tui.workflow import stopping
from cyclecount_tui.workflow.choosing import Take, take
from cyclecount_tui.workflow.closing import give_up, reopen
from cyclecount_tui.workflow.closing_off import Answers, close_location, close_off, skip_close_off
from cyclecount_tui.workflow.errors import CountMoved, IonError, NotPermitted, Refusal, Unreachable
from cyclecount_tui.workflow.keeping import load, record
from cyclecount_tui.workflow.opening import open_count, read_sheet
from cyclecount_tui.workflow.planning import plan
from cyclecount_tui.workflow.posting import post
from cyclecount_tui.workflow.scheduling import schedule
from cyclecount_tui.workflow.stopping import put_back, settled, stop_in_ion
from cyclecount_tui.workflow.submitting import submit
from cyclecount_tui.workflow.workplace import ClosingOff, Workplace
from tests.blindness import leaks
from tests.factory import SEED, Factory, factory_at
from tests.part_counts import part_compared

KIND = "unexplained_surplus"
STOP = Answers("Bo", stop_in_ion=True)


def allowing(place: Workplace) -> Workplace:
    """The workplace with the setting that lets ION's flag be turned off."""
    place.practice = place.practice._replace(closing_off=ClosingOff(stop_transactions=True))
    return place


def begun(factory: Factory) -> Count:
    """An open count of a location with a discrepancy."""
    place = allowing(factory.workplace)
    return open_count(place, factory.location(factory.planted(KIND).location_id))


def is_on(factory: Factory, count: Count) -> bool:
    """ION's flag of the location of a count."""
    return bool(factory.simulator.plant.places[count.subject.id].available)


def flips(factory: Factory) -> int:
    """How many requests to set the flag ION received."""
    return sum(request.operation_name == "SetAvailability" for request in factory.simulator.requests)


def started_again(factory: Factory, count: Count) -> tuple[Workplace, Count]:
    """A new start of the program on the same database."""
    place = allowing(factory.another_workplace("Bo"))
    return place, load(place, count.id)


def test_off_before_the_count_and_on_after_it(factory: Factory) -> None:
    count = begun(factory)
    closed = close_location(factory.workplace, count, STOP)
    assert closed.remarks == (f"{count.subject.name} is off in ION until it is reopened.",)
    assert not is_on(factory, count)
    assert closed.count.close_off is not None
    assert closed.count.close_off.transactions_stopped
    ended = give_up(factory.workplace, closed.count, "wrong shelf")
    assert is_on(factory, count)
    assert ended.phase is Phase.GIVEN_UP
    assert flips(factory) == 2
    events = factory.workplace.store.journal.events(count.id)
    flag = [
        (type(event), event.available) for event in events if isinstance(event, AvailabilityStarted | AvailabilityDone)
    ]
    assert flag == [(kind, on) for on in (False, True) for kind in (AvailabilityStarted, AvailabilityDone)]
    assert not leaks(factory.simulator.requests), "stopping is blind"
    assert verify(factory.workplace.store.database).unedited


def test_through_to_the_reopening(factory: Factory) -> None:
    place, count = factory.workplace, begun(factory)
    close_location(place, count, STOP)
    count = submit(place, factory.counted(count.subject.id))
    posting = post(place, plan(place, take(place, count, Take.FIRST)))
    left = "known" if posting.count.unresolved else ""
    assert not posting.count.phase.ended
    assert not is_on(factory, count)
    place.store.schedule.replace_rows(factory.schedule())
    (entry,) = [entry for entry in schedule(place) if entry.row.subject == count.subject]
    assert "off in ION" in entry.closed_off
    assert reopen(place, posting.count, left).phase is Phase.CLOSED
    assert is_on(factory, count)
    assert flips(factory) == 2


def test_a_location_that_was_unavailable_before_stays_so(factory: Factory) -> None:
    count = begun(factory)
    plant = factory.simulator.plant
    plant.places.change(plant.places[count.subject.id], available=False)
    closed = close_location(factory.workplace, count, STOP)
    assert "was unavailable in ION before" in closed.remarks[0]
    assert closed.count.close_off is not None
    assert not closed.count.close_off.transactions_stopped
    give_up(factory.workplace, closed.count, "enough")
    assert not is_on(factory, count)
    assert flips(factory) == 0


def test_what_is_off_because_of_us_explains_no_difference(factory: Factory) -> None:
    place, count = factory.workplace, begun(factory)
    location = count.subject.id
    held = next(row for row in factory.simulator.plant.inventory if row.location_id == location and row.quantity > 0)
    factory.simulator.plant.inventory.change(held, unavailable=True)
    close_location(place, count, STOP)
    counted = submit(place, factory.counted(location))
    evidence = counted.evidence
    assert evidence is not None
    assert "off in ION for a count" in evidence.stopped_words
    statuses = {item.id: item.status for item in evidence.here if item.quantity > 0}
    assert statuses.pop(held.id) is Status.UNAVAILABLE, "a hold is no work of ours"
    assert Status.UNAVAILABLE not in statuses.values()
    assert set(evidence.stopped_in_ion) <= set(statuses)
    assert evidence.stopped_in_ion
    offered = [offer.cause for offers in suggestions(counted).values() for offer in offers]
    assert offered
    assert Cause.UNAVAILABLE not in offered


def test_the_causes_are_the_same_as_without_stopping(tmp_path: Path) -> None:
    found = []
    for stop in (True, False):
        with factory_at(tmp_path / str(stop)) as factory:
            count = begun(factory)
            if stop:
                close_location(factory.workplace, count, STOP)
            count = submit(factory.workplace, factory.counted(count.subject.id))
            found.append({line: [offer.cause for offer in offers] for line, offers in suggestions(count).items()})
            assert count.movements == ()
    assert found[0] == found[1]


@pytest.mark.parametrize("of_a_part", [True, False])
def test_the_causes_are_the_same_as_without_the_stop_of_another_count(tmp_path: Path, of_a_part: bool) -> None:
    found = []
    for stop in (True, False):
        with factory_at(tmp_path / str(stop)) as factory:
            place, planted = allowing(factory.workplace), factory.planted("moved_but_not_recorded")
            parts = {part.id for part in factory.simulator.plant.parts if part.part_number == planted.part_number}
            records = [row for row in factory.simulator.plant.inventory if row.part_id in parts and row.quantity > 0]
            shelf = next(row.location_id for row in records if row.location_id not in {None, planted.location_id})
            assert shelf is not None
            if stop:
                close_location(place, open_count(place, factory.location(shelf)), STOP)
                submit(place, factory.counted(shelf))
            plant = factory.simulator.plant
            count = (
                part_compared(place, plant, planted.part_number) if of_a_part else factory.compared(planted.location_id)
            )
            assert count.evidence is not None
            assert bool(count.evidence.stopped_in_ion) is stop
            known = {item.id: item.status for item in (*count.evidence.here, *count.evidence.elsewhere)}
            offers = {line: [offer.cause for offer in offers] for line, offers in suggestions(count).items()}
            found.append((known, offers))
    assert found[0] == found[1]


def test_it_needs_the_setting_one_location_and_no_sheet_yet(factory: Factory) -> None:
    place = factory.workplace
    count = open_count(place, factory.location(factory.planted(KIND).location_id))
    with pytest.raises(Refusal, match="switched on in the settings"):
        close_location(place, count, STOP)
    allowing(place)
    count = read_sheet(place, count)
    with pytest.raises(Refusal, match="is read already"):
        close_location(place, count, STOP)
    with pytest.raises(Refusal, match="many locations"):
        close_location(place, open_count(place, Subject(3, "FR-1", SubjectKind.PART)), STOP)
    assert flips(factory) == 0


def test_without_the_permission_the_rest_of_the_close_off_stands(factory: Factory) -> None:
    count = begun(factory)
    factory.simulator.faults.forbid("updateLocation")
    closed = close_location(factory.workplace, count, STOP)
    assert closed.remarks[0].startswith("Transactions are not stopped in ION.")
    assert "permission" in closed.remarks[0]
    assert closed.count.close_off is not None
    assert (closed.count.close_off.told, closed.count.close_off.transactions_stopped) == ("Bo", False)
    assert give_up(factory.workplace, closed.count, "enough").phase is Phase.GIVEN_UP


def test_nothing_else_done_and_not_stopped_is_no_close_off(factory: Factory) -> None:
    count = begun(factory)
    factory.simulator.faults.forbid("updateLocation")
    with pytest.raises(Refusal, match=r"is not closed off\. Transactions are not stopped in ION"):
        close_location(factory.workplace, count, Answers(stop_in_ion=True))
    assert factory.again(count).close_off is None


def test_a_tenant_without_the_flag_says_so(tmp_path: Path) -> None:
    options = SimulatorOptions(without=frozenset({"Mutation.updateLocation"}))
    with factory_at(tmp_path / "data", SEED, options) as factory:
        closed = close_location(factory.workplace, begun(factory), STOP)
        assert closed.remarks[0].startswith("Transactions are not stopped in ION.")
        assert closed.count.closed_off


def test_a_skipped_close_off_puts_it_back(factory: Factory) -> None:
    count = stop_in_ion(factory.workplace, begun(factory)).count
    skipped = skip_close_off(factory.workplace, count, "no time")
    assert is_on(factory, count)
    assert not skipped.closed_off


def test_a_count_cannot_end_while_its_location_is_off(factory: Factory) -> None:
    count = stop_in_ion(factory.workplace, begun(factory)).count
    factory.simulator.faults.drop_before(200)
    with pytest.raises(Unreachable, match="stays closed off: its availability in ION could not be put back"):
        give_up(factory.workplace, count, "enough")
    (entry,) = [each for each in schedule(factory.workplace) if each.row.subject == count.subject]
    assert "off in ION" in entry.closed_off
    factory.simulator.faults.clear()
    place, again = started_again(factory, count)
    try:
        assert give_up(place, again, "enough").phase is Phase.GIVEN_UP
    finally:
        place.close()
    assert is_on(factory, count)


def test_a_permission_that_is_gone_is_told_and_a_flag_turned_on_by_hand_is_found(factory: Factory) -> None:
    count = stop_in_ion(factory.workplace, begun(factory)).count
    factory.simulator.faults.forbid("updateLocation")
    with pytest.raises(NotPermitted, match="could not be put back"):
        give_up(factory.workplace, count, "enough")
    count = factory.again(count)
    assert count.stop is not None
    assert count.stop.off
    plant = factory.simulator.plant
    plant.places.change(plant.places[count.subject.id], available=True)
    plant.stamp(plant.places[count.subject.id], 1)
    assert give_up(factory.workplace, count, "enough").phase is Phase.GIVEN_UP


def test_a_location_that_is_gone_has_no_flag_to_put_back(factory: Factory) -> None:
    count = stop_in_ion(factory.workplace, begun(factory)).count
    plant = factory.simulator.plant
    for row in [row for row in plant.inventory if row.location_id == count.subject.id]:
        plant.inventory.change(row, location_id=None)
    plant.places.remove(plant.places[count.subject.id])
    assert give_up(factory.workplace, count, "torn down").phase is Phase.GIVEN_UP


def test_somebody_who_renames_the_location_meanwhile_does_not_keep_it_off(factory: Factory) -> None:
    count = stop_in_ion(factory.workplace, begun(factory)).count
    plant = factory.simulator.plant
    place = plant.places[count.subject.id]
    plant.places.change(place, name="RACK-Z")
    plant.stamp(place, 2)
    give_up(factory.workplace, count, "enough")
    assert (place.available, place.name) == (True, "RACK-Z")


class Killed(BaseException):
    """The program died here."""


def killing(monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    """The program dies just after its n-th entry (from 1) about the flag is on the disk."""
    written = 0

    def record_and_die(place: Workplace, count: Count, event: object) -> Count:
        nonlocal written
        recorded = record(place, count, event)  # type: ignore[arg-type]  # whatever stopping records
        written += 1
        if written == at:
            raise Killed
        return recorded

    monkeypatch.setattr(stopping, "record", record_and_die)


Fault = Callable[[Factory], object]

FAULTS: dict[str, Fault] = {
    "none": lambda _: None,
    "cut before": lambda factory: factory.simulator.faults.drop_before(only="updateLocation"),
    "cut after the commit": lambda factory: factory.simulator.faults.drop_after_commit(only="updateLocation"),
    "cut before twice": lambda factory: factory.simulator.faults.drop_before(2, only="updateLocation"),
    "cut before for long": lambda factory: factory.simulator.faults.drop_before(50, only="updateLocation"),
    "gateway page after the commit": lambda factory: factory.simulator.faults.http_status(
        502, html=True, only="updateLocation", after_commit=True
    ),
    "busy": lambda factory: factory.simulator.faults.rate_limited(only="updateLocation"),
    "down after the commit": lambda factory: down_after_the_commit(factory),
}

QUICK = ("none", "cut after the commit", "cut before for long", "down after the commit")
FAULT_NAMES = [pytest.param(name, marks=() if name in QUICK else pytest.mark.slow) for name in FAULTS]


def down_after_the_commit(factory: Factory) -> None:
    """ION takes the next setting; neither its answer nor any reading of the flag gets through after that."""
    ion, faults = factory.workplace.ion, factory.simulator.faults
    sent = ion.set_availability

    def set_and_gone(location_id: int, etag: str, available: bool) -> Availability:
        faults.drop_after_commit(only="updateLocation")
        faults.drop_before(50, only="location")
        ion.set_availability = sent  # type: ignore[method-assign]  # once
        return sent(location_id, etag, available)

    ion.set_availability = set_and_gone  # type: ignore[method-assign]  # from then on


def ended(factory: Factory, count: Count) -> None:
    """A new start ends the count, however often it takes; then the flag is on and the journal whole."""
    factory.simulator.faults.clear()
    place, again = started_again(factory, count)
    try:
        assert give_up(place, again, "enough").phase is Phase.GIVEN_UP
    finally:
        place.close()
    assert is_on(factory, count)
    assert verify(factory.workplace.store.database).unedited


@pytest.mark.parametrize("fault", FAULT_NAMES)
def test_a_fault_while_turning_it_off(factory: Factory, fault: str) -> None:
    count = begun(factory)
    FAULTS[fault](factory)
    closed = close_location(factory.workplace, count, STOP)
    assert closed.count.close_off is not None
    known_off = closed.count.close_off.transactions_stopped
    assert known_off == (not is_on(factory, count)) or closed.count.stop is not None
    if "long" not in fault and "down" not in fault:
        assert known_off
        assert not is_on(factory, count)
    else:
        assert "is not known: it is settled, and put back" in closed.remarks[0]
        assert closed.count.stop is not None
        assert closed.count.stop.to_put_back
    ended(factory, count)


@pytest.mark.parametrize("fault", FAULT_NAMES)
def test_a_fault_while_putting_it_back(factory: Factory, fault: str) -> None:
    count = stop_in_ion(factory.workplace, begun(factory)).count
    FAULTS[fault](factory)
    stays_off = fault in {"cut before for long", "down after the commit"}
    refused = pytest.raises(IonError, match="could not be put back") if stays_off else nullcontext()
    with refused:
        give_up(factory.workplace, count, "enough")
    if stays_off:
        assert factory.again(count).closed_off
        ended(factory, count)
    assert is_on(factory, count)
    assert factory.again(count).phase is Phase.GIVEN_UP


@pytest.mark.parametrize(
    ("fault", "submitted"),
    [
        pytest.param(name, submitted, marks=() if submitted and name in QUICK else pytest.mark.slow)
        for name in FAULTS
        for submitted in (True, False)
    ],
)
def test_a_fault_while_turning_it_off_keeps_no_count_that_went_on_from_its_end(
    factory: Factory, fault: str, submitted: bool
) -> None:
    count = begun(factory)
    place = factory.simulator.plant.places[count.subject.id]
    late = str(place.etag)
    FAULTS[fault](factory)
    close_location(factory.workplace, count, STOP)
    factory.simulator.faults.clear()
    count = factory.counted(count.subject.id)
    assert count.stop is not None
    assert count.stop.to_put_back
    if submitted:
        assert reopen(factory.workplace, submit(factory.workplace, count), "known").phase is Phase.CLOSED
    else:
        assert give_up(factory.workplace, count, "enough").phase is Phase.GIVEN_UP
    with pytest.raises(IonError, match="changed"):
        factory.workplace.ion.set_availability(place.id, late, False)
    assert is_on(factory, count)
    assert verify(factory.workplace.store.database).unedited


@pytest.mark.parametrize("by_another_terminal", [True, False])
def test_what_was_left_open_is_settled_before_the_sheet_is_read(factory: Factory, by_another_terminal: bool) -> None:
    count = begun(factory)
    FAULTS["down after the commit"](factory)
    unknown = close_location(factory.workplace, count, STOP).count
    factory.simulator.faults.clear()
    if by_another_terminal:
        other, there = started_again(factory, unknown)
        settled(other, there)
        other.close()
    count = read_sheet(factory.workplace, unknown)
    assert count.sheet_read
    assert count.stop is not None
    assert (count.stop.off, count.stop.under_way) == (True, None)
    assert flips(factory) == 1


@pytest.mark.parametrize("committed", [True, False])
@pytest.mark.parametrize("at", [1, 2])
def test_killed_while_turning_it_off(
    factory: Factory, monkeypatch: pytest.MonkeyPatch, at: int, committed: bool
) -> None:
    count = begun(factory)
    with monkeypatch.context() as dying:
        killing(dying, at)
        with pytest.raises(Killed):
            stop_in_ion(factory.workplace, count)
    if at == 1 and committed:  # the request was on its way when the program died, and arrives
        place = factory.simulator.plant.places[count.subject.id]
        factory.workplace.ion.set_availability(place.id, str(place.etag), False)
    (entry,) = [each for each in schedule(factory.workplace) if each.row.subject == count.subject]
    assert "off in ION" in entry.closed_off
    ended(factory, count)


@pytest.mark.parametrize("at", [1, 2])
def test_killed_while_putting_it_back(factory: Factory, monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    count = stop_in_ion(factory.workplace, begun(factory)).count
    with monkeypatch.context() as dying:
        killing(dying, at)
        with pytest.raises(Killed):
            give_up(factory.workplace, count, "enough")
    assert factory.again(count).phase is Phase.OPENED
    before = flips(factory)
    ended(factory, count)
    assert flips(factory) - before == (1 if at == 1 else 0), "put back once"


def test_a_turning_off_that_is_still_under_way_cannot_land_after_the_end(factory: Factory) -> None:
    """ION gets the first request long after the count is over: its etag is used up by then."""
    count = begun(factory)
    place = factory.simulator.plant.places[count.subject.id]
    late = str(place.etag)
    factory.simulator.faults.drop_before(50, only="updateLocation")
    stop_in_ion(factory.workplace, count)
    ended(factory, count)
    with pytest.raises(IonError, match="changed"):
        factory.workplace.ion.set_availability(place.id, late, False)
    assert place.available


def test_closing_off_again_goes_on_where_it_was_left(factory: Factory) -> None:
    count = begun(factory)
    FAULTS["down after the commit"](factory)
    unknown = close_location(factory.workplace, count, STOP)
    factory.simulator.faults.clear()
    again = close_location(factory.workplace, unknown.count, STOP)
    assert again.count.close_off is not None
    assert again.count.close_off.transactions_stopped
    assert flips(factory) == 1
    assert "is off in ION" in stop_in_ion(factory.workplace, again.count).sentence
    assert flips(factory) == 1


def test_what_a_crash_left_open_is_settled_by_reading_alone(factory: Factory) -> None:
    count = begun(factory)
    FAULTS["down after the commit"](factory)
    unknown = stop_in_ion(factory.workplace, count).count
    still, error = settled(factory.workplace, unknown)
    assert isinstance(error, Unreachable)
    factory.simulator.faults.clear()
    known, error = settled(factory.workplace, still)
    assert error is None
    assert known.stop is not None
    assert (known.stop.off, known.stop.under_way) == (True, None)
    assert flips(factory) == 1
    assert settled(factory.workplace, known) == (known, None)
    assert put_back(factory.workplace, known).closed_off is False


def test_two_terminals_put_it_back_once(factory: Factory) -> None:
    count = stop_in_ion(factory.workplace, begun(factory)).count
    place, again = started_again(factory, count)
    try:
        give_up(place, again, "enough")
    finally:
        place.close()
    with pytest.raises(CountMoved):
        give_up(factory.workplace, count, "enough")
    assert is_on(factory, count)


def test_somebody_else_who_changes_the_location_first_is_not_overwritten(factory: Factory) -> None:
    count = begun(factory)
    place = factory.simulator.plant.places[count.subject.id]
    real = factory.workplace.ion.unavailable_records

    def renamed_meanwhile(location_id: int) -> tuple[int, ...]:
        factory.simulator.plant.places.change(place, description="being rebuilt")
        factory.simulator.plant.stamp(place, 2)
        factory.workplace.ion.unavailable_records = real  # type: ignore[method-assign]  # once
        return real(location_id)

    factory.workplace.ion.unavailable_records = renamed_meanwhile  # type: ignore[method-assign]  # between the reads
    stopped = stop_in_ion(factory.workplace, count)
    assert stopped.off
    assert (place.available, place.description) == (False, "being rebuilt")
    refused = [
        event for event in factory.workplace.store.journal.events(count.id) if isinstance(event, AvailabilityRefused)
    ]
    assert ["Somebody else" in event.reason for event in refused] == [True]


def test_a_plain_close_off_asks_nothing_of_ion(factory: Factory) -> None:
    count = open_count(factory.workplace, factory.location(factory.planted(KIND).location_id))
    count = close_off(factory.workplace, count, "Bo", sign_up=True, transactions_stopped=True)
    give_up(factory.workplace, count, "enough")
    assert not factory.simulator.requests
