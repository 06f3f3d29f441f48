"""Who vouches for what in a document: every attribution with its source, cue, content, kind and stance.

What counts as an attribution follows Pareti's definition (2015), as in the PolNeAR guidelines (Newell et al. 2018): a source to whom
a statement, belief, wish or attitude is ascribed, the words that ascribe it, and what is ascribed.
"""

from __future__ import annotations

from collections.abc import Sequence

from coder.codebook.attribution import AttributionLexicon
from coder.coding.cues import CueFinder, Found, phrase
from coder.coding.quotes import Quotation, quotations
from coder.language.clauses import Clauses
from coder.language.lexicon import load_lexicon
from coder.model import Attribution, Document, Mention, Span, Tree, Word

_SCARE = 3
"""A quotation of at most this many words says nothing by itself."""

_NEAR = 3
"""A quotation belongs to a cue that it follows or precedes within this many characters."""


def attributions(
    document: Document, trees: Sequence[Tree], mentions: Sequence[Sequence[Mention]], lexicon: AttributionLexicon
) -> list[Attribution]:
    """The document's attributions in the order of their cues.

    ``trees`` are its sentences, parsed, and ``mentions`` the actors of each, resolved through the discourse.
    """
    quotes = quotations(document.text)
    found: list[Attribution] = []
    for tree, actors in zip(trees, mentions, strict=True):
        reading = _Sentence(document, tree, actors, quotes, lexicon)
        found += reading.attributions()
    return _run_on(found, quotes, document)


class _Sentence:
    def __init__(self, document: Document, tree: Tree, actors: Sequence[Mention], quotes: list[Quotation], lexicon: AttributionLexicon):
        self._text = document.text
        self._tree = tree
        self._by_head: dict[int, Mention] = {}
        for mention in actors:
            self._by_head.setdefault(mention.head.i, mention)
        self._quotes = quotes
        self._lexicon = lexicon

    def attributions(self) -> list[Attribution]:
        cited: list[Found] = []
        made: list[tuple[Found, Attribution]] = []
        seen: set[int] = set()
        for found in CueFinder(self._tree, self._lexicon, Clauses(load_lexicon())).find():
            if found.verb.i in seen:
                continue
            seen.add(found.verb.i)
            if found.verb.lemma in ("cite", "quote") and found.verb.tag == "VBG" and not found.verb.child("ccomp"):
                cited.append(found)
                continue
            attribution = self._made(found)
            if attribution is not None:
                made.append((found, attribution))
        for found in cited:
            self._chain(found, made)
        return [attribution for _, attribution in made]

    def _made(self, found: Found) -> Attribution | None:
        content = self._spans(found.content)
        quoted = [q for q in self._quotes if self._completes(q, found, content)]
        if not content and not quoted:
            return None
        spans = merged([*content, *(q.span for q in quoted)])
        cue = self._spans(found.cue)
        spans = without(spans, cue)
        if not spans:
            return None
        return Attribution(
            sentence=self._tree.sentence.index,
            source=self._spans(found.source, whole=True),
            cue=cue,
            content=spans,
            kind=self._kind(found, spans, quoted),
            stance=found.stance,
            reporter=self._reporter(found.head),
            cue_text=self._text[cue[0][0] : cue[-1][1]],
        )

    def _kind(self, found: Found, spans: list[Span], quoted: list[Quotation]) -> str:
        if found.according:
            return "according_to"
        if found.hearsay:
            return "hearsay"
        inside = sum(e - s for s, e in (q.span for q in quoted))
        whole = sum(e - s for s, e in spans)
        return "indirect" if not inside else "direct" if inside >= 0.8 * whole else "mixed"

    def _completes(self, quotation: Quotation, found: Found, content: list[Span]) -> bool:
        """Whether a quotation belongs to the content: it overlaps it, or stands right beside the cue's clause."""
        start, end = quotation.span
        at = found.verb.start
        if start <= at < end:
            return False
        if any(min(end, e) - max(start, s) > 0.5 * (e - s) or (s <= start and end <= e) for s, e in content):
            return True
        if not found.said or content:
            return False
        words = found.verb.subtree()
        first, last = words[0].start, words[-1].end
        sentence = self._tree.sentence
        if sentence.start <= start < sentence.end:
            return len(self._text[start:end].split()) > 1
        return 0 <= start - last <= _NEAR or 0 <= first - end <= _NEAR

    def _reporter(self, head: Word | None) -> Mention | None:
        """The actor behind the source: its head's mention, that of a document's author, or the bare phrase."""
        if head is None:
            return None
        mention = self._by_head.get(head.i)
        if mention is not None:
            return mention
        if head.tag in ("PRP", "PRP$", "WP", "WDT", "DT", "EX") or head.pos == "PRON":
            return None
        for word in head.subtree():
            owner = self._by_head.get(word.i)
            if owner is not None and owner.code and _owns(word, head):
                return owner
        words = [w for w in phrase(head) if w.i <= head.i]
        text = self._text[words[0].start : head.end]
        return Mention(head, (words[0].start, head.end), text, "", False, "name", text, self._tree.sentence.index)

    def _chain(self, cited: Found, made: list[tuple[Found, Attribution]]) -> None:
        """Add the sources that a reporter cites ("Turkish media, citing the army, said") to the attribution's chain."""
        direct = cited.verb.child("dobj")
        mention = self._reporter(direct)
        if mention is None:
            return
        for found, attribution in made:
            same = cited.head is not None and found.head is not None and cited.head.i == found.head.i
            if same or cited.verb.head is found.verb or any(above is found.verb for above in cited.verb.ancestors()):
                attribution.chain.append(mention)
                return

    def _spans(self, words: Sequence[Word], whole: bool = False) -> list[Span]:
        """The spans of words; gaps in their run make several (unless ``whole``)."""
        spans: list[Span] = []
        last: Word | None = None
        for word in words:
            if spans and last is not None and (whole or word.i == last.i + 1 or self._only_marks(last, word)):
                spans[-1] = (spans[-1][0], word.end)
            else:
                spans.append((word.start, word.end))
            last = word
        return spans

    def _only_marks(self, last: Word, word: Word) -> bool:
        return all(between.pos == "PUNCT" for between in self._tree.words[last.i + 1 : word.i])


def _owns(word: Word, head: Word) -> bool:
    """Whether a word names the author of the document that ``head`` is: "a statement by", "the ministry's report"."""
    if word.dep in ("poss", "agent", "compound", "amod", "nmod"):
        return True
    return word.dep in ("pobj", "conj") and any(above.lower in ("by", "from", "of") for above in word.ancestors() if above.i > head.i)


def _run_on(found: list[Attribution], quotes: list[Quotation], document: Document) -> list[Attribution]:
    """Give each quotation that no cue claims to the speaker of the one before it, while the quoting goes on."""
    text = document.text
    claimed = {q.span: a for a in found for q in quotes if any(s <= q.span[0] and q.span[1] <= e for s, e in a.content)}
    speaker: Attribution | None = None
    last: Quotation | None = None
    for quotation in quotes:
        owner = claimed.get(quotation.span)
        if owner is None and speaker is not None and last is not None and _goes_on(last, quotation, speaker, text):
            speaker.content = merged([*speaker.content, quotation.span])
            owner = speaker
        if owner is not None and owner.kind in ("direct", "mixed"):
            speaker, last = owner, quotation
    return found


def _goes_on(last: Quotation, quotation: Quotation, speaker: Attribution, text: str) -> bool:
    words = len(text[quotation.span[0] : quotation.span[1]].split())
    if words <= _SCARE:
        return False
    reach = max(last.span[1], speaker.cue[-1][1])
    between = text[reach : quotation.span[0]] if quotation.span[0] >= reach else ""
    if last.goes_on:
        return True
    alone = between.strip(" .,;:—–-\n\t") == ""
    starts = quotation.span[0] == 0 or text[quotation.span[0] - 1] in "\n .,?!:"
    return alone and starts and ("\n" not in between or _fills_paragraph(quotation, text))


def _fills_paragraph(quotation: Quotation, text: str) -> bool:
    start, end = quotation.span
    return text[start - 1 : start] in ("\n", "") and (end >= len(text) or text[end : end + 1] == "\n")


def merged(spans: Sequence[Span]) -> list[Span]:
    """Spans in order, overlapping and touching ones joined."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def without(spans: Sequence[Span], holes: Sequence[Span]) -> list[Span]:
    """Spans less what the holes cover; scraps of up to two characters are dropped."""
    found = list(spans)
    for start, end in holes:
        found = [piece for s, e in found for piece in ((s, min(e, start)), (max(s, end), e)) if piece[1] - piece[0] > 2]
    return found
