"""The certificate of a count: for each line digital before, floor, digital after, and equal or why not."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from cyclecount_tui.domain.causes.doubts import why_not_written
from cyclecount_tui.domain.count import Choice, Count
from cyclecount_tui.domain.entries import Entry
from cyclecount_tui.domain.fixes import Cause, FixKind
from cyclecount_tui.domain.lines import Line
from cyclecount_tui.domain.plan import Progress, StepState
from cyclecount_tui.domain.quantities import plain, same


class Outcome(StrEnum):
    """How a line ended; all but `equal` come with a reason."""

    EQUAL = "equal"
    LEFT = "left"
    HELD = "held"
    REFUSED = "refused"
    MOVED = "moved_meanwhile"
    OPEN = "open"
    UNSURE = "not_decided"
    NOT_COUNTED = "not_counted"
    WITHHELD = "counted_blind"
    NOT_READ = "not_read_again"

    @property
    def words(self) -> str:
        """For a cell: `moved meanwhile`."""
        return self.value.replace("_", " ")


@dataclass(frozen=True, slots=True)
class CertificateLine:
    """One line. Quantities in its own unit; None where there is none, or it is not known.

    `before` is digital at the comparison, `after` digital once more after the last posting; where nothing was posted,
    it was not read again, and a line is equal by the comparison. `reason` says why it is not equal.
    """

    line: Line
    before: Decimal | None
    floor: Decimal | None
    after: Decimal | None
    outcome: Outcome
    reason: str = ""
    entry: Entry | None = None
    choice: Choice | None = None
    posted: StepState | None = None
    """Its last finished write, or that of the line whose fix put it right."""


_States = Mapping[int, Sequence[StepState]]
"""The states of all steps of all plans, by line number."""


def certificate(count: Count) -> tuple[CertificateLine, ...]:
    """Every line of a compared count, in the order of the sheet; nothing of one that is not compared.

    Of a count that is made to be shown, every line that it shows.
    """
    if count.evidence is None:
        return ()
    states, hidden = _states_by_line(count), count.hidden.lines
    return tuple(_certified(count, line, states) for line in count.lines if line.number not in hidden)


def _states_by_line(count: Count) -> _States:
    states: dict[int, list[StepState]] = {}
    for (write, _), state in count.steps.items():
        states.setdefault(count.written[write].line, []).append(state)
    return states


def _certified(count: Count, line: Line, states: _States) -> CertificateLine:
    number = line.number
    row, choice = count.rows_by_line.get(number), count.choices.get(number)
    if row is None:
        left = count.left.get(number)
        return CertificateLine(
            line, None, None, None, Outcome.NOT_COUNTED, _sentence(left.reason if left else "Nobody counted it")
        )
    floor = None if number in count.unsure else row.floor
    after = _after(count, number)
    outcome, reason = _outcome(count, number, floor, after, states.get(number, ()))
    return CertificateLine(
        line,
        row.digital,
        floor,
        after,
        outcome,
        reason,
        count.counted.get(number),
        choice,
        _posted(count, number, states),
    )


def _after(count: Count, number: int) -> Decimal | None:
    """Digital after the last posting, as far as it was read."""
    known = count.digital_after.lines.get(number) if count.digital_after else None
    return known.digital if known else None


def _outcome(
    count: Count, number: int, floor: Decimal | None, after: Decimal | None, states: Sequence[StepState]
) -> tuple[Outcome, str]:
    now = after if count.steps else count.rows_by_line[number].digital
    if floor is not None and now is not None and same(now, floor):
        return Outcome.EQUAL, ""
    if number in count.hidden.fixes:
        return Outcome.WITHHELD, f"{count.hidden.why}: what was done about this line touches that, and is not shown."
    found = list(_reasons(count, number, after, states))
    if not found:
        return Outcome.MOVED, "Nobody can tell what changed it."
    return found[0][0], " ".join(dict.fromkeys(_sentence(reason) for _, reason in found))


def _reasons(
    count: Count, number: int, after: Decimal | None, states: Sequence[StepState]
) -> Iterator[tuple[Outcome, str]]:
    """Why a line is not equal: what ION refused and what a person decided before what happened by itself."""
    refusal = None if number in count.posted_lines else _refusal(states)
    if refusal is not None and not refusal.stale:
        yield Outcome.REFUSED, refusal.reason
    yield from _decided(count, number)
    if refusal is not None and refusal.stale:
        yield Outcome.MOVED, refusal.reason
    if refusal is None:
        yield from _open(count, number)
    if count.steps:
        yield from _since_posting(count, number, after)


def _refusal(states: Sequence[StepState]) -> StepState | None:
    """The last refusal of a line."""
    refused = [state for state in states if state.progress is Progress.REFUSED]
    return max(refused, key=lambda state: state.started_at, default=None)


def _decided(count: Count, number: int) -> Iterator[tuple[Outcome, str]]:
    choice = count.choices.get(number)
    if choice is not None and choice.fix.kind.decides:
        yield Outcome.LEFT if choice.fix.kind is FixKind.LEAVE else Outcome.HELD, choice.fix.note
    elif number in count.unsure:
        yield Outcome.UNSURE, why_not_written(count, number)
    elif choice is not None and number in count.posted_lines:
        yield from _in_part(choice, abs(count.rows_by_line[number].difference))


def _in_part(choice: Choice, apart: Decimal) -> Iterator[tuple[Outcome, str]]:
    """A fix made by hand may deal with less than was off."""
    done = abs(choice.fix.quantity)
    if choice.cause is Cause.CHOSEN and done < apart:
        note = f": {choice.fix.note}" if choice.fix.note else ""
        yield Outcome.LEFT, f"Only {plain(done)} of {plain(apart)} were put right, by hand{note}"


def _open(count: Count, number: int) -> Iterator[tuple[Outcome, str]]:
    choice = count.choices.get(number)
    waits = choice is None or not choice.fix.kind.decides
    if waits and count.rows_by_line[number].differs and number not in count.posted_lines | count.unsure:
        yield Outcome.OPEN, _why_open(count, number, choice)


def _why_open(count: Count, number: int, choice: Choice | None) -> str:
    if choice is None:
        return "No fix was chosen."
    if choice.fix.kind is FixKind.RECOUNT:
        return "It is to be counted again, and that was not asked for yet."
    if any(count.written[write].line == number for write, _ in count.unsettled):
        return "Whether ION has its write is not known: post again."
    missing = [item.sentence for item in (count.plan.not_planned if count.plan else ()) if item.line == number]
    return missing[0] if missing else "Its fix is not posted."


def _since_posting(count: Count, number: int, after: Decimal | None) -> Iterator[tuple[Outcome, str]]:
    read = count.digital_after
    if read is None:
        yield Outcome.NOT_READ, "ION was not read again yet."
    elif read.failure:
        yield Outcome.NOT_READ, f"ION was not read again: {read.failure}"
    elif after is None:
        yield Outcome.WITHHELD, "It is being counted blind by another count, so ION was not read again."
    else:
        yield from ((Outcome.MOVED, sentence) for sentence in read.lines[number].meanwhile)


def _posted(count: Count, number: int, states: _States) -> StepState | None:
    """The last finished step for a line, or for those whose fixes put it right."""
    covered = {item.line: item.by for item in (count.plan.covered if count.plan else ())}
    lines = {number, *covered.get(number, ())} if number in count.posted_lines else {number}
    found = [state for line in lines for state in states.get(line, ())]
    done = [(state.ended_at, state) for state in found if state.progress is Progress.DONE and state.ended_at]
    return max(done, key=lambda item: item[0], default=(None, None))[1]


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
