"""Versions of the record's schema: told apart, brought up to date, or refused."""

from __future__ import annotations

from typing import Any

SCHEMA_VERSION = 2
"""The version that this program writes. Version 1 had no date, place, casualties, incident,
merged records or other reporters."""


class OtherVersion(ValueError):
    """A record of a schema that this program does not know; the message says which and what to do."""


def version_of(record: dict[str, Any]) -> Any:
    """The version of the schema that a record says it follows; 1 where it says nothing, as the first version did."""
    coder = record.get("coder")
    return coder.get("schema", 1) if isinstance(coder, dict) else 1


def up_to_date(record: dict[str, Any]) -> dict[str, Any]:
    """The record in the current version of the schema: itself, or a new one; raises ``OtherVersion``."""
    version = version_of(record)
    if version == SCHEMA_VERSION:
        return record
    if version != 1:
        raise OtherVersion(
            f"follows version {version!r} of the record's schema, and this program knows 1 to {SCHEMA_VERSION}. "
            "Use the code-events that wrote it, or a later one"
        )
    if not isinstance(record.get("coder"), dict):
        raise OtherVersion("is no event record: it does not say what coded it (coder)")
    added = {"date": None, "place": None, "casualties": None, "incident_id": None, "merged": None}
    if isinstance(record.get("attribution"), dict):
        added["attribution"] = {"others": [], **record["attribution"]}
    return {**record, **added, "coder": {**record["coder"], "schema": SCHEMA_VERSION}}
