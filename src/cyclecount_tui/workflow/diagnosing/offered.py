"""What this tenant's ION offers, feature by feature, asked for anew and remembered for the app."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from cyclecount_tui.ion.features import FEATURES, Feature, Features
from cyclecount_tui.ion.memory import Memory
from cyclecount_tui.workflow.diagnosing.findings import Finding, State, doubtful, fine, told_by, wrong
from cyclecount_tui.workflow.errors import Unreachable
from cyclecount_tui.workflow.features import what_is_off

if TYPE_CHECKING:
    from cyclecount_tui.ion.client import Ion


class _WrittenOnly:
    """A memory that remembers what it is told, and has nothing to tell: so everything is asked for anew."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def read(self, key: str) -> str | None:
        del key
        return None

    def write(self, key: str, text: str) -> None:
        self._memory.write(key, text)


def feature_findings(ion: "Ion", memory: Memory | None, now: datetime) -> list[Finding]:
    """A line for the schema and one for each feature. Raises IonError when ION cannot be asked.

    A description that takes ION too long is no reason not to count.
    """
    from cyclecount_tui.ion.feature_check import checked_features

    try:
        features = checked_features(ion, _WrittenOnly(memory) if memory is not None else None, now)
    except Unreachable as error:
        if not error.slow:
            raise
        return [told_by(error, "schema", State.WARNING)]
    if features.checked_at is None:
        return [
            doubtful(
                "schema",
                "This ION does not describe itself, so what it offers could not be checked.",
                "Nothing for now: what is missing shows, and is said, when it is asked for.",
            )
        ]
    return [_whole(features), *_each(features)]


def _whole(features: Features) -> Finding:
    usual = [each for each in FEATURES if each.usual]
    there = sum(features.has(each.name) for each in usual)
    return fine("schema", f"ION describes itself; {there} of {len(usual)} features are there.")


def _each(features: Features) -> Iterator[Finding]:
    off = what_is_off(features)
    for each in FEATURES:
        if each.name in off:
            yield _missing(each, off[each.name], features.missing[each.name])
        elif features.has(each.name):
            yield fine(_name(each), f"{each.words[:1].upper()}{each.words[1:]}.")


def _missing(feature: Feature, sentence: str, reason: str) -> Finding:
    if feature.essential:
        return wrong(_name(feature), sentence, f"Tell them what ION says: {reason}")
    return doubtful(_name(feature), sentence, f"Nothing for counting. What ION says: {reason}")


def _name(feature: Feature) -> str:
    return f"feature {feature.name}"
