"""Records as JSON Lines in UTF-8: one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, TextIO


class JsonlWriter:
    """Writes records to ``stream``."""

    def __init__(self, stream: TextIO):
        self._stream = stream

    def write(self, record: dict[str, Any]) -> None:
        """Write one record."""
        self._stream.write(json.dumps(record, ensure_ascii=False) + "\n")


def read_jsonl_records(stream: TextIO) -> Iterator[tuple[int, dict[str, Any] | str]]:
    """Yield each record of a JSONL file with its line, or what is wrong with the line."""
    for line, text in enumerate(stream, start=1):
        if not text.strip():
            continue
        try:
            record = json.loads(text)
        except (ValueError, RecursionError) as error:
            yield line, f"not valid JSON: {error}"
            continue
        yield line, record if isinstance(record, dict) else "is JSON, but no object"
