"""Each fault in each use case: the right error or success after trying again; nothing lost, nothing written twice."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

import pytest

from cyclecount_tui.domain.causes.suggesting import suggestions
from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.domain.plan import Step, WriteKind
from cyclecount_tui.domain.schedule import ScheduleRow
from cyclecount_tui.ion.errors import IonError, NotPermitted, RateLimited, Unclear, Unreachable
from cyclecount_tui.simulator import Simulator
from cyclecount_tui.store.verifying import verify
from cyclecount_tui.workflow.building import proposals
from cyclecount_tui.workflow.choosing import choose, leave
from cyclecount_tui.workflow.opening import open_count, read_sheet
from cyclecount_tui.workflow.planning import plan
from cyclecount_tui.workflow.posting import LONGEST_UNDER_WAY, post
from cyclecount_tui.workflow.submitting import submit
from cyclecount_tui.workflow.waiting import Wait, waited_for
from tests.factory import Factory, factory_at
from tests.sweeps import crossed, some_by_default
from tests.workflow.test_posting import MUTATION_OF, mutations, planned, steps_of

FOR_LONG = 200
KIND = "unexplained_surplus"


@dataclass(frozen=True)
class UseCase:
    """A step on the way of a count. `before` leads up to it, `do` is the step, `after` its phase when it is done."""

    before: Callable[[Factory], Count]
    do: Callable[[Factory, Count], Count]
    after: Phase


def chosen(factory: Factory) -> Count:
    """A compared count with every difference decided: the first suggestion with a write, or a note."""
    count = factory.compared(factory.planted(KIND).location_id)
    suggested = suggestions(count)
    for row in count.rows:
        if row.differs and suggested.get(row.line.number):
            count = choose(factory.workplace, count, row.line.number, 1)
        elif row.differs:
            count = leave(factory.workplace, count, row.line.number, "not today")
    return count


def submitted_only(factory: Factory) -> Count:
    """A count whose comparison failed when it was submitted."""
    count = factory.counted(factory.planted(KIND).location_id)
    factory.simulator.faults.drop_before(FOR_LONG)
    with pytest.raises(Unreachable):
        submit(factory.workplace, count)
    factory.simulator.faults.clear()
    return factory.again(count)


SLOW = pytest.mark.slow

READING = {
    "open sheet": UseCase(
        lambda factory: open_count(factory.workplace, factory.location(factory.planted(KIND).location_id)),
        lambda factory, count: read_sheet(factory.workplace, count),
        Phase.COUNTING,
    ),
    "submit": UseCase(
        lambda factory: factory.counted(factory.planted(KIND).location_id),
        lambda factory, count: submit(factory.workplace, count),
        Phase.RECONCILING,
    ),
    "reconcile": UseCase(
        submitted_only,
        lambda factory, count: submit(factory.workplace, count),
        Phase.RECONCILING,
    ),
    "plan": UseCase(
        chosen,
        lambda factory, count: plan(factory.workplace, count),
        Phase.RECONCILING,
    ),
}

READ_FAULTS: dict[str, tuple[Callable[[Simulator], object], type[IonError] | None]] = {
    "none": (lambda _: None, None),
    "line cut once": (lambda ion: ion.faults.drop_before(), None),
    "line cut for long": (lambda ion: ion.faults.drop_before(FOR_LONG), Unreachable),
    "gateway page once": (lambda ion: ion.faults.http_status(502, html=True), None),
    "gateway page for long": (lambda ion: ion.faults.http_status(502, html=True, count=FOR_LONG), Unreachable),
    "busy once": (lambda ion: ion.faults.http_status(503), None),
    "server error for long": (lambda ion: ion.faults.http_status(500, count=FOR_LONG), Unreachable),
    "rate limited once": (lambda ion: ion.faults.rate_limited(), None),
    "rate limited for long": (lambda ion: ion.faults.rate_limited(count=FOR_LONG), RateLimited),
    "told to wait too long": (lambda ion: ion.faults.rate_limited(3600, count=FOR_LONG), RateLimited),
    "no permission": (lambda ion: ion.faults.forbid("partInventories"), NotPermitted),
    "token ran out": (lambda ion: ion.expire_tokens(), None),
}


def heal(factory: Factory) -> None:
    """Everything works again."""
    factory.simulator.faults.clear()
    for name in ("partInventories", *MUTATION_OF.values()):
        factory.simulator.faults.allow(name)


def entered(count: Count) -> tuple[object, ...]:
    """All that a person put into a count."""
    return count.subject, count.standing, count.floors, count.notes, count.choices


def _faults_and_use_cases() -> list[object]:
    """Every fault with every use case; by default each fault with one of them, in turn."""
    return [
        pytest.param(use_case, fault, marks=() if turn % len(READING) == place else SLOW)
        for turn, fault in enumerate(READ_FAULTS)
        for place, use_case in enumerate(READING)
    ]


@pytest.mark.parametrize(("use_case", "fault"), _faults_and_use_cases())
def test_a_fault_while_reading(factory: Factory, use_case: str, fault: str) -> None:
    step, (strike, expected) = READING[use_case], READ_FAULTS[fault]
    count = step.before(factory)
    typed, in_ion = entered(count), factory.quantities()
    strike(factory.simulator)
    if expected is not None:
        with pytest.raises(expected) as caught:
            step.do(factory, count)
        assert caught.value.sentence
        heal(factory)
        count = factory.again(count)
        assert entered(count) == typed, "what was entered is in the journal"
    done = step.do(factory, count)
    assert (done.phase, done.sheet_read) == (step.after, True)
    assert done.plan is not None or use_case != "plan"
    assert factory.again(done) == done, "the journal tells the same"
    assert entered(done) == typed or use_case == "open sheet"
    assert factory.quantities() == in_ion
    assert mutations(factory) == []
    assert verify(factory.workplace.store.database).unedited


@pytest.mark.parametrize(
    "fault", some_by_default(READ_FAULTS, "line cut once", "gateway page for long", "rate limited for long")
)
def test_a_fault_while_building_the_schedule(factory: Factory, fault: str) -> None:
    strike, expected = READ_FAULTS[fault]
    place, kept = factory.workplace, ScheduleRow(factory.location(factory.planted(KIND).location_id), "B", 60)
    place.store.schedule.put(kept)
    right, in_ion = proposals(place), factory.quantities()
    strike(factory.simulator)
    if expected is not None:
        with pytest.raises(expected) as caught:
            proposals(place)
        assert caught.value.sentence
        heal(factory)
    assert proposals(place) == right, "all of it, or an error: never a part"
    assert place.store.schedule.rows() == [kept], "nothing is stored before it is taken"
    assert factory.quantities() == in_ion
    assert mutations(factory) == []


@pytest.mark.parametrize("after", [1, 2, 3])
def test_a_line_that_breaks_between_two_lists_leaves_the_schedule_as_it_was(factory: Factory, after: int) -> None:
    pages: list[int] = []

    def breaks(read: int, _total: int) -> None:
        pages.append(read)
        if len(pages) == after:
            factory.simulator.faults.drop_before(FOR_LONG)

    with waited_for(Wait(breaks)), pytest.raises(Unreachable):
        proposals(factory.workplace)
    assert len(pages) == after
    assert factory.workplace.store.schedule.rows() == []


Quantities = dict[int, tuple[Decimal, int | None]]
Strike = Callable[[Simulator, str], object]

WRITE_FAULTS: dict[str, tuple[Strike, type[IonError] | None]] = {
    "line cut before it": (lambda ion, name: ion.faults.drop_before(only=name), None),
    "line cut after it": (lambda ion, name: ion.faults.drop_after_commit(only=name), None),
    "gateway page before it": (lambda ion, name: ion.faults.http_status(502, html=True, only=name), None),
    "gateway page after it": (
        lambda ion, name: ion.faults.http_status(502, html=True, only=name, after_commit=True),
        None,
    ),
    "server error after it": (lambda ion, name: ion.faults.http_status(500, only=name, after_commit=True), None),
    "rate limited once": (lambda ion, name: ion.faults.rate_limited(only=name), None),
    "line cut for long": (lambda ion, _: ion.faults.drop_before(FOR_LONG), Unreachable),
    "rate limited for long": (lambda ion, _: ion.faults.rate_limited(count=FOR_LONG), RateLimited),
    "token ran out": (lambda ion, _: ion.expire_tokens(), None),
}

STOPS_A_CREATE = {"line cut before it": Unclear, "gateway page before it": Unclear, "rate limited once": RateLimited}
"""A create that ION does not show may still be under way, so these stop it for a while."""


@pytest.fixture(scope="module")
def right(tmp_path_factory: pytest.TempPathFactory) -> dict[WriteKind, Quantities]:
    """What ION holds when a plan of one write is posted without any fault."""
    after: dict[WriteKind, Quantities] = {}
    for kind in WriteKind:
        with factory_at(tmp_path_factory.mktemp("right") / "data") as factory:
            assert post(factory.workplace, planned(factory, kind)).count.phase is Phase.CLOSED
            after[kind] = factory.quantities()
    return after


TO_WRITE = [(kind, step) for kind in WriteKind for step in steps_of(kind)]


@pytest.mark.parametrize(
    ("to_write", "fault"),
    crossed(
        TO_WRITE, list(WRITE_FAULTS), also=[(each, "line cut after it") for each in TO_WRITE if each[1] is Step.CREATE]
    ),
    ids=lambda each: each if isinstance(each, str) else "-".join(part.name for part in each),
)
def test_a_fault_while_posting(
    factory: Factory, right: dict[WriteKind, Quantities], to_write: tuple[WriteKind, Step], fault: str
) -> None:
    kind, step = to_write
    strike, expected = WRITE_FAULTS[fault]
    if step is Step.CREATE:
        expected = STOPS_A_CREATE.get(fault, expected)
    count = planned(factory, kind)
    before = factory.quantities()
    strike(factory.simulator, MUTATION_OF[step])
    posting = post(factory.workplace, count)
    assert isinstance(posting.stopped_by, expected) if expected else posting.stopped_by is None
    if expected is not None:
        assert factory.again(count) == posting.count
        assert factory.quantities() == before, "nothing was written yet"
        heal(factory)
        factory.now += LONGEST_UNDER_WAY + timedelta(seconds=1)
        posting = post(factory.workplace, factory.again(count))
    assert posting.count.phase is Phase.CLOSED
    assert factory.again(count) == posting.count
    assert factory.quantities() == right[kind], "written once, and nothing else"
    assert verify(factory.workplace.store.database).unedited


@pytest.mark.parametrize(("kind", "refusal"), crossed(list(WriteKind), ["no permission", "refused by an action"]))
def test_a_write_that_ion_refuses_changes_nothing_and_can_be_posted_later(
    factory: Factory, right: dict[WriteKind, Quantities], kind: WriteKind, refusal: str
) -> None:
    count = planned(factory, kind)
    assert count.plan is not None
    (write,) = count.plan.writes
    place = write.to or write.at
    assert place is not None
    before, faults = factory.quantities(), factory.simulator.faults
    if refusal == "no permission":
        faults.forbid(MUTATION_OF[write.steps[0]])
    else:
        faults.refuse_updates_at((write.at or place).id, "Close the job first.")
    posting = post(factory.workplace, count)
    assert posting.not_permitted == (refusal == "no permission")
    assert posting.count.phase is Phase.RECONCILING
    assert factory.quantities() == before
    assert factory.again(count) == posting.count
    heal(factory)
    faults.allow_updates_at((write.at or place).id)
    posting = post(factory.workplace, plan(factory.workplace, posting.count))
    assert posting.count.phase is Phase.CLOSED
    assert factory.quantities() == right[kind]


@pytest.mark.parametrize("kind", [WriteKind.SET_QUANTITY, WriteKind.MOVE, WriteKind.SPLIT_AND_MOVE])
def test_a_record_that_somebody_changed_is_left_to_a_person(factory: Factory, kind: WriteKind) -> None:
    count = planned(factory, kind)
    assert count.plan is not None
    (write,) = count.plan.writes
    assert write.record_id is not None
    factory.simulator.faults.edit_behind_the_back(write.record_id, quantity=write.before + 1)
    theirs = factory.quantities()
    posting = post(factory.workplace, count)
    assert posting.count.phase is Phase.RECONCILING
    assert posting.stopped_by is None
    assert [state.stale for state in posting.count.steps.values()] == [True]
    assert factory.quantities() == theirs
    assert factory.again(count) == posting.count
