"""The settings: read by the command line from the settings file and the environment, and handed down as values."""

from cyclecount_tui.settings.model import Settings, SettingsProblem, Source
from cyclecount_tui.settings.reading import read_settings

__all__ = ["Settings", "SettingsProblem", "Source", "read_settings"]
