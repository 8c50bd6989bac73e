"""What a check found: how it stands, in a sentence, and what to do."""

from dataclasses import dataclass, field
from enum import StrEnum

from cyclecount_tui.workflow.errors import sentence_of

AGAIN = "Then run cyclecount doctor again."


class State(StrEnum):
    """How a check ended."""

    OK = "ok"
    WARNING = "warning"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the diagnosis. `what_to_do` is empty where there is nothing to do; `error` is what was caught."""

    name: str
    state: State
    sentence: str
    what_to_do: str = ""
    error: Exception | None = field(default=None, repr=False, compare=False)


def fine(name: str, sentence: str) -> Finding:
    """All is well."""
    return Finding(name, State.OK, sentence)


def doubtful(name: str, sentence: str, what_to_do: str, error: Exception | None = None) -> Finding:
    """Counting can start, and something may be in the way later."""
    return Finding(name, State.WARNING, sentence, what_to_do, error)


def wrong(name: str, sentence: str, what_to_do: str, error: Exception | None = None) -> Finding:
    """Counting cannot start."""
    return Finding(name, State.FAILED, sentence, what_to_do, error)


def not_checked(name: str, because: str) -> Finding:
    """What it depends on is wrong already, and said on a line of its own."""
    return doubtful(name, f"Not checked: {because}.", f"Put right what failed above. {AGAIN}")


def said(sentence: str) -> tuple[str, str]:
    """What happened and what to do, of a sentence that says both with a semicolon between, as those of errors do."""
    what_happened, parted, what_to_do = sentence.rpartition("; ")
    if not parted:
        return sentence, f"Put that right. {AGAIN}"
    return f"{what_happened}.", what_to_do[:1].upper() + what_to_do[1:]


def told_by(error: Exception, name: str, state: State = State.FAILED) -> Finding:
    """What an error of ION or of the store says."""
    return Finding(name, state, *said(sentence_of(error)), error)


def can_count(findings: list[Finding]) -> bool:
    """Whether nothing failed."""
    return all(finding.state is not State.FAILED for finding in findings)
