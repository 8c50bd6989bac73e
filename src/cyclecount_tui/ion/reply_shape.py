"""Checks a reply's shape once; one that does not fit becomes a sentence naming the operation and the field."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, Generic, TypeVar, overload

from pydantic import TypeAdapter, ValidationError
from pydantic_core import SchemaValidator
from pydantic_core.core_schema import (
    CoreConfig,
    CoreSchema,
    dict_schema,
    none_schema,
    str_schema,
    typed_dict_field,
    typed_dict_schema,
)

from cyclecount_tui.ion.errors import SchemaMismatch

Shape = TypeVar("Shape")

Reader = Callable[[bytes], dict[str, Any] | None]
"""The data of a reply, its fields in their shape; None where it is not all that was hoped for."""


class ReplyShape(Generic[Shape]):
    """What a reply, or a part of it, has to look like; made ready when the first one is held against it.

    There are some forty, and each takes a tenth of a MiB and a few milliseconds; a terminal that counts needs ten.
    """

    @overload
    def __init__(self, kind: type[Shape]) -> None: ...
    @overload
    def __init__(self, kind: Any) -> None: ...
    def __init__(self, kind: Any) -> None:
        self._kind = kind

    @cached_property
    def _ready(self) -> TypeAdapter[Shape]:
        return TypeAdapter(self._kind)

    @property
    def core_schema(self) -> CoreSchema:
        """For a shape that this one is a part of."""
        return self._ready.core_schema

    def validate_python(self, value: object) -> Shape:
        """The value in its shape. Raises ValidationError."""
        return self._ready.validate_python(value)


class Data(dict[str, Any]):
    """The data of an answer, with ION's own name for the request that it answers."""

    trace_id: str | None = None
    checked = False
    """Whether its fields are in their shape already."""


def in_reply(shape: ReplyShape[Any]) -> Reader:
    """Checks a whole reply without errors, of which each field has this shape, while its bytes are read.

    That costs about as much as reading the bytes alone does; checking what was read costs as much again. Values are not
    looked for among those that came before: hardly any of them comes twice.
    """
    data = dict_schema(str_schema(), shape.core_schema)
    no_errors = typed_dict_field(none_schema(), required=False)
    whole = typed_dict_schema({"data": typed_dict_field(data), "errors": no_errors})
    check = SchemaValidator(whole, CoreConfig(cache_strings="keys"))

    def read(body: bytes) -> dict[str, Any] | None:
        try:
            data: dict[str, Any] = check.validate_json(body)["data"]
        except ValidationError:
            return None
        return data

    return read


def field_of(shape: ReplyShape[Shape], operation: str, field: str, data: Mapping[str, Any]) -> Shape:
    """A field of an answer's data in its shape; SchemaMismatch where it does not fit."""
    if isinstance(data, Data) and data.checked and field in data:
        fits: Shape = data[field]
        return fits
    return checked(shape, operation, field, data.get(field), data.trace_id if isinstance(data, Data) else None)


def checked(shape: ReplyShape[Shape], operation: str, field: str, value: object, trace_id: str | None = None) -> Shape:
    """The value in its shape; SchemaMismatch where it does not fit."""
    try:
        return shape.validate_python(value)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        path = ".".join([field, *_names(first["loc"])])
        raise SchemaMismatch(
            f"ION answered {operation} in a shape this version does not know, at {path} ({first['msg']}); "
            "update cyclecount, or tell whoever looks after it.",
            trace_id=trace_id,
        ) from None


def _names(steps: tuple[int | str, ...]) -> list[str]:
    """The fields on a way into a reply; a place in a list is none, and one of several shapes neither."""
    return [step for step in steps if isinstance(step, str) and step.isidentifier()]
