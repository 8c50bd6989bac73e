"""After a posting digital is read again, and the certificate says of each line whether it is equal, or why not."""

from decimal import Decimal

import pytest

from cyclecount_tui.domain.certificate import CertificateLine, Outcome
from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.domain.plan import WriteKind
from cyclecount_tui.workflow.certifying import certificate_document, certificate_rows, certified
from cyclecount_tui.workflow.choosing import Take, leave, take
from cyclecount_tui.workflow.closing import give_up, reopen
from cyclecount_tui.workflow.closing_off import close_off
from cyclecount_tui.workflow.errors import Refusal
from cyclecount_tui.workflow.opening import open_count, read_sheet
from cyclecount_tui.workflow.planning import plan
from cyclecount_tui.workflow.posting import post
from cyclecount_tui.workflow.submitting import submit
from tests.blindness import TELLTALE
from tests.factory import Factory, line_key
from tests.part_counts import part_begun, part_compared
from tests.workflow.test_blind_beside import mark
from tests.workflow.test_part_blindness import DIGITS, kept
from tests.workflow.test_posting import planned

READS = "RecordsAt"


def reads(factory: Factory) -> int:
    """How often the records at a location were asked for."""
    return sum(request.operation_name == READS for request in factory.simulator.requests)


def line_of(count: Count, number: int) -> CertificateLine:
    return next(line for line in certified(count) if line.line.number == number)


def in_ion(factory: Factory, location_id: int) -> dict[object, Decimal]:
    digital = factory.simulator.plant.digital(location_id)
    return {line_key(*key): quantity for key, quantity in digital.items()}


@pytest.mark.parametrize("kind", list(WriteKind))
def test_after_a_posting_each_line_tells_what_ion_has(factory: Factory, kind: WriteKind) -> None:
    count = planned(factory, kind)
    assert count.plan is not None
    before, digital_before = reads(factory), in_ion(factory, count.subject.id)
    count = post(factory.workplace, count).count
    assert count.phase is Phase.CLOSED
    assert reads(factory) == before + 1
    digital = in_ion(factory, count.subject.id)
    for line in certified(factory.again(count)):
        assert line.before == digital_before.get(line.line.key, 0)
        assert line.after == digital.get(line.line.key, 0)
        assert (line.outcome is Outcome.EQUAL) == (line.after == line.floor)
        assert line.outcome in {Outcome.EQUAL, Outcome.LEFT}
        assert bool(line.reason) == (line.outcome is Outcome.LEFT)
    posted = line_of(count, count.plan.writes[0].line if count.plan else 0)
    assert posted.outcome is Outcome.EQUAL
    assert posted.posted is not None
    assert (posted.posted.by, posted.posted.ended_at) == ("Ann", factory.now)


def test_what_others_changed_meanwhile_is_told(factory: Factory) -> None:
    count = planned(factory, WriteKind.SET_QUANTITY)
    written = count.plan.writes[0].record_id if count.plan else None
    other = next(row for row in count.rows if not row.differs and row.digital > 0)
    factory.simulator.faults.edit_behind_the_back(other.records[0].id, quantity=other.records[0].quantity + 3)
    count = post(factory.workplace, count).count
    found = line_of(count, other.line.number)
    assert (found.outcome, found.after) == (Outcome.MOVED, other.digital + 3)
    assert found.reason.startswith(f"Record {other.records[0].id} should hold ")
    assert str(written) not in found.reason


def test_what_ion_refused_keeps_its_message_when_it_is_left(factory: Factory) -> None:
    place, count = factory.workplace, planned(factory, WriteKind.SET_QUANTITY)
    line = count.plan.writes[0].line if count.plan else 0
    factory.simulator.faults.refuse_updates_at(count.subject.id, "The stock room is locked.")
    count = post(place, count).count
    found = line_of(count, line)
    assert found.outcome is Outcome.REFUSED
    assert "The stock room is locked." in found.reason
    count = reopen(place, count, "ask the store keeper")
    assert count.phase is Phase.CLOSED
    found = line_of(factory.again(count), line)
    assert found.outcome is Outcome.REFUSED
    assert found.reason.endswith("ask the store keeper.")
    assert found.after == found.before


def test_a_closed_count_has_a_reason_for_every_line_that_is_not_equal(factory: Factory) -> None:
    place = factory.workplace
    count = factory.counted(factory.planted("at_mrb").location_id)
    count = submit(place, count)
    count = post(place, plan(place, take(place, count, Take.FIRST))).count
    closed = reopen(place, count, "the rest another day") if count.phase is not Phase.CLOSED else count
    lines = certified(closed)
    assert {line.line.number for line in lines} == {line.number for line in closed.lines}
    for line in lines:
        assert line.outcome not in {Outcome.OPEN, Outcome.NOT_READ, Outcome.UNSURE}
        assert bool(line.reason) == (line.outcome is not Outcome.EQUAL)


def test_a_reading_that_failed_holds_nothing_up_and_is_told(factory: Factory) -> None:
    count = planned(factory, WriteKind.SET_QUANTITY)
    factory.simulator.faults.drop_before(count=50, only=READS)
    posting = post(factory.workplace, count)
    assert posting.stopped_by is None
    assert posting.count.phase is Phase.CLOSED
    document = certificate_document(factory.again(posting.count))
    assert document["digital_read_again_at"] is None
    assert document["digital_not_read_again"]
    equal = {line["line"] for line in document["lines"] if line["outcome"] == Outcome.EQUAL}
    assert not equal
    assert {line["digital_after"] for line in document["lines"]} == {None}


def test_a_reopening_reads_what_the_posting_could_not(factory: Factory) -> None:
    place, item = factory.workplace, factory.planted("unexplained_surplus")
    count = open_count(place, factory.location(item.location_id))
    close_off(place, count, "Bo", sign_up=False, transactions_stopped=False)
    count = submit(place, factory.counted(item.location_id))
    count = plan(place, take(place, count, Take.FIRST))
    factory.simulator.faults.drop_before(count=50, only=READS)
    count = post(place, count).count
    assert count.digital_after is not None
    assert count.digital_after.failure
    factory.simulator.faults.clear()
    before = reads(factory)
    count = reopen(place, count, "the rest another day" if count.unresolved else "")
    assert reads(factory) == before + 1
    assert count.digital_after is not None
    assert not count.digital_after.failure
    digital = in_ion(factory, item.location_id)
    assert all(line.after == digital.get(line.line.key, 0) for line in certified(factory.again(count)))


def test_a_reopening_does_not_read_again_what_the_posting_read(factory: Factory) -> None:
    place, item = factory.workplace, factory.planted("unexplained_surplus")
    count = open_count(place, factory.location(item.location_id))
    close_off(place, count, "Bo", sign_up=False, transactions_stopped=False)
    count = submit(place, factory.counted(item.location_id))
    count = post(place, plan(place, take(place, count, Take.FIRST))).count
    before = reads(factory)
    reopen(place, count, "the rest another day" if count.unresolved else "")
    assert reads(factory) == before


def test_where_nothing_was_posted_nothing_is_read(factory: Factory) -> None:
    place = factory.workplace
    count = factory.compared(factory.planted("unexplained_surplus").location_id)
    for row in count.unresolved:
        count = leave(place, count, row.line.number, "next week")
    before = reads(factory)
    count = reopen(place, count)
    assert reads(factory) == before
    document = certificate_document(count)
    assert (document["posted"], document["closed"]) == (False, True)
    assert {line["outcome"] for line in document["lines"]} == {Outcome.EQUAL, Outcome.LEFT}
    assert any("Nothing was posted" in sentence for sentence in document["history"])


def test_a_part_is_certified_at_all_its_locations(factory: Factory) -> None:
    place, planted = factory.workplace, factory.planted("unexplained_surplus")
    count = part_compared(place, factory.simulator.plant, planted.part_number)
    count = post(place, plan(place, take(place, count, Take.FIRST))).count
    names = {row[1] for row in certificate_rows(count)}
    assert names == {at.name for at in count.places}
    for line in certified(count):
        assert line.outcome is Outcome.EQUAL
        assert line.after == line.floor
        assert line.line.key.place is not None
        assert line.after == in_ion(factory, line.line.key.place.id).get(line.line.key.item, 0)


def test_what_is_being_counted_blind_is_not_kept(factory: Factory) -> None:
    """A part is counted blind when the location is posted: nothing of it is read into the location's certificate."""
    place, item = factory.workplace, factory.planted("unexplained_surplus")
    count = planned(factory, WriteKind.SET_QUANTITY)
    other = next(
        row for row in count.rows if not row.differs and row.digital and row.line.key.part_number != item.part_number
    )
    part_begun(place, other.line.key.part_number)
    mark(factory, item.location_id, other.line.key.part_number)
    count = post(place, count).count
    assert DIGITS not in kept(factory) + repr(count)
    assert TELLTALE not in str(certificate_document(count))
    found = line_of(count, other.line.number)
    assert (found.outcome, found.after) == (Outcome.WITHHELD, None)


def test_there_is_no_certificate_of_a_blind_count_or_of_one_given_up(factory: Factory) -> None:
    place = factory.workplace
    count = read_sheet(place, open_count(place, factory.location(factory.planted("at_mrb").location_id)))
    with pytest.raises(Refusal, match="once it is compared"):
        certificate_rows(count)
    with pytest.raises(Refusal, match="given up"):
        certificate_document(give_up(place, count, "the wrong shelf"))
