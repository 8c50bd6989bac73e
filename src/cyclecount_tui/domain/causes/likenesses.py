"""Two texts that one slip of the hand or the eye turns into each other, found among many without comparing all pairs.

Source: the slips of copying that cycle counting and bookkeeping know: one sign wrong, left out or too many, or two
neighbouring signs swapped.
"""

from collections.abc import Iterable, Iterator

SHORTEST = 4
"""Signs a text has at least: shorter ones are alike by chance."""


class Likenesses:
    """An index of texts, by what each is without the sign at each place; asked, it compares no two of them."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = {text for text in texts if len(text) >= SHORTEST}
        self._without: dict[tuple[int, str], list[str]] = {}
        for text in sorted(self._texts):
            for key in _without_each(text):
                self._without.setdefault(key, []).append(text)

    def of(self, text: str) -> Iterator[str]:
        """The texts that are one slip apart from this one, each once, never itself; found while they are taken."""
        if len(text) < SHORTEST:
            return
        yield from (swapped for swapped in _swaps(text) if swapped in self._texts)
        yield from (shorter for shorter in sorted({rest for _, rest in _without_each(text)}) if shorter in self._texts)
        for key in _without_each(text):
            yield from (other for other in self._without.get(key, ()) if other != text)
        seen: set[str] = set()
        for at in range(len(text) + 1):
            for longer in self._without.get((at, text), ()):
                if longer not in seen:
                    seen.add(longer)
                    yield longer


def swapped_at(left: str, right: str) -> int | None:
    """Where two neighbouring signs are swapped, everything else being the same; None where that is not so."""
    if len(left) != len(right):
        return None
    unlike = [index for index, (one, other) in enumerate(zip(left, right, strict=True)) if one != other]
    if len(unlike) != 2 or unlike[1] != unlike[0] + 1:
        return None
    at = unlike[0]
    return at if left[at : at + 2] == right[at : at + 2][::-1] else None


def put_in_at(shorter: str, longer: str) -> int | None:
    """Where the longer text has one sign more than the shorter, everything else being the same; None if it has not."""
    if len(longer) != len(shorter) + 1:
        return None
    at = next((index for index, sign in enumerate(shorter) if sign != longer[index]), len(shorter))
    return at if shorter[at:] == longer[at + 1 :] else None


def _without_each(text: str) -> Iterator[tuple[int, str]]:
    """A place in the text, and the text without the sign there."""
    for at in range(len(text)):
        yield at, text[:at] + text[at + 1 :]


def _swaps(text: str) -> Iterator[str]:
    """The text with each two neighbouring signs swapped, where they are not the same."""
    for at in range(len(text) - 1):
        if text[at] != text[at + 1]:
            yield text[:at] + text[at + 1] + text[at] + text[at + 2 :]
