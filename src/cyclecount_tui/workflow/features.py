"""What this tenant's ION does not offer, said in sentences, and each of them once."""

import json

from cyclecount_tui.ion.features import FEATURES, Feature, Features
from cyclecount_tui.ion.memory import Memory

_LEFT_OUT = {
    "kits": "what kits hold is not offered as an explanation of a difference",
    "build_requirements": "parts missing on assemblies are not offered as an explanation of a difference",
    "issues": "issues are not offered as an explanation of a difference",
    "runs": "runs are not offered as an explanation of a difference",
    "costs": "differences are shown without their value",
    "timeline": "who moved a record, and when, is not shown",
    "scan": "barcodes are understood by their text alone",
    "comments": "postings leave no comment in ION",
    "identity": "the name of the API key's user is not shown",
}


def what_is_off(features: Features) -> dict[str, str]:
    """A sentence for each missing feature, by its name, the essential ones first."""
    return {each.name: _sentence(each) for each in FEATURES if each.usual and not features.has(each.name)}


def not_said_yet(features: Features, memory: Memory) -> list[str]:
    """The sentences that were not said for this tenant yet; from now on they are."""
    key = f"said {features.tenant}"
    off = what_is_off(features)
    said = _names(memory.read(key))
    if said != set(off):
        memory.write(key, json.dumps(sorted(off)))
    return [sentence for name, sentence in off.items() if name not in said]


def _names(text: str | None) -> set[str]:
    try:
        names = json.loads(text or "[]")
    except ValueError:
        return set()
    return {name for name in names if isinstance(name, str)} if isinstance(names, list) else set()


def _sentence(feature: Feature) -> str:
    if feature.essential:
        return (
            f"This ION does not offer {feature.words} the way this version asks for it: "
            f"update cyclecount, or tell whoever looks after it."
        )
    return f"This ION does not offer {feature.words}: {_LEFT_OUT[feature.name]}."
