"""Keeping a plant in a file: JSON text that says everything, written in one step."""

import dataclasses
import functools
import json
import os
import tempfile
import typing
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from cyclecount_tui.simulator.plant.rows import Row
from cyclecount_tui.simulator.plant.table import Table
from cyclecount_tui.simulator.plant.truth import LineKey, Planted, ScheduleRow

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    from cyclecount_tui.simulator.plant.plant import Plant

FORMAT = 1
TABLES = (
    "units",
    "people",
    "places",
    "parts",
    "inventory",
    "kits",
    "kit_items",
    "kit_issues",
    "runs",
    "requirements",
    "installations",
    "purchase_lines",
    "receipts",
    "receipt_items",
    "issues",
    "comments",
    "rules",
    "changes",
)
# A plant kept since before these were added does without them.
LATER_TABLES = frozenset({"receipts", "receipt_items"})
READERS: tuple[tuple[type, Callable[[str], object]], ...] = (
    (Decimal, Decimal),
    (datetime, datetime.fromisoformat),
    (date, date.fromisoformat),
)


def to_json(plant: "Plant") -> str:
    """The plant as JSON text; equal plants give equal text."""
    return json.dumps(
        {
            "format": FORMAT,
            "seed": plant.seed,
            "me_id": plant.me_id,
            "etags_given": plant.etags_given,
            "entities_given": plant.entities_given,
            "tables": {name: _table_out(getattr(plant, name)) for name in TABLES},
            "truth": [[place, *line, str(quantity)] for place, line, quantity in plant.floor.everything()],
            "discrepancies": [_row_out(planted) for planted in plant.discrepancies],
            "schedule": [_row_out(row) for row in plant.schedule],
        },
        separators=(",", ":"),
    )


def fill(plant: "Plant", text: str) -> "Plant":
    """Fill an empty plant from what `to_json` wrote.

    Raises:
        ValueError: the text is not a saved plant.
    """
    try:
        saved = json.loads(text)
        if saved["format"] != FORMAT:
            raise ValueError(f"its format is {saved['format']}, this program reads {FORMAT}")
        _fill_from(plant, saved)
    except (KeyError, TypeError, ArithmeticError, ValueError) as problem:
        raise ValueError(f"This is not a saved plant ({problem}); remove it and start afresh.") from problem
    return plant


def _fill_from(plant: "Plant", saved: dict[str, Any]) -> None:
    plant.seed, plant.me_id = saved["seed"], saved["me_id"]
    plant.etags_given, plant.entities_given = saved["etags_given"], saved["entities_given"]
    for name in TABLES:
        if name in saved["tables"] or name not in LATER_TABLES:
            _table_in(getattr(plant, name), saved["tables"][name])
    for place, part_number, revision, lot, serial, quantity in saved["truth"]:
        plant.floor.put(place, LineKey(part_number, revision, lot, serial), Decimal(quantity))
    plant.discrepancies = [Planted(**_values_in(Planted, row)) for row in saved["discrepancies"]]
    plant.schedule = [ScheduleRow(**_values_in(ScheduleRow, row)) for row in saved["schedule"]]


def write(path: Path, text: str) -> None:
    """Replace a file's text in one step, by way of a new file beside it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".new")
    fresh = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise


def _table_out(table: Table[Row]) -> dict[str, object]:
    return {"next_id": table.next_id, "rows": [_row_out(row) for row in table]}


def _table_in(table: Table[Row], saved: dict[str, Any]) -> None:
    for values in saved["rows"]:
        table.add(table.row_class(**_values_in(table.row_class, values)))
    table.next_id = saved["next_id"]


def _row_out(row: "DataclassInstance") -> list[object]:
    return [_value_out(getattr(row, field.name)) for field in dataclasses.fields(row)]


def _value_out(value: object) -> object:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    return value


def _values_in(row_class: "type[DataclassInstance]", values: list[object]) -> dict[str, Any]:
    # A plant kept since before a column was added lacks the last ones, which then have their usual values.
    readers = _readers(row_class)[: len(values)]
    return {
        name: read(cast("str", value)) if read is not None and value is not None else value
        for (name, read), value in zip(readers, values, strict=True)
    }


@functools.cache
def _readers(row_class: "type[DataclassInstance]") -> list[tuple[str, Callable[[str], object] | None]]:
    hints = typing.get_type_hints(row_class)
    return [(field.name, _reader(hints[field.name])) for field in dataclasses.fields(row_class)]


def _reader(hint: object) -> Callable[[str], object] | None:
    wanted = {hint, *typing.get_args(hint)}
    return next((read for kind, read in READERS if kind in wanted), None)
