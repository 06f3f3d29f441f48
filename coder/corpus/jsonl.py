"""Read JSON Lines: one JSON object a line, one document each."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TextIO

from coder.corpus.rows import ANNOTATIONS, Fault, Row


def read_jsonl(stream: TextIO, stem: str) -> Iterator[Row | Fault]:
    """Yield the documents of a JSONL file; one that holds no id is called after the file and the line."""
    for line, text in enumerate(stream, start=1):
        if not text.strip():
            continue
        try:
            fields = json.loads(text)
        except (ValueError, RecursionError) as error:
            reason = f"not valid JSON: {getattr(error, 'msg', None) or 'nested too deeply'}"
            if isinstance(error, json.JSONDecodeError):
                reason += f" at column {error.colno}"
            yield Fault(line, reason, "Write one whole JSON object on each line")
            continue
        if isinstance(fields, dict):
            named = {name.strip().lower(): value for name, value in fields.items()}
            annotations = {name: named.pop(name) for name in ANNOTATIONS if name in named}
            yield Row(line, f"{stem}-{line}", named, annotations)
        else:
            mend = 'Write one object a line, {"id": ..., "text": ...}, without brackets around them all'
            yield Fault(line, "is JSON, but no object", mend)
