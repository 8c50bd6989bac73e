"""`python -m tests.workflow.posting_program`: a program of its own that posts a count, and may be killed on its way.

With KILL_AT=n it kills itself with SIGKILL at the n-th event of the posting, before that is in the journal or, with
KILL_KEPT=1, just after. With WAIT=1 it says `ready` and waits for a line before it posts.
"""

from __future__ import annotations

import os
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

from cyclecount_tui.ion.connecting import connect
from cyclecount_tui.store.journal import Journal
from cyclecount_tui.store.opening import open_store
from cyclecount_tui.workflow.errors import OperatorError, sentence_of
from cyclecount_tui.workflow.keeping import load
from cyclecount_tui.workflow.posting import post
from cyclecount_tui.workflow.workplace import Workplace
from tests.factory import NO_WAITING


def kill_at(event: int, *, kept: bool) -> None:
    """From now on the process ends at this event."""
    append, seen = Journal.append, [0]

    def counted(self: Journal, *arguments: object, **named: object) -> None:
        seen[0] += 1
        if seen[0] < event or kept:
            append(self, *arguments, **named)  # type: ignore[arg-type]  # handed on as they came
        if seen[0] == event:
            os.kill(os.getpid(), signal.SIGKILL)

    setattr(Journal, "append", counted)  # noqa: B010 - this process is there for nothing else


def main(folder: str, url: str, key: str, secret: str, count_id: str, by: str) -> None:
    """Posts; prints how it ended, or the sentence that keeps it from being posted."""
    place = Workplace(
        store=open_store(Path(folder)),
        connect=lambda: connect(url, url, key, secret, patience=NO_WAITING),
        clock=lambda: datetime.fromisoformat(os.environ["AT"]).astimezone(UTC),
        counter=by,
    )
    count = load(place, count_id)
    if os.environ.get("WAIT"):
        print("ready", flush=True)
        sys.stdin.readline()
    try:
        posting = post(place, count)
        stopped = posting.stopped_by
        print(f"{posting.count.phase.value} {stopped.sentence if stopped else ''}".rstrip())
    except OperatorError as error:
        print(f"told {sentence_of(error)}")
    finally:
        place.close()


if __name__ == "__main__":
    if "KILL_AT" in os.environ:
        kill_at(int(os.environ["KILL_AT"]), kept="KILL_KEPT" in os.environ)
    main(*sys.argv[1:7])
