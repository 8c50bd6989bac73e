"""Text that must not be shown: it prints as stars, in a repr, a log line or a traceback with local variables."""

from typing import NoReturn


class Secret:
    """Holds a client secret or a token; `reveal` is called only where it goes onto the wire."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """The text itself."""
        return self._text

    def __bool__(self) -> bool:
        return bool(self._text)

    def __repr__(self) -> str:
        return "Secret(***)"

    def __str__(self) -> str:
        return "***"

    def __reduce__(self) -> NoReturn:
        raise TypeError("A secret is not written anywhere.")
