"""The values that one place gives, the settings file or the environment, each with where it stands."""

from typing import Any

from cyclecount_tui.settings.kinds import WrongValue
from cyclecount_tui.settings.model import Source
from cyclecount_tui.settings.table import Setting


class Given:
    """Values and their sources by field; a sentence for each that cannot be used."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        self.sources: dict[str, Source] = {}
        self.problems: list[str] = []

    def take_text(self, setting: Setting, text: str, variable: str) -> None:
        """A value from a variable."""
        try:
            self._take(setting, setting.kind.of_text(text), Source("variable", variable))
        except WrongValue as error:
            self.problems.append(f"{variable} {error}")

    def take_toml(self, setting: Setting, value: object, path: str) -> None:
        """A value from the settings file; an empty text is as good as none."""
        if isinstance(value, str) and not value.strip():
            return
        try:
            self._take(setting, setting.kind.of_toml(value), Source("file", path))
        except WrongValue as error:
            self.problems.append(f"{setting.name} in {path} {error}")

    def _take(self, setting: Setting, value: Any, source: Source) -> None:
        self.values[setting.attribute] = value
        self.sources[setting.attribute] = source
