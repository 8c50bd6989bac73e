"""Walking along the hash chain entry by entry, from the raw columns, and saying where it is broken."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from cyclecount_tui.store.chain import FIRST_PREVIOUS_HASH, hash_of


@dataclass(frozen=True, slots=True)
class Break:
    """A place where the journal is not what was written.

    `position` is the entry's place in the whole journal, from 1 (0: the beginning); `count_id` is empty where the
    break concerns no single count.
    """

    position: int
    count_id: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Entry:
    """The columns of one event, as they lie in the file."""

    position: int
    count_id: str
    seq: int
    at: str
    by: str
    kind: str
    body: str
    previous_hash: str
    hash: str

    @property
    def well_formed(self) -> bool:
        """Whether each column holds the kind of value it should, which a table that was made anew may not."""
        numbers = (self.position, self.seq)
        texts = (self.count_id, self.at, self.by, self.kind, self.body, self.previous_hash, self.hash)
        return all(isinstance(number, int) for number in numbers) and all(isinstance(text, str) for text in texts)


class ChainWalk:
    """Takes the entries in the order of their positions and keeps what the next one must fit to.

    `position` and `hash` are the end of the chain so far; `last_seqs` the last number of each count; `first_bodies`
    the text of each count's first entry.
    """

    def __init__(self) -> None:
        self.position = 0
        self.hash = FIRST_PREVIOUS_HASH
        self.entries = 0
        self.last_seqs: dict[str, int] = {}
        self.first_bodies: dict[str, str] = {}

    def take(self, entry: Entry) -> Iterator[Break]:
        """Go on to this entry; yields what is wrong with it."""
        self.entries += 1
        if not entry.well_formed:
            yield Break(self.position + 1, "", f"Entry {entry.position} holds a value of the wrong kind.")
            return
        for check in _CHECKS:
            sentence = check(self, entry)
            if sentence:
                yield Break(entry.position, entry.count_id, sentence)
        self.position, self.hash = entry.position, entry.hash
        self.last_seqs[entry.count_id] = entry.seq
        self.first_bodies.setdefault(entry.count_id, entry.body)


def _place(walk: ChainWalk, entry: Entry) -> str:
    if entry.position == walk.position + 1:
        return ""
    return f"Entry {entry.position} comes after entry {walk.position}: what was between them is gone or was moved."


def _link(walk: ChainWalk, entry: Entry) -> str:
    if entry.previous_hash == walk.hash:
        return ""
    return (
        f"Entry {entry.position} does not follow from the one before it: one was changed, taken out, put in or moved."
    )


def _content(_walk: ChainWalk, entry: Entry) -> str:
    values = (entry.count_id, entry.seq, entry.at, entry.by, entry.kind, entry.body)
    if hash_of(entry.previous_hash, *values) == entry.hash:
        return ""
    return f"Entry {entry.position} was changed after it was written."


def _number(walk: ChainWalk, entry: Entry) -> str:
    expected = walk.last_seqs.get(entry.count_id, 0) + 1
    if entry.seq == expected:
        return ""
    return f"Entry {entry.position} has number {entry.seq} in its count where {expected} should be."


def _agreement(_walk: ChainWalk, entry: Entry) -> str:
    try:
        body = json.loads(entry.body)
        differing = [name for name in ("at", "by", "kind") if body[name] != getattr(entry, name)]
    except (ValueError, KeyError, TypeError, RecursionError):
        return f"The text of entry {entry.position} cannot be read."
    if not differing:
        return ""
    return f"Entry {entry.position} says something else beside its text than in it ({', '.join(differing)})."


_CHECKS: tuple[Callable[[ChainWalk, Entry], str], ...] = (_place, _link, _content, _number, _agreement)
