"""Every setting in one table: a row here, and a field of `Settings`, is all that a new setting needs."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from cyclecount_tui.settings.count_kinds import UNITS
from cyclecount_tui.settings.kinds import ADDRESS, ENVIRONMENT, FOLDER, SWITCH, TEXT, Kind, choice
from cyclecount_tui.settings.model import Settings
from cyclecount_tui.settings.recount_kinds import DECOYS, TOLERANCE
from cyclecount_tui.settings.scan_kinds import BADGE, PATTERNS, SIGN
from cyclecount_tui.settings.schedule_kinds import MINUTES, SHARES, WORKDAYS, whole

PREFIX = "CYCLECOUNT_"
FILE_VARIABLE = "CYCLECOUNT_CONFIG"
"""Names the settings file, so it cannot stand in one."""

SECRET_VARIABLES = ("CYCLECOUNT_ION_CLIENT_SECRET", "ION_CLIENT_SECRET")
"""The secret may come from the environment, from where `cyclecount login` put it, and from nowhere else."""


class Setting(NamedTuple):
    """One row.

    `field` is its field of `Settings`, the key where nothing is said; `also` are variables besides the one that every
    setting has, `first` those that count before it; `example` stands in a new settings file where there is no default.
    """

    section: str
    key: str
    kind: Kind
    description: str
    field: str = ""
    also: tuple[str, ...] = ()
    example: str = ""
    first: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """As in `ion.client_id`."""
        return f"{self.section}.{self.key}"

    @property
    def attribute(self) -> str:
        """The field of `Settings`."""
        return self.field or self.key

    @property
    def variables(self) -> tuple[str, ...]:
        """The environment variables it is read from, the one that counts first."""
        return (*self.first, f"{PREFIX}{self.section}_{self.key}".upper(), *self.also)

    @property
    def default(self) -> Any:
        """What it is when nothing sets it; empty or None where that is nothing, or found out when needed."""
        return Settings._field_defaults[self.attribute]


TABLE = (
    Setting("ion", "environment", ENVIRONMENT, "Where your ION is: production, sandbox, gov, gov-sandbox, gov-old, "
            "gov-old-sandbox, australia, australia-sandbox, or tenant:NAME.", example="production"),
    Setting("ion", "api_uri", ADDRESS, "The address of ION's API, where the environment's is not the right one.",
            also=("ION_API_URI",), example="https://api.buildwithion.com"),
    Setting("ion", "auth_server", ADDRESS, "The address that gives out tokens, where the environment's is not the "
            "right one.", also=("ION_AUTH_SERVER",), example="auth.buildwithion.com"),
    Setting("ion", "client_id", TEXT, "The id of your API key.", also=("ION_CLIENT_ID",), example="..."),
    Setting("ion", "authorization", choice("bearer", "raw", "token"), "How a request shows its token: bearer, raw or "
            "token."),
    Setting("count", "counter", TEXT, "Who counts, for the journal; by default your login name.",
            first=("CYCLECOUNT_USER",), also=("CYCLECOUNT_COUNTER",), example="Ann"),
    Setting("count", "lease_seconds", whole(30, 86_400), "After how many seconds without a sign of life a terminal no "
            "longer holds the count that is entered there."),
    Setting("count", "mode", choice("blind", "double-blind"), "Whether a sheet lists what to count (blind), or stays "
            "empty until the count is submitted (double-blind)."),
    Setting("count", "whole_units", UNITS, "Units of which there are no fractions, whatever their case."),
    Setting("count", "discrepancy_location", TEXT, "The location where unexplained extras are parked.",
            also=("CYCLECOUNT_DISCREPANCY_LOCATION",)),
    Setting("count", "mrb_mark", TEXT, "A location with this in its name is a material review board location.",
            also=("CYCLECOUNT_MRB_MARK",)),
    Setting("schedule", "shares", SHARES, "What classes A, B and C cover of the total, in per cent (Pareto).",
            example="80/15/5"),
    Setting("schedule", "cadence_a", whole(1, 3660), "Days between two counts of a class A location or part."),
    Setting("schedule", "cadence_b", whole(1, 3660), "The same for class B."),
    Setting("schedule", "cadence_c", whole(1, 3660), "The same for class C."),
    Setting("schedule", "window_days", whole(1, 3660), "How many days of movements schedule build looks at."),
    Setting("schedule", "workdays", WORKDAYS, "The days of the week on which is counted.", example="mon-fri"),
    Setting("schedule", "country", TEXT, "The country whose public holidays are no workdays, as its two letters.",
            example="US"),
    Setting("schedule", "subdivision", TEXT, "The state or province, where holidays differ.", example="CA"),
    Setting("schedule", "daily_lines", whole(0, 1_000_000), "How many lines can be counted in a day; 0 for no limit."),
    Setting("schedule", "daily_minutes", whole(0, 100_000), "How many minutes a day are there for counting; 0 for no "
            "limit."),
    Setting("schedule", "minutes_per_line", MINUTES, "How long a line takes to count."),
    Setting("schedule", "minutes_per_location", MINUTES, "How long a location takes besides its lines."),
    Setting("schedule", "slack_days", whole(0, 365), "How many days late schedule level may plan a count at most."),
    Setting("recount", "required", SWITCH, "Whether the reconciliation waits until what is beyond tolerance was "
            "counted again.", field="recount_required"),
    Setting("recount", "other_counter", SWITCH, "Whether somebody else counts again than whoever counted before."),
    Setting("recount", "tolerance_a", TOLERANCE, "How far a class A line may be off before it is counted again: per "
            "cent of ION's quantity, and value in money."),
    Setting("recount", "tolerance_b", TOLERANCE, "The same for class B."),
    Setting("recount", "tolerance_c", TOLERANCE, "The same for class C. What has no class is measured by the "
            "narrowest."),
    Setting("recount", "decoys", DECOYS, "How many lines that agreed are counted again, too, so that being asked says "
            "nothing: per cent of those beyond tolerance, and the least number."),
    Setting("reconcile", "neighbour_days", whole(0, 365), "For how many days what a count found at a neighbouring "
            "location may explain a difference."),
    Setting("approval", "required", SWITCH, "Whether nothing is posted before somebody who neither counted, chose nor "
            "planned it has approved what is beyond the limits.", field="approval_required"),
    Setting("approval", "limit_a", TOLERANCE, "Beyond which of the two a class A discrepancy is major: per cent of "
            "ION's quantity, and value in money. Without a known cost the percentage alone counts."),
    Setting("approval", "limit_b", TOLERANCE, "The same for class B."),
    Setting("approval", "limit_c", TOLERANCE, "The same for class C. What has no class is measured by the "
            "narrowest."),
    Setting("approval", "ion_issue", SWITCH, "Whether a major discrepancy is recorded as an issue on its records in "
            "ION once it is posted. ION may make such records unavailable."),
    Setting("post", "comments", SWITCH, "Whether each record that a posting changed gets a comment in ION: what "
            "became of it, the cause, and who counted and posted."),
    Setting("close_off", "contact", TEXT, "Whom to ask: the name or number on a sign and in a message.",
            example="Shift lead, 555-0100"),
    Setting("close_off", "command", TEXT, "A command that is run with the message on its standard input.",
            example="/usr/local/bin/tell-the-line"),
    Setting("close_off", "webhook", TEXT, "An https address that gets the message as JSON.",
            example="https://chat.example.com/hook"),
    Setting("close_off", "stop_transactions", SWITCH, "Whether ION's availability of a location may be turned off "
            "while it is counted."),
    Setting("scan", "prefix", TEXT, "What your scanner puts before every code.", field="scan_prefix", example="^"),
    Setting("scan", "suffix", TEXT, "What your scanner puts after every code, besides line ends and Tab.",
            field="scan_suffix", example="$"),
    Setting("scan", "group_separator", SIGN, "What your scanner sends instead of the separator of GS1, which cannot be "
            "printed."),
    Setting("scan", "patterns", PATTERNS, "Labels of your own: regular expressions that fit the whole code, one a line "
            "or in a list, with groups named part, revision, lot, serial and location.", field="code_patterns",
            example="P(?P<part>[^;]+);L(?P<lot>.+)"),
    Setting("scan", "badge_pattern", BADGE, "Badges of your own: a regular expression that fits the whole code, with a "
            "group called name.", example="EMP-(?P<name>.+)"),
    Setting("scan", "fastest_typing", whole(0, 1000), "Milliseconds from key to key that only a scanner is quicker "
            "than; 0 to tell no scan by its speed."),
    Setting("terminal", "ascii", SWITCH, "Draw with ASCII alone.", field="ascii_only", also=("CYCLECOUNT_ASCII",)),
    Setting("terminal", "bells", SWITCH, "Ring the terminal's bell: once for what is good, twice for "
            "what is not, three times for what is unknown.", also=("CYCLECOUNT_BELLS",)),
    Setting("data", "dir", FOLDER, "Where the journal is kept; by default the system's folder for a user's "
            "application data.", field="data_dir", example="~/cyclecount"),
)  # fmt: skip
"""Every setting, in the order of the settings file."""

SECTIONS = tuple(dict.fromkeys(each.section for each in TABLE))

BY_NAME: Mapping[str, Setting] = {each.name: each for each in TABLE}
"""By `section.key`."""


def our_variables() -> set[str]:
    """Every variable of the environment that this program knows and that begins with its prefix."""
    known = {FILE_VARIABLE, *SECRET_VARIABLES, *(name for each in TABLE for name in each.variables)}
    return {name for name in known if name.startswith(PREFIX)}
