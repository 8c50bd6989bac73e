"""ION's own scalars: times, decimals, and values that pass through as JSON."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from graphql import GraphQLError, GraphQLScalarType, GraphQLSchema


def fit_scalars(schema: GraphQLSchema, *, naive_times: bool) -> None:
    """Give the schema's scalars their readers and writers."""
    times = _scalar(schema, "DateTime")
    _set(times, _naive_text if naive_times else _zoned_text, read_time)
    _set(_scalar(schema, "Decimal"), str, read_decimal)


def read_time(value: Any) -> datetime:
    """A time from the wire, in UTC; without a zone it is taken as UTC.

    Raises:
        GraphQLError: it is not an ISO 8601 time.
    """
    try:
        time = datetime.fromisoformat(value)
    except (TypeError, ValueError) as problem:
        raise GraphQLError(f"DateTime cannot represent value: {value!r}") from problem
    return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)


def read_decimal(value: Any) -> Decimal:
    """A decimal from a number or a text.

    Raises:
        GraphQLError: it is not a number.
    """
    try:
        number = Decimal(str(value))
    except InvalidOperation as problem:
        raise GraphQLError(f"Decimal cannot represent value: {value!r}") from problem
    if not number.is_finite():
        raise GraphQLError(f"Decimal cannot represent value: {value!r}")
    return number


def _scalar(schema: GraphQLSchema, name: str) -> GraphQLScalarType:
    scalar = schema.type_map[name]
    assert isinstance(scalar, GraphQLScalarType)
    return scalar


def _set(scalar: GraphQLScalarType, write: Callable[[Any], Any], read: Callable[[Any], Any]) -> None:
    def read_literal(node: Any, _variables: object = None) -> Any:
        return read(getattr(node, "value", None))

    # graphql-core 3.2 knows the first of each pair of names, 3.3 the second.
    changes: dict[str, Callable[..., Any]] = {
        "serialize": write,
        "coerce_output_value": write,
        "parse_value": read,
        "coerce_input_value": read,
        "parse_literal": read_literal,
        "coerce_input_literal": read_literal,
    }
    for name, function in changes.items():
        setattr(scalar, name, function)


def _zoned_text(time: datetime) -> str:
    return time.astimezone(UTC).isoformat()


def _naive_text(time: datetime) -> str:
    return time.astimezone(UTC).replace(tzinfo=None).isoformat()
