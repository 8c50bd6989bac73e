"""Plan files: a plan as readable JSON with marks that show an edit, and back again, checked once.

Pydantic is imported when the first file is read.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from cyclecount_tui.domain.exported_plan import ExportedPlan
from cyclecount_tui.domain.inventory import Place
from cyclecount_tui.domain.lines import LineKey
from cyclecount_tui.domain.plan import Write
from cyclecount_tui.store.errors import StoreError

if TYPE_CHECKING:
    from pydantic import ValidationError

    from cyclecount_tui.store.plan_file_shape import FileWrite, PlanFile

_ROW_MARK = 16
"""Characters of a write's own mark: enough to show which one was edited."""


class PlanFileRefused(StoreError):
    """A file that is no plan as this program exported it; the sentence says which, where and what to do."""


def plan_text(document: Mapping[str, Any]) -> str:
    """The text of a plan file for a document with `writes`: what it is, its version and its marks are added."""
    from cyclecount_tui.store.plan_file_shape import FORMAT, VERSION

    writes = [{**write, "mark": _mark(write)[:_ROW_MARK]} for write in document["writes"]]
    whole = {"format": FORMAT, "version": VERSION, **document, "writes": writes}
    return json.dumps({**whole, "mark": _mark(whole)}, indent=2) + "\n"


def read_plan(name: str, data: bytes) -> ExportedPlan:
    """The plan in a file that is called `name`.

    Raises:
        PlanFileRefused: it is damaged, another program's, another version's, or was edited.
    """
    from pydantic import TypeAdapter, ValidationError

    from cyclecount_tui.store.plan_file_shape import PlanFile

    document = _document(name, data)
    _refuse_other_kinds(name, document)
    try:
        found = TypeAdapter(PlanFile).validate_json(data.removeprefix(b"\xef\xbb\xbf"))
    except ValidationError as error:
        raise PlanFileRefused(f"{name} is damaged at {_first_place(error)}: {_EXPORT}") from error
    _refuse_edited(name, document)
    return _exported(name, found)


_EXPORT = "export the plan again with cyclecount plan -o."


def _document(name: str, data: bytes) -> Any:
    try:
        return json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise PlanFileRefused(f"{name} is no text, from byte {error.start + 1} on: {_EXPORT}") from error
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise PlanFileRefused(f"{name} is damaged or no plan of cyclecount ({place}): {_EXPORT}") from error
    except (ValueError, RecursionError) as error:
        raise PlanFileRefused(f"{name} is no plan of cyclecount: {_EXPORT}") from error


def _refuse_other_kinds(name: str, document: Any) -> None:
    from cyclecount_tui.store.plan_file_shape import FORMAT, VERSION

    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise PlanFileRefused(f"{name} is no plan of cyclecount: cyclecount plan LOCATION -o FILE writes one.")
    version = document.get("version")
    if isinstance(version, int) and version > VERSION:
        raise PlanFileRefused(
            f"{name} was written by a newer cyclecount (its version is {version}, known is {VERSION}): update "
            "cyclecount, or export the plan here."
        )
    if isinstance(version, int) and version < VERSION:
        raise PlanFileRefused(f"{name} was written by an older cyclecount (its version is {version}): {_EXPORT}")


def _refuse_edited(name: str, document: dict[str, Any]) -> None:
    for place, write in enumerate(document["writes"], start=1):
        if write["mark"] != _mark(write)[:_ROW_MARK]:
            raise PlanFileRefused(
                f"{name} was edited after it was exported, at write {place} of the list (number {write['number']}): "
                f"nothing of it is posted; {_EXPORT}"
            )
    if document["mark"] != _mark(document):
        raise PlanFileRefused(
            f"{name} was edited after it was exported, outside its single writes (one added, taken out or moved, or "
            f"what stands around them): nothing of it is posted; {_EXPORT}"
        )


def _mark(document: Mapping[str, Any]) -> str:
    """A hash of all but the mark itself, whatever the order of the keys and the spaces between them."""
    unmarked = {key: value for key, value in document.items() if key != "mark"}
    return sha256(json.dumps(unmarked, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _first_place(error: ValidationError) -> str:
    """`write 3 of the list, quantity (string should match ...)`."""
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    where = list(_steps(first["loc"]))
    reason = str(first["msg"]).lower()
    return f"{', '.join(where) or 'its beginning'} ({reason})"


def _steps(place: Sequence[int | str]) -> list[str]:
    steps = [f"number {step + 1} of the list" if isinstance(step, int) else step.replace("_", " ") for step in place]
    return [step for step in steps if step]


def _exported(name: str, found: PlanFile) -> ExportedPlan:
    subject = found.location or found.part
    return ExportedPlan(
        name=name,
        count_id=found.count,
        version=found.count_version,
        subject_name=subject.name if subject else "",
        exported_at=found.exported_at,
        exported_by=found.exported_by,
        writes=tuple(map(_write, found.writes)),
    )


def _write(row: FileWrite) -> Write:
    place = Place(row.location.id, row.location.name) if row.location else None
    return Write(
        number=row.number,
        kind=row.kind,
        line=row.line,
        key=LineKey(row.part_number, row.revision, row.lot_number, row.serial_number, place),
        quantity=Decimal(row.quantity),
        before=Decimal(row.before),
        record_id=row.record_id,
        etag=row.etag or "",
        at=_place(row.at_location_id, row.at_location),
        to=_place(row.to_location_id, row.to_location),
        part_id=row.part_id,
        uom=row.uom,
        warning=row.warning,
        status=row.status,
        held=Decimal(row.held),
    )


def _place(place_id: int | None, name: str | None) -> Place | None:
    return None if place_id is None else Place(place_id, name or "")
