"""How a count follows from its recounts: what is asked again, what was waived, which attempt somebody chose."""

from dataclasses import replace
from functools import singledispatch
from types import MappingProxyType

from cyclecount_tui.domain import recount_events as said
from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.domain.entries import Attempt
from cyclecount_tui.domain.errors import DomainError
from cyclecount_tui.domain.recounting import MOST_ATTEMPTS, counts_of, to_choose_from
from cyclecount_tui.domain.sending_back import sent_back


def recount_after(event: said.RecountEvent, count: Count) -> Count:
    """The count after an event around a recount.

    Raises:
        DomainError: the event is not possible as the count stands.
    """
    return _fold(event, count)


@singledispatch
def _fold(event: said.RecountEvent, count: Count) -> Count:
    raise TypeError(f"There is no rule for {event.kind} of {count.subject.name}.")


@_fold.register
def _(event: said.RecountAsked, count: Count) -> Count:
    if count.phase is not Phase.SUBMITTED or count.submission is None:
        raise DomainError(f"The count of {count.subject.name} is not submitted: nothing is counted again yet.")
    if count.attempt >= MOST_ATTEMPTS:
        raise DomainError(f"{count.subject.name} was counted {MOST_ATTEMPTS} times: choose which count is right.")
    if not event.lines or any(count.line(line) is None for line in event.lines):
        raise DomainError(f"The recount of {count.subject.name} asks for lines that are not on its sheet.")
    attempt = Attempt(
        count.attempt,
        count.entries,
        count.submission,
        asked=count.asked,
        salt=event.salt,
        seals=MappingProxyType(dict(event.seals)),
        left=count.left,
        notes=count.notes,
    )
    asked = frozenset(event.lines)
    return replace(
        count,
        attempts=(*count.attempts, attempt),
        entries=(),
        submission=None,
        asked=asked,
        left=MappingProxyType({line: left for line, left in count.left.items() if line not in asked}),
        settled=MappingProxyType({**count.settled, **dict(event.settled)}),
    )


@_fold.register
def _(event: said.LinesSentBack, count: Count) -> Count:
    return sent_back(count, event)


@_fold.register
def _(event: said.RecountWaived, count: Count) -> Count:
    if count.phase is not Phase.RECOUNTING:
        raise DomainError(f"No recount of {count.subject.name} is waited for.")
    before = count.attempts[-1]
    left = {line: left for line, left in before.left.items() if line not in count.standing}
    return replace(
        count, waived=event.reason, submission=before.submission, left=MappingProxyType({**left, **count.left})
    )


@_fold.register
def _(event: said.AttemptChosen, count: Count) -> Count:
    if count.phase is not Phase.RECONCILING or event.line not in count.disputed:
        raise DomainError(f"There are no counts of line {event.line} of {count.subject.name} to choose from.")
    if count.unsettled:
        raise DomainError("The last posting has a write whose outcome is not known: run post again before you choose.")
    if event.line in count.posted_lines:
        raise DomainError(f"The fix of line {event.line} is posted already: only a new count changes it.")
    if event.attempt not in dict(counts_of(count, event.line)):
        raise DomainError(f"Line {event.line} of {count.subject.name} was not counted in attempt {event.attempt}.")
    if event.attempt not in to_choose_from(count, event.line):
        raise DomainError(
            f"Stock of line {event.line} moved after attempt {event.attempt}: what it found cannot be compared any "
            "more. Choose a later one, or leave the line with a note."
        )
    chosen = MappingProxyType({**count.chosen_attempts, event.line: event.attempt})
    by = MappingProxyType({**count.attempts_chosen_by, event.line: event.by})
    left = MappingProxyType({line: choice for line, choice in count.choices.items() if line != event.line})
    return replace(count, chosen_attempts=chosen, attempts_chosen_by=by, choices=left, plan=None)
