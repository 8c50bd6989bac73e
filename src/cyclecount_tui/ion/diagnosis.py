"""Small reads that find out whether counting can start; none of them tells a quantity, and none changes anything."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import (
    Annotated,
    NotRequired,  # pydantic asks for this one before Python 3.12
)

from pydantic import BeforeValidator
from typing_extensions import TypedDict  # pydantic asks for this one before Python 3.12

from cyclecount_tui.domain.ion_rules import RuleText
from cyclecount_tui.ion.asking import Asking
from cyclecount_tui.ion.auth import SignIn
from cyclecount_tui.ion.errors import SchemaMismatch
from cyclecount_tui.ion.reply_shape import ReplyShape, field_of
from cyclecount_tui.ion.wire_shapes import Identified, Page, Text

MOST_RULES = 100
TRIES = 2
"""Who asks what is wrong wants an answer soon, and is told of a question that got none."""

_NEVER_DONE = "DELETE"
"""The one event of inventory that no posting causes."""


@dataclass(frozen=True, slots=True)
class Rules:
    """ION's own rules that may refuse a write, and whether there are more than were read."""

    texts: tuple[RuleText, ...]
    more: bool

    @property
    def titles(self) -> tuple[str, ...]:
        """What they are called."""
        return tuple(text.name for text in self.texts)


class _Rule(TypedDict):
    title: Text
    eventType: str | None
    code: NotRequired[Text]


class _RuleEdge(TypedDict):
    node: _Rule


class _PageInfo(TypedDict):
    hasNextPage: bool


class _RulePage(TypedDict):
    pageInfo: _PageInfo
    edges: list[_RuleEdge]


class _RecordEdge(TypedDict):
    node: Identified


class _RecordPage(TypedDict):
    edges: list[_RecordEdge]


class _Group(TypedDict):
    name: Text


def _groups_there(value: object) -> object:
    return [each for each in value if each is not None] if isinstance(value, list) else value


class _Permitted(TypedDict):
    permissionGroups: Annotated[list[_Group] | None, BeforeValidator(_groups_there)]


_LOCATIONS = ReplyShape(Page[Identified])
_RECORDS = ReplyShape(_RecordPage)
_RULES = ReplyShape(_RulePage)
_PERMITTED = ReplyShape(_Permitted)


class DiagnosisReads(Asking):
    """What the doctor asks."""

    def be_brief(self) -> None:
        """Do not try each question as often as a count would."""
        self._graphql.be_brief(TRIES)

    def sign_in(self) -> SignIn:
        """Fetch a token now, and tell where it was given and for how long."""
        return self._graphql.sign_in()

    def any_location(self) -> tuple[int | None, int]:
        """The id of the first location that is not archived, and how many there are."""
        data = self._graphql.ask("AnyLocation", {"first": 1, "after": None})
        page = field_of(_LOCATIONS, "AnyLocation", "locations", data)
        first = page["edges"][0]["node"]["id"] if page["edges"] else None
        return first, page["pageInfo"]["totalCount"]

    def any_record(self) -> int | None:
        """The id of the first inventory record that a sheet would show; no quantity is asked for."""
        page = field_of(_RECORDS, "AnyRecord", "partInventories", self._graphql.ask("AnyRecord", {}))
        return page["edges"][0]["node"]["id"] if page["edges"] else None

    def rules_in_force(self) -> Rules:
        """ION's enabled rules on inventory, those on deleting left out."""
        data = self._graphql.ask("RulesInForce", {"first": MOST_RULES, "after": None})
        page = field_of(_RULES, "RulesInForce", "rules", data)
        rules = [edge["node"] for edge in page["edges"] if edge["node"]["eventType"] != _NEVER_DONE]
        texts = (RuleText(rule["title"], rule["eventType"] or "", rule.get("code", "")) for rule in rules)
        return Rules(tuple(texts), page["pageInfo"]["hasNextPage"])

    def rules_where_offered(self) -> Rules | None:
        """The same; None where the tenant has no rules, or none that can be read."""
        if not self._graphql.offered.features.has("rules"):
            return None
        try:
            return self.rules_in_force()
        except SchemaMismatch as error:
            self._graphql.offered.learn("rules", error.sentence)
            return None

    def permissions(self) -> frozenset[str] | None:
        """The API key's permissions by ION's names for them; None where ION names none at all."""
        data = self._graphql.ask("Permissions", {})
        groups = field_of(_PERMITTED, "Permissions", "me", data)["permissionGroups"]
        return frozenset(group["name"] for group in groups) if groups is not None else None

    def clocks(self) -> tuple[datetime, datetime] | None:
        """What ION's clock and ours said at its latest answer, in UTC; None where none of them was dated."""
        if self._graphql.dated is None:
            return None
        header, received_at = self._graphql.dated
        try:
            date = parsedate_to_datetime(header)
            aware = date if date.tzinfo else date.replace(tzinfo=UTC)
            return aware.astimezone(UTC), received_at
        except (ValueError, OverflowError):
            return None
