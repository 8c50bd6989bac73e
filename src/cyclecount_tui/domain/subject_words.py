"""How sentences name what is counted, and what they say of its end: a location is open again, a part's count over."""

from cyclecount_tui.domain.subject import Subject


def called(subject: Subject) -> str:
    """The name of a location; `part FR-10034` for a part, which nobody can tell by its number alone."""
    return f"part {subject.name}" if subject.is_part else subject.name


def called_first(subject: Subject) -> str:
    """The same at the beginning of a sentence: `Part FR-10034`; a location is spelt as it is."""
    return f"Part {subject.name}" if subject.is_part else subject.name


def at_or_for(subject: Subject) -> str:
    """Where something is left of its count: `at RACK-B`, `for part FR-10034`."""
    return f"{'for' if subject.is_part else 'at'} {called(subject)}"


def open_again(subject: Subject) -> str:
    """`RACK-B is open again`; of a part, `The count of part FR-10034 is over, and it may be moved again`."""
    if subject.is_part:
        return f"The count of {called(subject)} is over, and it may be moved again"
    return f"{subject.name} is open again"


def it_is_open_again(subject: Subject) -> str:
    """The same where it was named before: `it is open again`, `its count is over`."""
    return "its count is over" if subject.is_part else "it is open again"
