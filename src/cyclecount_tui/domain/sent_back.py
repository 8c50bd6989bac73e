"""What a compared count keeps when some of its lines go back to be counted again: the comparison of all the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING

from cyclecount_tui.domain.comparing import Movement, Row, compare
from cyclecount_tui.domain.evidence import Evidence
from cyclecount_tui.domain.inventory import InventoryRecord
from cyclecount_tui.domain.lines import Line
from cyclecount_tui.domain.plan import Progress, StepState, Write

if TYPE_CHECKING:
    from cyclecount_tui.domain.count import Choice, Count, StepKey


@dataclass(frozen=True, slots=True)
class Comparison:
    """One reading of ION, the end of the journal just before it, and the lines that are compared with it."""

    evidence: Evidence | None
    lines: frozenset[int] = frozenset()
    compared_at: int | None = None


@dataclass(frozen=True, slots=True)
class SetAside:
    """What was decided for a line before it went back, and what it was decided on.

    `attempt` is the count that somebody had chosen, `chosen_by` who did. `records` are those behind the line and behind
    its fix.
    """

    choice: Choice | None
    difference: Decimal | None
    records: tuple[InventoryRecord, ...] = ()
    attempt: int | None = None
    chosen_by: str = ""


@dataclass(frozen=True, slots=True)
class Asking:
    """Who sent which lines back when, and why; some of the lines had agreed."""

    lines: tuple[int, ...]
    by: str
    at: datetime
    reason: str = ""


def _nothing() -> Mapping[int, SetAside]:
    return MappingProxyType({})


def _no_choices() -> Mapping[int, Choice]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class SentBack:
    """All of it; `comparisons` and what was decided hold quantities, and nothing shows them while lines are counted.

    `comparisons` are the earlier ones, oldest first, each with the lines that were not counted again since; every other
    line is compared with the count's present evidence. `replaced` is by line what was chosen before a recount was,
    `set_aside` what the lines that went back have waiting for them, `carried_out` are chosen recounts that were asked.
    `seen_by` are people who know what ION had: who decided, approved or posted anything, or sent lines back.
    """

    comparisons: tuple[Comparison, ...] = field(default=(), repr=False)
    replaced: Mapping[int, Choice] = field(default_factory=_no_choices, repr=False)
    set_aside: Mapping[int, SetAside] = field(default_factory=_nothing, repr=False)
    carried_out: tuple[Choice, ...] = field(default=(), repr=False)
    seen_by: tuple[str, ...] = ()
    asked: tuple[Asking, ...] = ()

    @property
    def kept(self) -> frozenset[int]:
        """The lines that stay compared with an earlier reading."""
        return frozenset().union(*(comparison.lines for comparison in self.comparisons))


NEVER = SentBack()


def comparison_of(count: Count, line: int) -> Comparison:
    """The comparison that a line stands in: the present one, or the earlier one since which it was not counted again.

    Its evidence is None while the count is not compared.
    """
    present = Comparison(count.evidence, compared_at=count.compared_at)
    if count.evidence is None:
        return present
    return next((each for each in count.sent_back.comparisons if line in each.lines), present)


def compared_rows(
    lines: tuple[Line, ...],
    floors: Mapping[int, Decimal],
    settled: Mapping[int, Decimal],
    present: Evidence,
    sent_back: SentBack,
) -> tuple[Row, ...]:
    """A row for each line with a floor quantity, in sheet order, each beside the reading that it is compared with."""
    kept = sent_back.kept
    newest = {line: floor for line, floor in floors.items() if line not in kept}
    rows = {row.line.number: row for row in compare(lines, newest, present, settled)}
    for comparison in sent_back.comparisons:
        if comparison.evidence is not None:
            of_then = {line: floors[line] for line in comparison.lines if line in floors}
            rows |= {row.line.number: row for row in compare(lines, of_then, comparison.evidence, settled)}
    return tuple(rows[line.number] for line in lines if line.number in rows)


def without_own_writes(
    found: Iterable[Movement],
    sent_back: SentBack,
    written: Mapping[int, Write],
    steps: Mapping[StepKey, StepState],
) -> tuple[Movement, ...]:
    """What moved, less what the count itself wrote before its lines went back: that is in the later reading."""
    if not sent_back.comparisons:
        return tuple(found)
    done = [(number, state) for (number, _), state in steps.items() if state.progress is Progress.DONE]
    own = {state.record_id for _, state in done} | {written[number].record_id for number, _ in done}
    return tuple(movement for movement in found if movement.record_id not in own)
