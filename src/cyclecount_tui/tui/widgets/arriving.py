"""How the text of an entry came: the times between its keys."""

from __future__ import annotations

from cyclecount_tui.domain.scans.arrival import FASTEST_TYPING, SHORTEST_SCAN, Arrival, arrival_of
from cyclecount_tui.tui.widgets.edit_line import EditLine


class Arriving:
    """Notes when keys come; times are seconds of any clock that only goes forward.

    `fastest`: seconds from key to key that nobody can type in.
    """

    def __init__(self, fastest: float = FASTEST_TYPING) -> None:
        self._fastest = fastest
        self._gaps: list[float] = []
        self._last = 0.0
        self._burst_ended: float | None = None
        self._together = 0

    def key(self, at: float, *, first: bool, edits: bool = False, ends: bool = False) -> None:
        """A key came; with `first` it begins a text, else it goes on with it, `edits` or `ends` it."""
        if first:
            self._gaps.clear()
        else:
            self._gaps.append(at - self._last)
        if edits:
            self._together = 0
        elif not ends:
            self._together = self._together + 1 if not first and at - self._last < self._fastest else 1
        self._last = at

    def told(self, line: EditLine) -> tuple[Arrival, str]:
        """How it came; and what fingers typed before the rest came as a scanner sends it, empty where none did."""
        apart = self._together >= SHORTEST_SCAN and line.at == len(line.text)
        return self.arrival, line.text[: -self._together] if apart else ""

    @property
    def arrival(self) -> Arrival:
        """Typed, or a burst."""
        return arrival_of(self._gaps, self._fastest)

    def submitted(self, arrival: Arrival) -> None:
        """The text was submitted with the last key."""
        self._burst_ended = self._last if arrival is Arrival.BURST else None
        self._together = 0
        self._gaps.clear()

    def ended_just_now(self, at: float) -> bool:
        """Whether a scan was submitted so shortly before that nobody can have pressed a key since."""
        return self._burst_ended is not None and at - self._burst_ended < self._fastest
