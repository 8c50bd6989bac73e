"""Which serials of the same part a sheet has: looked for once, however often the cursor comes by one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.lines import Line, LineKey

_Group = tuple[object, ...]


class SerialsBeside:
    """For one count as it goes on; its lines are gone through again when they are others."""

    def __init__(self) -> None:
        self._lines: tuple[Line, ...] = ()
        self._numbers: Mapping[_Group, Sequence[int]] = {}

    def beside(self, count: Count, line: Line) -> Sequence[int]:
        """The numbers of the lines counted now that are serials of the same part, revision and place; its own too."""
        if count.to_count is not self._lines:
            self._lines, self._numbers = count.to_count, _grouped(count.to_count)
        return self._numbers.get(_group(line.key), ())


def _grouped(lines: Sequence[Line]) -> Mapping[_Group, Sequence[int]]:
    numbers: dict[_Group, list[int]] = {}
    for line in lines:
        if line.key.serial_number:
            numbers.setdefault(_group(line.key), []).append(line.number)
    return numbers


def _group(key: LineKey) -> _Group:
    return key.part_number, key.revision, key.place
