"""Programs of their own that post: killed on their way, or two at once over one database; each write is done once."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest

from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.domain.plan import WriteKind
from cyclecount_tui.workflow.posting import LONGEST_UNDER_WAY
from tests.factory import Factory
from tests.sweeps import some_by_default
from tests.workflow.posting_ground import brought_to_its_end
from tests.workflow.test_posting import MUTATION_OF, steps_of
from tests.workflow.test_posting_faults import Proof, kill_cases, proof_of

__all__ = ["proof_of"]  # the fixture

ROOT = Path(__file__).parents[2]
TIMEOUT = 120


def program(factory: Factory, count: Count, by: str = "Ann", **environment: str) -> "subprocess.Popen[str]":
    """A program that posts the count."""
    simulator = factory.simulator
    command = [sys.executable, "-m", "tests.workflow.posting_program", str(factory.folder), factory.server.url,
               simulator.client_id, simulator.client_secret, count.id, by]  # fmt: skip
    return subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, "AT": factory.now.isoformat(), **environment}, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip


@pytest.mark.parametrize("case", some_by_default(kill_cases()))
def test_a_program_that_is_killed_has_done_each_write_once(
    tmp_path: Path, proof_of: Callable[[str], Proof], case: str
) -> None:
    kind, event, when = case.split(", ")
    proof = proof_of(kind)
    with proof.ground.trodden(tmp_path / "data") as (factory, count):
        killed = {"KILL_AT": event, **({"KILL_KEPT": "1"} if when == "after" else {})}
        with program(factory, count, **killed) as process:
            assert process.wait(TIMEOUT) == -signal.SIGKILL
        assert brought_to_its_end(factory, count, proof.ground) == proof.calm


@pytest.mark.slow
@pytest.mark.parametrize("kind", list(WriteKind))
def test_a_write_that_arrives_after_its_program_was_killed_is_done_once(
    tmp_path: Path, proof_of: Callable[[str], Proof], kind: WriteKind
) -> None:
    """The request is still under way when the next program has settled the count and posted the rest."""
    proof, step = proof_of(kind.value), steps_of(kind)[-1]
    with proof.ground.trodden(tmp_path / "data") as (factory, count):
        simulator = factory.simulator
        simulator.faults.gateway_timeout(TIMEOUT)
        simulator.faults.delay(TIMEOUT - 1, only=MUTATION_OF[step], count=1)
        with program(factory, count) as process:
            until(lambda: any(MUTATION_OF[step] in request.query for request in simulator.requests))
            process.kill()
            assert process.wait(TIMEOUT) == -signal.SIGKILL
        if kind is WriteKind.CREATE:  # nothing guards it, so it is waited for until it cannot be under way any more
            simulator.faults.delay(0)
            until(lambda: simulator.requests[-1].status is not None)
            ended = brought_to_its_end(factory, count, proof.ground)
        else:
            brought_without_ending_the_delay(factory, count)
            simulator.faults.delay(0)
            until(lambda: all(request.status is not None for request in simulator.requests))
            ended = brought_to_its_end(factory, count, proof.ground)
        assert ended == proof.calm


def brought_without_ending_the_delay(factory: Factory, count: Count) -> None:
    factory.now += LONGEST_UNDER_WAY
    with program(factory, count, by="Bo") as process:
        out, _ = process.communicate(timeout=TIMEOUT)
    assert out.split() == [Phase.CLOSED.value]


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + TIMEOUT
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.01)


@pytest.mark.parametrize("kind", some_by_default([kind.value for kind in WriteKind], "set_quantity"))
def test_of_two_leads_who_post_one_count_one_does_and_the_other_is_told(
    tmp_path: Path, proof_of: Callable[[str], Proof], kind: str
) -> None:
    proof = proof_of(kind)
    with proof.ground.trodden(tmp_path / "data") as (factory, count), ExitStack() as stack:
        leads = [stack.enter_context(program(factory, count, by, WAIT="1")) for by in ("Ann", "Bo")]
        for lead in leads:
            assert lead.stdout is not None
            assert lead.stdout.readline() == "ready\n"
        for lead in leads:
            assert lead.stdin is not None
            lead.stdin.write("\n")
            lead.stdin.flush()
        said = sorted(lead.communicate(timeout=TIMEOUT)[0].strip() for lead in leads)
        assert said[0] == Phase.CLOSED.value, said
        told = said[1].removeprefix("told ")
        assert told != said[1] or "was sent a moment ago" in told, said
        assert told.count(". ") <= 1, told
        assert brought_to_its_end(factory, count, proof.ground) == proof.calm
