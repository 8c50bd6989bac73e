"""A new settings file: every setting with what it is for and its default, each behind a comment sign."""

import json
import textwrap

from cyclecount_tui.settings.table import SECTIONS, TABLE, Setting

WIDTH = 100

_HEAD = """\
# Settings of cyclecount. Take the # away from the front of a setting to change it.
# An environment variable of the same name wins: CYCLECOUNT_ION_CLIENT_ID for client_id in [ion], and so on.
# The secret of the API key never stands here: cyclecount login asks for it and keeps it safe.
"""


def template() -> str:
    """The whole text; as it is, it changes nothing."""
    sections = [_section(name, [each for each in TABLE if each.section == name]) for name in SECTIONS]
    return "\n".join([_HEAD, *sections])


def _section(name: str, settings: list[Setting]) -> str:
    return "\n".join([f"[{name}]", *(_lines(each) for each in settings), ""])


def _lines(setting: Setting) -> str:
    words = textwrap.fill(setting.description, WIDTH, initial_indent="# ", subsequent_indent="# ")
    return f"{words}\n# {setting.key} = {_toml(_shown(setting))}\n"


def _shown(setting: Setting) -> object:
    default = setting.default
    return setting.example if setting.example and not default else setting.kind.written(default)


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    return json.dumps(str(value))  # of TOML's own form for all that a default can be
