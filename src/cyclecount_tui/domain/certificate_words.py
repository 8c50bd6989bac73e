"""A certificate in sentences: how many lines are equal now, which are not, and who counted, chose and posted."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from cyclecount_tui.domain.certificate import CertificateLine, Outcome
from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.domain.entries import CountMode


def summary(lines: Sequence[CertificateLine]) -> str:
    """`14 of 16 lines are equal; 1 left, 1 refused`."""
    found = Counter(line.outcome for line in lines)
    equal = found.pop(Outcome.EQUAL, 0)
    some = "1 line is" if len(lines) == 1 else f"{len(lines)} lines are"
    said = f"{equal} of {some} equal" if equal != len(lines) or not lines else f"All {some} equal"
    if len(lines) == 1:
        said = "The only line is equal" if equal else "The only line is not equal"
    others = ", ".join(f"{found[outcome]} {outcome.words}" for outcome in Outcome if found[outcome])
    return f"{said}; {others}" if others else said


def not_equal(lines: Iterable[CertificateLine]) -> tuple[CertificateLine, ...]:
    """Those that are not equal, in the order of the sheet."""
    return tuple(line for line in lines if line.outcome is not Outcome.EQUAL)


def history(count: Count) -> tuple[str, ...]:
    """Who did what and when (local time), a sentence each, in the order of time."""
    return tuple(_history(count))


def _history(count: Count) -> Iterator[str]:
    yield f"Opened by {count.opened_by} {_when(count.opened_at)}."
    entries = [entry for attempt in count.attempts for entry in attempt.entries] + list(count.entries)
    if entries:
        last = max(entry.at for entry in entries)
        yield f"Counted by {_names(entry.by for entry in entries)}, the last line {_when(last)}."
    yield from sent_back_words(count)
    if count.submission is not None:
        yield f"Submitted by {count.submission.by} {_when(count.submission.at)}."
    if count.choices:
        last = max(choice.at for choice in count.choices.values())
        yield f"Fixes chosen by {_names(choice.by for choice in count.choices.values())}, the last {_when(last)}."
    done = [(state.ended_at, state.by) for state in count.steps.values() if state.ended_at is not None]
    if done:
        yield f"Posted by {_names(by for _, by in done)}, the last write {_when(max(at for at, _ in done))}."
    yield _reading(count)
    if count.reopened is not None:
        yield f"Closed by {count.reopened.by} {_when(count.reopened.at)}."
    elif count.phase is Phase.RECONCILING:
        yield "It is not closed yet."
    if count.mode is CountMode.GUIDED:
        yield count.mode.told


def _reading(count: Count) -> str:
    read = count.digital_after
    if not count.steps:
        return "Nothing was posted, so digital was not read again."
    if read is None:
        return "Digital was not read again after the posting yet."
    if read.failure:
        return f"Digital could not be read again after the posting: {read.failure}"
    return f"Digital was read again {_when(read.at)}."


def sent_back_words(count: Count) -> Iterator[str]:
    """Which lines went back from the reconciliation to be counted again, a sentence each time."""
    for asking in count.sent_back.asked:
        said = f": {asking.reason}" if asking.reason else ""
        yield f"{_lines(asking.lines)} sent back to be counted again by {asking.by} {_when(asking.at)}{said}."


def _lines(lines: Sequence[int]) -> str:
    """`Line 3 was`, `Lines 3 and 4 were`."""
    *some, last = (str(line) for line in sorted(lines))
    return f"Lines {', '.join(some)} and {last} were" if some else f"Line {last} was"


def _names(names: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(names))


def _when(at: datetime) -> str:
    return f"at {at.astimezone():%H:%M on %Y-%m-%d}"
