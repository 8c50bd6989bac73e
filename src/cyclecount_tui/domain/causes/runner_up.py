"""Why a suggestion is not the first one: a sentence that stands beside it."""

from collections.abc import Iterable, Iterator

from cyclecount_tui.domain.fixes import Cause, Confidence, FixKind, Suggestion

_NAMES_NO_CAUSE = frozenset({Cause.COUNTS_AGREE, Cause.WITHIN_TOLERANCE, Cause.BEYOND_TOLERANCE})


def with_reasons(ranked: Iterable[Suggestion]) -> Iterator[Suggestion]:
    """The same suggestions, surest first as they came, each but the first with what made it lose."""
    first: Suggestion | None = None
    for suggestion in ranked:
        if first is None:
            first = suggestion
            yield suggestion
        else:
            yield suggestion.losing(why_not(first, suggestion))


def why_not(first: Suggestion, other: Suggestion) -> str:
    """One sentence: what speaks for the first suggestion and against this other one."""
    reason = _reason(first, other)
    return f"{reason}: {other.weakness}." if other.weakness else f"{reason}."


def _reason(first: Suggestion, other: Suggestion) -> str:
    if first.cause is Cause.MOVED_MEANWHILE:
        return "Its records changed while it was counted, and before it is counted anew nothing else is sure"
    if other.cause is Cause.SAME_SIGN:
        return "The fix can be done now, and its cause looked for besides"
    if _tells_less(first, other):
        return f"It names no cause, while number 1 names one that is {first.confidence}"
    if other.confidence is Confidence.LAST:
        return _why_not_the_last_resort(first, other)
    if other.cause.is_reading and not first.cause.is_reading:
        return f"A slip to look for by counting again, while what ION has makes number 1 {first.confidence}"
    if first.confidence is not other.confidence:
        return f"Number 1 is {first.confidence}, this only {other.confidence}"
    return f"Just as {other.confidence} as number 1; {_between_equals(first, other)}"


def _tells_less(first: Suggestion, other: Suggestion) -> bool:
    names_none = other.cause in _NAMES_NO_CAUSE and first.cause not in _NAMES_NO_CAUSE
    return names_none and first.confidence is not Confidence.LAST


def _why_not_the_last_resort(first: Suggestion, other: Suggestion) -> str:
    if first.confidence is not Confidence.LAST:
        return f"A last resort, for what nothing else explains, and number 1 is {first.confidence}"
    if other.cause is Cause.BEYOND_TOLERANCE:
        return "Nobody has to count again here, though somebody can before anything is written"
    if first.fix.kind is FixKind.PARK:
        return "It takes the parts out of the books, while parked ones can still be found"
    return "A last resort as number 1 is, and offered after it"


def _between_equals(first: Suggestion, other: Suggestion) -> str:
    if first.cause is other.cause:
        return "only a look at the place tells both apart"
    if first.cause.is_reading:
        return "only counting again tells both apart"
    return "of equals, what is in motion in ION comes first, then MRB, then other places"
