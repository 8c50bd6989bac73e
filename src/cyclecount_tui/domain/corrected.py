"""What other counts wrote to ION since one was compared: two counts may have seen the same difference."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from cyclecount_tui.domain.lines import LineKey
from cyclecount_tui.domain.plan import Write, WriteKind


def _nothing() -> Mapping[int, str]:
    return MappingProxyType({})


def _nowhere() -> Mapping[LineKey, str]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Corrected:
    """Names of other counts: by the record they wrote to, and by the item and place they booked more or less of.

    `raised` leaves out what was moved there: that came from a place of its own, and more may come from others.
    """

    records: Mapping[int, str] = field(default_factory=_nothing)
    raised: Mapping[LineKey, str] = field(default_factory=_nowhere)
    lowered: Mapping[LineKey, str] = field(default_factory=_nowhere)


def corrected_by(writes: Iterable[tuple[str, Write, tuple[int, ...]]]) -> Corrected:
    """From the name of the count, the write, and the ids of the records it was made from and left behind."""
    records: dict[int, str] = {}
    raised: dict[LineKey, str] = {}
    lowered: dict[LineKey, str] = {}
    for name, write, ids in writes:
        records.update(dict.fromkeys(ids, name))
        if write.kind is WriteKind.CREATE:
            raised[write.key.at(write.to)] = name
        elif write.kind is WriteKind.SET_QUANTITY and write.quantity > write.before:
            raised[write.key.at(write.at)] = name
        else:
            lowered[write.key.at(write.at)] = name
    return Corrected(records, raised, lowered)
