"""A sequence whose items are looked up, or made, when one of them is asked for."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import TypeVar, overload

Item = TypeVar("Item", covariant=True)


class LookedUp(Sequence[Item]):
    """Says of each item how it is looked up, and how many there are."""

    __slots__ = ()

    @abstractmethod
    def _at(self, place: int, /) -> Item:
        """The item at a place, from 0 up to the length."""

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> list[Item]: ...
    def __getitem__(self, index: int | slice) -> Item | list[Item]:
        places = range(len(self))[index]  # an IndexError for what is not there
        return self._at(places) if isinstance(places, int) else [self._at(place) for place in places]
