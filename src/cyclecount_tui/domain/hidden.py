"""What a count that is made to be shown goes without: what another count is counting blind."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hidden:
    """The numbers of the lines that are not shown, and of those that are shown without what is done about them.

    `why` begins the sentence: `RACK-B / SHELF-04 is being counted blind`.
    """

    lines: frozenset[int] = frozenset()
    fixes: frozenset[int] = frozenset()
    why: str = ""

    @property
    def words(self) -> str:
        """`RACK-B is being counted blind: 2 lines and 1 fix are not shown until that is submitted, or given up.`."""
        said = [_number(len(self.lines), "line", "lines")] if self.lines else []
        said += [_number(len(self.fixes), "fix", "fixes")] if self.fixes else []
        if not said:
            return ""
        are = "is" if len(self.lines) + len(self.fixes) == 1 else "are"
        return f"{self.why}: {' and '.join(said)} {are} not shown until that is submitted, or given up."


NOTHING_HIDDEN = Hidden()


def _number(number: int, one: str, several: str) -> str:
    return f"1 {one}" if number == 1 else f"{number} {several}"
