"""The rows of counts: what is being counted, how far each count is, and what came of those that ended."""

from __future__ import annotations

import sqlite3
from datetime import date, datetime
from typing import TYPE_CHECKING

from cyclecount_tui.domain.subject import Subject, SubjectKind
from cyclecount_tui.store.count_row import CountResult, CountState, OpenCount
from cyclecount_tui.store.errors import AlreadyOpen, CountMoved, DatabaseBroken

if TYPE_CHECKING:  # the schedule screen needs counts and no events
    from cyclecount_tui.domain.events import Opening

OpenColumns = tuple[str, str, int, str, str, str, str, int, int, str | None, int, int, str]
ResultColumns = tuple[str, str, int, str, str, str, int, int]


def add_count(connection: sqlite3.Connection, count_id: str, event: Opening, opened_at: str, state: CountState) -> None:
    """A new count. Raises AlreadyOpen for a subject that is being counted, CountMoved for an id in use."""
    subject = event.subject
    standing = open_of(connection, subject)
    if standing is not None:
        raise AlreadyOpen(
            f"{subject.name} is being counted already; go on with that count, or give it up first.", standing
        )
    if connection.execute("SELECT 1 FROM count WHERE id = ?", (count_id,)).fetchone():
        raise CountMoved("This count was opened already, by another terminal; go back to the schedule.")
    connection.execute(
        "INSERT INTO count (id, subject_kind, subject_id, subject_name, opened_at, opened_by, phase, counted_lines,"
        " total_lines, ended_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            count_id,
            str(subject.kind),
            subject.id,
            subject.name,
            opened_at,
            event.by,
            str(state.phase),
            state.counted,
            state.total,
            opened_at if state.ended else None,
        ),
    )


def set_state(connection: sqlite3.Connection, count_id: str, at: str, state: CountState) -> None:
    """Where the count stands from `at` on; an ended one gets `at` as its end."""
    connection.execute(
        "UPDATE count SET phase = ?, counted_lines = ?, total_lines = ?, compared_lines = ?, matched_lines = ?,"
        " closed_off_at = ?, to_reopen = ?, stopped_in_ion = ?, counted_before = ? WHERE id = ?",
        (
            str(state.phase),
            state.counted,
            state.total,
            state.compared,
            state.matched,
            state.closed_off_at.isoformat() if state.closed_off_at else None,
            state.to_reopen,
            state.stopped_in_ion,
            "\n".join(state.counted_before),
            count_id,
        ),
    )
    ended, counted = at if state.ended else None, state.counted_on.isoformat() if state.counted_on else None
    # Both are in indexes, which would be written anew with every entry: more than the entry itself.
    connection.execute(
        "UPDATE count SET ended_at = ?1, counted_on = ?2"
        " WHERE id = ?3 AND (ended_at IS NOT ?1 OR counted_on IS NOT ?2)",
        (ended, counted, count_id),
    )


def open_of(connection: sqlite3.Connection, subject: Subject) -> str | None:
    """The id of the count of this subject that has not ended."""
    return _first_text(
        connection, "SELECT id FROM count WHERE subject_kind = ? AND subject_id = ? AND ended_at IS NULL", subject
    )


def latest_of(connection: sqlite3.Connection, subject: Subject) -> str | None:
    """The id of the count of this subject that was opened last, ended or not."""
    return _first_text(
        connection,
        "SELECT count.id FROM count JOIN event ON event.count_id = count.id AND event.seq = 1"
        " WHERE count.subject_kind = ? AND count.subject_id = ? ORDER BY event.position DESC LIMIT 1",
        subject,
    )


def all_open(connection: sqlite3.Connection) -> list[OpenColumns]:
    """What is read by `open_count_of`, for every count that has not ended."""
    return connection.execute(
        "SELECT id, subject_kind, subject_id, subject_name, opened_at, opened_by, phase, counted_lines, total_lines,"
        " closed_off_at, to_reopen, stopped_in_ion, counted_before FROM count WHERE ended_at IS NULL"
        " ORDER BY subject_name, subject_id"
    ).fetchall()


def open_count_of(columns: OpenColumns) -> OpenCount:
    """The count of such a row. Raises DatabaseBroken for a time that is none."""
    (
        count_id,
        kind,
        subject_id,
        subject_name,
        opened_at,
        opened_by,
        phase,
        counted,
        total,
        closed_at,
        to_reopen,
        stopped,
        counted_before,
    ) = columns
    try:
        subject = Subject(subject_id, subject_name, SubjectKind(kind))
        opened = datetime.fromisoformat(opened_at)
        closed_off_at = datetime.fromisoformat(closed_at) if closed_at else None
    except ValueError as error:
        raise DatabaseBroken(
            f"The database does not say when the count of {subject_name} was opened; run `cyclecount verify`."
        ) from error
    state = (phase, counted, total, closed_off_at, bool(to_reopen), bool(stopped), tuple(counted_before.splitlines()))
    return OpenCount(count_id, subject, opened, opened_by, *state)


def latest_results(connection: sqlite3.Connection, most: int) -> list[ResultColumns]:
    """What is read by `result_of`: of each subject the `most` latest closed counts, the oldest of them first."""
    return connection.execute(
        "SELECT id, subject_kind, subject_id, subject_name, counted_on, opened_by, compared_lines, matched_lines FROM ("
        "SELECT *, row_number() OVER (PARTITION BY subject_kind, subject_id ORDER BY counted_on DESC, ended_at DESC)"
        " AS place FROM count WHERE phase = 'closed' AND compared_lines IS NOT NULL AND counted_on IS NOT NULL)"
        " WHERE place <= ? ORDER BY subject_kind, subject_id, place DESC",
        (most,),
    ).fetchall()


def result_of(columns: ResultColumns) -> CountResult:
    """The result of such a row. Raises DatabaseBroken for a date that is none."""
    count_id, kind, subject_id, subject_name, counted_on, opened_by, compared, matched = columns
    try:
        subject = Subject(subject_id, subject_name, SubjectKind(kind))
        day = date.fromisoformat(counted_on)
    except ValueError as error:
        raise DatabaseBroken(
            f"The database does not say when {subject_name} was counted; run `cyclecount verify`."
        ) from error
    return CountResult(count_id, subject, day, opened_by, compared, matched)


def _first_text(connection: sqlite3.Connection, query: str, subject: Subject) -> str | None:
    row = connection.execute(query, (str(subject.kind), subject.id)).fetchone()
    return None if row is None else str(row[0])
