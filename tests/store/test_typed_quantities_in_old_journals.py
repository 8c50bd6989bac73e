"""Fixes in journals from before a typed quantity was kept beside the difference it comes to."""

import json
from decimal import Decimal

from cyclecount_tui.domain.events import FixChosen
from cyclecount_tui.domain.fixes import Cause, Fix, FixKind
from cyclecount_tui.store.event_text import read, written
from tests.domain.building import FACT
from tests.store.test_recounts_in_old_journals import without


def test_a_typed_quantity_is_kept_and_missing_in_older_journals() -> None:
    fix = Fix(FixKind.SET_QUANTITY, Decimal(2), note="looked", wanted=Decimal("12.5"))
    event = FixChosen(**FACT, line=3, fix=fix, cause=Cause.CHOSEN)
    body = written(event).body
    assert read(json.dumps(json.loads(body))) == event
    older = read(without(body, "wanted"))
    assert isinstance(older, FixChosen)
    assert (older.fix.quantity, older.fix.wanted, older.fix.words) == (Decimal(2), None, "Set quantity, +2")
