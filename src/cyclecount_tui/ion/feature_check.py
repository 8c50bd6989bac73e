"""What the tenant offers, checked once a day: from memory where it is fresh, else by asking for its schema."""

import json
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from pydantic import TypeAdapter, ValidationError
from typing_extensions import TypedDict  # pydantic asks for this one before Python 3.12

from cyclecount_tui.ion import operations
from cyclecount_tui.ion.client import Ion
from cyclecount_tui.ion.errors import NotFound, NotPermitted, Refused, SchemaMismatch
from cyclecount_tui.ion.features import FEATURES, Features
from cyclecount_tui.ion.memory import Memory

GOOD_FOR = timedelta(days=1)


class _Kept(TypedDict):
    checked_at: datetime
    operations: str
    missing: dict[str, str]


_KEPT = TypeAdapter(_Kept)


def checked_features(ion: Ion, memory: Memory | None, now: datetime, *, apart: bool = False) -> Features:
    """What the tenant lacks, checked today or yesterday at this hour at most; the client goes by it from then on.

    A tenant that does not describe itself stays unchecked (`checked_at` None), and what it lacks shows when it is
    asked for. `apart`: checked in a process of its own, for a program that goes on. Raises IonError when ION cannot be
    reached or does not accept the sign-in.
    """
    remembered = remembered_features(ion, memory, now)
    if remembered is not None:
        return remembered
    try:
        features = Features(_missing(ion.introspected(), apart=apart), now, ion.tenant)
    except (SchemaMismatch, Refused, NotPermitted, NotFound):
        return ion.features
    _remember(features, memory)
    ion.go_by(features)
    return features


def remembered_features(ion: Ion, memory: Memory | None, now: datetime) -> Features | None:
    """What a check of the last 24 hours found, which the client goes by from then on; None without one. Sends nothing.

    What turned out to be missing since, when it was asked for, stays missing.
    """
    features = _remembered(ion.tenant, memory, now)
    if features is None:
        return None
    if ion.features.checked_at != features.checked_at:
        ion.go_by(features)
    return ion.features


def _missing(introspected: dict[str, Any], *, apart: bool) -> dict[str, str]:
    """What reads a schema is loaded only when there is one."""
    if apart:
        from cyclecount_tui.ion.schema_check_apart import missing_features_apart

        return missing_features_apart(introspected)
    from cyclecount_tui.ion.schema_check import missing_features

    return missing_features(introspected)


def _key(tenant: str) -> str:
    return f"features {tenant}"


def _remembered(tenant: str, memory: Memory | None, now: datetime) -> Features | None:
    text = memory.read(_key(tenant)) if memory is not None else None
    if text is None:
        return None
    try:
        kept = _KEPT.validate_json(text)
    except ValidationError:
        return None
    checked_at = kept["checked_at"]
    fresh = checked_at.tzinfo is not None and timedelta(0) <= now - checked_at < GOOD_FOR
    return Features(kept["missing"], checked_at, tenant) if fresh and kept["operations"] == _fingerprint() else None


def _remember(features: Features, memory: Memory | None) -> None:
    if memory is not None and features.checked_at:
        kept = {
            "checked_at": features.checked_at.isoformat(),
            "operations": _fingerprint(),
            "missing": dict(features.missing),
        }
        memory.write(_key(features.tenant), json.dumps(kept))


def _fingerprint() -> str:
    """Another one for other operations or features: what an older version found out is not believed."""
    texts = [operations.text_of(name) for name in operations.names()]
    return sha256("\n".join([*texts, repr(FEATURES)]).encode()).hexdigest()[:16]
