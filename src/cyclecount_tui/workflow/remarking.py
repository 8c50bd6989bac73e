"""Remarks that a posting leaves in ION: journaled before and after as its writes are, and never in its way."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import TypedDict

from cyclecount_tui.domain.approval import beyond
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.events import Event
from cyclecount_tui.domain.remark_events import RemarkDone, RemarkKind, RemarkRefused, RemarkStarted, RemarkUnclear
from cyclecount_tui.domain.remark_words import comment_text, issue_found, issue_title
from cyclecount_tui.domain.remarks import comments_owed, is_done, issues_owed, record_left
from cyclecount_tui.ion.errors import NotFound, Refused
from cyclecount_tui.workflow.approving import limit_of
from cyclecount_tui.workflow.errors import IonError, NotPermitted, SchemaMismatch, StoppedWaiting, Unreachable
from cyclecount_tui.workflow.keeping import record
from cyclecount_tui.workflow.workplace import Workplace

LONGEST_UNDER_WAY = timedelta(seconds=60)
"""A remark has no etag: one that was sent within so long may still arrive beside a second one."""

_CLEAR_NO = (Refused, NotPermitted, NotFound, SchemaMismatch)
_FOR_ALL = (NotPermitted, SchemaMismatch)
"""What is refused to one remark for these reasons is refused to all of its kind."""

_NOT_OFFERED = {
    "comments": "This ION does not offer comments on records.",
    "raising_issues": "This ION does not offer to raise issues about records.",
}


@dataclass(frozen=True, slots=True)
class _Remark:
    """One that is owed. `look` gives its id where ION has it already, `send` leaves it; both take its text."""

    what: RemarkKind
    about: int
    record_ids: tuple[int, ...]
    text: str
    look: Callable[[str], int | None]
    send: Callable[[str], int]


def remarked(workplace: Workplace, count: Count) -> Count:
    """The count with the comments and issues that the settings ask for, as far as its finished writes owe them.

    Whatever ION says of them is kept with the count (`remark_words.remarks_told` tells it) and stops nothing.

    Raises:
        StoreError: the journal cannot be written. StoppedWaiting: nobody waits for it; the rest is owed still.
    """
    if workplace.practice.comments:
        count = _all_left(workplace, count, RemarkKind.COMMENT, "comments", _comments)
    if workplace.practice.approval.ion_issue:
        count = _all_left(workplace, count, RemarkKind.ISSUE, "raising_issues", _issues)
    return count


def _all_left(
    workplace: Workplace,
    count: Count,
    what: RemarkKind,
    feature: str,
    owed: Callable[[Workplace, Count], Iterable[_Remark]],
) -> Count:
    about = _about(workplace, count, what)
    if not about:
        return count
    run = _Run(workplace, count)
    if not workplace.ion.features.has(feature):
        run.refuse_all(what, about, _NOT_OFFERED[feature])
        return run.count
    try:
        for remark in owed(workplace, count):
            run.leave(remark)
    except StoppedWaiting:
        raise
    except SchemaMismatch as error:
        workplace.ion.lacks(feature, error.sentence)
        run.refuse_all(what, about, _NOT_OFFERED[feature])
    except NotPermitted as error:
        run.refuse_all(what, about, error.sentence)
    except IonError as error:
        run.all_unclear(what, about, error.sentence)
    return run.count


def _about(workplace: Workplace, count: Count, what: RemarkKind) -> tuple[int, ...]:
    if what is RemarkKind.COMMENT:
        return tuple(write.number for write in comments_owed(count))
    return issues_owed(count, beyond(count, limit_of(workplace, count)))


def _comments(workplace: Workplace, count: Count) -> Iterable[_Remark]:
    """The comments that are owed, with one reading of the records for all of them."""
    writes = comments_owed(count)
    ids = {write.number: record_left(count, write) or 0 for write in writes}
    known = workplace.ion.record_comments(sorted(set(ids.values())))

    def look(record_id: int, text: str) -> int | None:
        found = workplace.ion.record_comments([record_id]).get(record_id)
        return next((each for each, content in found.comments if content == text), None) if found else None

    def send(record_id: int, text: str) -> int:
        if record_id not in known:
            raise NotFound(f"Record {record_id} is no longer in ION: it was merged or deleted.")
        return workplace.ion.leave_comment(known[record_id].entity_id, text)

    for write in writes:
        record_id = ids[write.number]
        text = comment_text(count, write)
        calls = partial(look, record_id), partial(send, record_id)
        yield _Remark(RemarkKind.COMMENT, write.number, (record_id,), text, *calls)


def _issues(workplace: Workplace, count: Count) -> Iterable[_Remark]:
    """The issues that are owed."""
    major = beyond(count, limit_of(workplace, count))

    def look(title: str) -> int | None:
        return next(iter(workplace.ion.issues_titled(title)), None)

    def send(records: tuple[int, ...], found: str, expected: str, title: str) -> int:
        return workplace.ion.raise_issue(title, records, found, expected)

    for line in issues_owed(count, major):
        row = count.rows_by_line[line]
        done = (write for write in count.written.values() if write.line == line and is_done(count, write))
        left = (record_left(count, write) for write in done)
        records = tuple(sorted({each for each in left if each is not None}))
        found = issue_found(count, line, major[line])
        expected = f"ION and the shelf agree on {row.line.key.words} at {count.place_of(row.line.key).name}."
        sending = partial(send, records, found, expected)
        yield _Remark(RemarkKind.ISSUE, line, records, issue_title(count, line), look, sending)


class _Fact(TypedDict):
    at: datetime
    by: str


class _Run:
    """Remarks being left."""

    def __init__(self, workplace: Workplace, count: Count) -> None:
        self._workplace = workplace
        self.count = count

    def leave(self, remark: _Remark) -> None:
        """Brings one to its end. IonErrors that concern all of its kind come out; each is settled before."""
        state = self.count.remarks.get((remark.what, remark.about))
        text = state.text if state is not None and state.text else remark.text
        if state is not None and state.sent_at is not None:
            found = remark.look(text)
            if found is not None:
                self._done(remark, found, found_by_reading=True)
                return
            if self._workplace.now() - state.sent_at < LONGEST_UNDER_WAY:
                self._unclear(remark, "It was sent a moment ago and may still arrive.")
                return
        self._send(remark, text)

    def refuse_all(self, what: RemarkKind, about: Iterable[int], reason: str) -> None:
        """Those of them that have not come to an end are not left, all for the same reason."""
        for number in self._open(what, about):
            self._record(RemarkRefused(**self._fact(), what=what, about=number, reason=reason))

    def all_unclear(self, what: RemarkKind, about: Iterable[int], reason: str) -> None:
        """Those of them that have not come to an end are owed still."""
        for number in self._open(what, about):
            state = self.count.remarks.get((what, number))
            if state is None or state.reason != reason:
                self._record(RemarkUnclear(**self._fact(), what=what, about=number, reason=reason))

    def _open(self, what: RemarkKind, about: Iterable[int]) -> list[int]:
        states = {number: self.count.remarks.get((what, number)) for number in about}
        return [number for number, state in states.items() if state is None or state.progress.unsettled]

    def _send(self, remark: _Remark, text: str) -> None:
        started = RemarkStarted(
            **self._fact(), what=remark.what, about=remark.about, record_ids=remark.record_ids, text=text
        )
        self._record(started)
        try:
            made = remark.send(text)
        except _FOR_ALL:
            raise
        except _CLEAR_NO as error:
            self._refused(remark, error.sentence)
        except Unreachable:
            raise  # it was not sent, and the others cannot be either
        except IonError as error:
            found = remark.look(text)
            if found is None:
                self._unclear(remark, error.sentence)
            else:
                self._done(remark, found, found_by_reading=True)
        else:
            self._done(remark, made)

    def _done(self, remark: _Remark, ion_id: int, *, found_by_reading: bool = False) -> None:
        done = RemarkDone(
            **self._fact(), what=remark.what, about=remark.about, ion_id=ion_id, found_by_reading=found_by_reading
        )
        self._record(done)

    def _refused(self, remark: _Remark, reason: str) -> None:
        self._record(RemarkRefused(**self._fact(), what=remark.what, about=remark.about, reason=reason))

    def _unclear(self, remark: _Remark, reason: str) -> None:
        self.all_unclear(remark.what, (remark.about,), reason)

    def _fact(self) -> _Fact:
        return {"at": self._workplace.now(), "by": self._workplace.counter}

    def _record(self, event: Event) -> None:
        self.count = record(self._workplace, self.count, event)
