"""Two terminals side by side: one gets each frame as Textual writes it, the other one what our driver makes of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.emulator import Emulator


class AnsweringEmulator(Emulator):
    """One that says where its cursor is when it is asked."""

    def __init__(self, columns: int, rows: int, answer: Callable[[bytes], None]) -> None:
        super().__init__(columns, rows)
        self._answer = answer

    def write_process_input(self, data: str) -> None:
        self._answer(data.encode())


class TwoTerminals:
    """`answer` takes what the second one answers; while answers are `held`, they wait."""

    def __init__(self, columns: int, rows: int, answer: Callable[[bytes], None]) -> None:
        self.whole = Emulator(columns, rows)
        self.ours = AnsweringEmulator(columns, rows, self._answered)
        self._answer = answer
        self._held: list[bytes] | None = None
        self.disturbed = False
        """Whether something else has written on ours, and it was not drawn anew since."""
        self.frames = self.compared = self.left_out = 0
        self.bytes_whole = self.bytes_ours = 0
        self.given = 0
        """As `SteadyStream` counts what is written; nothing is ever sent already, so that all of it is written here."""
        self.all_sent = False

    @property
    def size(self) -> tuple[int, int]:
        """Columns and rows."""
        return self.ours.columns, self.ours.lines

    @property
    def text(self) -> str:
        """What stands on ours."""
        return "\n".join(line.rstrip() for line in self.ours.display)

    def resize(self, columns: int, rows: int) -> None:
        """Both keep what fits."""
        for terminal in (self.whole, self.ours):
            terminal.resize(rows, columns)
            terminal.dirty.update(range(rows))

    def hold_answers(self) -> None:
        """What ours is asked is answered later."""
        self._held = []

    def let_answers_go(self) -> None:
        """What was held back comes, and answers come at once again."""
        held, self._held = self._held or [], None
        for answer in held:
            self._answer(answer)

    def disturb(self, text: str) -> None:
        """Something else writes on ours."""
        self.ours.feed(text)
        self.disturbed = True

    def draw_whole(self, frame: str) -> None:
        """A frame, as Textual's own driver sends it."""
        self.whole.feed(frame)
        self.frames += 1
        self.bytes_whole += len(frame.encode())

    def write(self, text: str) -> None:
        """What our driver sends."""
        self.ours.feed(text)
        self.bytes_ours += len(text.encode())

    def compare(self) -> None:
        """Both show the same, cell for cell; not asked while ours may be behind, or holds what it was not sent."""
        if self._held is not None or self.disturbed:
            self.left_out += 1
            return
        for row in sorted(self.whole.dirty | self.ours.dirty):
            if row < self.ours.lines:
                assert self._row(self.ours, row) == self._row(self.whole, row), f"Row {row} differs:\n{self.text}"
        self.whole.dirty.clear()
        self.ours.dirty.clear()
        self.compared += 1

    def _answered(self, answer: bytes) -> None:
        if self._held is None:
            self._answer(answer)
        else:
            self._held.append(answer)

    def _row(self, terminal: Emulator, row: int) -> list[Any]:
        cells = terminal.buffer[row]
        return [cells[column] for column in range(terminal.columns)]
