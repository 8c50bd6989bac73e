"""The sums and sentences of a plan and of its posting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from cyclecount_tui.domain.certificate import certificate
from cyclecount_tui.domain.certificate_words import not_equal, summary
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.plan import Write, WriteKind
from cyclecount_tui.domain.plan_sums import sums_of
from cyclecount_tui.domain.plan_warnings import rules_words, warnings_of
from cyclecount_tui.domain.plan_words import value_words
from cyclecount_tui.domain.remark_words import remarks_told
from cyclecount_tui.domain.subject_words import open_again
from cyclecount_tui.tui.screens.numbers_shown import money, quantity
from cyclecount_tui.tui.screens.plan.rows import State, items, state
from cyclecount_tui.tui.widgets.plain_text import one_line

NO_WRITES = "Nothing is to be written to ION."


def title_middle(count: Count) -> str:
    """`3 writes to 3 records`."""
    if count.plan is None:
        return "no plan yet"
    sums = sums_of(count, count.plan)
    new = f", {sums.created} new" if sums.created else ""
    return f"{writes(sums.writes)} to {_records(sums.records)}{new}"


def title_right(count: Count, *, wide: bool = False) -> str:
    """`value +7.50 −10.00  moved 12`; only what is not 0, and on a wide screen the quantities up and down, too.

    Where ION knows no cost of anything, these stand in place of the value.
    """
    if count.plan is None:
        return ""
    sums = sums_of(count, count.plan)
    values = (("+", sums.value_up), ("−", sums.value_down))
    worth = " ".join(f"{sign}{money(value)}" for sign, value in values if value)
    quantities = [f"{name} {quantity(amount)}" for name, amount in (("up", sums.up), ("down", sums.down)) if amount]
    said = quantities if wide or not worth else []
    said += [f"moved {quantity(sums.moved)}"] if sums.moved else []
    return "  ".join([*([f"value {worth}"] if worth else []), *said])


def to_do(count: Count) -> str:
    """What a fresh plan asks of the person in front of it."""
    plan = count.plan
    if plan is None:
        return ""
    said = f"{writes(len(count.outstanding))} to post: look at them, then F8." if count.outstanding else NO_WRITES
    warned = sum(bool(warnings_of(count, write)) for write in count.outstanding)
    if warned:
        said += f" {warned} with a warning: see the row."
    if plan.not_planned:
        number = len(plan.not_planned)
        said += f" {number} {'fix' if number == 1 else 'fixes'} could not be planned: see the row."
    return said + _left_over(count)


def _left_over(count: Count) -> str:
    if count.outstanding:
        return ""
    left = len(count.unresolved)
    if not left and count.hidden.words:
        return f" {count.hidden.words}"
    if not left and count.closed_off:
        return " It is closed off still: F8 goes on to reopening it."
    if not left:
        return " F8 closes the count."
    them = "it" if left == 1 else "them"
    return f" {_discrepancies(left)} open: Esc to choose, or n to leave {them} with a note."


def left(count: Count) -> str:
    """What was open is left as it is, and what comes next."""
    return f"What was open is left as it is.{_left_over(count)}"


def counted(count: Count) -> str:
    """How many rows are in which state: `3 done, 1 refused.`."""
    found = _by_state(count)
    return ", ".join(f"{found[which]} {which}" for which in State if found[which]) + "."


def in_trouble(count: Count) -> bool:
    """Whether a row was refused, changed meanwhile, or has an open outcome."""
    found = _by_state(count)
    return any(found[which] for which in (State.REFUSED, State.CHANGED, State.UNCLEAR, State.SENDING, State.HALF))


def ended(count: Count) -> str:
    """How a posting ended, and how to go on."""
    return " ".join(filter(None, (_ended(count), what_came_of_it(count))))


def _ended(count: Count) -> str:
    if count.unsettled:
        return f"{counted(count)} {unclear(count)}"
    if count.outstanding:
        return f"{counted(count)} F8 posts the rest."
    if in_trouble(count):
        return f"{counted(count)} The row says why; r makes a new plan, n leaves the rest."
    return counted(count) + _left_over(count)


def what_came_of_it(count: Count) -> str:
    """What was left in ION beside the writes, and how many lines are equal by now; may be empty."""
    return " ".join(filter(None, (*map(one_line, remarks_told(count)), equal_now(count))))


def equal_now(count: Count) -> str:
    """How many lines are equal in ION by now, once it was read again after a posting; else empty."""
    read = count.digital_after
    if read is None:
        return ""
    if read.failure:
        return "ION could not be read again: c shows what is known."
    lines = certificate(count)
    return f"{summary(lines)}{': c says why' if not_equal(lines) else ''}."


def _by_state(count: Count) -> Counter[State]:
    return Counter(state(count, item) for item in items(count))


def unclear(count: Count) -> str:
    """`The outcome of write 3 is not known: ...`; empty when all is settled."""
    numbers = sorted({number for number, _ in count.unsettled})
    if not numbers:
        return ""
    which = f"write {numbers[0]}" if len(numbers) == 1 else f"writes {', '.join(map(str, numbers))}"
    return f"The outcome of {which} is not known: post again, it is settled by reading ION first."


def before_posting(count: Count) -> tuple[str, ...]:
    """What is about to happen."""
    sentences = []
    if count.unsettled:
        sentences.append(unclear(count))
    if count.outstanding:
        goes = "1 write goes" if len(count.outstanding) == 1 else f"{len(count.outstanding)} writes go"
        sentences.append(f"{goes} to ION now, one at a time, in this order:")
        sentences.append(f"{what_is_written(count.outstanding)}.")
        sentences.extend(filter(None, (value_words(count), *rules_words(count))))
        sentences.append("A record that somebody else changed meanwhile is left alone.")
    else:
        sentences.append(f"{NO_WRITES} {open_again(count.subject)} after this.")
    return tuple(sentences)


def what_is_written(outstanding: Sequence[Write]) -> str:
    """`2 moves to MRB-1, RACK-A / SHELF-01; 1 quantity set; 1 record created at RECEIVING`."""
    moved = [write for write in outstanding if write.kind.moves]
    created = [write for write in outstanding if write.kind is WriteKind.CREATE]
    changed = len(outstanding) - len(moved) - len(created)
    said = []
    if moved:
        said.append(f"{len(moved)} {'move' if len(moved) == 1 else 'moves'} to {_destinations(moved)}")
    if changed:
        said.append("1 quantity set" if changed == 1 else f"{changed} quantities set")
    if created:
        said.append(f"{_records(len(created))} created at {_destinations(created)}")
    return "; ".join(said)


def _destinations(outstanding: Sequence[Write]) -> str:
    names = dict.fromkeys(write.to.name if write.to else "no location" for write in outstanding)
    return ", ".join(one_line(name) for name in names)


def yes_to_post(count: Count) -> str:
    """Continues "Press y to": `post 12 writes`."""
    return f"post {writes(len(count.outstanding))}" if count.outstanding else "close the count"


def writes(number: int) -> str:
    """`1 write`, `12 writes`."""
    return "1 write" if number == 1 else f"{number} writes"


def why_left(count: Count) -> str:
    """Asks for the reason for leaving what is open."""
    number = len(count.unresolved)
    return f"{_discrepancies(number)} left as {'it is' if number == 1 else 'they are'}. Why?"


def _records(number: int) -> str:
    return "1 record" if number == 1 else f"{number} records"


def _discrepancies(number: int) -> str:
    return "1 discrepancy is" if number == 1 else f"{number} discrepancies are"
