"""What a record says of the type of its event."""

from __future__ import annotations

from typing import Any

from coder.model import EventType


def event_record(kind: EventType) -> dict[str, Any]:
    """The ``event`` of a record, whatever else happened in it."""
    return {
        "code": kind.code,
        "root": kind.root,
        "name": kind.name,
        "label": kind.label,
        "quad": kind.quad,
        "goldstein": kind.goldstein,
        "plover": kind.plover,
        "mode": kind.mode,
    }
