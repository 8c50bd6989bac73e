"""Every error a use case may raise, in one place for the front ends; each carries a sentence for the operator."""

from cyclecount_tui.domain.errors import DomainError, HadAHandInIt
from cyclecount_tui.ion.errors import (
    AuthExpired,
    AuthRefused,
    IonError,
    NotPermitted,
    RateLimited,
    SchemaMismatch,
    StaleEtag,
    Unclear,
    Unreachable,
)
from cyclecount_tui.ion.waiting import StoppedWaiting
from cyclecount_tui.store.errors import AlreadyOpen, CountMoved, StoreError


class Refusal(Exception):
    """A use case says no, with one sentence that says why and what to do."""

    @property
    def sentence(self) -> str:
        """The sentence for the operator."""
        return str(self)


class ApprovalMissing(Refusal):
    """The plan holds major discrepancies that nobody else has approved: nothing of it is posted yet."""


OperatorError = (DomainError, IonError, StoreError, Refusal)
"""What a front end catches and shows; anything else is a fault of the program."""

__all__ = [
    "AlreadyOpen",
    "ApprovalMissing",
    "AuthExpired",
    "AuthRefused",
    "CountMoved",
    "DomainError",
    "HadAHandInIt",
    "IonError",
    "NotPermitted",
    "OperatorError",
    "RateLimited",
    "Refusal",
    "SchemaMismatch",
    "StaleEtag",
    "StoppedWaiting",
    "StoreError",
    "Unclear",
    "Unreachable",
    "sentence_of",
]


def sentence_of(error: BaseException) -> str:
    """The sentence of any of them; the type's name for anything else."""
    sentence = getattr(error, "sentence", None)
    return sentence if isinstance(sentence, str) else f"{type(error).__name__}: {error}"
