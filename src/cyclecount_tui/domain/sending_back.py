"""Sending lines of a compared count back to be counted again: which may go, what stays, and what comes back to them.

The lines that go lose what was compared and decided; all others keep it, with the reading of ION that it was made from.
So a difference stays what it was, whatever is posted or moved meanwhile, and a plan still tells what changed since.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TypeVar

from cyclecount_tui.domain.balance import Balance
from cyclecount_tui.domain.count import Choice, Count, Phase
from cyclecount_tui.domain.earlier_counters import is_among
from cyclecount_tui.domain.entries import Attempt
from cyclecount_tui.domain.errors import DomainError
from cyclecount_tui.domain.evidence import records_compared
from cyclecount_tui.domain.fixes import FixKind
from cyclecount_tui.domain.inventory import InventoryRecord
from cyclecount_tui.domain.lines import Line
from cyclecount_tui.domain.plan import Progress
from cyclecount_tui.domain.quantities import rounded, same
from cyclecount_tui.domain.recount_events import LinesSentBack
from cyclecount_tui.domain.recount_rules import RecountRules
from cyclecount_tui.domain.recounting import MOST_ATTEMPTS, counts_of, drawn, to_choose_from
from cyclecount_tui.domain.sealing import seal
from cyclecount_tui.domain.sent_back import Asking, Comparison, SentBack, SetAside, comparison_of

Thing = TypeVar("Thing")


def why_not_again(count: Count, line: int, written: frozenset[int] | None = None) -> str:
    """The sentence that says why a line of a compared count cannot be counted again; empty where it can.

    `written`: the `written_lines`, where they are known.
    """
    name = count.subject.name
    if count.line(line) is None:
        return f"There is no line {line} on the sheet of {name}, which has {len(count.lines)}."
    if line in (written_lines(count) if written is None else written):
        return f"What was chosen for line {line} is in ION already, at least in part: it can only be counted anew."
    if len(counts_of(count, line)) >= MOST_ATTEMPTS:
        return f"Line {line} of {name} was counted {MOST_ATTEMPTS} times: choose which count is right, or leave it."
    return ""


def refuse_not_again(count: Count, lines: Iterable[int]) -> None:
    """Raises DomainError when the count is not compared, or one of the lines cannot be counted again."""
    name = count.subject.name
    if count.phase is not Phase.RECONCILING:
        raise DomainError(f"The count of {name} is {count.phase.words}: only lines of a compared count are sent back.")
    if count.unsettled:
        raise DomainError("The last posting has a write whose outcome is not known: run post again, then send back.")
    written, lines = written_lines(count), tuple(lines)
    if not lines:
        raise DomainError(f"No line of {name} was named: say which are to be counted again.")
    for line in lines:
        refused = why_not_again(count, line, written)
        if refused:
            raise DomainError(refused)


def refuse_written(count: Count, line: int) -> None:
    """Raises DomainError when a recount cannot be chosen for a line."""
    refused = why_not_again(count, line)
    if refused:
        raise DomainError(refused)


def replacing(count: Count, line: int, by: FixKind | None = None) -> SentBack:
    """What is kept for a line whose choice changes: only a recount leaves what it replaces waiting."""
    others = _but(count.sent_back.replaced, frozenset({line}))
    before = count.choices.get(line)
    if by is not FixKind.RECOUNT or before is None:
        return replace(count.sent_back, replaced=others)
    if before.fix.kind is FixKind.RECOUNT:
        return count.sent_back
    return replace(count.sent_back, replaced=MappingProxyType({**others, line: before}))


def written_lines(count: Count) -> frozenset[int]:
    """The lines of which something is in ION already, or may be: by their own fixes, or by those of others."""
    own = {
        count.written[number].line
        for (number, _), state in count.steps.items()
        if state.in_doubt or state.progress.unsettled or state.progress is Progress.DONE
    }
    balance = Balance(count) if own and count.subject.is_part else None
    touched = {row.line.number for row in count.rows if balance is not None and balance.by_others(row.line.number)}
    return frozenset(own | touched | count.posted_lines)


def who_may_not(count: Count, by: str) -> tuple[str, ...]:
    """Everybody who could not count the lines again if they were sent back now, by this one; each once."""
    counted = [name for attempt in count.attempts for name in attempt.counters]
    return _each_once((*counted, *(entry.by for entry in count.entries), *_seen_by(count, by)))


def decoys_beside(count: Count, asked: Iterable[int], rules: RecountRules) -> tuple[int, ...]:
    """Lines that agreed and go back besides, so that being asked says nothing; which ones follows from the id."""
    wanted, written = frozenset(asked), written_lines(count)
    agreed = [
        row.line.number
        for row in count.rows
        if not row.differs and row.line.number not in wanted | written | count.unsure
        if len(counts_of(count, row.line.number)) == 1
    ]
    return tuple(sorted(sorted(agreed, key=lambda line: drawn(count, line))[: rules.decoys(len(wanted))]))


def sent_back(count: Count, event: LinesSentBack) -> Count:
    """The count in which these lines are counted again.

    Raises:
        DomainError: see `refuse_not_again`.
    """
    refuse_not_again(count, event.lines)
    asked = frozenset(event.lines)
    attempts = (*(_sealed_too(count, each, asked) for each in count.attempts), _archived(count, event.salt))
    return replace(
        count,
        lines=tuple(_as_compared(count, line) if line.number in asked else line for line in count.lines),
        attempts=attempts,
        entries=(),
        submission=None,
        asked=asked,
        left=_but(count.left, asked),
        settled=_but(count.settled, asked),
        waived="",
        chosen_attempts=_but(count.chosen_attempts, asked),
        attempts_chosen_by=_but(count.attempts_chosen_by, asked),
        disputed=count.disputed - asked,
        stale=count.stale - asked,
        evidence=None,
        compared_at=None,
        choices=_but(count.choices, asked),
        plan=None,
        digital_after=None,
        sent_back=replace(
            count.sent_back,
            comparisons=_comparisons(count, asked),
            replaced=_but(count.sent_back.replaced, asked),
            set_aside=MappingProxyType({line: _set_aside(count, line) for line in sorted(asked)}),
            carried_out=(*count.sent_back.carried_out, *_recounts(count, asked)),
            seen_by=_seen_by(count, event.by),
            asked=(*count.sent_back.asked, Asking(event.lines, event.by, event.at, event.reason)),
        ),
    )


def given_back(count: Count) -> Count:
    """The compared count in which lines that went back, and were not counted again, have what still fits of before."""
    waiting = {line: aside for line, aside in count.sent_back.set_aside.items() if line not in count.standing}
    chosen = {line: aside for line, aside in waiting.items()
              if line in count.disputed and aside.attempt in to_choose_from(count, line)}  # fmt: skip
    attempts = {line: aside.attempt for line, aside in chosen.items() if aside.attempt is not None}
    back = replace(
        count,
        chosen_attempts=MappingProxyType({**count.chosen_attempts, **attempts}),
        attempts_chosen_by=MappingProxyType(
            {**count.attempts_chosen_by, **{line: aside.chosen_by for line, aside in chosen.items()}}
        ),
        sent_back=replace(count.sent_back, set_aside=MappingProxyType({})),
    )
    fitting = {line: aside.choice for line, aside in waiting.items() if aside.choice and _fits(back, line, aside)}
    return replace(back, choices=MappingProxyType({**back.choices, **fitting}))


def _archived(count: Count, salt: str) -> Attempt:
    """The present attempt, with a seal for each line that it counted: what ION had when it was submitted."""
    assert count.submission is not None, "what is compared was submitted before"
    seals = {row.line.number: seal(salt, row.line.number, row.digital) for row in count.rows
             if row.line.number in count.standing}  # fmt: skip
    return Attempt(
        count.attempt,
        count.entries,
        count.submission,
        asked=count.asked,
        salt=salt,
        seals=MappingProxyType(seals),
        left=count.left,
        notes=count.notes,
    )


def _sealed_too(count: Count, attempt: Attempt, asked: frozenset[int]) -> Attempt:
    """An earlier attempt with seals for those of the lines that it settled: their difference tells what ION had."""
    missing = {
        line: seal(attempt.salt, line, rounded(attempt.standing[line].quantity - count.settled[line]))
        for line in sorted(asked & count.settled.keys() & attempt.standing.keys() - attempt.seals.keys())
        if counts_of(count, line)[-1][0] == attempt.number
    }
    return replace(attempt, seals=MappingProxyType({**attempt.seals, **missing})) if missing else attempt


def _as_compared(count: Count, line: Line) -> Line:
    """A line with its records as the comparison saw them: what changed before that makes its next count no doubt."""
    row = count.rows_by_line.get(line.number)
    return line if row is None else replace(line, records=tuple((record.id, record.etag) for record in row.records))


def _comparisons(count: Count, asked: frozenset[int]) -> tuple[Comparison, ...]:
    """The earlier ones and the present one, each for the lines that are not counted again."""
    present = frozenset(line.number for line in count.lines) - count.sent_back.kept
    every = (*count.sent_back.comparisons, Comparison(count.evidence, present, count.compared_at))
    return tuple(replace(each, lines=each.lines - asked) for each in every if each.lines - asked)


def _set_aside(count: Count, line: int) -> SetAside:
    row, choice = count.rows_by_line.get(line), count.choices.get(line)
    if choice is not None and choice.fix.kind is FixKind.RECOUNT:
        choice = count.sent_back.replaced.get(line)
    return SetAside(
        choice,
        None if row is None or line in count.unsure else row.difference,
        _behind(count, line, choice),
        count.chosen_attempts.get(line),
        count.attempts_chosen_by.get(line, ""),
    )


def _behind(count: Count, line: int, choice: Choice | None) -> tuple[InventoryRecord, ...]:
    """The records of a line, and those that its fix takes from, as they were compared."""
    row = count.rows_by_line.get(line)
    known = records_compared(comparison_of(count, line).evidence)
    portions = {portion.record_id for portion in choice.fix.portions} if choice else set()
    ids = sorted({record.id for record in (row.records if row else ())} | portions & known.keys())
    return tuple(known[record_id] for record_id in ids)


def _fits(count: Count, line: int, aside: SetAside) -> bool:
    """Whether what was chosen for a line can still be done: the same difference, of the same records."""
    row, choice = count.rows_by_line.get(line), aside.choice
    if row is None or choice is None or line in count.posted_lines:
        return False
    if not choice.fix.kind.writes:
        return row.differs or line in count.unsure
    if line in count.unsure or not row.differs or aside.difference != row.difference:
        return False
    then, now = aside.records, _behind(count, line, choice)
    return len(then) == len(now) and all(_alike(one, other) for one, other in zip(then, now, strict=True))


def _alike(one: InventoryRecord, other: InventoryRecord) -> bool:
    where = one.id == other.id and one.location == other.location and one.status == other.status
    return where and same(one.quantity, other.quantity)


def _recounts(count: Count, asked: frozenset[int]) -> Iterable[Choice]:
    return (choice for line, choice in sorted(count.choices.items())
            if line in asked and choice.fix.kind is FixKind.RECOUNT)  # fmt: skip


def _seen_by(count: Count, by: str) -> tuple[str, ...]:
    """Everybody who had to do with what ION has, those of earlier times among them; each once."""
    deciding = (choice.by for choice in count.choices.values())
    approving = (count.approvals.planned_by, *(approval.by for approval in count.approvals.given))
    posting = (state.by for state in count.steps.values())
    return _each_once(
        (*count.sent_back.seen_by, *deciding, *count.attempts_chosen_by.values(), *approving, *posting, by)
    )


def _each_once(names: Iterable[str]) -> tuple[str, ...]:
    found: list[str] = []
    for name in names:
        if name and not is_among(found, name):
            found.append(name)
    return tuple(found)


def _but(things: Mapping[int, Thing], lines: frozenset[int]) -> Mapping[int, Thing]:
    return MappingProxyType({line: thing for line, thing in things.items() if line not in lines})
