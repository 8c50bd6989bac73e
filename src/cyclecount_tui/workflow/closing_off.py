"""Closing a location off before it is counted: transactions, people, sign; or going on without, for a reason."""

from dataclasses import dataclass

from cyclecount_tui.domain.close_off_events import CloseOffSkipped, LocationClosedOff, Occasion, PeopleTold
from cyclecount_tui.domain.close_off_words import still_closed_off
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.subject_words import called_first
from cyclecount_tui.workflow.errors import CountMoved, Refusal
from cyclecount_tui.workflow.keeping import load, record, record_all
from cyclecount_tui.workflow.stopping import put_back, refuse_stopping, stop_in_ion
from cyclecount_tui.workflow.telling import told as people_told
from cyclecount_tui.workflow.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person says of a close-off.

    `stop_in_ion`: turn ION's own flag of the location off. `tell`: use the command and the webhook of the settings.
    """

    told: str = ""
    sign_up: bool = False
    transactions_stopped: bool = False
    stop_in_ion: bool = False
    tell: bool = True


@dataclass(frozen=True, slots=True)
class ClosedOff:
    """A count that is closed off. `remarks` are sentences a person should know: what was stopped, who was not told."""

    count: Count
    remarks: tuple[str, ...] = ()
    troubles: tuple[str, ...] = ()
    """Those of them that say that something did not work."""


def close_location(workplace: Workplace, count: Count, answers: Answers) -> ClosedOff:
    """Closes a location off: the flag first where that is wanted, then the people, then the journal says so.

    Neither a flag that cannot be turned off nor a message that does not go out holds the rest up.

    Raises:
        Refusal: nothing was done to close it off, or the flag may not be turned off.
        StoreError: the journal cannot be written.
    """
    refuse_empty_close_off(answers)
    remarks: list[str] = []
    troubles: list[str] = []
    stopped = answers.transactions_stopped
    if answers.stop_in_ion:
        stopping = stop_in_ion(workplace, count)
        count = stopping.count
        remarks.append(stopping.sentence)
        troubles += [] if stopping.off else [stopping.sentence]
        stopped = stopped or stopping.off
    if not (answers.told.strip() or answers.sign_up or stopped):
        raise Refusal(f"{called_first(count.subject)} is not closed off. {' '.join(remarks)}")
    messages = people_told(workplace, count, Occasion.CLOSING) if answers.tell else ()
    event = LocationClosedOff(
        at=workplace.now(),
        by=workplace.counter,
        told=answers.told.strip(),
        sign_up=answers.sign_up,
        transactions_stopped=stopped,
    )
    count = _kept(workplace, count, event, messages)
    troubles += remarks_on(tuple(message for message in messages if message.failure))
    return ClosedOff(count, (*remarks, *remarks_on(messages)), tuple(troubles))


def close_off(workplace: Workplace, count: Count, told: str, *, sign_up: bool, transactions_stopped: bool) -> Count:
    """Records a close-off that people made themselves: nothing is set in ION, and nobody is told by the program.

    Raises:
        Refusal: nothing at all was done to close it off; then it is skipped with a reason, not closed off.
    """
    answers = Answers(told, sign_up, transactions_stopped, tell=False)
    return close_location(workplace, count, answers).count


def refuse_empty_close_off(answers: Answers) -> None:
    """Raises Refusal when nothing at all was done to close a location off."""
    if not (answers.told.strip() or answers.sign_up or answers.transactions_stopped or answers.stop_in_ion):
        raise Refusal(
            "Say who was told, whether a sign is up or whether transactions are stopped, or skip with a reason."
        )


def refuse_close_off(workplace: Workplace, count: Count, answers: Answers) -> None:
    """As `close_location`, before anything is done."""
    refuse_empty_close_off(answers)
    if answers.stop_in_ion:
        refuse_stopping(workplace, count)


def skip_close_off(workplace: Workplace, count: Count, reason: str) -> Count:
    """Records that the location is counted without closing it off; a flag that was turned off before is put back.

    Raises:
        Refusal: no reason was given, or it was closed off: a sign hung up is taken down when it is reopened.
        IonError: the flag could not be put back.
    """
    if not reason.strip():
        raise Refusal("Skipping the close-off needs a reason: type one.")
    if count.close_off is not None and not count.close_off.skipped and not count.phase.ended:
        raise Refusal(f"{still_closed_off(count)}: that is not skipped any more. It stays so until it is reopened.")
    count = put_back(workplace, count)
    return record(workplace, count, CloseOffSkipped(at=workplace.now(), by=workplace.counter, reason=reason.strip()))


def remarks_on(messages: tuple[PeopleTold, ...]) -> tuple[str, ...]:
    """A sentence for each message: that it went out, or why not."""
    return tuple(
        f"Not told by {message.way}: {message.failure}" if message.failure else f"Told by {message.way}."
        for message in messages
    )


def _kept(workplace: Workplace, count: Count, event: LocationClosedOff, messages: tuple[PeopleTold, ...]) -> Count:
    """The count with its close-off. Where another terminal was quicker, its close-off stands beside what was told."""
    try:
        return record_all(workplace, count, [event, *messages])
    except CountMoved:
        if not messages:
            raise
        fresh = load(workplace, count.id)
        return record_all(workplace, fresh, messages if fresh.close_off is not None else [event, *messages])
