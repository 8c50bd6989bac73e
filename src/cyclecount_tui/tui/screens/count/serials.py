"""Where a serial stands among those of its part: kept from count to count, so that a line more costs no look at all."""

from __future__ import annotations

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.inventory import Place
from cyclecount_tui.domain.lines import Line

Group = tuple[str, str, Place | None]
"""Part number, revision and place."""


class Serials:
    """The serials of a sheet by what they are of. Of lines that come behind those that are known only they are read."""

    def __init__(self) -> None:
        self._lines: tuple[Line, ...] = ()
        self._groups: dict[Group, dict[int, int]] = {}
        """The place of each line's number among its like, from 1."""

    def words(self, count: Count, line: Line) -> str:
        """`serial 2 of 5, 1 counted`: where a serial stands among those of its part that are counted now."""
        self._follow(count.to_count)
        group = self._groups.get(_group_of(line), {})
        if len(group) < 2:
            return "one serial"
        return f"serial {group[line.number]} of {len(group)}, {len(group.keys() & count.standing.keys())} counted"

    def _follow(self, lines: tuple[Line, ...]) -> None:
        if lines is self._lines:
            return
        if lines[: len(self._lines)] != self._lines:
            self._lines = ()
            self._groups.clear()
        for line in lines[len(self._lines) :]:
            if line.key.serial_number:
                group = self._groups.setdefault(_group_of(line), {})
                group[line.number] = len(group) + 1
        self._lines = lines


def _group_of(line: Line) -> Group:
    return line.key.part_number, line.key.revision, line.key.place
