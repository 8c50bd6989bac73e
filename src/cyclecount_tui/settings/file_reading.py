"""The settings file, read whole: its values, and one sentence for each thing in it that cannot be used."""

from collections.abc import Mapping
from typing import Any

from cyclecount_tui.settings.given import Given
from cyclecount_tui.settings.model import SettingsProblem
from cyclecount_tui.settings.nearest import did_you_mean, nearest
from cyclecount_tui.settings.places import SettingsFile
from cyclecount_tui.settings.table import BY_NAME, FILE_VARIABLE, SECTIONS

SECRET_WORDS = ("secret", "password", "token")


def given_by(file: SettingsFile, *, may_be_missing: bool = False) -> Given:
    """What the file gives; nothing where it is not there and need not be. SettingsProblem where it cannot be read."""
    given = Given()
    text = text_of(file, may_be_missing=may_be_missing)
    if text is not None:
        for name, content in document_in(text, str(file.path)).items():
            _take_section(given, name, content, str(file.path))
    return given


def text_of(file: SettingsFile, *, may_be_missing: bool = False) -> str | None:
    """The file's text, None where it is not there and need not be. SettingsProblem where it cannot be read."""
    try:
        return file.path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        if may_be_missing or not file.named:
            return None
        raise SettingsProblem(
            f"{FILE_VARIABLE} names {file.path}, which is not there: correct it, or make the file with cyclecount "
            f"config init."
        ) from None
    except (OSError, ValueError) as error:
        raise SettingsProblem(_unreadable(file, error)) from None


def document_in(text: str, path: str) -> dict[str, Any]:
    """What a text says as TOML. SettingsProblem where it is none."""
    import tomllib

    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        reason = str(error) if isinstance(error, tomllib.TOMLDecodeError) else "too deep"
        raise SettingsProblem(f"{path} is not TOML: {reason}.") from None


def _unreadable(file: SettingsFile, error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return f"{file.path} is not UTF-8 text (byte {error.start}): save it as UTF-8."
    reason = ((error.strerror if isinstance(error, OSError) else None) or "no such name is possible").lower()
    return f"{file.path} cannot be read ({reason}): allow it, or name another file with {FILE_VARIABLE}."


def _take_section(given: Given, name: str, content: object, path: str) -> None:
    if not isinstance(content, dict):
        if _may_be_secret(name):
            given.problems.append(_secret(path, name))
        elif name in SECTIONS:
            given.problems.append(f"{name} in {path} must be a section: write [{name}] on a line of its own.")
        else:
            given.problems.append(f"{path} has the key {name} outside the sections{_nearest_key(name)}")
    elif name not in SECTIONS:
        end = did_you_mean(name, SECTIONS, f"; there are {', '.join(SECTIONS)}.")
        given.problems.append(f"{path} has an unknown section [{name}]{end}")
    else:
        _take_keys(given, name, content, path)


def _take_keys(given: Given, section: str, content: Mapping[str, object], path: str) -> None:
    for key, value in content.items():
        setting = BY_NAME.get(f"{section}.{key}")
        if setting is not None:
            given.take_toml(setting, value, path)
        elif _may_be_secret(key):
            given.problems.append(_secret(path, f"{section}.{key}"))
        else:
            given.problems.append(f"{path} has an unknown key {section}.{key}{_nearest_key(key, section)}")


def _nearest_key(key: str, section: str = "") -> str:
    """The nearest known key, of the section where there is one, else of any."""
    within = {each.key: name for name, each in BY_NAME.items() if each.section == section}
    anywhere = {each.key: name for name, each in BY_NAME.items()}
    for known in (within, anywhere):
        if found := nearest(key, known):
            return f"; did you mean {known[found]}?"
    return f"; [{section}] has {', '.join(within)}." if within else "; cyclecount config show lists every key."


def _may_be_secret(key: str) -> bool:
    return any(word in key.casefold() for word in SECRET_WORDS)


def _secret(path: str, name: str) -> str:
    return (
        f"{path} holds a secret ({name}), and a settings file is no place for one: take it out, and let cyclecount "
        f"login keep it."
    )
