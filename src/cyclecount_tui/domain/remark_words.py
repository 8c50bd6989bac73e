"""What a remark says in ION, and what is said here of the remarks that a posting left."""

from collections.abc import Iterator

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.plan import Progress, Write, WriteKind
from cyclecount_tui.domain.quantities import plain, signed
from cyclecount_tui.domain.remark_events import RemarkKind
from cyclecount_tui.domain.remarks import RemarkState

_ENDING = {Progress.REFUSED: "was not left", Progress.UNCLEAR: "may be there or not"}


def comment_text(count: Count, write: Write) -> str:
    """`Cycle count of RACK-B / SHELF-04: 80 → 76 EA, cause: ..., counted by Ann, posted by Bo (count c1, write 3)`.

    The count and the number of the write make it the only one of its kind.
    """
    said = [f"Cycle count of {count.subject.name}: {_what_became(write)}"]
    choice, entry = count.choices.get(write.line), count.counted.get(write.line)
    said += [f"cause: {choice.cause.words}"] if choice is not None else []
    said += [f"counted by {entry.by}"] if entry is not None else []
    poster = count.steps[write.number, write.steps[-1]].by
    said += [f"posted by {poster}"] if poster else []
    return f"{', '.join(said)} (count {count.id}, write {write.number})"


def issue_title(count: Count, line: int) -> str:
    """`Cycle count of RACK-B / SHELF-04: FR-1 rev A is off by −40 (count c1, line 3)`; the only one of its kind."""
    row = count.rows_by_line[line]
    off = f"{row.line.key.words} is off by {signed(row.difference)}"
    return f"Cycle count of {count.subject.name}: {off} (count {count.id}, line {line})"


def issue_found(count: Count, line: int, how_far: str) -> str:
    """What was found, why, what was done about it, and who approved that."""
    row, choice = count.rows_by_line[line], count.choices.get(line)
    said = [f"{plain(row.floor)} counted where ION had {plain(row.digital)}. {how_far}."]
    said += [f"Cause: {choice.cause.words}. {choice.fix.words}, chosen by {choice.by}."] if choice is not None else []
    for approval in count.approvals.given:
        if any(approved.line == line for approved in approval.rows):
            said.append(f"Approved by {approval.by}: {approval.reason}.")
    return " ".join(said)


def remarks_told(count: Count) -> tuple[str, ...]:
    """What became of the comments and issues; nothing where none was to be left."""
    return tuple(sentence for kind in RemarkKind for sentence in _told(count, kind))


def _told(count: Count, kind: RemarkKind) -> Iterator[str]:
    states = [state for (what, _), state in sorted(count.remarks.items()) if what is kind]
    done = sum(state.progress is Progress.DONE for state in states)
    if done:
        yield f"{_number(done, kind)} left in ION."
    for progress, ending in _ENDING.items():
        ended = [state for state in states if _ended_as(state, progress)]
        for reason in dict.fromkeys(state.reason for state in ended):
            number = sum(state.reason == reason for state in ended)
            yield f"{_number(number, kind)} {ending}. {reason}".rstrip()


def _ended_as(state: RemarkState, progress: Progress) -> bool:
    return state.progress is progress or (progress is Progress.UNCLEAR and state.progress is Progress.STARTED)


def _number(number: int, kind: RemarkKind) -> str:
    return f"1 {kind.value}" if number == 1 else f"{number} {kind.value}s"


def _what_became(write: Write) -> str:
    amount = f"{plain(write.quantity)} {write.uom}".rstrip()
    here, there = (place.name if place else "no location" for place in (write.at, write.to))
    match write.kind:
        case WriteKind.SET_QUANTITY:
            return f"{plain(write.before)} → {amount}"
        case WriteKind.MOVE:
            return f"{amount} moved from {here} to {there}"
        case WriteKind.SPLIT_AND_MOVE:
            return f"{amount} of {plain(write.before)} split off record {write.record_id}, moved from {here} to {there}"
        case WriteKind.CREATE:
            return f"0 → {amount}, the record being new"
