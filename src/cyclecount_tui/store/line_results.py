"""What compared counts found, line by line, so that other counts are told of it without folding any of them.

Only counts that are compared and not given up are told: of one that is counted, or counted again, nothing is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:  # whoever asks for this has a database open already
    import sqlite3

    from cyclecount_tui.domain.line_result import LineResult, NewResults
    from cyclecount_tui.store.database import Database

_STATEMENTS = (
    """
    CREATE TABLE line_result (
        count_id TEXT NOT NULL REFERENCES count (id),
        line INTEGER NOT NULL,
        place_id INTEGER NOT NULL,
        place_name TEXT NOT NULL,
        part_id INTEGER,
        part_number TEXT NOT NULL,
        revision TEXT NOT NULL,
        lot_number TEXT NOT NULL,
        serial_number TEXT NOT NULL,
        digital TEXT NOT NULL,
        floor TEXT NOT NULL,
        counted_by TEXT NOT NULL,
        counted_at TEXT NOT NULL,
        posted TEXT NOT NULL,
        PRIMARY KEY (count_id, line)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX line_results_of_a_number ON line_result (part_number, place_id)",
    "CREATE INDEX line_results_of_a_part ON line_result (part_id, place_id)",
)

_COLUMNS = (
    "result.count_id, result.line, result.part_number, revision, lot_number, serial_number, result.place_id,"
    " place_name, part_id, digital, floor, counted_by, counted_at, count.counted_on, posted,"
    " count.phase = 'reconciling'"
)
_TOLD = (
    "count.phase IN ('reconciling', 'closed') AND count.compared_lines IS NOT NULL"
    " AND count.counted_on IS NOT NULL AND count.id <> :but_not"
)
_OF_PARTS = (
    "(result.part_number IN (SELECT value FROM json_each(:numbers))"
    " OR result.part_id IN (SELECT value FROM json_each(:ids)))"
)
_LATEST_AT = f"""
    WITH item AS (
        SELECT DISTINCT place_id, part_number FROM line_result AS result
        WHERE {_OF_PARTS} AND place_id IN (SELECT value FROM json_each(:places))
    ), covering AS (
        SELECT item.place_id, item.part_number, count.id, count.counted_on, count.opened_at
        FROM item JOIN line_result AS result USING (place_id, part_number) JOIN count ON count.id = result.count_id
        WHERE {_TOLD}
        UNION
        SELECT item.place_id, item.part_number, count.id, count.counted_on, count.opened_at
        FROM item JOIN count ON count.subject_kind = 'location' AND count.subject_id = item.place_id
        WHERE {_TOLD}
    ), ranked AS (
        SELECT place_id, part_number, id, row_number() OVER (
            PARTITION BY place_id, part_number ORDER BY counted_on DESC, opened_at DESC, id
        ) AS newest
        FROM covering
    )
    SELECT {_COLUMNS}
    FROM ranked
    JOIN line_result AS result ON result.count_id = ranked.id AND result.place_id = ranked.place_id
        AND result.part_number = ranked.part_number
    JOIN count ON count.id = ranked.id
    WHERE newest <= :most ORDER BY count.counted_on DESC, count.opened_at DESC, count.id, result.line
"""  # noqa: S608 - constants of this module
_SINCE = f"""
    SELECT {_COLUMNS} FROM line_result AS result JOIN count ON count.id = result.count_id
    WHERE {_TOLD} AND {_OF_PARTS} AND count.counted_on >= :since
    ORDER BY count.counted_on DESC, count.opened_at DESC, count.id, result.line
"""  # noqa: S608 - constants of this module


class Parts(NamedTuple):
    """Parts by their ids, and by their numbers: ION may call them something else by now."""

    ids: frozenset[int]
    numbers: frozenset[str]


def add_line_results(connection: sqlite3.Connection) -> None:
    """Version 7 of the database, inside the caller's transaction; what was compared before is not in the table."""
    for statement in _STATEMENTS:
        connection.execute(statement)


def keep_results(connection: sqlite3.Connection, count_id: str, new: NewResults) -> None:
    """Store what an event of a count brought, inside the caller's transaction."""
    if new.anew:
        connection.execute("DELETE FROM line_result WHERE count_id = ?", (count_id,))
    connection.executemany(
        "INSERT OR REPLACE INTO line_result VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [_columns_of(count_id, each) for each in new.lines],
    )


def latest_results_at(
    database: Database, place_ids: Iterable[int], parts: Parts, most: int, but_not: str
) -> list[LineResult]:
    """Of each part at each place, its lines in the `most` latest counts that walked it; the newest first. One read.

    A count of the location that had none of the part is one of them. `but_not` is the id of a count that is left out.
    Raises StoreError.
    """
    asked = _asked(parts, but_not) | {"places": json.dumps(sorted(place_ids)), "most": most}
    rows = database.call(lambda connection: connection.execute(_LATEST_AT, asked).fetchall())
    return [_result_of(row) for row in rows]


def results_since(database: Database, parts: Parts, first: date, but_not: str) -> list[LineResult]:
    """All lines of the parts in counts of that day or later, the newest first. One read. Raises StoreError."""
    asked = _asked(parts, but_not) | {"since": first.isoformat()}
    rows = database.call(lambda connection: connection.execute(_SINCE, asked).fetchall())
    return [_result_of(row) for row in rows]


def _asked(parts: Parts, but_not: str) -> dict[str, Any]:
    return {"ids": json.dumps(sorted(parts.ids)), "numbers": json.dumps(sorted(parts.numbers)), "but_not": but_not}


def _columns_of(count_id: str, result: LineResult) -> tuple[Any, ...]:
    key = result.key
    return (
        count_id,
        result.line,
        result.place.id,
        result.place.name,
        result.part_id,
        key.part_number,
        key.revision,
        key.lot_number,
        key.serial_number,
        str(result.digital),
        str(result.floor),
        result.by,
        result.at.isoformat(),
        result.posted.value if result.posted else "",
    )


def _result_of(columns: tuple[Any, ...]) -> LineResult:
    from cyclecount_tui.domain.fixes import FixKind
    from cyclecount_tui.domain.inventory import Place
    from cyclecount_tui.domain.line_result import LineResult
    from cyclecount_tui.domain.lines import LineKey

    count_id, line, number, revision, lot, serial, place_id, name, part_id, *rest, is_open = columns
    digital, floor, by, at, counted_on, posted = rest
    return LineResult(
        count_id,
        line,
        LineKey(number, revision, lot, serial),
        Place(place_id, name),
        part_id,
        Decimal(digital),
        Decimal(floor),
        by,
        datetime.fromisoformat(at),
        date.fromisoformat(counted_on),
        FixKind(posted) if posted else None,
        bool(is_open),
    )
