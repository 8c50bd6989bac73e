"""Submitting a count and comparing it with ION: the first moment at which quantities are read.

Where lines have to be counted again, blind, the quantities are judged in memory and nothing of them is kept.
"""

import secrets
from dataclasses import dataclass, field, replace

from cyclecount_tui.domain.close_off import Stop, as_without_stops
from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.domain.counting_events import Submitted
from cyclecount_tui.domain.events import Compared
from cyclecount_tui.domain.inventory import InventoryRecord
from cyclecount_tui.domain.lines import Line
from cyclecount_tui.domain.recount_events import RecountAsked
from cyclecount_tui.domain.recounting import Judgement, judged, may_ask
from cyclecount_tui.domain.sealing import seal
from cyclecount_tui.domain.shown_lines import lists_lines
from cyclecount_tui.workflow.blind_counts import Blind, ComparisonWaits, blind_beside, comparison_waits
from cyclecount_tui.workflow.errors import Refusal
from cyclecount_tui.workflow.gathering import evidence_for, on_the_walk, records_lying
from cyclecount_tui.workflow.keeping import record
from cyclecount_tui.workflow.recording import leave
from cyclecount_tui.workflow.stopping import stops_in_ion
from cyclecount_tui.workflow.workplace import Workplace

__all__ = ["ComparisonWaits", "compared", "submit"]


def submit(workplace: Workplace, count: Count, *, leaving: str | None = None) -> Count:
    """Submits the count and compares it; a count that is submitted already is only compared.

    It may come back with lines that are to be counted again: see `compared`. With `leaving` the lines that are still to
    be counted are left uncounted, for this reason.

    Raises:
        Refusal: a line is neither counted nor left with a reason, an unknown scan is not settled, or a part of the
            sheet is still to come.
        DomainError: nothing was counted yet. IonError: ION cannot be read now. ComparisonWaits: a blind count shares
            stock with this one. After the last two the count is submitted all the same; the next call compares it.
    """
    if count.phase.blind:
        if leaving is not None:
            refuse_nothing_again(count)
            refuse_half_a_sheet(count)
            count = leave(workplace, count, [line.number for line in lines_to_finish(count)], leaving)
        refuse_unfinished(count)
        event = Submitted(at=workplace.now(), by=workplace.counter, counted_on=workplace.today())
        count = record(workplace, count, event)
    return compared(workplace, count)


def refuse_unfinished(count: Count) -> None:
    """Raises Refusal while a line or an unknown scan waits for what the counter says of it: nothing is assumed."""
    refuse_half_a_sheet(count)
    lines, scans = len(lines_to_finish(count)), len(count.open_scans)
    if lines:
        one = lines == 1
        raise Refusal(
            f"{lines} {'line is' if one else 'lines are'} not counted: count {'it' if one else 'them'}, confirm that "
            f"there is none, or leave {'it' if one else 'them'} uncounted with a reason."
        )
    if scans:
        raise Refusal(
            f"{scans} unknown {'scan waits' if scans == 1 else 'scans wait'} for an answer: enter what it is, dismiss "
            "it with a reason, or hand it over to the reconciliation."
        )
    refuse_nothing_again(count)


def refuse_half_a_sheet(count: Count) -> None:
    """Raises Refusal while a part of the sheet is to come: of a line that is not there yet nobody said anything."""
    if count.sheet_coming:
        raise Refusal(
            f"The sheet of {count.subject.name} has not come whole: go on counting on its screen until it has, or read "
            "the rest with cyclecount sheet."
        )


def refuse_nothing_again(count: Count) -> None:
    """Raises Refusal for a recount in which nothing was counted: it can only be waived."""
    if count.asked and not count.entries:
        raise Refusal(
            f"Nothing was counted again at {count.subject.name} yet: count at least one line, or go on without the "
            "recount, with a reason (cyclecount recount --waive REASON)."
        )


def lines_to_finish(count: Count) -> tuple[Line, ...]:
    """The lines of which the counter has to say something before submitting: those that are listed."""
    return count.open_lines if lists_lines(count) else ()


def compared(workplace: Workplace, count: Count) -> Count:
    """The count with its evidence; reads ION only if that was not done yet. A fixed number of questions a count.

    Where the rules want lines counted again, it comes back in the phase RECOUNTING instead, without any evidence; only
    the records where it was counted are read then.

    A submitted count of the same stock is judged, too, and compared first: what both hold is kept once no line of
    either is counted again.

    Raises:
        IonError: ION cannot be read now. ComparisonWaits: a blind count shares stock with this one.
    """
    if count.phase is not Phase.SUBMITTED:
        return count
    mine = _judged(workplace, count)
    if mine.judgement.again:
        return record(workplace, count, _asked(workplace, mine.judgement))
    others = [_judged(workplace, other) for other in mine.blind.waiting]
    asked = [
        record(workplace, each.count, _asked(workplace, each.judgement)) for each in others if each.judgement.again
    ]
    if asked:
        raise ComparisonWaits(comparison_waits(count, asked))
    for each in others:
        _with_evidence(workplace, each)
    return _with_evidence(workplace, mine)


@dataclass(frozen=True, slots=True)
class _Judged:
    """A submitted count with what follows for it, and what was read for that: `lying`, None where nothing was."""

    count: Count
    blind: Blind
    position: int
    stops: dict[int, Stop]
    judgement: Judgement = field(default_factory=Judgement)
    lying: tuple[InventoryRecord, ...] | None = None


def _judged(workplace: Workplace, count: Count) -> _Judged:
    """Judges the lines, by the class that the schedule gives to what is counted; nothing is read without need."""
    blind, position = blind_beside(workplace, count), workplace.store.journal.end()
    looked = _Judged(count, blind, position, stops_in_ion(workplace))
    rules = workplace.practice.recount
    if not (may_ask(count, rules) or count.attempts):
        return looked
    lying = records_lying(workplace, count)
    row = workplace.store.schedule.row(count.subject)
    here = on_the_walk(workplace, count, looked.blind.shown(lying))
    return replace(looked, judgement=judged(count, here, rules, row.count_class if row else ""), lying=lying)


def _with_evidence(workplace: Workplace, looked: _Judged) -> Count:
    count = looked.count
    evidence = evidence_for(workplace, count, looked.blind, looked.lying, looked.judgement.disputed)
    stops = looked.stops | stops_in_ion(workplace)  # one that was turned off or put back while ION was read
    here, stopped = as_without_stops(stops, evidence.here)
    elsewhere, stopped_elsewhere = as_without_stops(stops, evidence.elsewhere)
    evidence = replace(evidence, here=here, elsewhere=elsewhere, stopped_in_ion=(*stopped, *stopped_elsewhere))
    event = Compared(at=workplace.now(), by=workplace.counter, evidence=evidence, journal_position=looked.position)
    return record(workplace, count, _with_judgement(event, looked.judgement) if count.attempts else event)


def _asked(workplace: Workplace, judgement: Judgement) -> RecountAsked:
    """The lines to count again, with seals in place of ION's quantities."""
    salt = secrets.token_hex(16)
    return RecountAsked(
        at=workplace.now(),
        by=workplace.counter,
        lines=judgement.again,
        salt=salt,
        seals=tuple((line, seal(salt, line, judgement.digital[line])) for line in judgement.again),
        settled=tuple(sorted(judgement.settled.items())),
    )


def _with_judgement(event: Compared, judgement: Judgement) -> Compared:
    return replace(
        event,
        settled=tuple(sorted(judgement.settled.items())),
        disputed=tuple(sorted(judgement.disputed)),
        stale=tuple(sorted(judgement.stale)),
    )
