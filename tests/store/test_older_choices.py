"""Choices in journals that are older than what a hold waits for."""

import json
from decimal import Decimal

from cyclecount_tui.domain.events import FixChosen
from cyclecount_tui.domain.fixes import Awaited, AwaitedKind, Cause, Fix, FixKind
from cyclecount_tui.store.event_text import read, written
from tests.domain.building import FACT


def test_what_a_hold_waits_for_is_kept_and_missing_in_older_journals() -> None:
    waits = Awaited(AwaitedKind.KIT, 31, 100, Decimal("4.5"))
    hold = Fix(FixKind.HOLD, note="record the missing parts in kit 31 in ION", awaited=(waits,))
    event = FixChosen(**FACT, line=3, fix=hold, cause=Cause.KIT_NOT_FILLED)
    body = json.loads(written(event).body)
    assert read(json.dumps(body)) == event
    del body["fix"]["awaited"]
    older = read(json.dumps(body))
    assert isinstance(older, FixChosen)
    assert (older.fix.note, older.fix.awaited) == (hold.note, ())
