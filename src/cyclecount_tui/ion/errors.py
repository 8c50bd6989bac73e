"""Everything that can go wrong with ION, each with one sentence for the operator; needs no other module."""


class IonError(Exception):
    """Something went wrong with ION.

    `sentence` says what happened and what to do; `trace_id` is ION's own name for the request, for its support.
    """

    def __init__(self, sentence: str, *, trace_id: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.trace_id = trace_id


class Unreachable(IonError):
    """No answer from ION: no connection, a timeout, a gateway's error. `slow`: asking for fewer rows may help."""

    def __init__(self, sentence: str, *, trace_id: str | None = None, slow: bool = False) -> None:
        super().__init__(sentence, trace_id=trace_id)
        self.slow = slow


class AuthRefused(IonError):
    """The API key was refused, or ION refused a fresh token."""


class AuthExpired(AuthRefused):
    """A sign-in that worked is no longer accepted, and a fresh one neither: the key was switched off or replaced."""


class NotPermitted(IonError):
    """The API key lacks the permission."""


class NotFound(IonError):
    """ION has no such thing. `address_doubtful`: the answer did not come from ION's GraphQL, so check the address."""

    def __init__(self, sentence: str, *, trace_id: str | None = None, address_doubtful: bool = False) -> None:
        super().__init__(sentence, trace_id=trace_id)
        self.address_doubtful = address_doubtful


class StaleEtag(IonError):
    """The record was changed by somebody else since it was read; nothing was written."""


class Refused(IonError):
    """ION refused with a message of its own, quoted in the sentence; nothing was written."""


class RateLimited(IonError):
    """ION asks for fewer requests; nothing was done. `retry_after` is in seconds, where ION said so."""

    def __init__(self, sentence: str, *, trace_id: str | None = None, retry_after: float | None = None) -> None:
        super().__init__(sentence, trace_id=trace_id)
        self.retry_after = retry_after


class SchemaMismatch(IonError):
    """This tenant's ION lacks a field or argument that was asked for, or answered in another shape."""


class KeepsChanging(IonError):
    """A list changed every time while its pages were read."""


class Unclear(IonError):
    """A write was sent and its answer never came or could not be read: read ION before anything else."""
