"""Every event reads back as it was written, and nothing is written that would not."""

import json
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cyclecount_tui.domain.events import Compared, Planned
from cyclecount_tui.store.errors import DatabaseBroken, NotStorable
from cyclecount_tui.store.event_text import read, written
from tests.store.examples import NOON, counted, noted, opening
from tests.store.generated_events import EVENT_TYPES, HOSTILE, HUGE, dataclasses_of


@pytest.mark.parametrize("kind", EVENT_TYPES, ids=lambda kind: kind.__name__)
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_every_event_reads_back_exactly(kind: type[Any], data: st.DataObject) -> None:
    event = data.draw(dataclasses_of(kind))
    text = written(event)
    again = read(text.body)
    assert again == event
    # Equal decimals may be written differently (1.0 and 1.00); the same text shows that not even that was lost.
    assert written(again) == text


@pytest.mark.parametrize("kind", EVENT_TYPES, ids=lambda kind: kind.__name__)
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_the_columns_say_what_the_text_says(kind: type[Any], data: st.DataObject) -> None:
    text = written(data.draw(dataclasses_of(kind)))
    body = json.loads(text.body)
    assert (body["at"], body["by"], body["kind"]) == (text.at, text.by, text.kind)
    assert datetime.fromisoformat(text.at).utcoffset() == timedelta(0)


@pytest.mark.parametrize("quantity", HUGE, ids=lambda quantity: str(quantity)[:12])
def test_quantities_are_text_and_keep_every_digit(quantity: Decimal) -> None:
    text = written(replace(counted(1), quantity=quantity))
    assert json.loads(text.body)["quantity"] == str(quantity)
    event = read(text.body)
    assert getattr(event, "quantity").as_tuple() == quantity.as_tuple()  # noqa: B009 - read() says Event, not which


@pytest.mark.parametrize("remark", HOSTILE)
def test_hostile_text_reads_back(remark: str) -> None:
    assert read(written(noted(remark)).body) == noted(remark)


@pytest.mark.parametrize(
    "event",
    [
        noted("half \ud800 a character"),
        replace(counted(1), by="\udfff"),
        replace(opening(), location_name="\udc80"),
        replace(counted(1), quantity=Decimal("NaN")),
        replace(counted(1), quantity=Decimal("sNaN")),
        replace(counted(1), quantity=Decimal("Infinity")),
        replace(counted(1), at=NOON.replace(tzinfo=None)),
        replace(counted(1), at=NOON.replace(tzinfo=timezone(timedelta(seconds=1172)))),
        replace(counted(1), quantity=3.5),  # type: ignore[arg-type]  # what a careless caller might do
    ],
    ids=["surrogate", "by", "location", "nan", "signalling", "infinite", "naive", "odd-offset", "float"],
)
def test_what_would_not_read_back_is_refused(event: Any) -> None:
    with pytest.raises(NotStorable, match="cannot be stored"):
        written(event)


@pytest.mark.parametrize(
    "body",
    ["", "{", "[]", "null", '{"kind": "counted"}', '{"kind": "invented", "at": "2026-03-02T12:00:00Z", "by": "Ada"}'],
)
def test_unreadable_text_is_said_to_be_so(body: str) -> None:
    with pytest.raises(DatabaseBroken, match="cyclecount verify"):
        read(body)


OLDER_PLAN = (
    '{"at": "2026-03-02T12:00:00Z", "by": "Ada", "kind": "planned", "plan": {"writes": [{"number": 1, "kind": "move", '
    '"line": 1, "key": {"part_number": "FR-1"}, "quantity": "4", "before": "4", "record_id": 11, "etag": "e"}], '
    '"not_planned": [], "covered": []}}'
)


def test_a_plan_that_is_older_than_what_it_says_of_records_and_rules_reads_as_before() -> None:
    event = read(OLDER_PLAN)
    assert isinstance(event, Planned)
    (write,) = event.plan.writes
    assert (write.status, write.held, write.after) == (None, 0, 4)
    assert (event.plan.rules, event.plan.rules_unread) == ((), "")


def test_evidence_that_is_older_than_what_is_held_of_records_reads_as_before() -> None:
    part = '{"id": 1, "number": "FR-1", "revision": "", "description": "", "tracking": null, "uom": "", "cost": null}'
    record = f'{{"id": 11, "etag": "e", "part": {part}, "quantity": "4", "status": "AVAILABLE", "location": null}}'
    event = read(
        f'{{"at": "2026-03-02T12:00:00Z", "by": "Ada", "kind": "compared", "evidence": {{"here": [{record}]}}}}'
    )
    assert isinstance(event, Compared)
    assert event.evidence.here[0].held == 0
