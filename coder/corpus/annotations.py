"""Read what a document of a JSONL file names itself:
pairs of actors to be coded, and actors beside those of the codebook."""

from __future__ import annotations

import re
from typing import Any

from coder.model import GivenMention, Pair, Span

_CODE = re.compile(r"([A-Z]{3})*")

PAIRS_MEND = 'Write [{"source": [[0, 6]], "target": [[15, 22]]}], spans in characters of the text, the end exclusive'
MENTIONS_MEND = 'Write [{"span": [0, 6], "code": "RUSGOV"}], spans in characters of the text, the end exclusive'


def read_pairs(value: Any, text: str) -> tuple[Pair, ...] | None:
    """The pairs of a document, None where ``value`` is; ``ValueError`` says what is wrong with them.

    ``value`` is a list of ``{"source": [[start, end], ...], "target": [[start, end], ...]}``.
    """
    if value is None:
        return None
    pairs = []
    for number, item in enumerate(_list(value, "pairs"), start=1):
        where = f"pair {number}"
        if not isinstance(item, dict) or set(item) != {"source", "target"}:
            raise ValueError(f"{where} is no object with source and target")
        sides = [tuple(_spans(item[side], text, f"{where}: {side}")) for side in ("source", "target")]
        pairs.append(Pair(*sides))
        first = next(at for at, pair in enumerate(pairs, start=1) if _place(pair) == _place(pairs[-1]))
        if first != number:
            raise ValueError(f"{where} is pair {first} again")
    return tuple(pairs)


def read_mentions(value: Any, text: str) -> tuple[GivenMention, ...]:
    """The actors of a document, none where ``value`` is None; ``ValueError`` says what is wrong with them.

    ``value`` is a list of ``{"span": [start, end], "code": "USAMIL"}``; the code may be empty.
    """
    mentions = []
    for number, item in enumerate(_list(value, "mentions") if value is not None else (), start=1):
        where = f"mention {number}"
        if not isinstance(item, dict) or set(item) != {"span", "code"}:
            raise ValueError(f"{where} is no object with span and code")
        if not isinstance(item["code"], str) or not _CODE.fullmatch(item["code"]):
            raise ValueError(
                f"{where}: the code {item['code']!r} is not made of three capital letters, or six, or nine ..."
            )
        mentions.append(GivenMention(_span(item["span"], text, where), item["code"]))
    return tuple(mentions)


def _place(pair: Pair) -> tuple[Span, Span]:
    return pair.source[0], pair.target[0]


def _list(value: Any, name: str) -> list:
    if not isinstance(value, list):
        raise ValueError(f"the {name} are no list")
    return value


def _spans(value: Any, text: str, where: str) -> list[Span]:
    if not isinstance(value, list) or not value:
        raise ValueError(f"{where} is no list of spans")
    return [_span(span, text, where) for span in value]


def _span(value: Any, text: str, where: str) -> Span:
    if not isinstance(value, list) or len(value) != 2 or any(type(offset) is not int for offset in value):
        raise ValueError(f"{where}: {value!r} is no span of two whole numbers")
    start, end = value
    if not 0 <= start < end <= len(text):
        raise ValueError(f"{where}: the span {value!r} is empty or lies outside the text of {len(text)} characters")
    if not text[start:end].strip():
        raise ValueError(f"{where}: the span {value!r} holds nothing but blank space")
    return start, end
