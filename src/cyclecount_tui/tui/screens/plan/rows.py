"""What a plan shows: each write with its state, then the chosen fixes that got no write, with the reason."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.lines import LineKey
from cyclecount_tui.domain.plan import NotPlanned, Progress, Step, StepState, Write, WriteKind
from cyclecount_tui.domain.plan_sums import value_change
from cyclecount_tui.domain.plan_warnings import warnings_of
from cyclecount_tui.domain.record_seen import then_and_now
from cyclecount_tui.tui.screens.numbers_shown import money, quantity
from cyclecount_tui.tui.widgets.line_table import Column
from cyclecount_tui.tui.widgets.plain_text import one_line

COLUMNS = (
    Column("number", "No.", 3, align="right"),
    Column("what", "What", 28, flexible=True),
    Column("part", "Part", 10, drop_order=1),
    Column("change", "Before → after", 14, drop_order=2),
    Column("state", "State", 11),
)


_LOCATION = Column("location", "Location", 17, drop_order=1, names=True)


def columns(count: Count) -> tuple[Column, ...]:
    """The columns of a count's plan; that of a part has the line's location in the part's place."""
    return tuple(_LOCATION if count.subject.is_part and column.key == "part" else column for column in COLUMNS)


def _line_cell(key: LineKey) -> str:
    return key.place.name if key.place else key.part_number


class State(StrEnum):
    """How far a row is; the value is what the screen says."""

    WAITING = "to post"
    TO_APPROVE = "to approve"
    SENDING = "sending"
    HALF = "half done"
    DONE = "done"
    REFUSED = "refused"
    CHANGED = "changed"
    UNCLEAR = "unclear"
    NOT_PLANNED = "not planned"


_TONES = {
    State.TO_APPROVE: "warn",
    State.SENDING: "warn",
    State.HALF: "warn",
    State.DONE: "done",
    State.REFUSED: "bad",
    State.CHANGED: "bad",
    State.UNCLEAR: "bad",
    State.NOT_PLANNED: "bad",
}


@dataclass(frozen=True, slots=True)
class Item:
    """One row: a write, or a chosen fix without one."""

    write: Write | None = None
    missing: NotPlanned | None = None


def items(count: Count) -> tuple[Item, ...]:
    """The rows of the present plan, in the order of the writes."""
    if count.plan is None:
        return ()
    writes = [Item(write=write) for write in count.plan.writes]
    return (*writes, *(Item(missing=missing) for missing in count.plan.not_planned))


def state(count: Count, item: Item, waiting: Collection[int] = ()) -> State:
    """How far a row is, from the states of its steps; `waiting` are the writes that wait for an approval."""
    if item.write is not None and item.write.number in waiting:
        return State.TO_APPROVE
    if item.write is None:
        return State.NOT_PLANNED
    states = _steps(count, item.write)
    refused = next((found for found in states.values() if found.progress is Progress.REFUSED), None)
    if refused is not None:
        return State.CHANGED if refused.stale else State.REFUSED
    progress = {found.progress for found in states.values()}
    if Progress.UNCLEAR in progress:
        return State.UNCLEAR
    if Progress.STARTED in progress:
        return State.SENDING
    if not progress:
        return State.WAITING
    return State.DONE if len(states) == len(item.write.steps) else State.HALF


def tone(count: Count, item: Item, waiting: Collection[int] = ()) -> str:
    """A write with a warning is marked before it is posted."""
    found = state(count, item, waiting)
    if found is State.WAITING and item.write is not None and warnings_of(count, item.write):
        return "warn"
    return _TONES.get(found, "")


def warned(count: Count, item: Item) -> str:
    """`, 2 warnings`, for a screen that has no room for them at once; empty where there is none."""
    number = len(warnings_of(count, item.write)) if item.write is not None else 0
    return "" if not number else ", 1 warning" if number == 1 else f", {number} warnings"


def cells(count: Count, item: Item, waiting: Collection[int] = ()) -> tuple[str, ...]:
    """The strings of one row, one a column."""
    if item.write is None:
        line = count.line(item.missing.line) if item.missing else None
        choice = count.choices.get(line.number) if line else None
        what = choice.fix.words if choice else ""
        return "", what, _line_cell(line.key) if line else "", "", state(count, item).value
    write, how_far = item.write, state(count, item, waiting)
    return str(write.number), short_words(count, write), _line_cell(write.key), change(write), how_far.value


def short_words(count: Count, write: Write) -> str:
    """The write in a few words, its destination among them: `Split 39 of 44 → MRB-1`; the details say it in full."""
    amount, where = quantity(write.quantity), write.to.name if write.to else "no location"
    match write.kind:
        case WriteKind.SET_QUANTITY:
            return f"Set {quantity(write.before)} → {amount}"
        case WriteKind.MOVE:
            return f"Move {amount} → {where}"
        case WriteKind.SPLIT_AND_MOVE:
            return f"Split {amount} of {quantity(write.before)} → {where}"
        case WriteKind.CREATE:
            here = write.to is not None and write.to == count.place_of(write.key)
            return f"Create {amount}" if here else f"Create {amount} → {where}"


def change(write: Write) -> str:
    """What becomes of the record: `80 → 76`; a record that moves as it is keeps its quantity: `4, all`."""
    match write.kind:
        case WriteKind.MOVE:
            return f"{quantity(write.quantity)}, all"
        case WriteKind.SPLIT_AND_MOVE:
            return f"{quantity(write.before)} → {quantity(write.before - write.quantity)}"
        case _:
            return f"{quantity(write.before)} → {quantity(write.quantity)}"


def detail_text(count: Count, item: Item, approval: str = "") -> str:
    """The row in full: the line, the write, what to know before it is posted, its `approval`, and what ION said."""
    if item.write is None:
        return _missing_text(count, item.missing) if item.missing else ""
    write = item.write
    texts = [write.key.words, f"{write.words}." if not write.at else f"{write.words}. It is at {write.at.name}."]
    texts += filter(None, (counted_and_value(count, write), approval))
    texts += [f"Warning: {warning}" for warning in warnings_of(count, write)]
    if state(count, item) is State.CHANGED:
        texts.append("Changed meanwhile, nothing was overwritten: make a new plan with r.")
    if state(count, item) is State.UNCLEAR:
        texts.append("Post again: ION is read first, and what is there decides.")
    reasons = _steps(count, write).items()
    texts += [f"{_step_words(write, step)}: {found.reason}" for step, found in reasons if found.reason]
    texts += [sentence for _, found in reasons for sentence in then_and_now(found.then, found.now)]
    return "\n".join(map(one_line, texts))


def counted_and_value(count: Count, write: Write) -> str:
    """`Digital 80, floor 76. It leaves 76. Value −12.40.`, as far as there is something to say; may be empty."""
    row, value = count.rows_by_line.get(write.line), value_change(count, write)
    said = [f"Digital {quantity(row.digital)}, floor {quantity(row.floor)}."] if row is not None else []
    if write.kind is WriteKind.SPLIT_AND_MOVE:
        said.append(f"It leaves {quantity(write.after)}.")
    if not write.kind.moves:
        said.append("ION knows no cost of it." if value is None else f"Value {money(value)}.")
    return " ".join(said)


def _missing_text(count: Count, missing: NotPlanned) -> str:
    line = count.line(missing.line)
    words = line.key.words if line else f"Line {missing.line}"
    return f"{one_line(words)}\nNot planned: {one_line(missing.sentence)}"


def _steps(count: Count, write: Write) -> dict[Step, StepState]:
    found = ((step, count.steps.get((write.number, step))) for step in write.steps)
    return {step: known for step, known in found if known is not None}


def _step_words(write: Write, step: Step) -> str:
    if len(write.steps) == 1:
        return f"Write {write.number}"
    return f"Write {write.number}, {'splitting' if step is Step.SPLIT else 'moving'}"
