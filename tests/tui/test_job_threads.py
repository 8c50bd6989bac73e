"""Threads that wait for work: each job has one at once, none is lost at the end, and none is left over."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from contextvars import ContextVar

from cyclecount_tui.tui.job import Job
from cyclecount_tui.tui.job_threads import JobThreads

PATIENCE = 20.0


def job() -> Job:
    return Job("entry", lambda _result: None, lambda _error: None)


def waiting_for(event: threading.Event) -> Callable[[], None]:
    def work() -> None:
        event.wait(PATIENCE)

    return work


def rests(threads: JobThreads) -> bool:
    return threads.at_rest


async def until(true: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end
        await asyncio.sleep(0.002)


def waiting() -> set[threading.Thread]:
    return {thread for thread in threading.enumerate() if thread.name == "job"}


async def test_one_after_the_other_is_done_by_one_thread() -> None:
    threads, done = JobThreads(), list[threading.Thread]()
    for number in range(20):
        threads.start(job(), lambda: done.append(threading.current_thread()))
        await until(lambda: len(done) == number + 1 and threads._idle)  # noqa: B023 - it waits here
    assert len(set(done)) == 1
    assert threading.current_thread() not in done
    await threads.end()
    await until(lambda: done[0] not in waiting())


async def test_none_waits_for_another_one() -> None:
    threads, together = JobThreads(), threading.Barrier(6)
    jobs = [job() for _ in range(6)]

    def meet() -> None:
        together.wait(PATIENCE)

    for each in jobs:
        threads.start(each, meet)
    await until(lambda: rests(threads))
    assert not together.broken
    assert not any(map(threads.keeps, jobs))
    await threads.end()


async def test_the_end_waits_for_what_may_not_be_broken_off() -> None:
    threads, go_on, done = JobThreads(), threading.Event(), list[str]()
    kept, left_behind = job(), job()

    def store() -> None:
        go_on.wait(PATIENCE)
        done.append("stored")

    before = waiting()
    threads.start(kept, store)
    threads.start_abandonable(left_behind, waiting_for(go_on))
    ends = [asyncio.create_task(threads.end()) for _ in range(2)]
    await asyncio.sleep(0.05)
    assert threads.keeps(kept)
    assert not threads.keeps(left_behind)
    assert not rests(threads)
    ends[0].cancel()
    assert not ends[1].done(), "whoever waits no longer keeps nobody else from it"
    go_on.set()
    await asyncio.wait_for(ends[1], PATIENCE)
    assert "stored" in done
    await until(lambda: waiting() <= before)


async def test_what_nobody_wants_any_more_is_no_unrest() -> None:
    threads, go_on = JobThreads(), threading.Event()
    unwanted = job()
    threads.start(unwanted, waiting_for(go_on))
    assert not rests(threads)
    unwanted.cancel()
    assert rests(threads)
    assert threads.keeps(unwanted), "what it does to the disk it does whole"
    go_on.set()
    await threads.end()
    assert not threads.keeps(unwanted)


async def test_each_has_a_context_of_its_own() -> None:
    threads, name = JobThreads(), ContextVar("name", default="nobody")
    seen: list[str] = []

    def work() -> None:
        seen.append(name.get())
        name.set("a thread")

    name.set("the app")
    for number in range(3):
        threads.start(job(), work)
        await until(lambda: len(seen) == number + 1 and threads._idle)  # noqa: B023 - it waits here
    assert seen == ["the app"] * 3
    await threads.end()
