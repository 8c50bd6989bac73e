"""Changes a few values of the settings file and leaves everything else in it, comments included, as it is."""

import copy
from collections.abc import Mapping
from typing import Any

from cyclecount_tui.settings.file_reading import document_in
from cyclecount_tui.settings.writing import CannotWrite

NEW_FILE = "# Settings of cyclecount; cyclecount config show lists every one of them.\n"


def edited(text: str | None, section: str, values: Mapping[str, str | None], path: str) -> str:
    """The file's text with these values in a section, without those that are None; `text` None for no file yet.

    Raises:
        SettingsProblem: the text is no TOML.
        CannotWrite: the section is written in a way that cannot be edited safely.
    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    before = document_in(text or "", path)
    wanted = _changed(before, section, values)
    try:
        document = tomlkit.parse(text or NEW_FILE)
        _change(document, section, values)
        after = document.as_string()
    except (TOMLKitError, AttributeError, TypeError, KeyError) as error:
        raise CannotWrite(_refusal(path, section)) from error
    if document_in(after, path) != wanted:
        raise CannotWrite(_refusal(path, section))
    return after


def _change(document: Any, section: str, values: Mapping[str, str | None]) -> None:
    import tomlkit

    if section not in document:
        document[section] = tomlkit.table()
    table = document[section]
    for key, value in values.items():
        if value is not None:
            table[key] = value
        elif key in table:
            del table[key]


def _changed(before: Mapping[str, Any], section: str, values: Mapping[str, str | None]) -> dict[str, Any]:
    after: dict[str, Any] = copy.deepcopy(dict(before))
    table = after.setdefault(section, {})
    for key, value in values.items():
        if value is not None:
            table[key] = value
        else:
            table.pop(key, None)
    return after


def _refusal(path: str, section: str) -> str:
    return f"{path} cannot be changed safely: write its settings below a line [{section}] and try again."
