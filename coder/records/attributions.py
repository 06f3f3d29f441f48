"""From attributions to records of their own: plain dictionaries in the shape of attribution.schema.json."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

from coder.model import Attribution, Document, Mention, Span


def attribution_record(document: Document, attribution: Attribution) -> dict[str, Any]:
    """The record of an attribution in ``document``, those within its content in ``inner``."""
    return {
        "doc_id": document.id,
        "source": _spans(attribution.source),
        "cue": _spans(attribution.cue),
        "content": _spans(attribution.content),
        "kind": attribution.kind,
        "stance": attribution.stance,
        "reporter": reporter_record(attribution.reporter),
        "others": [reporter_record(mention) for mention in attribution.others],
        "chain": [reporter_record(mention) for mention in attribution.chain],
        "inner": [attribution_record(document, inner) for inner in attribution.inner],
    }


def reporter_record(mention: Mention | None) -> dict[str, Any] | None:
    """A reporter: the actor code, the words here, their span and the fullest words that name the actor in the text."""
    if mention is None:
        return None
    return {"code": mention.code, "text": mention.text, "span": list(mention.span), "resolved_text": mention.name}


@cache
def attribution_schema() -> dict[str, Any]:
    """The JSON schema (draft 2020-12) of an attribution record."""
    return json.loads(files("coder.records").joinpath("attribution.schema.json").read_text("utf-8"))


def _spans(spans: list[Span]) -> list[list[int]]:
    return [list(span) for span in spans]
