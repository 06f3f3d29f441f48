"""Find the quotations of a text: which stretches stand in quotation marks, over sentences and paragraphs.

Marks may be straight, curly, doubled single marks ('' or ``) or single; opening and closing ones are told apart by what
stands beside them where the mark itself does not say. An apostrophe is no mark.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from coder.model import Span

_DOUBLE = re.compile(r"[\"“”„«»]|''|``|’’|‘‘")
_OPENERS = ("“", "„", "«", "``", "‘‘")
_CLOSERS = ("”", "»", "’’")
_SINGLE = ("'", "‘")
_SINGLE_OPEN = re.compile(r"(?<![\w'’‘])[‘'](?=[\w\[(“\"$£€…])(?!.\d\ds?\b)(?!.(?:tis|twas|em|til|cause|n)\b)")
_SINGLE_CLOSE = re.compile(r"(?<=[\w.,!?;:…)\]—–-])[’'](?![\w’'])")
_CLOSING = ("close", "either")
_SENTENCE_ENDS = (".", "!", "?", "…")
_BEHIND_END = " \n\t’'”\")]"
_LONG = 900
"""Nobody speaks more characters than this without a mark, but between two that are plainly a pair."""
_MANY = 4
"""A quotation that is never closed has at most so many sentences, where no paragraph says where it ends."""
_NESTED = 4
"""A quotation within one in the same marks is closed, with the outer one, within this many marks."""
_SPEECH_END = ".,!?…—–-"


@dataclass(slots=True, eq=False)
class Quotation:
    """A quotation, its marks included. ``pieces`` are its spans, one a paragraph; ``closed``: it has a closing mark."""

    pieces: list[Span]
    closed: bool

    @property
    def start(self) -> int:
        """Where it begins (its opening mark)."""
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        """Where it ends, past the closing mark."""
        return self.pieces[-1][1]


def quotations(text: str, paragraphs: list[Span], sentences: list[Span]) -> list[Quotation]:
    """The outermost quotations of ``text``, in order.

    ``paragraphs`` and ``sentences`` are their spans in order. A quotation left open at the end of a paragraph runs on
    only where the next paragraph begins with a mark of its own; else it ends there, or, where it began amid a paragraph
    without a colon or comma before it (a stray mark), at the end of its sentence.
    """
    found: list[Quotation] = []
    running: Quotation | None = None
    for start, end in paragraphs:
        marks = _double_marks(text, start, end)
        if running is not None and marks and marks[0][0] == start:
            marks[0] = (*marks[0][:2], "open")
        else:
            running = None
        pieces, left_open = _pair(marks, end)
        for piece, closed in pieces:
            if running is not None:
                running.pieces.append(piece)
                running.closed = closed
                running = None
            else:
                found.append(Quotation([piece], closed))
        running = found[-1] if left_open else None
        found += _single(text, start, end, [piece for piece, _ in pieces])
    starts = [start for start, _ in sentences]
    for quotation in found:
        if not quotation.closed and len(quotation.pieces) == 1:
            _end_stray(quotation, text, sentences, starts)
    return sorted(found, key=lambda quotation: quotation.start)


def is_speech(text: str, quotation: Quotation) -> bool:
    """Whether a quotation may stand as somebody's words by itself: it is no mere word or title in marks."""
    start, end = quotation.pieces[0]
    inner = text[start:end].strip("\"“”„«»'’‘`\n ")
    words = len(inner.split())
    return len(quotation.pieces) > 1 or words >= 4 or (words >= 1 and inner[-1:] in _SPEECH_END and inner[:1].isupper())


def _double_marks(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """The double marks of a paragraph as ``(start, end, "open" | "close" | "either" | "again")``.

    An opening mark after a full stop may open a quotation, or open "again" one that is open: so each paragraph of a
    long quotation begins, also where the text has lost its paragraphs.
    """
    marks: list[tuple[int, int, str]] = []
    for match in _DOUBLE.finditer(text, start, end):
        mark, at, after = match.group(), match.start(), match.end()
        before = text[at - 1] if at > start else " "
        behind = text[after] if after < end else " "
        if mark == '"' and before.isdigit() and len(marks) % 2 == 0:
            continue  # Inches: 6'2"
        opens = (before.isspace() or before in "([{—–-/‘'") and not behind.isspace()
        closes = not before.isspace() and (behind.isspace() or behind in ".,;:!?)]}—–-/’'")
        # A curly mark the wrong way round is a common slip of typesetting: what stands beside it decides.
        if mark in _OPENERS:
            kind = "close" if closes and not opens else "open"
        elif mark in _CLOSERS:
            kind = "open" if opens and not closes else "close"
        else:
            kind = "open" if opens and not closes else "close" if closes and not opens else "either"
        if kind == "open" and text[max(start, at - 5) : at].rstrip(_BEHIND_END)[-1:] in _SENTENCE_ENDS:
            kind = "again"
        marks.append((at, after, kind))
    return marks


def _pair(marks: list[tuple[int, int, str]], end: int) -> tuple[list[tuple[Span, bool]], bool]:
    """The outermost pairs of a paragraph's marks, each with whether it is closed; and whether the last is left open."""
    pieces: list[tuple[Span, bool]] = []
    opened: int | None = None
    last = depth = 0
    for at, (start, after, kind) in enumerate(marks):
        if opened is None:
            if kind != "close":
                opened, last, depth = start, after, 1
        elif kind in _CLOSING:
            depth -= 1
            if depth == 0:
                pieces.append(((opened, after), True))
                opened = None
        elif kind == "again" and start - last <= _LONG:
            last = after
        elif kind == "open" and _closes_with_outer(marks[at + 1 : at + 1 + _NESTED], depth + 1):
            depth += 1
        else:
            # Opened again with no marks to close both: the first was a stray mark, or was never closed.
            pieces.append(((opened, start), False))
            opened, last, depth = start, after, 1
    if opened is not None:
        pieces.append(((opened, end), False))
    return pieces, opened is not None


def _closes_with_outer(following: list[tuple[int, int, str]], depth: int) -> bool:
    """Whether the marks that follow close all of ``depth`` quotations before another begins after a full stop."""
    for _, _, kind in following:
        if kind == "again":
            return False
        depth += -1 if kind in _CLOSING else kind == "open"
        if depth == 0:
            return True
    return False


def _end_stray(quotation: Quotation, text: str, sentences: list[Span], starts: list[int]) -> None:
    """Cut a quotation that nothing closes: a stray mark amid a paragraph, or a long way on, holds for its sentence; so
    does one that would run on for many sentences in a text that has lost its paragraphs."""
    start, end = quotation.pieces[0]
    at = bisect_right(starts, start) - 1
    if at < 0:
        return
    lost = "\n" not in text and bisect_left(starts, end) - at > _MANY
    if lost or end - start > _LONG or text[max(0, start - 9) : start].rstrip(" ")[-1:] not in ("", "\n", ":", ","):
        quotation.pieces[0] = (start, max(start + 1, min(end, sentences[at][1])))


def _single(text: str, start: int, end: int, taken: list[Span]) -> list[Quotation]:
    """Quotations in single marks, in the gaps between those in double ones; both marks stand in one gap."""
    found: list[Quotation] = []
    edges = [start, *(edge for span in taken for edge in span), end]
    for left, right in zip(edges[::2], edges[1::2], strict=True):
        position = left
        if all(text.find(mark, left, right) < 0 for mark in _SINGLE):
            continue
        while match := _SINGLE_OPEN.search(text, position, right):
            position = match.end()
            close = _single_close(text, match, right)
            if close is not None:
                found.append(Quotation([(match.start(), close)], True))
                position = close
    return found


def _single_close(text: str, opening: re.Match, end: int) -> int | None:
    """The end of the mark that closes a single opening mark, before the next opening one.

    One after an s may be a possessive, so that a later one is preferred to it.
    """
    wanted = "’" if opening.group() == "‘" else "'"
    following = _SINGLE_OPEN.search(text, opening.end(), end)
    end = following.start() if following else end
    close = None
    for match in _SINGLE_CLOSE.finditer(text, opening.end(), end):
        if match.group() == wanted:
            close = match.end()
            if text[match.start() - 1] != "s":
                break
    return close
