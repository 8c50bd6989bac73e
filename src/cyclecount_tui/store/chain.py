"""The hash chain over the whole journal: each entry's hash covers its content and the hash of the entry before."""

import json

FIRST_PREVIOUS_HASH = "0" * 64

_in_json = json.JSONEncoder(ensure_ascii=True, separators=(",", ":")).encode


def hash_of(previous_hash: str, count_id: str, seq: int, at: str, by: str, kind: str, body: str) -> str:
    """SHA-256, in hexadecimal, of the seven values as a JSON list in ASCII.

    A JSON list keeps the borders between the values, so that no text can move from one of them into its neighbour.
    """
    from hashlib import sha256  # brings 4 MiB of OpenSSL, which the schedule does without

    values = [previous_hash, count_id, seq, at, by, kind, body]
    return sha256(_in_json(values).encode("ascii")).hexdigest()
