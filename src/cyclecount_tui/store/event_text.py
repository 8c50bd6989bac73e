"""Events as JSON text and back: the one place where what a journal holds is checked.

Pydantic and the events are imported when the first event is written or read, so that the schedule need not wait.
"""

from __future__ import annotations

from decimal import InvalidOperation
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from cyclecount_tui.store.errors import DatabaseBroken, NotStorable

if TYPE_CHECKING:
    from pydantic import TypeAdapter

    from cyclecount_tui.domain.events import Event


class EventText(NamedTuple):
    """An event as the journal's columns: `at` in ISO 8601 with an offset, `body` in JSON with the other three in it."""

    at: str
    by: str
    kind: str
    body: str


def written(event: Event) -> EventText:
    """The event as text. Raises NotStorable for one that would not read back as the same event."""
    from pydantic import ValidationError
    from pydantic_core import PydanticSerializationError, to_jsonable_python

    if event.at.utcoffset() is None:
        raise NotStorable("The time of an event has no time zone, so it cannot be stored.")
    try:
        body = _adapter().dump_json(event, warnings="error").decode()
        unchanged = _adapter().validate_json(body) == event
    except PydanticSerializationError as error:
        raise NotStorable(_refusal(event, "it holds half a character or a value of the wrong kind")) from error
    except (ValidationError, InvalidOperation) as error:
        raise NotStorable(_refusal(event, "it holds a value that could not be read again")) from error
    if not unchanged:
        raise NotStorable(_refusal(event, "it would not read back as it was"))
    return EventText(to_jsonable_python(event.at), event.by, event.kind, body)


def read(body: str) -> Event:
    """The event of a journal's JSON text. Raises DatabaseBroken when it is none."""
    from pydantic import ValidationError

    try:
        return _adapter().validate_json(body)
    except ValidationError as error:
        raise DatabaseBroken(
            "An entry of the journal cannot be read; run `cyclecount verify` to find which and put back a backup."
        ) from error


def _refusal(event: Event, reason: str) -> str:
    return f"The entry ({event.kind.replace('_', ' ')}) cannot be stored: {reason}; enter it again without."


@cache
def _adapter() -> TypeAdapter[Event]:
    from typing import Annotated

    from pydantic import Field, TypeAdapter

    from cyclecount_tui.domain.events import Event

    return TypeAdapter(Annotated[Event, Field(discriminator="kind")])
