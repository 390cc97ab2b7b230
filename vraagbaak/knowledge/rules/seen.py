"""A mark of what somebody saw before changing it, to notice that a colleague changed it meanwhile."""

import hashlib
import json
from collections.abc import Mapping


def mark_of(values: Mapping[str, object]) -> str:
    """The same for the same values (16 hex digits)."""
    written = json.dumps(values, default=str, sort_keys=True)
    return hashlib.sha256(written.encode()).hexdigest()[:16]
