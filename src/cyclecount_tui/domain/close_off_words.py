"""A close-off in sentences: who did what and when, what was skipped and why, and what is still to be undone."""

from collections.abc import Iterator
from datetime import datetime

from cyclecount_tui.domain.close_off import CloseOff, Stop, Told
from cyclecount_tui.domain.close_off_events import Occasion
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.subject import Subject
from cyclecount_tui.domain.subject_words import called_first, it_is_open_again


def recorded_words(recorded: CloseOff) -> str:
    """What was recorded of a close-off, who did it and when (local time)."""
    who = f"by {recorded.by} {_when(recorded.at)}"
    if recorded.skipped:
        return f"Counted without closing off, {who}: {recorded.skipped}"
    said = [f"told {recorded.told}"] if recorded.told else []
    said += ["a sign is up"] if recorded.sign_up else []
    said += ["transactions are stopped"] if recorded.transactions_stopped else []
    return f"Closed off {who}: {', '.join(said)}."


def story(count: Count) -> tuple[str, ...]:
    """All there is to say of the close-off of a count, in the order of time; a sentence each."""
    return tuple(_story(count))


def still_closed_off(count: Count) -> str:
    """`RACK-B is closed off since 09:05 on 2026-03-02`, and off in ION; empty when it is not."""
    since = count.closed_off_since
    if since is None:
        return ""
    in_ion = " and off in ION" if _is_off(count.stop) else ""
    return f"{called_first(count.subject)} is closed off{in_ion} since {since.astimezone():%H:%M on %Y-%m-%d}"


def to_undo(count: Count, *, sign_down: bool = False, told: bool = False) -> tuple[str, ...]:
    """What a person has to do when the location is reopened, a sentence each; less what was done already."""
    recorded = count.close_off
    if recorded is None or recorded.skipped:
        return ()
    said = ["Take the sign down."] if recorded.sign_up and not sign_down else []
    if recorded.told and not told:
        said.append(f"Tell {recorded.told} that {it_is_open_again(count.subject)}.")
    if recorded.transactions_stopped and not _is_off(count.stop):
        said.append("Let people book it again." if count.subject.is_part else "Let people book here again.")
    return tuple(said)


def done_by_program(count: Count) -> tuple[str, ...]:
    """What the program does when the location is reopened, a sentence each."""
    said = [f"The message that {it_is_open_again(count.subject)} goes out by {way}." for way in ways_told(count)]
    if _is_off(count.stop):
        said.append("Its availability in ION is turned on again.")
    return tuple(said)


def done_besides(before: Count, after: Count) -> tuple[str, ...]:
    """What the program did between the two, a sentence each: people told or not, the availability put back."""
    told = after.told[len(before.told) :]
    back = ("Its availability in ION is on again.",) if _is_off(before.stop) and not _is_off(after.stop) else ()
    return (*(_told_words(message, after.subject) for message in told), *back)


def ways_told(count: Count) -> tuple[str, ...]:
    """The ways by which the program told people that the location is closed off, each once."""
    return tuple(dict.fromkeys(message.way for message in count.told if message.occasion is Occasion.CLOSING))


def _story(count: Count) -> Iterator[str]:
    if count.close_off is None:
        yield f"{called_first(count.subject)} is not closed off."
    else:
        yield recorded_words(count.close_off)
    for message in count.told:
        yield _told_words(message, count.subject)
    if count.stop is not None:
        yield from _stop_words(count.stop)
    if count.reopened is not None:
        sign = ", the sign was taken down" if count.reopened.sign_down else ""
        told = f", told {count.reopened.told}" if count.reopened.told else ""
        yield f"Reopened by {count.reopened.by} {_when(count.reopened.at)}{sign}{told}."
    elif count.phase.ended:
        yield f"The count is {count.phase.words}{f': {count.ended_reason}' if count.ended_reason else ''}."
    elif count.to_reopen:
        yield "Nothing is left to do but to reopen it."


def _told_words(message: Told, subject: Subject) -> str:
    about = "it is closed off" if message.occasion is Occasion.CLOSING else it_is_open_again(subject)
    if message.failure:
        return f"Not told by {message.way} {_when(message.at)} that {about}: {message.failure}"
    return f"Told by {message.way} {_when(message.at)} that {about}."


def _stop_words(stop: Stop) -> Iterator[str]:
    if stop.at is not None:
        state = "It is off still." if stop.off else "It is on again."
        yield f"Turned off in ION by {stop.by} {_when(stop.at)}. {state}"
    if stop.under_way is not None:
        yield f"Whether ION turned it {'on' if stop.under_way.available else 'off'} is not known: it is settled next."
    if stop.remark:
        yield stop.remark


def _is_off(stop: Stop | None) -> bool:
    return stop is not None and stop.to_put_back


def _when(at: datetime) -> str:
    return f"at {at.astimezone():%H:%M on %Y-%m-%d}"
