"""Quotations in running text: where they begin and end, over sentences and paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from coder.language.segment import paragraphs
from coder.model import Span

_OPENING, _CLOSING = "“„«", "”»"
_MARK = re.compile("[“”„«»\"]|''|``|(?<!\\w)‘(?=\\w)|(?<=[\\w.,!?])’(?!\\w)|(?<!\\w)'(?=\\w)|(?<=[\\w.,!?])'(?!\\w)")
_SINGLE = ("‘", "’", "'")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation's span, marks included. ``goes_on`` says that it is left open at its paragraph's end and taken up by the next."""

    span: Span
    goes_on: bool = False


def quotations(text: str) -> list[Quotation]:
    """The outermost quotations of a text, in order.

    A mark left open ends with its paragraph; when the next paragraph begins with an opening mark, the quotation goes on
    there. A closing mark with no opening one, and single marks within double ones, are passed over.
    """
    found: list[Quotation] = []
    spans = paragraphs(text)
    for at, (start, end) in enumerate(spans):
        following = text[spans[at + 1][0]] if at + 1 < len(spans) else ""
        found += _in_paragraph(text, start, end, following in '“"„«')
    return found


def _in_paragraph(text: str, start: int, end: int, taken_up: bool) -> list[Quotation]:
    found: list[Quotation] = []
    opened: tuple[int, str] | None = None
    for match in _MARK.finditer(text, start, end):
        mark = match.group()
        if opened is None:
            if _opens(text, match, start):
                opened = (match.start(), mark)
        elif _closes(mark, opened[1], text, match, end):
            found.append(Quotation((opened[0], match.end())))
            opened = None
    if opened is not None and opened[1] not in _SINGLE:
        found.append(Quotation((opened[0], end), goes_on=taken_up))
    return found


def _opens(text: str, match: re.Match, start: int) -> bool:
    mark = match.group()
    if mark in _CLOSING or mark == "’":
        return False
    before = text[match.start() - 1] if match.start() > start else " "
    after = text[match.end()] if match.end() < len(text) else " "
    if mark in _SINGLE and not re.search(r"[.,!?\w]['’](?!\w)", text[match.end() : match.end() + 400]):
        return False
    return mark in _OPENING or (not before.isalnum() and not after.isspace())


def _closes(mark: str, opening: str, text: str, match: re.Match, end: int) -> bool:
    if opening in _OPENING:
        return mark in _CLOSING or (mark == '"' and "”" not in text[match.end() : end])
    if opening == "‘":
        return mark == "’"
    if opening in ("''", "``"):
        return mark == "''"
    after = text[match.end()] if match.end() < end else " "
    return mark == opening and not after.isalnum()
