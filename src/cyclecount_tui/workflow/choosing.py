"""Choosing what to do about each discrepancy: a suggestion, all of a kind, a note, or none after all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from cyclecount_tui.domain.causes.refusals import beside_choices
from cyclecount_tui.domain.comparing import Row
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.errors import DomainError
from cyclecount_tui.domain.events import FixChosen, FixCleared
from cyclecount_tui.domain.expressions import read_quantity
from cyclecount_tui.domain.fixes import Cause, Confidence, Fix, FixKind, Suggestion
from cyclecount_tui.domain.fixes_by_hand import About, HandMade, NotPossible, fix_by_hand
from cyclecount_tui.domain.inventory import Place
from cyclecount_tui.domain.quantities import plain, same
from cyclecount_tui.workflow.beside_blind import shown_with_line
from cyclecount_tui.workflow.blind_counts import blind_now, waiting_words
from cyclecount_tui.workflow.errors import Refusal
from cyclecount_tui.workflow.keeping import record, record_all
from cyclecount_tui.workflow.offering import offers, promised_elsewhere, refuse_promised
from cyclecount_tui.workflow.places_meant import place_meant
from cyclecount_tui.workflow.recounts_in_pairs import cleared_together, with_the_others
from cyclecount_tui.workflow.workplace import Workplace


class Take(StrEnum):
    """Which suggestions to take for all discrepancies at once."""

    FIRST = "first"
    CERTAIN = "certain"


@dataclass(frozen=True, slots=True)
class Asked:
    """A fix made by hand, as it was typed.

    `quantity` is a number or a sum: how many to move, park or create, or what ION shall have here (set quantity); empty
    for all of the difference. `place` is the other end of a move: its name, its id or what its label says, or the
    location itself once it was found.
    """

    kind: FixKind
    quantity: str = ""
    place: str | Place = ""
    reason: str = ""


def choose(workplace: Workplace, count: Count, line: int, rank: int, shown: Suggestion | None = None) -> Count:
    """Takes the suggestion of this rank (from 1) for a line; `shown` is the one that stood there when it was asked for.

    Raises:
        Refusal: there is no such suggestion, it is another one by now, it counts on what is chosen already for another
            line, of this count or another, or the line is being counted blind. DomainError: the line is no discrepancy.
    """
    shown_with_line(workplace, count, line)
    _discrepancy(count, line)
    every = offers(workplace, count)
    offered = every.get(line, ())
    if not 0 < rank <= len(offered):
        number = f"{len(offered) or 'no'} suggestion{'' if len(offered) == 1 else 's'}"
        raise Refusal(f"Line {line} has {number}: there is no number {rank}.")
    taken = offered[rank - 1]
    if shown is not None and (shown.cause, shown.fix) != (taken.cause, taken.fix):
        raise Refusal(
            f"Another count chose meanwhile, and number {rank} of line {line} is another one now: look again."
        )
    refuse_promised(workplace, count, line, taken.fix)
    chosen = _chosen(workplace, line, offered, rank)
    return record_all(workplace, count, with_the_others(count, every, [chosen]))


def choose_recount(workplace: Workplace, count: Count, line: int, reason: str = "") -> Count:
    """Chooses for a line that it is counted again: see `sending_back`, which carries that out."""
    fix = Fix(FixKind.RECOUNT, note=reason.strip())
    return record(workplace, count, _by_hand(workplace, line, offers(workplace, count).get(line, ()), fix))


def choose_by_hand(workplace: Workplace, count: Count, line: int, asked: Asked) -> Count:
    """Chooses a fix that is none of the suggestions; what was suggested first is kept beside it.

    Raises:
        NotPossible: one of the answers does not fit; it says which. DomainError: the line is no discrepancy, or posted.
            Refusal: the line is being counted blind, or the fix rests on something that is. IonError: ION has to be
            asked where a location is, and is away.
    """
    seen = shown_with_line(workplace, count, line)
    row = _discrepancy(count, line)
    quantity = _quantity_of(workplace, row, asked)
    made = HandMade(asked.kind, quantity, _place_of(workplace, count, asked), asked.reason)
    _refuse_blind_source(workplace, count, row, made)
    fix = _made_beside(count, seen, row, made)
    refuse_promised(workplace, count, line, fix)
    offered = offers(workplace, count).get(line, ())
    return record(workplace, count, _by_hand(workplace, line, offered, fix))


def _refuse_blind_source(workplace: Workplace, count: Count, row: Row, made: HandMade) -> None:
    """Not even that ION had nothing there is said of a location that is being counted blind."""
    place = made.place
    if place is not None and row.difference > 0 and place in blind_now(workplace, count).places:
        words = f"{waiting_words([place.name])}: what it has is not known here."
        raise NotPossible(About.PLACE, f"{words} Hold this line until then.")


def _made_beside(count: Count, seen: Count, row: Row, made: HandMade) -> Fix:
    """The fix, decided on the whole count, where what may be shown of it comes to the same.

    So a refusal tells nothing of what is being counted blind, and no fix is made from it.
    """
    fix = fix_by_hand(seen, seen.rows_by_line[row.line.number], made)
    if seen is not count:
        try:
            same_fix = fix == fix_by_hand(count, row, made)
        except NotPossible:
            same_fix = False
        if not same_fix:
            raise Refusal(
                f"Line {row.line.number} waits: what this fix rests on is being counted blind. Decide about it once "
                "that is submitted, or given up."
            )
    return fix


def _discrepancy(count: Count, line: int) -> Row:
    row = count.rows_by_line.get(line)
    if row is None or not (row.differs or line in count.unsure):
        raise DomainError(f"Line {line} of {count.subject.name} is no discrepancy: there is nothing to fix.")
    return row


def _place_of(workplace: Workplace, count: Count, asked: Asked) -> Place | None:
    """The other end of a move, which ION is asked for where it was not found before."""
    if asked.kind is not FixKind.MOVE:
        return None
    return asked.place if isinstance(asked.place, Place) else place_meant(workplace, count, asked.place)


def _quantity_of(workplace: Workplace, row: Row, asked: Asked) -> Decimal | None:
    """The number that was typed; None for none, and for a fix that needs none."""
    if not asked.quantity.strip() or asked.kind in {FixKind.HOLD, FixKind.LEAVE}:
        return None
    try:
        quantity = read_quantity(asked.quantity).quantity
    except DomainError as error:
        raise NotPossible(About.QUANTITY, error.sentence) from error
    whole = row.line.uom.casefold() in workplace.practice.whole_units
    if whole and quantity % 1 and not any(same(quantity, known) for known in (row.floor, abs(row.difference))):
        words = f"{row.line.key.item_words} is kept in whole {row.line.uom}"
        raise NotPossible(About.QUANTITY, f"{words}, and {plain(quantity)} is not whole: say another quantity.")
    return quantity


def leave(workplace: Workplace, count: Count, line: int, reason: str) -> Count:
    """Leaves a discrepancy as it is, with a note.

    Raises:
        Refusal: the note is empty.
    """
    return leave_all(workplace, count, [line], reason)


def leave_all(workplace: Workplace, count: Count, lines: Iterable[int], reason: str) -> Count:
    """Leaves several discrepancies as they are, all with the same note."""
    if not reason.strip():
        raise Refusal("Leaving a discrepancy as it is needs a note that says why: type one.")
    fix = Fix(FixKind.LEAVE, note=reason.strip())
    offered = offers(workplace, count)
    events = [_by_hand(workplace, line, offered.get(line, ()), fix) for line in lines]
    return record_all(workplace, count, events)


def clear(workplace: Workplace, count: Count, line: int) -> Count:
    """Takes back the choice for a line; a recount that was chosen for several lines together, for all of them."""
    event = FixCleared(at=workplace.now(), by=workplace.counter, line=line)
    return record_all(workplace, count, cleared_together(count, event))


def take(workplace: Workplace, count: Count, which: Take) -> Count:
    """Takes the first suggestion of every discrepancy without a choice; with `certain`, only where it is certain.

    Where that counts on what was chosen for another line, it is the first that does not.
    """
    offered = offers(workplace, count)
    beside = beside_choices(count, promised_elsewhere(workplace, count))
    events = []
    for row in count.rows:
        line = row.line.number
        its_own = offered.get(line, ())
        if not its_own or line in count.choices:
            continue
        free = (rank for rank, each in enumerate(its_own, start=1) if not beside.refusal(line, each.fix))
        rank = next(free, None)
        if rank is not None and (which is Take.FIRST or its_own[rank - 1].confidence is Confidence.CERTAIN):
            beside.enter(line, its_own[rank - 1].fix)
            events.append(_chosen(workplace, line, its_own, rank))
    return record_all(workplace, count, with_the_others(count, offered, events, but=count.choices))


def _chosen(workplace: Workplace, line: int, offered: Sequence[Suggestion], rank: int) -> FixChosen:
    taken = offered[rank - 1]
    return replace(
        _by_hand(workplace, line, offered, taken.fix),
        cause=taken.cause,
        confidence=taken.confidence,
        suggested=rank,
    )


def _by_hand(workplace: Workplace, line: int, offered: Sequence[Suggestion], fix: Fix) -> FixChosen:
    """A fix that is none of the suggestions; what was suggested first is kept beside it."""
    first = offered[0] if offered else None
    return FixChosen(
        at=workplace.now(),
        by=workplace.counter,
        line=line,
        fix=fix,
        cause=Cause.CHOSEN,
        first_cause=first.cause if first else None,
        first_confidence=first.confidence if first else None,
    )
