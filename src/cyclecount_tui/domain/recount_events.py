"""What happens around a recount: lines are asked again, blind, until two counts agree or somebody decides."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from cyclecount_tui.domain.fact import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class RecountAsked(Fact):
    """Some lines are to be counted again by somebody else; which of them differed is not said.

    `seals` (line and seal, made with `salt`, see `sealing.py`) stand for ION's quantities, which are not kept while the
    lines are counted blind. `settled` are lines that need no further count, each with its difference.
    """

    lines: tuple[int, ...]
    salt: str
    seals: tuple[tuple[int, str], ...]
    settled: tuple[tuple[int, Decimal], ...] = ()
    kind: Literal["recount_asked"] = "recount_asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinesSentBack(Fact):
    """Lines of a compared count are to be counted again by somebody else; some of them had agreed, which is not said.

    What they were compared with is not looked at any more: of their counts so far, seals stand for it, which are made
    with `salt` from the comparison that the journal holds before this.
    """

    lines: tuple[int, ...]
    salt: str
    reason: str = ""
    kind: Literal["lines_sent_back"] = "lines_sent_back"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecountWaived(Fact):
    """The reconciliation goes on without the recount, for a stated reason."""

    reason: str
    kind: Literal["recount_waived"] = "recount_waived"


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptChosen(Fact):
    """No two counts of a line agree: somebody chose which one is right (`attempt` counts from 1), and why."""

    line: int
    attempt: int
    reason: str = ""
    kind: Literal["attempt_chosen"] = "attempt_chosen"


RecountEvent = RecountAsked | LinesSentBack | RecountWaived | AttemptChosen
