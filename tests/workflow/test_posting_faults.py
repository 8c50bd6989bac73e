"""The fault matrix of posting: each fault in each step of each kind of write; posted again, all is done once."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.domain.plan import Step, WriteKind
from cyclecount_tui.simulator import Simulator
from cyclecount_tui.store.journal import Journal
from cyclecount_tui.workflow.choosing import Take, take
from cyclecount_tui.workflow.planning import plan
from cyclecount_tui.workflow.posting import Posting, post
from tests.factory import Factory
from tests.sweeps import some_by_default
from tests.workflow.posting_ground import Ended, Ground, StepKey, brought_to_its_end, ground_of, once_started
from tests.workflow.test_posting import MUTATION_OF, planned, steps_of

FOR_LONG = 200
READS = "partInventories"
TOKEN = "token"  # the simulator's name for a request for one
BATCH = "batch"

Strike = Callable[[Simulator, str], object]
"""Sets a fault for the write of that name, when it is about to be sent."""


def gateway_gives_up(ion: Simulator, name: str, *, commits: bool) -> None:
    ion.faults.gateway_timeout(0.01)
    ion.faults.delay(0.01, only=name, count=1, commits=commits)


def both(*strikes: Strike) -> Strike:
    """Several faults at once."""

    def strike(ion: Simulator, name: str) -> None:
        for each in strikes:
            each(ion, name)

    return strike


def answer_lost(ion: Simulator, name: str) -> None:
    ion.faults.drop_after_commit(only=name)


def never_sent(ion: Simulator, name: str) -> None:
    ion.faults.drop_before(only=name)


def reads_cut(ion: Simulator, _: str) -> None:
    ion.faults.drop_before(FOR_LONG, only=READS)


def token_ran_out(ion: Simulator, _: str) -> None:
    ion.expire_tokens()


FAULTS: dict[str, Strike] = {
    "none": lambda _ion, _name: None,
    "cut before it is sent": never_sent,
    "answer lost after the commit": answer_lost,
    "gateway page before": lambda ion, name: ion.faults.http_status(502, html=True, only=name),
    "gateway page after": lambda ion, name: ion.faults.http_status(502, html=True, only=name, after_commit=True),
    "server error after": lambda ion, name: ion.faults.http_status(500, only=name, after_commit=True),
    "too slow, undone": lambda ion, name: gateway_gives_up(ion, name, commits=False),
    "too slow, done": lambda ion, name: gateway_gives_up(ion, name, commits=True),
    "cut while the answer is read": lambda ion, name: ion.faults.truncated_json(only=name, cut=True),
    "half an answer": lambda ion, name: ion.faults.truncated_json(only=name),
    "busy": lambda ion, name: ion.faults.http_status(503, only=name),
    "rate limited": lambda ion, name: ion.faults.rate_limited(only=name),
    "rate limited for long": lambda ion, _: ion.faults.rate_limited(count=FOR_LONG),
    "line cut for long": lambda ion, _: ion.faults.drop_before(FOR_LONG),
    "token ran out": token_ran_out,
    "token ran out, and the line at its refresh": both(
        token_ran_out, lambda ion, _: ion.faults.drop_before(only=TOKEN)
    ),
    "token ran out, none to be had": both(token_ran_out, lambda ion, _: ion.faults.drop_before(FOR_LONG, only=TOKEN)),
    "token ran out, and the answer lost": both(token_ran_out, answer_lost),
    "done, and the settling read cut": both(answer_lost, reads_cut),
    "not done, and the settling read cut": both(never_sent, reads_cut),
    "done, and the settling read half": both(
        answer_lost, lambda ion, _: ion.faults.truncated_json(FOR_LONG, only=READS, cut=True)
    ),
    "done, and a gateway page for the settling read": both(
        answer_lost, lambda ion, _: ion.faults.http_status(502, html=True, count=FOR_LONG, only=READS)
    ),
    "done, and no token for the settling read": both(
        answer_lost,
        lambda ion, _: ion.faults.http_status(401, count=FOR_LONG, only=READS),
    ),
    "all reads cut": reads_cut,
    "the reading at the end cut": lambda ion, _: ion.faults.drop_before(FOR_LONG, only="RecordsAt"),
}

STEPS = {f"{kind.value}/{step.value}": (kind, step) for kind in WriteKind for step in steps_of(kind)}


@dataclass(frozen=True)
class Proof:
    """Where a plan is posted, and how it ends without any fault."""

    ground: Ground
    calm: Ended


def whole_location(factory: Factory) -> Count:
    """A location where every kind of discrepancy is made right by its first suggestion, planned."""
    wanted = {"move", "park", "set_quantity", "create"}
    places = [item.location_id for item in factory.simulator.plant.discrepancies if item.expected_fix in wanted]
    count = factory.compared(max(sorted(set(places)), key=places.count))
    return plan(factory.workplace, take(factory.workplace, count, Take.FIRST))


@pytest.fixture(scope="module")
def proof_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Proof]:
    """For a kind of write, or the batch: planned once, and posted calmly once."""
    known: dict[str, Proof] = {}

    def proof(which: str) -> Proof:
        if which not in known:
            folder = tmp_path_factory.mktemp("ground")
            made = whole_location if which == BATCH else lambda factory: planned(factory, WriteKind(which))
            ground = ground_of(folder / "data", made)
            with ground.trodden(folder / "calm") as (factory, count):
                posting = post(factory.workplace, count)
                assert posting.count.phase is Phase.CLOSED
                known[which] = Proof(ground, Ended(factory.quantities(), ground.written(factory)))
        return known[which]

    return proof


def first_write(count: Count) -> int:
    assert count.plan is not None
    return count.plan.writes[0].number


BY_DEFAULT = (
    "set_quantity/set, done, and the settling read cut",
    "move/move, cut while the answer is read",
    "split_and_move/split, not done, and the settling read cut",
    "split_and_move/move_split, token ran out, and the line at its refresh",
    "create/create, too slow, undone",
    "create/create, token ran out, none to be had",
)


@pytest.mark.parametrize("case", some_by_default([f"{s}, {f}" for s in STEPS for f in FAULTS], *BY_DEFAULT))
def test_whatever_happens_to_a_step_the_end_is_the_same(
    tmp_path: Path, proof_of: Callable[[str], Proof], case: str
) -> None:
    where, _, fault = case.partition(", ")
    kind, step = STEPS[where]
    proof = proof_of(kind.value)
    with proof.ground.trodden(tmp_path / "data") as (factory, count):
        simulator, key = factory.simulator, (first_write(count), step)
        on_step = once_started(key, lambda: FAULTS[fault](simulator, MUTATION_OF[step]))
        stopped(factory, count, on_step)
        assert brought_to_its_end(factory, count, proof.ground) == proof.calm


def stopped(factory: Factory, count: Count, on_step: Callable[[Count], None]) -> Posting:
    """What the journal says is what the posting says, however it ended."""
    posting = post(factory.workplace, count, on_step)
    assert factory.again(count) == posting.count
    return posting


READ_BEFORE = {Step.SPLIT: "Children", Step.CREATE: "RecordsMatching"}
"""What could be mistaken for the result of a step is listed before it is sent."""


@pytest.mark.parametrize("step", READ_BEFORE)
def test_nothing_is_sent_while_what_is_there_cannot_be_listed(
    tmp_path: Path, proof_of: Callable[[str], Proof], step: Step
) -> None:
    proof = proof_of(next(kind for kind in WriteKind if step in steps_of(kind)).value)
    with proof.ground.trodden(tmp_path / "data") as (factory, count):
        factory.simulator.faults.drop_before(FOR_LONG, only=READ_BEFORE[step])
        posting = stopped(factory, count, lambda _: None)
        assert posting.stopped_by is not None
        assert not posting.count.steps
        assert not proof.ground.written(factory)
        assert brought_to_its_end(factory, count, proof.ground) == proof.calm


def batch_steps(count: Count) -> list[StepKey]:
    """Every step of a plan, in the order in which it is sent."""
    return [(write.number, step) for write in (count.plan.writes if count.plan else ()) for step in write.steps]


BATCH_FAULTS = ("cut before it is sent", "answer lost after the commit", "done, and the settling read cut",
                "token ran out", "cut while the answer is read", "line cut for long")  # fmt: skip
MOST_STEPS = 8


@pytest.mark.parametrize(
    "case",
    some_by_default(
        [f"{turn}, {fault}" for turn in range(MOST_STEPS) for fault in BATCH_FAULTS],
        "1, done, and the settling read cut",
    ),
)
def test_in_the_middle_of_a_batch_the_end_is_the_same(
    tmp_path: Path, proof_of: Callable[[str], Proof], case: str
) -> None:
    turn, _, fault = case.partition(", ")
    proof = proof_of(BATCH)
    with proof.ground.trodden(tmp_path / "data") as (factory, count):
        steps = batch_steps(count)
        assert 2 < len(steps) <= MOST_STEPS
        key = steps[int(turn) % len(steps)]
        simulator = factory.simulator
        stopped(factory, count, once_started(key, lambda: FAULTS[fault](simulator, MUTATION_OF[key[1]])))
        assert brought_to_its_end(factory, count, proof.ground) == proof.calm


class Killed(BaseException):
    """Stands for the end of the process: nothing catches it."""


def killed_at(monkeypatch: pytest.MonkeyPatch, event: int, *, kept: bool) -> None:
    """The program ends just before (or, `kept`, just after) this event of the posting, from 1, is in the journal."""
    append, seen = Journal.append, [0]

    def counted(self: Journal, *arguments: object, **named: object) -> None:
        seen[0] += 1
        if seen[0] == event and not kept:
            raise Killed
        append(self, *arguments, **named)  # type: ignore[arg-type]  # handed on as they came
        if seen[0] == event:
            raise Killed

    monkeypatch.setattr(Journal, "append", counted)


def kill_cases() -> list[str]:
    """Each journal step of each kind of write: begun and settled by step, and the reading at the end."""
    return [
        f"{kind.value}, {event}, {when}"
        for kind in WriteKind
        for event in range(1, 2 * len(steps_of(kind)) + 2)
        for when in ("before", "after")
    ]


@pytest.mark.parametrize(
    "case",
    some_by_default(
        kill_cases(),
        "set_quantity, 2, before",
        "split_and_move, 2, after",
        "split_and_move, 4, before",
        "create, 2, before",
    ),
)
def test_a_program_that_ends_at_a_journal_step_has_done_each_write_once(
    tmp_path: Path, proof_of: Callable[[str], Proof], monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    kind, event, when = case.split(", ")
    proof = proof_of(kind)
    with proof.ground.trodden(tmp_path / "data") as (factory, count):
        with monkeypatch.context() as patched:
            killed_at(patched, int(event), kept=when == "after")
            with pytest.raises(Killed):
                post(factory.workplace, count)
        assert brought_to_its_end(factory, count, proof.ground) == proof.calm
