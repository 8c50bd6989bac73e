"""What is wrong with a file: every row that cannot be taken, in one report."""

from collections.abc import Iterable
from dataclasses import dataclass

from cyclecount_tui.workflow.errors import Refusal

_MOST_ROWS_NAMED = 8


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong; `row` is counted as a spreadsheet does, `column` is the file's own name for it."""

    row: int
    column: str
    sentence: str

    @property
    def words(self) -> str:
        """For the report: `Row 7, Last Count: ...`."""
        return f"Row {self.row}{f', {self.column}' if self.column else ''}: {self.sentence}"


class FileRefused(Refusal):
    """Nothing of a file was taken; `problems` are all there are, by row, and `hint` says what may settle several."""

    def __init__(self, problems: Iterable[Problem], hint: str = "") -> None:
        self.problems = tuple(sorted(problems))
        self.hint = hint
        super().__init__(self._summary())

    def _summary(self) -> str:
        rows = list(dict.fromkeys(problem.row for problem in self.problems))
        more = f" and {len(rows) - _MOST_ROWS_NAMED} more" if len(rows) > _MOST_ROWS_NAMED else ""
        named = ", ".join(map(str, rows[:_MOST_ROWS_NAMED]))
        problems = "1 problem" if len(self.problems) == 1 else f"{len(self.problems)} problems"
        hint = f" {self.hint}" if self.hint else ""
        return (
            f"Nothing was imported: the file has {problems} (row{'s' if len(rows) > 1 else ''} {named}{more})."
            f" Put that right and import it again.{hint}"
        )
