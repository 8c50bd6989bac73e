"""Journals from before recounts were fixes read as they always did."""

import json
from dataclasses import replace

from cyclecount_tui.domain.events import FixChosen
from cyclecount_tui.domain.fixes import Cause, Fix, FixKind
from cyclecount_tui.domain.recount_events import LinesSentBack
from cyclecount_tui.store.event_text import read, written
from tests.store.examples import NOON


def without(body: str, *names: str) -> str:
    """The text of an event, and of its fix, without some of its fields."""
    told = json.loads(body)
    for name in names:
        (told.get("fix") or {}).pop(name, None)
        told.pop(name, None)
    return json.dumps(told)


def test_a_fix_that_names_no_other_lines() -> None:
    held = FixChosen(at=NOON, by="Ann", line=3, fix=Fix(FixKind.HOLD, note="count it again"), cause=Cause.PACK_SIZE)
    assert read(without(written(held).body, "also")) == held
    pair = replace(held, fix=Fix(FixKind.RECOUNT, note="both", also=(4, 5)))
    assert read(written(pair).body) == pair


def test_lines_that_went_back_without_a_reason() -> None:
    back = LinesSentBack(at=NOON, by="Bo", lines=(1, 4), salt="ab12")
    assert read(without(written(back).body, "reason")) == back
