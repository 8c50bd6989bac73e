"""Checks a reply's shape once; one that does not fit becomes a sentence naming the operation and the field."""

from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from cyclecount_tui.ion.errors import SchemaMismatch

Shape = TypeVar("Shape")


def checked(shape: TypeAdapter[Shape], operation: str, field: str, value: object) -> Shape:
    """The value in its shape; SchemaMismatch where it does not fit."""
    try:
        return shape.validate_python(value)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        path = ".".join([field, *(str(step) for step in first["loc"] if not isinstance(step, int))])
        raise SchemaMismatch(
            f"ION answered {operation} in a shape this version does not know, at {path} ({first['msg']}); "
            "update cyclecount, or tell whoever looks after it."
        ) from None
