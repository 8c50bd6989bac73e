"""What the connected tenant offers, as far as is known now: told by the schema check, or learned from a refusal."""

import re
from dataclasses import replace
from threading import Lock

from cyclecount_tui.ion import operations
from cyclecount_tui.ion.features import FEATURES, Features

_NAMED_FIELD = re.compile(r"""field\s+['"`](\w+)['"`]""", re.IGNORECASE)
_OF_FIELD = {
    "issues": "RecordIssues",
    "runs": "RecordRuns",
    "cost": "PartCost",
    "updatedBy": "RecordUpdatedBy",
    "abomInstallations": "RecordInstallations",
    "barcodeLabels": "RecordLabels",
    "entity": "RecordLabels",
    "issuedQuantity": "IssuedQuantity",
    "unavailable": "RecordHold",
    "quantityKitted": "RecordHeld",
    "quantityInstalled": "RecordHeld",
    "quantityScrapped": "RecordHeld",
    "code": "RuleCode",
}
_NAMED_TYPE = re.compile(r"""on\s+(?:type\s+)?['"`](\w+)['"`]""", re.IGNORECASE)
_OF_TYPE = {
    "Issue": "RecordIssues",
    "Run": "RecordRuns",
    "AbomInstallation": "RecordInstallations",
    "BarcodeLabel": "RecordLabels",
}


class Offered:
    """The features of one connection; may be asked and told from any thread."""

    def __init__(self) -> None:
        self._features = Features()
        self._lock = Lock()

    @property
    def features(self) -> Features:
        """What is known now."""
        return self._features

    def told(self, features: Features) -> None:
        """Take over what the schema check found."""
        with self._lock:
            self._features = features

    def learn(self, name: str, reason: str, *, refused: bool = False) -> None:
        """A feature turned out to be missing, or to be `refused` to this API key."""
        with self._lock:
            missing = {**self._features.missing, name: reason}
            not_for_us = self._features.refused | ({name} if refused else frozenset())
            self._features = replace(self._features, missing=missing, refused=not_for_us)

    def learn_from(self, operation: str, left_out: frozenset[str], complaint: str) -> bool:
        """Whether ION's complaint about an operation's text is about a piece that was in it and can be left out."""
        pieces = {_OF_FIELD.get(name) for name in _NAMED_FIELD.findall(complaint)}
        pieces |= {_OF_TYPE.get(name) for name in _NAMED_TYPE.findall(complaint)}
        asked_for = operations.fragments_of(operation) - left_out
        missing = [each for each in FEATURES if each.fragment in pieces & asked_for]
        for each in missing:
            self.learn(each.name, complaint)
        return bool(missing)
