"""Timelines in the shapes that tenants may send: all values, only what changed, or nothing of use."""

from typing import Any

import pytest

from cyclecount_tui.domain.inventory import Place
from cyclecount_tui.ion.history_shapes import PartHistoryNode, changes_of
from cyclecount_tui.ion.reply_shape import ReplyShape

_NODE = ReplyShape(PartHistoryNode)
AT = "2026-03-0{}T10:00:00"


def history(*events: dict[str, Any], **more: Any) -> list[Any]:
    node = {
        "id": 11, "partId": 100, "quantity": 6, "lotNumber": None, "serialNumber": None,
        "originPartInventoryId": None, "location": {"id": 2, "name": "RACK-B"}, "timeline": [*events],
    } | more  # fmt: skip
    return list(changes_of(_NODE.validate_python(node), 20))


def event(day: int, old: tuple[Any, Any] | None, new: tuple[Any, Any] | None, **more: Any) -> dict[str, Any]:
    values = [None if each is None else {"quantity": each[0], "locationId": each[1]} for each in (old, new)]
    return {
        "eventType": "UPDATE", "timestamp": AT.format(day), "actor": {"name": "Ann"},
        "oldValues": values[0], "newValues": values[1],
    } | more  # fmt: skip


def test_what_an_event_leaves_out_stayed_as_it_was() -> None:
    moved, lessened, made = history(
        event(1, None, (10, 1), eventType="CREATE"), event(2, (10, None), (6, None)), event(3, (None, 1), (None, 2))
    )
    assert (moved.before, moved.after, moved.was_at, moved.is_at) == (6, 6, Place(1, ""), Place(2, ""))
    assert (lessened.before, lessened.after, lessened.was_at, lessened.is_at) == (10, 6, Place(1, ""), Place(1, ""))
    assert (made.before, made.after, made.was_at, made.is_at, made.made) == (None, 10, None, Place(1, ""), True)


def test_the_latest_first_and_no_more_than_wanted() -> None:
    days = [change.at.day for change in history(*(event(day, (day, 2), (day + 1, 2)) for day in (2, 5, 1, 3)))]
    assert days == [5, 3, 2, 1]
    node = _NODE.validate_python(
        {
            "id": 1, "partId": 1, "quantity": 1, "lotNumber": "", "serialNumber": "", "originPartInventoryId": None,
            "location": None, "timeline": [event(day, (1, 2), (2, 2)) for day in range(1, 9)],
        }
    )  # fmt: skip
    assert [change.at.day for change in changes_of(node, 3) if change.at] == [8, 7, 6]


@pytest.mark.parametrize("nothing", [{}, {"eventType": "CONNECTED", "timestamp": None, "actor": None}, None])
def test_events_without_values_say_nothing(nothing: Any) -> None:
    assert history(nothing) == []


def test_who_and_when_may_be_missing() -> None:
    (change,) = history(event(2, (10, 2), (6, 2), actor=None, timestamp=None))
    assert (change.at, change.by) == (None, "")
    assert change.words_at(Place(2, "")) == "Record 11: 10 became 6."


def test_a_record_that_lies_nowhere_was_somewhere() -> None:
    (change,) = history(event(2, (6, 1), (6, None)), location=None)
    assert (change.was_at, change.is_at) == (Place(1, ""), None)
    assert not change.moved
