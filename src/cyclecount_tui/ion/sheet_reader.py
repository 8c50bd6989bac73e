"""Reads a page of a long sheet from its bytes: by hand, where all of it is surely as it should be.

A sheet may have ten thousand records, and most of what is told of them is their part, which others are of as well: that
is checked once and compared from then on. Whatever is not just as it should be is left to the shape of the list, which
makes it fit or says what does not.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from pydantic import ValidationError
from pydantic_core import from_json

from cyclecount_tui.domain.inventory import Part, SheetRecord
from cyclecount_tui.ion.page_walk import Came
from cyclecount_tui.ion.reply_shape import Reader, ReplyShape
from cyclecount_tui.ion.wire import labels_of, sheet_part_of
from cyclecount_tui.ion.wire_shapes import LabelNode, PageInfo, SheetPartNode, UnitNode

_INFO = ReplyShape(PageInfo)
_PART = ReplyShape(SheetPartNode)
_UNIT: ReplyShape[UnitNode | None] = ReplyShape(UnitNode | None)

_LABELS = ReplyShape(list[LabelNode])

_record = partial(tuple.__new__, SheetRecord)
"""As `SheetRecord._make`, which checks how many fields there are, for every record."""


_Known = tuple[Any, Any, Part]
"""A part as it was told, the record's own unit, and what they make: checked once, and compared from then on."""


class _Unsure(Exception):
    """Something is not just as it should be."""


def sheet_reader(field: str) -> Callable[[], Reader]:
    """What reads the replies of one sheet; the data it finds has a `Came` in this field and nothing else."""

    def reader() -> Reader:
        known: dict[Any, _Known] = {}

        def read(body: bytes) -> dict[str, Any] | None:
            try:
                return {field: _page(_only_data(from_json(body, cache_strings="keys"))[field], known)}
            except (_Unsure, ValidationError, ValueError, LookupError, TypeError, AttributeError):
                return None

        return read

    return reader


def _only_data(reply: Any) -> Any:
    if reply.keys() - {"data"} and reply.get("errors") is not None:
        raise _Unsure
    return reply["data"]


def _page(page: Any, known: dict[Any, _Known]) -> Came[SheetRecord]:
    rows = []
    for edge in page["edges"]:
        node = edge["node"]
        told, unit = node["part"], node["unitOfMeasure"]
        part = known.get(told["id"])
        if part is None or part[0] != told or part[1] != unit:
            part = known[told["id"]] = _checked(told, unit)
        number, etag, lot, serial = node["id"], node["etag"], node["lotNumber"], node["serialNumber"]
        if type(number) is not int:
            number = _number(number)
        if "location" in node or not _are_texts(etag, lot, serial):
            raise _Unsure
        labels = _labels(node.get("entity"))
        rows.append(_record((number, etag or "", part[2], lot or "", serial or "", None, labels)))
    return Came(_INFO.validate_python(page["pageInfo"]), [row[0] for row in rows], rows)


def _checked(told: Any, unit: Any) -> _Known:
    return told, unit, sheet_part_of(_PART.validate_python(told), _UNIT.validate_python(unit))


def _number(value: Any) -> int:
    """ION may write ids as text."""
    if type(value) is str and value.isascii() and value.isdecimal():
        return int(value)
    raise _Unsure


def _are_texts(one: Any, two: Any, three: Any) -> bool:
    return (
        (type(one) is str or one is None)
        and (type(two) is str or two is None)
        and (type(three) is str or three is None)
    )


def _labels(labelled: Any) -> tuple[str, ...]:
    """The uids that a scan may tell; nearly all records have one label, which is in use."""
    if labelled is None:
        return ()
    labels = labelled["barcodeLabels"]
    if len(labels) == 1:
        uid = labels[0]["iuid"]
        if labels[0]["deactivated"] is False and type(uid) is str and uid:
            return (uid.lower(),)
    return labels_of(_LABELS.validate_python(labels))
