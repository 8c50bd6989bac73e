"""How often each cause was suggested first, and how often people agreed: the record of the detectors."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from cyclecount_tui.domain.count import Choice, Count, Phase
from cyclecount_tui.domain.entries import CountMode
from cyclecount_tui.domain.fixes import Cause, Confidence, FixKind


@dataclass(frozen=True, slots=True, order=True)
class Preferred:
    """What was chosen in place of the first suggestion: another cause, or by hand a kind of fix."""

    cause: Cause
    by_hand: FixKind | None = None

    @property
    def words(self) -> str:
        """`Part moved physically, not digitally`, or `By hand: leave`."""
        return self.cause.words if self.by_hand is None else f"By hand: {self.by_hand.value.replace('_', ' ')}"


@dataclass(slots=True)
class CauseRecord:
    """One cause. The counters are by confidence.

    `taken` are those of `suggested` whose cause was chosen, whichever of its fixes; `instead` are choices of this cause
    though another was suggested first. What was suggested first is in `taken` or in `passed_over_for`, once.
    """

    suggested: Counter[Confidence] = field(default_factory=Counter)
    taken: Counter[Confidence] = field(default_factory=Counter)
    instead: Counter[Confidence] = field(default_factory=Counter)
    passed_over_for: Counter[tuple[Confidence, Preferred]] = field(default_factory=Counter)

    def passed_over(self, confidence: Confidence | None = None) -> Counter[Preferred]:
        """What was chosen when this was suggested first and not taken, with this confidence or with any."""
        found: Counter[Preferred] = Counter()
        for (sure, other), times in self.passed_over_for.items():
            if confidence in {None, sure}:
                found[other] += times
        return found

    @property
    def certain_not_taken(self) -> int:
        """How often this was suggested first as certain, and something else was chosen."""
        return self.suggested[Confidence.CERTAIN] - self.taken[Confidence.CERTAIN]


@dataclass(slots=True)
class CauseTally:
    """The records of all causes over the counts that were added; the counts themselves are not kept.

    `not_told` are choices of which an older journal does not tell what was suggested first.
    """

    causes: dict[Cause, CauseRecord] = field(default_factory=dict)
    counts: int = 0
    choices: int = 0
    not_told: int = 0

    def add(self, count: Count) -> None:
        """Add the choices that stand in a count, and those that were carried out as a recount.

        Training, blind counts and counts that were given up tell nothing.
        """
        choices = (*count.sent_back.carried_out, *count.choices.values())
        if count.mode is CountMode.GUIDED or count.phase not in {Phase.RECONCILING, Phase.CLOSED} or not choices:
            return
        self.counts += 1
        self.add_choices(choices)

    def add_choices(self, choices: Iterable[Choice]) -> None:
        """Add choices, one a discrepancy."""
        for choice in choices:
            self.choices += 1
            self._add(choice)

    def _add(self, choice: Choice) -> None:
        first, confidence = first_suggested(choice)
        if first is None or confidence is None:
            self.not_told += 1
        else:
            record = self._record(first)
            record.suggested[confidence] += 1
            if choice.cause is first:
                record.taken[confidence] += 1
            else:
                record.passed_over_for[confidence, preferred(choice)] += 1
        if choice.confidence is not None and choice.cause is not first:
            self._record(choice.cause).instead[choice.confidence] += 1

    def _record(self, cause: Cause) -> CauseRecord:
        return self.causes.setdefault(cause, CauseRecord())


def first_suggested(choice: Choice) -> tuple[Cause | None, Confidence | None]:
    """What was suggested first when it was chosen; None twice where the journal does not tell.

    Older journals tell it of a choice that was the first suggestion, by its rank.
    """
    if choice.first_cause is None and choice.suggested == 1:
        return choice.cause, choice.confidence
    return choice.first_cause, choice.first_confidence


def preferred(choice: Choice) -> Preferred:
    """What was chosen, as the record of a cause that was passed over names it."""
    return Preferred(choice.cause, choice.fix.kind if choice.confidence is None else None)
