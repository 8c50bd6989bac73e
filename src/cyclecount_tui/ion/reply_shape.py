"""Checks a reply's shape once; one that does not fit becomes a sentence naming the operation and the field."""

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from cyclecount_tui.ion.errors import SchemaMismatch

Shape = TypeVar("Shape")


class Data(dict[str, Any]):
    """The data of an answer, with ION's own name for the request that it answers."""

    trace_id: str | None = None


def field_of(shape: TypeAdapter[Shape], operation: str, field: str, data: Mapping[str, Any]) -> Shape:
    """A field of an answer's data in its shape; SchemaMismatch where it does not fit."""
    return checked(shape, operation, field, data.get(field), data.trace_id if isinstance(data, Data) else None)


def checked(shape: TypeAdapter[Shape], operation: str, field: str, value: object, trace_id: str | None = None) -> Shape:
    """The value in its shape; SchemaMismatch where it does not fit."""
    try:
        return shape.validate_python(value)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        path = ".".join([field, *(str(step) for step in first["loc"] if not isinstance(step, int))])
        raise SchemaMismatch(
            f"ION answered {operation} in a shape this version does not know, at {path} ({first['msg']}); "
            "update cyclecount, or tell whoever looks after it.",
            trace_id=trace_id,
        ) from None
