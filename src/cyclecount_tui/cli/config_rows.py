"""The settings in effect as rows to print: name, value, and where the value came from."""

from dataclasses import dataclass
from pathlib import Path

from cyclecount_tui.settings import Settings
from cyclecount_tui.settings.table import TABLE, Setting

SECRET_NAME = "ion.client_secret"  # noqa: S105 - the name of the row, not a secret


@dataclass(frozen=True, slots=True)
class Row:
    """`value` is None for what is not set."""

    name: str
    value: str | bool | int | float | None
    source: str

    @property
    def words(self) -> str:
        """The value for people."""
        if self.value is None:
            return "not set"
        return {True: "on", False: "off"}[self.value] if isinstance(self.value, bool) else str(self.value)


def rows_of(settings: Settings) -> tuple[list[Row], list[str]]:
    """A row for each setting and one for the secret, which is masked; and remarks on what could not be found out."""
    rows = [_row(settings, each) for each in TABLE]
    secret, remarks = _secret_row(settings)
    place = next(index for index, row in enumerate(rows) if row.name == "ion.client_id")
    return [*rows[: place + 1], secret, *rows[place + 1 :]], remarks


def _row(settings: Settings, setting: Setting) -> Row:
    value = setting.kind.written(getattr(settings, setting.attribute))
    if setting.attribute == "data_dir":
        value = str(value or _usual_data_folder())
    return Row(setting.name, None if value == "" else value, str(settings.source_of(setting.attribute)))


def _usual_data_folder() -> Path:
    from platformdirs import user_data_path

    return user_data_path("cyclecount", appauthor=False)


def _secret_row(settings: Settings) -> tuple[Row, list[str]]:
    if settings.client_secret:
        return Row(SECRET_NAME, "set", str(settings.source_of("client_secret"))), []
    if not (settings.client_id and settings.api_uri and settings.auth_server):
        return Row(SECRET_NAME, None, "default"), []
    from cyclecount_tui.ion.address import ion_addresses
    from cyclecount_tui.settings.secret_file import SecretRefused
    from cyclecount_tui.settings.stored_secret import account_of, stored_secret

    try:
        stored = stored_secret(account_of(settings.client_id, ion_addresses(settings.api_uri, settings.auth_server)))
    except SecretRefused as error:
        return Row(SECRET_NAME, "not known", "default"), [str(error)]
    if stored is None:
        return Row(SECRET_NAME, None, "default"), ["No secret is stored for this API key: run cyclecount login."]
    return Row(SECRET_NAME, f"set ({stored.place})", stored.place), []
