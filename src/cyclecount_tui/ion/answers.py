"""What an answer of ION means: its data, or the one error it stands for, from status, body and messages together."""

import json
from dataclasses import dataclass, field
from typing import Any

from cyclecount_tui.ion.complaints import (
    REQUEST_TIMEOUT,
    Complaint,
    Kind,
    complaints_in,
    kind_of_status,
    most_telling,
)
from cyclecount_tui.ion.errors import (
    AuthRefused,
    IonError,
    NotFound,
    NotPermitted,
    RateLimited,
    Refused,
    SchemaMismatch,
    StaleEtag,
    Unclear,
    Unreachable,
)
from cyclecount_tui.ion.reply_shape import Data, Reader

SLOW_STATUSES = frozenset({REQUEST_TIMEOUT, 502, 504})
"""A call over 30 seconds dies at ION's gateway as a 502."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it came from the wire. `retry_after` is in seconds."""

    operation: str
    status: int
    body: bytes = field(repr=False)
    trace_id: str | None = None
    retry_after: float | None = None


def checked_data_of(answer: Answer, read: Reader) -> Data | None:
    """The data of an answer that is all that was hoped for; None where it has to be looked at more closely."""
    found = read(answer.body) if 200 <= answer.status < 300 else None
    if found is None:
        return None
    data = Data(found)
    data.trace_id, data.checked = answer.trace_id, True
    return data


def data_of(answer: Answer, *, writing: bool) -> Data:
    """The data of an answer without errors; else the IonError it stands for, whatever the status and the body."""
    content = _json_object(answer.body)
    complaints = complaints_in(content)
    data = content.get("data") if content else None
    if not complaints and isinstance(data, dict) and 200 <= answer.status < 300:
        whole = Data(data)
        whole.trace_id = answer.trace_id
        return whole
    if writing and _carried_out(complaints, data):
        raise _unclear(answer, most_telling(complaints).quoted)
    if complaints:
        raise _error(answer, most_telling(complaints), writing=writing)
    silent = Complaint(kind_of_status(answer.status), "")
    raise _error(answer, silent, writing=writing)


def _json_object(body: bytes) -> dict[str, Any] | None:
    try:
        content = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return content if isinstance(content, dict) else None


def _carried_out(complaints: list[Complaint], data: object) -> bool:
    """Whether a write with errors may have been carried out: something came back, or an error stems from the reply."""
    if not complaints or most_telling(complaints).kind is Kind.STALE:
        return False
    came_back = isinstance(data, dict) and any(value is not None for value in data.values())
    return came_back or any(complaint.inside_reply for complaint in complaints)


def _error(answer: Answer, complaint: Complaint, *, writing: bool) -> IonError:
    kind = complaint.kind
    if kind is Kind.UNSAID:
        kind = kind_of_status(answer.status) if answer.status >= 400 else Kind.REFUSED
    if kind is Kind.UNREADABLE:
        return _unclear(answer, complaint.quoted) if writing else _unreachable(answer, complaint.quoted)
    return _ERRORS[kind](answer, complaint.quoted)


def _unclear(answer: Answer, quoted: str) -> Unclear:
    said = f" ({quoted})" if quoted else f" (status {answer.status})"
    return Unclear(
        f"ION's answer to a change could not be understood{said}, so it may or may not have been made; "
        f"read the record in ION before anything else.",
        trace_id=answer.trace_id,
    )


def _unreachable(answer: Answer, quoted: str) -> Unreachable:
    said = f": {quoted}" if quoted else ""
    slow = answer.status in SLOW_STATUSES
    cause = "took too long or was interrupted" if slow else "did not give a readable answer"
    return Unreachable(
        f"ION {cause} (status {answer.status}{said}); wait a moment and try again, "
        f"and check ION_API_URI if it stays so.",
        trace_id=answer.trace_id,
        slow=slow,
    )


def _auth_refused(answer: Answer, quoted: str) -> AuthRefused:
    said = f": {quoted}" if quoted else ""
    return AuthRefused(
        f"ION does not accept the sign-in{said}; "
        f"check that ION_AUTH_SERVER, ION_CLIENT_ID and ION_CLIENT_SECRET belong to ION_API_URI.",
        trace_id=answer.trace_id,
    )


def _not_permitted(answer: Answer, quoted: str) -> NotPermitted:
    said = f": {quoted}" if quoted else ""
    return NotPermitted(
        f"ION does not let this API key do that{said}; ask an ION administrator for the permission.",
        trace_id=answer.trace_id,
    )


def _not_found(answer: Answer, quoted: str) -> NotFound:
    if quoted:
        sentence = f"ION does not find it: {quoted}; it may have been merged, deleted or archived, so read again."
    else:
        sentence = "There is no GraphQL service of ION at this address (status 404); check ION_API_URI."
    return NotFound(sentence, trace_id=answer.trace_id, address_doubtful=not quoted)


def _stale(answer: Answer, quoted: str) -> StaleEtag:
    said = f" ({quoted})" if quoted else ""
    return StaleEtag(
        f"Somebody changed the record in ION since it was read, so nothing was written{said}; "
        f"look at the record as it is now and decide again.",
        trace_id=answer.trace_id,
    )


def _rate_limited(answer: Answer, quoted: str) -> RateLimited:
    del quoted
    wait = f"{answer.retry_after:.0f} seconds" if answer.retry_after else "a minute"
    return RateLimited(
        f"ION asks for fewer requests; wait {wait} and try again.",
        trace_id=answer.trace_id,
        retry_after=answer.retry_after,
    )


def _schema_mismatch(answer: Answer, quoted: str) -> SchemaMismatch:
    return SchemaMismatch(
        f"This ION does not offer what {answer.operation} asks for: {quoted}; "
        "update cyclecount, or tell whoever looks after it.",
        trace_id=answer.trace_id,
    )


def _refused(answer: Answer, quoted: str) -> Refused:
    said = quoted or f"status {answer.status}, without a message"
    return Refused(f"ION refused: {said}; correct that in ION or choose another way.", trace_id=answer.trace_id)


_ERRORS = {
    Kind.AUTH: _auth_refused,
    Kind.NOT_PERMITTED: _not_permitted,
    Kind.NOT_FOUND: _not_found,
    Kind.STALE: _stale,
    Kind.RATE_LIMITED: _rate_limited,
    Kind.SCHEMA: _schema_mismatch,
    Kind.REFUSED: _refused,
}
