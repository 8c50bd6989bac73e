"""The rows of a certificate on the screen, those that are not equal first, and one of them in full."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from cyclecount_tui.domain.certificate import CertificateLine, Outcome, certificate
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.lines import Line
from cyclecount_tui.tui.screens.numbers_shown import quantity
from cyclecount_tui.tui.widgets.line_table import Column
from cyclecount_tui.tui.widgets.plain_text import one_line

COLUMNS = (
    Column("part", "Part", 10, flexible=True),
    Column("revision", "Rev", 3, drop_order=3),
    Column("lot", "Lot/serial", 10, drop_order=2),
    Column("before", "Before", 7, align="right", drop_order=1),
    Column("floor", "Floor", 7, align="right"),
    Column("after", "After", 7, align="right"),
    Column("outcome", "Outcome", 16),
)

_LOCATION = Column("location", "Location", 17, drop_order=4, names=True)


def columns(count: Count) -> tuple[Column, ...]:
    """The columns; that of a part says where each line lies."""
    return (_LOCATION, *COLUMNS) if count.subject.is_part else COLUMNS


def lines_shown(count: Count) -> tuple[CertificateLine, ...]:
    """All lines, those that are not equal before others, else in the order of the sheet."""
    return tuple(sorted(certificate(count), key=lambda line: (line.outcome is Outcome.EQUAL, line.line.number)))


def cells(count: Count, line: CertificateLine) -> tuple[str, ...]:
    """The strings of one row, one a column."""
    key = line.line.key
    where = (count.place_of(key).name,) if count.subject.is_part else ()
    amounts = (_amount(line.before), _amount(line.floor), _amount(line.after))
    return (*where, key.part_number, key.revision, key.lot_or_serial, *amounts, line.outcome.words)


def tone(line: CertificateLine) -> str:
    """Equal is done, what somebody decided is marked, everything else is trouble."""
    if line.outcome is Outcome.EQUAL:
        return "done"
    return "warn" if line.outcome in {Outcome.LEFT, Outcome.HELD, Outcome.NOT_COUNTED} else "bad"


def detail_text(line: CertificateLine) -> str:
    """The line in full: what it is, why it is not equal, and who counted, chose and posted it when."""
    amounts = f"Digital before {_said(line.before)}   Floor {_said(line.floor)}   Digital after {_said(line.after)}"
    texts = [_identity(line.line), amounts, f"{line.outcome.words.capitalize()}. {line.reason}".rstrip()]
    if line.entry is not None:
        texts.append(f"Counted {_by(line.entry.by, line.entry.at)}")
    if line.choice is not None:
        texts.append(f"{line.choice.fix.words} ({line.choice.cause.words}), {_by(line.choice.by, line.choice.at)}")
    if line.posted is not None and line.posted.ended_at is not None:
        texts.append(f"Posted {_by(line.posted.by, line.posted.ended_at)}")
    return "\n".join(map(one_line, texts))


def detail_short(line: CertificateLine) -> str:
    """The same for a screen of a few short lines: the reason, and the numbers."""
    amounts = f"Before {_said(line.before)}  Floor {_said(line.floor)}  After {_said(line.after)}"
    return "\n".join(map(one_line, (line.line.key.words, f"{line.outcome.words.capitalize()}. {line.reason}", amounts)))


def _identity(line: Line) -> str:
    return f"{line.key.words}   {line.description}".rstrip()


def _amount(amount: Decimal | None) -> str:
    return "" if amount is None else quantity(amount)


def _said(amount: Decimal | None) -> str:
    return "not known" if amount is None else quantity(amount)


def _by(name: str, at: datetime) -> str:
    return f"by {name} at {at.astimezone():%H:%M on %Y-%m-%d}"
