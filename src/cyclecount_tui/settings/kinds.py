"""Kinds of values a setting may have: how each is read from a variable and from the settings file, and refused."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

ON_WORDS = frozenset({"1", "on", "yes", "true"})
OFF_WORDS = frozenset({"0", "off", "no", "false"})


class WrongValue(ValueError):
    """A value that a setting cannot have; the text goes on after its name: `bells must be on or off.`."""


class Kind(NamedTuple):
    """`of_text` makes a value of a variable's text, `of_toml` one of what TOML gives; both raise WrongValue.

    `written` is the way back: what the value looks like in a settings file.
    """

    of_text: Callable[[str], Any]
    of_toml: Callable[[Any], Any]
    written: Callable[[Any], Any] = lambda value: value


def choice(*words: str) -> Kind:
    """One of these words, whatever its case."""

    def chosen(text: str) -> str:
        if text.casefold() in words:
            return text.casefold()
        from cyclecount_tui.settings.nearest import did_you_mean

        raise WrongValue(f"must be {_listed(words)}{did_you_mean(text.casefold(), words)}")

    return Kind(chosen, _in_quotes(chosen))


def _listed(words: tuple[str, ...]) -> str:
    *some, last = words
    return f"{', '.join(some)} or {last}"


def _in_quotes(of_text: Callable[[str], Any]) -> Callable[[Any], Any]:
    def of_toml(value: object) -> Any:
        if not isinstance(value, str):
            raise WrongValue('must be text in quotes, as in "MRB".')
        return of_text(value.strip())

    return of_toml


def _text(text: str) -> str:
    if not text.isprintable():
        raise WrongValue("has an unprintable character in it: remove that.")
    return text


def _switch_of_text(text: str) -> bool:
    if text.casefold() in ON_WORDS:
        return True
    if text.casefold() in OFF_WORDS:
        return False
    raise WrongValue("must be on or off.")


def _switch_of_toml(value: object) -> bool:
    if not isinstance(value, bool):
        raise WrongValue("must be true or false, without quotes.")
    return value


def _folder(text: str) -> Path:
    if "\0" in text:
        raise WrongValue("has an unprintable character in it: remove that.")
    try:
        return Path(text).expanduser()
    except RuntimeError:
        raise WrongValue("is in the home of somebody who has none here: give the whole path.") from None


def _folder_for_good(text: str) -> Path:
    folder = _folder(text)
    if not folder.is_absolute():  # it would be another folder wherever the program is started
        raise WrongValue("must be a whole path, or begin with ~/.")
    return folder


def _environment(text: str) -> str:
    from cyclecount_tui.ion.environments import NoSuchEnvironment, environment_named

    try:
        return environment_named(text).name
    except NoSuchEnvironment as error:
        raise WrongValue(f"is wrong: {error}") from None


def _address(text: str) -> str:
    from cyclecount_tui.ion.address import AddressRefused, ion_addresses

    try:
        ion_addresses(text, text)
    except AddressRefused as error:
        raise WrongValue(str(error).removeprefix("ION_API_URI ")) from None
    return text


TEXT = Kind(_text, _in_quotes(_text))
SWITCH = Kind(_switch_of_text, _switch_of_toml)
FOLDER = Kind(_folder, _in_quotes(_folder_for_good))
ENVIRONMENT = Kind(_environment, _in_quotes(_environment))
ADDRESS = Kind(_address, _in_quotes(_address))
