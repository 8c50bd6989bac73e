"""Who counted before, or knows what ION has: a recount is done by somebody else, and everybody is told by whom not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the schedule asks for names and folds no count
    from cyclecount_tui.domain.count import Count


def earlier_counters(count: Count) -> tuple[str, ...]:
    """Everybody who is no second pair of eyes, each once.

    First those who entered something in an attempt before the present one, in the order of their first entry; then, of
    lines that were sent back from the reconciliation, those who had to do with what ION has.
    """
    names: dict[str, str] = {}
    for name in (*_who_counted(count), *count.sent_back.seen_by):
        names.setdefault(_same(name), name)
    return tuple(names.values())


def counted_or_seen(count: Count) -> str:
    """`Ann has counted RACK-B already, and Bo has seen what ION has of it`."""
    counted = tuple(dict.fromkeys(_who_counted(count)))
    before = tuple(name for name in earlier_counters(count) if is_among(counted, name))
    seen = tuple(name for name in earlier_counters(count) if not is_among(counted, name))
    said = f"{named(before)} {_have(before)} counted {count.subject.name} already"
    return f"{said}, and {named(seen)} {_have(seen)} seen what ION has of it" if seen else said


def has_counted_before(count: Count, counter: str) -> bool:
    """Whether this is one of them."""
    return is_among(earlier_counters(count), counter)


def is_among(names: Iterable[str], counter: str) -> bool:
    """Whether a counter is one of these; capitals make no other person."""
    return _same(counter) in {_same(name) for name in names}


def named(names: tuple[str, ...]) -> str:
    """`Ann`, `Ann and Ben`, `Ann, Ben and Cy`."""
    *some, last = names or ("",)
    return f"{', '.join(some)} and {last}" if some else last


def by_whom(count: Count, *, other_counter: bool) -> str:
    """` by somebody other than Ann`; empty where anybody may count again."""
    names = earlier_counters(count)
    return f" by somebody other than {named(names)}" if other_counter and names else ""


def to_count_again(count: Count, *, other_counter: bool) -> str:
    """`7 lines of RACK-B are to be counted again by somebody other than Ann`, without a full stop."""
    left, total = len(count.open_lines), len(count.to_count)
    number = f"{total} {'line' if total == 1 else 'lines'}" if left == total else f"{left} of {total} lines"
    verb = "is" if left == 1 else "are"
    return f"{number} of {count.subject.name} {verb} to be counted again{by_whom(count, other_counter=other_counter)}"


def _who_counted(count: Count) -> Iterator[str]:
    for attempt in count.attempts:
        yield from attempt.counters


def _have(names: tuple[str, ...]) -> str:
    return "has" if len(names) == 1 else "have"


def _same(name: str) -> str:
    return " ".join(name.split()).casefold()
