"""The text of every GraphQL operation: one file each, with the fragments it spreads put behind it."""

import re
from functools import cache
from importlib import resources

_SPREAD = re.compile(r"\.\.\.\s*([A-Z]\w*)")
_WORD_START = re.compile(r"(?<!^)(?=[A-Z])")


def names() -> tuple[str, ...]:
    """The operations there are, sorted."""
    files = (file.name for file in resources.files(__name__).iterdir())
    stems = (name.removesuffix(".graphql") for name in files if name.endswith(".graphql"))
    return tuple(sorted("".join(word.capitalize() for word in stem.split("_")) for stem in stems))


@cache
def text_of(name: str, without: frozenset[str] = frozenset()) -> str:
    """The whole document of an operation, `BlindSheet` from `blind_sheet.graphql`, together with its fragments.

    Fragments in `without` are neither spread nor defined; what remains must be a document still.
    """
    text = _less(_read(f"{_snake_case(name)}.graphql"), without)
    included: list[str] = []
    waiting = _SPREAD.findall(text)
    while waiting:
        fragment = waiting.pop(0)
        if fragment not in included:
            included.append(fragment)
            piece = _less(fragment_text(fragment), without)
            text += "\n" + piece
            waiting += _SPREAD.findall(piece)
    return text


@cache
def fragments_of(name: str) -> frozenset[str]:
    """The names of all fragments that an operation is made of."""
    return frozenset(_SPREAD.findall(text_of(name)))


def fragment_text(name: str) -> str:
    """The definition of one fragment, `RecordRuns` from `fragments/record_runs.graphql`."""
    return _read(f"fragments/{_snake_case(name)}.graphql")


def _less(text: str, without: frozenset[str]) -> str:
    return _SPREAD.sub(lambda spread: "" if spread[1] in without else spread[0], text)


def _snake_case(name: str) -> str:
    return _WORD_START.sub("_", name).lower()


def _read(path: str) -> str:
    return resources.files(__name__).joinpath(path).read_text(encoding="utf-8")
