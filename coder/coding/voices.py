"""Give the quotations of a document to the cues that bring them, over sentences and paragraphs."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from coder.coding.claims import Claim
from coder.coding.complements import after_colon, inserted
from coder.coding.quotes import Quotation, is_speech, quotations
from coder.model import Span, Tree, Word

_EDGES = (",", ";", ":", "–", "—", "--", "-", ".", "!", "?", "...", "…")
_ENDS = ".!?…\n”’\"'"
_BETWEEN = " \n\t,.;:!?–—-…"
_NEAR = 120
"""A quotation and the cue that brings it stand at most this many characters apart."""


@dataclass(slots=True, eq=False)
class Voice:
    """A claim on its way to an attribution: its content in characters, and where its source and cue begin and end."""

    claim: Claim
    content: list[Span]
    start: int
    end: int

    @property
    def reach(self) -> int:
        """Where its source, cue and content end."""
        return max(self.end, max(self.content)[1]) if self.content else self.end


class Page:
    """A document's sentences and quotations, to look up by offset."""

    def __init__(self, text: str, trees: Sequence[Tree]):
        self.text = text
        self.trees = trees
        sentences = [(tree.sentence.start, tree.sentence.end) for tree in trees]
        self._sentences = [start for start, _ in sentences]
        self.quotations = quotations(text, _paragraphs(trees), sentences)
        self._pieces = sorted((start, end, at) for at, q in enumerate(self.quotations) for start, end in q.pieces)
        self._starts = [start for start, _, _ in self._pieces]

    def within(self, offset: int) -> Quotation | None:
        """The quotation that the character at ``offset`` stands in."""
        at = bisect_right(self._starts, offset) - 1
        return self.quotations[self._pieces[at][2]] if at >= 0 and offset < self._pieces[at][1] else None

    def overlapping(self, span: Span) -> list[Quotation]:
        """The quotations that share a character with ``span``."""
        first = max(0, bisect_right(self._starts, span[0]) - 1)
        last = bisect_left(self._starts, span[1])
        found = {at for start, end, at in self._pieces[first:last] if start < span[1] and span[0] < end}
        return [self.quotations[at] for at in sorted(found)]

    def tree_at(self, offset: int) -> Tree:
        """The sentence that the character at ``offset`` stands in, or the last one before it."""
        return self.trees[max(0, bisect_right(self._sentences, offset) - 1)]


def voice_of(claim: Claim, page: Page, content: list[Span] | None = None) -> Voice:
    """A claim's voice; its content is that of the words it found, with the quotations they touch taken in whole.

    A cue that stands in a quotation itself speaks of nothing outside it. ``content`` overrides what the claim found.
    """
    words = (*claim.source, *claim.cue)
    if content is None:
        taken = {word.i for word in words}
        content = runs([word for word in claim.content if word.i not in taken], claim.tree)
        around = page.within(claim.cue[0].start)
        if around is not None:
            content = [(max(a, s), min(b, e)) for a, b in content for s, e in around.pieces if max(a, s) < min(b, e)]
        else:
            pieces = [piece for span in content for quotation in page.overlapping(span) for piece in quotation.pieces]
            content = merged([*content, *pieces], page.text)
    return Voice(claim, content, min(word.start for word in words), max(word.end for word in words))


def runs(words: Sequence[Word], tree: Tree) -> list[Span]:
    """The stretches that words of a sentence cover, trimmed of marks at their edges."""
    found: list[list[Word]] = []
    for i in sorted({word.i for word in words}):
        if found and found[-1][-1].i == i - 1:
            found[-1].append(tree.words[i])
        else:
            found.append([tree.words[i]])
    spans = []
    for run in found:
        while run and run[0].text in _EDGES:
            run = run[1:]
        while run and run[-1].text in _EDGES:
            run = run[:-1]
        if any(word.pos not in ("PUNCT", "SPACE") for word in run):
            spans.append((run[0].start, run[-1].end))
    return spans


def merged(spans: Sequence[Span], text: str) -> list[Span]:
    """Spans in order, those that touch or that only blank space parts made one; each paragraph keeps its own."""
    found: list[Span] = []
    for start, end in sorted(spans):
        between = text[found[-1][1] : start] if found else "\n"
        if found and (start <= found[-1][1] or (not between.strip() and "\n" not in between)):
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


class Floor:
    """Finds out who speaks each quotation of a page; quotations are asked for in order."""

    def __init__(self, page: Page, voices: Sequence[Voice]):
        self._page = page
        outside = [voice for voice in voices if page.within(voice.claim.cue[0].start) is None]
        self._held = sorted(span for voice in outside for span in voice.content)
        self._speakers = sorted((v for v in outside if v.claim.takes_quote), key=lambda voice: voice.start)
        self._starts = [voice.start for voice in self._speakers]
        self._passed = 0
        self._last: Voice | None = None

    def settle(self) -> set[Quotation]:
        """Give each spoken quotation to its voice; returns those that nobody speaks."""
        unowned = set()
        for quotation in self._page.quotations:
            self._pass(quotation.start)
            if self._covered(quotation):
                continue
            voice = None
            if is_speech(self._page.text, quotation):
                voice = self._beside(quotation) or self._running_on(quotation)
            if voice is None:
                unowned.add(quotation)
                continue
            voice.content = merged([*voice.content, *quotation.pieces], self._page.text)
            self._hold(voice)
        for voice in self._speakers:
            if not voice.content:
                voice.content = _announced(voice.claim) or _inserted(voice.claim)
        return unowned

    def _pass(self, offset: int) -> None:
        """Move on to ``offset``: the voices before it have had the floor."""
        while self._passed < len(self._speakers) and self._starts[self._passed] < offset:
            self._hold(self._speakers[self._passed])
            self._passed += 1

    def _hold(self, voice: Voice) -> None:
        if voice.content and (self._last is None or voice.reach >= self._last.reach):
            self._last = voice

    def _covered(self, quotation: Quotation) -> bool:
        at = bisect_right(self._held, (quotation.start, 10**12)) - 1
        return any(start <= quotation.start < end for start, end in self._held[max(0, at - 8) : at + 1])

    def _beside(self, quotation: Quotation) -> Voice | None:
        """The voice whose source and cue stand right before or after a quotation, one without content first."""
        text = self._page.text
        first = bisect_left(self._starts, quotation.start - 8 * _NEAR)
        last = bisect_right(self._starts, quotation.end + _NEAR)
        best, least = None, (True, _NEAR)
        for voice in self._speakers[first:last]:
            if voice.start >= quotation.end:
                between = text[quotation.end : voice.start]
                near = not voice.content and not between.strip(_BETWEEN) and "\n" not in between
            elif quotation.start - _NEAR < voice.end <= quotation.start:
                between = text[voice.end : quotation.start]
                near = _introduces(between.rstrip(" "), voice)
            else:
                continue
            distance = (bool(voice.content), len(between))
            if near and distance < least:
                best, least = voice, distance
        return best

    def _running_on(self, quotation: Quotation) -> Voice | None:
        """The voice that goes on: the last one before, where a quotation begins the next sentence."""
        page, last = self._page, self._last
        before = page.text[max(0, quotation.start - 3) : quotation.start].rstrip(" ")
        if last is None or (before and before[-1] not in _ENDS) or last.start >= quotation.start:
            return None
        earlier = page.tree_at(last.reach - 1).sentence
        paragraphs = page.tree_at(quotation.start + 1).sentence.paragraph - earlier.paragraph
        told = page.text[earlier.end : quotation.start]
        return last if 0 <= paragraphs <= 1 and not told.strip(_BETWEEN + "”\"'") else None


def _introduces(between: str, voice: Voice) -> bool:
    """Whether what stands between a cue and a quotation after it leaves the quotation to the cue."""
    if between.rstrip().endswith(":"):
        return between.count("\n") <= 2 and "." not in between
    if "\n" in between or "”" in between or any(mark in between[:-1] for mark in ".?!"):
        return False
    if voice.content:
        return between.endswith(",") and max(voice.content)[1] <= voice.start
    return between.endswith(",") or len(between) < 40


def _inserted(claim: Claim) -> list[Span]:
    """What is left of the sentence around a source and cue that have found no content otherwise."""
    verb = claim.word
    if not claim.source or verb.tag not in ("VBD", "VBZ", "VBP", "VBN") or claim.source[0].tag in ("WP", "WDT"):
        return []
    if verb.child("dobj", "xcomp", "ccomp") is not None:
        return []
    places = [word.i for word in (*claim.source, *claim.cue)]
    return runs(inserted(claim.tree, min(places), max(places)), claim.tree)


def _announced(claim: Claim) -> list[Span]:
    """What follows a cue after a colon, without quotation marks."""
    if claim.stance in ("feels", "promises"):
        return []
    return runs(after_colon(claim.tree, claim.cue[-1].i), claim.tree)


def _paragraphs(trees: Sequence[Tree]) -> list[Span]:
    spans: dict[int, Span] = {}
    for tree in trees:
        sentence = tree.sentence
        first = spans.get(sentence.paragraph)
        spans[sentence.paragraph] = (first[0] if first else sentence.start, sentence.end)
    return list(spans.values())
