"""ION's complaints: its `errors[]` sorted into kinds by code and message, and HTTP statuses where it says nothing."""

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

LONGEST_QUOTE = 300
REQUEST_TIMEOUT = 408


class Kind(Enum):
    """What a complaint stands for, the most telling first."""

    STALE = auto()
    AUTH = auto()
    NOT_PERMITTED = auto()
    RATE_LIMITED = auto()
    SCHEMA = auto()
    NOT_FOUND = auto()
    REFUSED = auto()
    UNREADABLE = auto()
    """The answer does not say what became of the request."""
    UNSAID = auto()
    """Words that no table knows; the status decides."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """One entry of `errors[]`. `inside_reply`: it arose while the reply was made, after the operation itself."""

    kind: Kind
    message: str
    inside_reply: bool = False

    @property
    def quoted(self) -> str:
        """The message on one line in quotation marks, for a sentence; empty without a message."""
        shown = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in self.message)
        if len(shown) > LONGEST_QUOTE:
            shown = shown[:LONGEST_QUOTE] + "…"
        return f"“{shown}”" if shown else ""


_CODES = {
    "CONCURRENCY_ERROR": Kind.STALE,
    "UNAUTHENTICATED": Kind.AUTH,
    "UNAUTHORIZED": Kind.AUTH,
    "FORBIDDEN": Kind.NOT_PERMITTED,
    "PERMISSION_DENIED": Kind.NOT_PERMITTED,
    "RATE_LIMITED": Kind.RATE_LIMITED,
    "TOO_MANY_REQUESTS": Kind.RATE_LIMITED,
    "THROTTLED": Kind.RATE_LIMITED,
    "GRAPHQL_VALIDATION_FAILED": Kind.SCHEMA,
    "NOT_FOUND": Kind.NOT_FOUND,
    "SERVICE_UNAVAILABLE": Kind.UNREADABLE,
    "INTERNAL_SERVER_ERROR": Kind.UNREADABLE,
}

_WORDS = (
    (Kind.STALE, ("concurrency_error", "etag does not match")),
    (
        Kind.AUTH,
        (
            "please provide proper credentials",
            "unable to parse authentication token",
            "unable to validate authentication token",
            "unable to find appropriate rsa key",
            "token is expired",
        ),
    ),
    (
        Kind.NOT_PERMITTED,
        ("does not have permission", "permission denied", "insufficient permission", "not permitted", "forbidden"),
    ),
    (Kind.RATE_LIMITED, ("rate limit", "rate-limit", "too many requests")),
    (Kind.NOT_FOUND, ("not found", "does not exist", "no longer exists")),
    (Kind.UNREADABLE, ("internal server error", "service unavailable", "bad gateway", "timed out")),
)

_SCHEMA_WORDS = (
    "cannot query field",
    "unknown argument",
    "unknown field",
    "unknown type",
    "is not defined by type",
    "of required type",
    "must have a selection",
    "must not have a selection",
    "expected type",
    "got invalid value",
    "has invalid value",
    "used in position expecting",
)
"""Of validation, which speaks before anything runs and so never with a path."""

_BARE_UNAUTHORIZED = re.compile(r"\W*unauthori[sz]ed\W*", re.IGNORECASE)

_STATUSES = {
    400: Kind.REFUSED,
    401: Kind.AUTH,
    403: Kind.NOT_PERMITTED,
    404: Kind.NOT_FOUND,
    409: Kind.STALE,
    422: Kind.REFUSED,
    429: Kind.RATE_LIMITED,
}


def kind_of_status(status: int) -> Kind:
    """What an HTTP status stands for where the body says nothing; a request at fault (4xx) was not carried out."""
    if status in _STATUSES:
        return _STATUSES[status]
    return Kind.REFUSED if 400 <= status < 500 and status != REQUEST_TIMEOUT else Kind.UNREADABLE


def complaints_in(content: dict[str, Any] | None) -> list[Complaint]:
    """The complaints of a reply, however oddly they are written; none without `errors`."""
    errors = content.get("errors") if content else None
    if not errors:
        return []
    return [_complaint(error) for error in (errors if isinstance(errors, list) else [errors])]


def most_telling(complaints: list[Complaint]) -> Complaint:
    """The complaint that decides what a reply with several of them stands for."""
    return min(complaints, key=lambda complaint: complaint.kind.value)


def _complaint(error: object) -> Complaint:
    if not isinstance(error, dict):
        error = {"message": error}
    message = " ".join(_text(error.get("message")).split())
    path = error.get("path")
    extensions = error.get("extensions")
    code = _text(extensions.get("code")).upper() if isinstance(extensions, dict) else ""
    inside_reply = isinstance(path, list) and len(path) > 1
    return Complaint(_kind(code, message, checked_only=not path), message, inside_reply)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _kind(code: str, message: str, *, checked_only: bool) -> Kind:
    if code in _CODES:
        return _CODES[code]
    if _BARE_UNAUTHORIZED.fullmatch(message):
        return Kind.AUTH
    folded = message.casefold()
    if checked_only and any(words in folded for words in _SCHEMA_WORDS):
        return Kind.SCHEMA
    return next((kind for kind, known in _WORDS if any(words in folded for words in known)), Kind.UNSAID)
