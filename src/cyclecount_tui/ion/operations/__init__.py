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
def text_of(name: str) -> str:
    """The whole document of an operation, `BlindSheet` from `blind_sheet.graphql`, together with its fragments."""
    text = _read(f"{_snake_case(name)}.graphql")
    included: list[str] = []
    waiting = _SPREAD.findall(text)
    while waiting:
        fragment = waiting.pop(0)
        if fragment not in included:
            included.append(fragment)
            fragment_text = _read(f"fragments/{_snake_case(fragment)}.graphql")
            text += "\n" + fragment_text
            waiting += _SPREAD.findall(fragment_text)
    return text


def _snake_case(name: str) -> str:
    return _WORD_START.sub("_", name).lower()


def _read(path: str) -> str:
    return resources.files(__name__).joinpath(path).read_text(encoding="utf-8")
