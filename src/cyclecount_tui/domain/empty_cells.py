"""Cells that say nothing, and cells that a spreadsheet could not work out."""

_NOTHING = frozenset({"", "-", "--", "–", "—", ".", "?", "n/a", "na", "n.a.", "none", "nil", "null", "never", "tbd"})

_FAILED = frozenset(
    {"#n/a", "#na", "#ref!", "#value!", "#div/0!", "#name?", "#num!", "#null!", "#spill!", "#calc!", "#error!"}
)


def says_nothing(text: str) -> bool:
    """Whether a cell for a date, a number or a cadence is left empty, be it with a dash or `n/a`."""
    return text.strip().casefold() in _NOTHING


def could_not_be_worked_out(text: str) -> bool:
    """Whether a cell holds a spreadsheet's word for a formula that failed."""
    return text.strip().casefold() in _FAILED


def is_too_wide(text: str) -> bool:
    """Whether a cell holds the `####` that a spreadsheet shows in a column too narrow for a date or number."""
    shown = text.strip()
    return len(shown) > 1 and not shown.strip("#")
