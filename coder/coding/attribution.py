"""Who vouches for what: every attribution of a document, and the one that holds for an event in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from coder.codebook.attribution import AttributionLexicon
from coder.coding.cues import Claim, CueReader
from coder.coding.quotes import Quotation, is_speech, quotations
from coder.coding.reporters import Reporters
from coder.model import Attribution, Document, Mention, Span, Tree, Word

_EDGES = (",", ";", ":", "–", "—", "--", "-", ".", "!", "?", "...", "…")
_ENDS = ".!?…\n”’\"'"
_NEAR = 120
"""A quotation and the cue that brings it stand at most this many characters apart."""
_BETWEEN = " \n\t,.;:!?–—-…"


@dataclass(slots=True, eq=False)
class _Voice:
    """A claim on its way to an attribution: its content in characters."""

    claim: Claim
    content: list[Span]

    @property
    def start(self) -> int:
        """Where the source or cue begins, whichever is first."""
        return min(word.start for word in (*self.claim.source, *self.claim.cue))

    @property
    def end(self) -> int:
        """Where the source or cue ends, whichever is last."""
        return max(word.end for word in (*self.claim.source, *self.claim.cue))


class _Page:
    """A document's sentences and quotations, to look up by offset."""

    def __init__(self, document: Document, trees: Sequence[Tree]):
        self.text = document.text
        self.trees = trees
        sentences = [(tree.sentence.start, tree.sentence.end) for tree in trees]
        self.quotations = quotations(self.text, _paragraphs(trees), sentences)
        pieces = sorted((start, end, quotation) for quotation in self.quotations for start, end in quotation.pieces)
        self._pieces = pieces
        self._starts = [start for start, _, _ in pieces]
        self._sentences = [start for start, _ in sentences]

    def within(self, offset: int) -> Quotation | None:
        """The quotation that the character at ``offset`` stands in."""
        at = bisect_right(self._starts, offset) - 1
        return self._pieces[at][2] if at >= 0 and offset < self._pieces[at][1] else None

    def overlapping(self, span: Span) -> list[Quotation]:
        """The quotations that share a character with ``span``."""
        first = max(0, bisect_right(self._starts, span[0]) - 1)
        last = bisect_left(self._starts, span[1])
        found = [q for start, end, q in self._pieces[first:last] if start < span[1] and span[0] < end]
        return list(dict.fromkeys(found))

    def paragraph(self, offset: int) -> int:
        """The index of the paragraph that the character at ``offset`` stands in."""
        return self.tree_at(offset).sentence.paragraph

    def tree_at(self, offset: int) -> Tree:
        """The sentence that the character at ``offset`` stands in, or the last one before it."""
        return self.trees[max(0, bisect_right(self._sentences, offset) - 1)]


def attributions(
    document: Document, trees: Sequence[Tree], mentions: Sequence[Sequence[Mention]], lexicon: AttributionLexicon
) -> list[Attribution]:
    """The attributions of a document in the order of their cues.

    ``trees`` are its parsed sentences in order, ``mentions`` for each sentence the actors it mentions, resolved through
    the discourse; ``lexicon`` holds the cues (``Codebook.attribution``).
    """
    if not trees:
        return []
    page = _Page(document, trees)
    reader = CueReader(lexicon)
    voices = _quoted([_voice(claim, page) for tree in trees for claim in reader.read(tree)], page)
    voices.sort(key=lambda voice: voice.claim.cue[0].start)
    reporters = Reporters(trees, mentions, lexicon.citing)
    return _outermost([_attribution(voice, page, reporters) for voice in voices])


def holder(found: Sequence[Attribution], offset: int) -> list[Attribution]:
    """The attributions whose content holds the character at ``offset``, the innermost first; none where nobody vouches."""
    holding = [a for a in found if _holds(a, offset)]
    outer = min(holding, key=_size, default=None)
    return [] if outer is None else [*holder(outer.inner, offset), outer]


def _outermost(found: list[Attribution]) -> list[Attribution]:
    """The attributions that stand in no other's content; the others become ``inner`` ones of the smallest that holds them."""
    kept = []
    reach = max((end - start for a in found for start, end in a.content), default=0)
    starts = sorted((start, end, at) for at, a in enumerate(found) for start, end in a.content)
    for attribution in found:
        cue = attribution.cue[0][0]
        first = bisect_left(starts, (cue - reach,))
        last = bisect_right(starts, (cue, 10**12))
        around = [found[at] for start, end, at in starts[first:last] if start <= cue < end and found[at] is not attribution]
        around = [a for a in around if not (_holds(attribution, a.cue[0][0]) and _size(attribution) >= _size(a))]
        if around:
            min(around, key=_size).inner.append(attribution)
        else:
            kept.append(attribution)
    return kept


def _holds(attribution: Attribution, offset: int) -> bool:
    return any(start <= offset < end for start, end in attribution.content)


def _size(attribution: Attribution) -> int:
    return sum(end - start for start, end in attribution.content)


def _paragraphs(trees: Sequence[Tree]) -> list[Span]:
    spans: dict[int, Span] = {}
    for tree in trees:
        sentence = tree.sentence
        first = spans.get(sentence.paragraph)
        spans[sentence.paragraph] = (first[0] if first else sentence.start, sentence.end)
    return list(spans.values())


def _voice(claim: Claim, page: _Page) -> _Voice:
    return _Voice(claim, _with_quotations(_spans(claim), claim, page))


def _spans(claim: Claim) -> list[Span]:
    """The stretches that the words of a content cover, less the source and the cue."""
    taken = {word.i for word in (*claim.source, *claim.cue)}
    return _runs([word for word in claim.content if word.i not in taken], claim.tree)


def _runs(words: list[Word], tree: Tree) -> list[Span]:
    """The stretches that words cover, trimmed of marks at their edges."""
    runs: list[list[Word]] = []
    for i in sorted({word.i for word in words}):
        if runs and runs[-1][-1].i == i - 1:
            runs[-1].append(tree.words[i])
        else:
            runs.append([tree.words[i]])
    spans = []
    for run in runs:
        while run and run[0].text in _EDGES:
            run = run[1:]
        while run and run[-1].text in _EDGES:
            run = run[:-1]
        if any(word.pos not in ("PUNCT", "SPACE") for word in run):
            spans.append((run[0].start, run[-1].end))
    return spans


def _with_quotations(spans: list[Span], claim: Claim, page: _Page) -> list[Span]:
    """A content with the quotations that it touches taken in whole, over their sentences and paragraphs.

    A cue that stands in a quotation itself speaks of nothing outside it.
    """
    around = page.within(claim.cue[0].start)
    if around is not None:
        return _clipped(spans, around.pieces)
    pieces = [piece for span in spans for quotation in page.overlapping(span) for piece in quotation.pieces]
    return _merged([*spans, *pieces], page.text)


def _clipped(spans: list[Span], bounds: list[Span]) -> list[Span]:
    found = [(max(a, start), min(b, end)) for a, b in spans for start, end in bounds]
    return [(a, b) for a, b in found if a < b]


def _merged(spans: list[Span], text: str) -> list[Span]:
    """Spans in order, those that touch or that only blank space parts made one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and (start <= found[-1][1] or text[found[-1][1] : start].isspace() and "\n" not in text[found[-1][1] : start]):
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _quoted(voices: list[_Voice], page: _Page) -> list[_Voice]:
    """The voices with all spoken quotations given to their speakers; those that have no content are dropped.

    So are those within a quotation that has no speaker.
    """
    outside = [voice for voice in voices if page.within(voice.claim.cue[0].start) is None]
    held = sorted(span for voice in outside for span in voice.content)
    speakers = [voice for voice in outside if voice.claim.takes_quote]
    unowned = set()
    for quotation in page.quotations:
        if _covered(quotation, held):
            continue
        voice = None
        if is_speech(page.text, quotation):
            voice = _beside(quotation, speakers, page) or _running_on(quotation, speakers, page)
        if voice is not None:
            voice.content = _merged([*voice.content, *quotation.pieces], page.text)
        else:
            unowned.add(quotation)
    return [voice for voice in voices if voice.content and page.within(voice.claim.cue[0].start) not in unowned]


def _covered(quotation: Quotation, held: list[Span]) -> bool:
    at = bisect_right(held, (quotation.start, 10**12)) - 1
    return any(start <= quotation.start < end for start, end in held[max(0, at - 8) : at + 1])


def _beside(quotation: Quotation, speakers: list[_Voice], page: _Page) -> _Voice | None:
    """The speaker whose source and cue stand right before or after a quotation."""
    best, shortest = None, _NEAR
    for voice in speakers:
        if voice.start >= quotation.end:
            between = page.text[quotation.end : voice.start]
            near = not voice.content and not between.strip(_BETWEEN) and "\n" not in between
        elif voice.end <= quotation.start:
            between = page.text[voice.end : quotation.start]
            near = _introduces(between.rstrip(" "), voice, quotation)
        else:
            continue
        if near and len(between) < shortest:
            best, shortest = voice, len(between)
    return best


def _introduces(between: str, voice: _Voice, quotation: Quotation) -> bool:
    """Whether what stands between a cue and a quotation after it leaves the quotation to the cue."""
    if between.rstrip().endswith(":"):
        return between.count("\n") <= 2 and "." not in between
    if "\n" in between or any(mark in between for mark in ".?!”"):
        return False
    if voice.content:
        return between.endswith(",") and max(voice.content)[1] <= voice.start
    return between.endswith(",") or len(between) < 40


def _running_on(quotation: Quotation, speakers: list[_Voice], page: _Page) -> _Voice | None:
    """The speaker who goes on: the last one before, where a quotation begins a sentence."""
    before = page.text[max(0, quotation.start - 3) : quotation.start].rstrip(" ")
    if before and before[-1] not in _ENDS:
        return None
    earlier = [voice for voice in speakers if voice.content and voice.start < quotation.start]
    if not earlier:
        return None
    last = max(earlier, key=_reach)
    paragraphs = page.paragraph(quotation.start + 1) - page.paragraph(_reach(last) - 1)
    return last if 0 <= paragraphs <= 1 else None


def _reach(voice: _Voice) -> int:
    return max(voice.end, max(voice.content)[1])


def _attribution(voice: _Voice, page: _Page, reporters: Reporters) -> Attribution:
    claim = voice.claim
    cue = _merged([(word.start, word.end) for word in claim.cue], page.text)
    named = reporters.of(claim)
    return Attribution(
        sentence=claim.tree.sentence.index,
        source=_runs(claim.source, claim.tree),
        cue=cue,
        content=voice.content,
        kind=_kind(voice, page),
        stance=claim.stance,
        reporter=named[0] if named else None,
        cue_text=" ".join(page.text[start:end] for start, end in cue),
        chain=reporters.cited(claim),
        others=named[1:],
    )


def _kind(voice: _Voice, page: _Page) -> str:
    if voice.claim.kind != "indirect":
        return voice.claim.kind
    quoted = total = 0
    for start, end in voice.content:
        total += end - start
        for quotation in page.overlapping((start, end)):
            quoted += sum(max(0, min(end, e) - max(start, s)) for s, e in quotation.pieces)
    return "direct" if quoted >= 0.95 * total else "mixed" if quoted else "indirect"
