"""What this tenant's ION does not offer, said in sentences, and each of them once."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cyclecount_tui.ion.features import FEATURES, Feature, Features
from cyclecount_tui.ion.memory import Memory
from cyclecount_tui.workflow.workplace import Workplace

if TYPE_CHECKING:  # the schedule says what is off, and compares nothing
    from cyclecount_tui.domain.evidence import Evidence

_LEFT_OUT = {
    "neighbours": "only locations with the next name are taken for neighbours, not all in the same place",
    "kits": "what kits hold is not offered as an explanation of a difference",
    "build_requirements": "parts missing on assemblies are not offered as an explanation of a difference",
    "order_lines": "open purchase orders are not offered as an explanation of a difference",
    "receipts": "what was received lately is not offered as an explanation of a difference",
    "quality_holds": "the evidence of a difference does not say which records are on hold",
    "issues": "issues are not offered as an explanation of a difference",
    "runs": "runs are not offered as an explanation of a difference",
    "costs": "differences are shown without their value",
    "editors": "who moved a record while the count went on is not shown",
    "held": "a plan does not warn of going below that",
    "timeline": "what happened to records since the last count, and who did it, does not explain a difference",
    "scan": "barcodes are understood by their text alone",
    "labels": "a scanned label is looked up in ION, which needs a connection",
    "comments": "postings leave no comment in ION",
    "identity": "the name of the API key's user is not shown",
}


EXPLAINING = frozenset({
    "kits", "build_requirements", "order_lines", "receipts", "quality_holds", "issues", "runs", "costs", "editors",
    "timeline", "neighbours",
})  # fmt: skip
"""What explains differences, or says more of them: what of it is off is said with each reconciliation."""


def what_is_off(features: Features) -> dict[str, str]:
    """A sentence for each missing feature, by its name, the essential ones first."""
    off = (each for each in FEATURES if each.usual and not features.has(each.name))
    return {each.name: _sentence(each, refused=each.name in features.refused) for each in off}


def with_what_is_off(evidence: Evidence, features: Features) -> Evidence:
    """The evidence with the names of what a reconciliation goes without, and which of it the API key may not read."""
    off = tuple(each.name for each in FEATURES if each.name in EXPLAINING and not features.has(each.name))
    return replace(evidence, lacking=off, not_permitted=tuple(name for name in off if name in features.refused))


def not_offered(evidence: Evidence | None) -> tuple[tuple[str, str], ...]:
    """The name of each thing that this comparison had to do without, and the sentence about it.

    One of an older version says nothing.
    """
    if evidence is None:
        return ()
    off = (each for each in FEATURES if each.name in evidence.lacking)
    return tuple((each.name, _sentence(each, refused=each.name in evidence.not_permitted)) for each in off)


def detectors_off(evidence: Evidence | None) -> tuple[str, ...]:
    """The sentences alone."""
    return tuple(sentence for _, sentence in not_offered(evidence))


def not_said_yet(features: Features, memory: Memory) -> list[str]:
    """The sentences that were not said for this tenant yet; from now on they are."""
    unsaid = _unsaid(features, memory)
    _now_said(features, memory)
    return unsaid


@dataclass(frozen=True, slots=True)
class Lacking:
    """What is to be said about a tenant: why counting cannot work, and what else is off and was not said before."""

    essential: tuple[str, ...] = ()
    news: tuple[str, ...] = ()
    things: tuple[str, ...] = ()
    """What the sentences are about, in a few words each."""
    features: Features | None = None

    @property
    def sentences(self) -> tuple[str, ...]:
        """All of it, the worst first."""
        return self.essential + self.news


NOTHING = Lacking()


def lacking(workplace: Workplace, *, check: bool, apart: bool = False) -> Lacking:
    """What the tenant lacks and its user should know; nothing where nothing is remembered from start to start.

    With `check` the tenant is asked for its schema, unless that was done within a day (`apart`: what reads it is a
    process of its own); without, only what the client knows by now is said. What counting cannot work without is said
    again at every start.

    Raises:
        IonError: ION cannot be asked now.
    """
    memory = workplace.memory
    if memory is None:
        return NOTHING
    ion = workplace.ion
    features = replace(_checked(workplace, memory, apart=apart) if check else ion.features, tenant=ion.tenant)
    off = what_is_off(features)
    essential = tuple(off[each.name] for each in FEATURES if each.essential and each.name in off)
    unsaid = [sentence for sentence in _unsaid(features, memory) if sentence not in essential]
    things = tuple(each.words for each in FEATURES if off.get(each.name) in {*essential, *unsaid})
    return Lacking(essential, tuple(unsaid), things, features)


def was_read(workplace: Workplace, said: Lacking) -> None:
    """The user has read it: what is news now is none at the next start."""
    if workplace.memory is not None and said.features is not None:
        _now_said(said.features, workplace.memory)


def _checked(workplace: Workplace, memory: Memory, *, apart: bool) -> Features:
    from cyclecount_tui.ion.feature_check import checked_features  # reads a schema: not before it is needed

    return checked_features(workplace.ion, memory, workplace.now(), apart=apart)


def _unsaid(features: Features, memory: Memory) -> list[str]:
    said = _names(memory.read(_key(features)))
    return [sentence for name, sentence in what_is_off(features).items() if name not in said]


def _now_said(features: Features, memory: Memory) -> None:
    off = sorted(what_is_off(features))
    if _names(memory.read(_key(features))) != set(off):
        memory.write(_key(features), json.dumps(off))


def _key(features: Features) -> str:
    return f"said {features.tenant}"


def _names(text: str | None) -> set[str]:
    try:
        names = json.loads(text or "[]")
    except ValueError:
        return set()
    return {name for name in names if isinstance(name, str)} if isinstance(names, list) else set()


def _sentence(feature: Feature, *, refused: bool) -> str:
    if refused and feature.name in _LEFT_OUT:
        return f"The API key is not permitted to read {feature.words}: {_LEFT_OUT[feature.name]}."
    if feature.essential:
        return (
            f"This ION does not offer {feature.words} the way this version asks for it: "
            f"update cyclecount, or tell whoever looks after it."
        )
    return f"This ION does not offer {feature.words}: {_LEFT_OUT[feature.name]}."
