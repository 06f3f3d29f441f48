"""Who vouches for what: every attribution of a document, and the ones that hold for an event in it.

What counts follows Pareti (2015) and the PolNeAR guidelines (Newell et al. 2018): a source to whom a statement, a
belief, a wish or an attitude is ascribed, the cue that ascribes it, and the content that is ascribed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from coder.codebook.attribution import AttributionLexicon
from coder.coding.claims import TELLING
from coder.coding.cues import CueReader
from coder.coding.described import described
from coder.coding.labels import labelled, trailing
from coder.coding.presupposed import presupposed
from coder.coding.reporters import Reporters
from coder.coding.voices import Floor, Page, Voice, merged, runs, voice_of
from coder.model import Attribution, Document, Event, Mention, Tree

_STRENGTH = ("admits", "asserts", "promises", "claims", "feels", "asks", "doubts", "denies")
"""The stances by what they are worth as evidence, the best first."""


def attributions(
    document: Document, trees: Sequence[Tree], mentions: Sequence[Sequence[Mention]], lexicon: AttributionLexicon
) -> list[Attribution]:
    """The attributions that a document's text makes, in the order of their cues, with the inner ones of their content.

    ``trees`` are its parsed sentences in order, ``mentions`` for each sentence the actors it mentions, resolved through
    the discourse; ``lexicon`` holds the cues (``Codebook.attribution``).
    """
    if not trees:
        return []
    page = Page(document.text, trees)
    reader = CueReader(lexicon)
    reporters = Reporters(trees, mentions, lexicon.citing)
    claims = [claim for tree in trees for claim in reader.read(tree)]
    voices = [voice_of(claim, page) for claim in claims]
    voices += [voice_of(claim, page, content) for claim, content in described(trees, claims)]
    voices += [voice_of(claim, page, content) for claim, content in labelled(trees, lexicon)]
    for claim, content in trailing(trees, lexicon):
        if any(mention.code and mention.span[0] >= claim.cue[0].end for mention in reporters.of(claim)):
            voices.append(voice_of(claim, page, content))
    # What is told in a quotation that nobody speaks is passed over, unless the article itself is that quotation.
    unowned = {q for q in Floor(page, voices).settle() if 2 * (q.end - q.start) < len(document.text)}
    voices = [voice for voice in voices if voice.content and page.within(voice.claim.cue[0].start) not in unowned]
    voices.sort(key=lambda voice: voice.claim.cue[0].start)
    return _outermost([_attribution(voice, page, reporters) for voice in voices])


def holder(found: Sequence[Attribution], offset: int) -> list[Attribution]:
    """The attributions by which somebody vouches for what the text says at ``offset``, the innermost first.

    None where only the publisher does: nothing holds the character there, or what holds it takes it for a fact.
    """
    holding = [a for a in found if _holds(a, offset)]
    if not holding:
        return []
    outer = min((a for a in holding if not a.presupposed), key=_size, default=None)
    if outer is not None:
        return [*holder(outer.inner, offset), outer]
    return holder(min(holding, key=_size).inner, offset)


def vouched_for(event: Event, found: Sequence[Attribution]) -> Attribution | None:
    """How an event is vouched for, out of a document's attributions; None where only the publisher vouches for it.

    "AFP said that the army had denied ..." is one attribution by AFP, the army in its chain: whoever is named first and
    outermost reports, and those whom it has it from follow, the nearest first. A chain vouches no more than its weakest
    link, so the stance is the weakest of all (here denies).
    """
    words = event.predication.words
    own = {word.start for word in words}
    holding = holder(found, event.predication.word.start)[::-1]
    if not holding:  # "a deal reportedly brokered by X" is told by hearsay.
        holding = next((held for word in words if (held := holder(found, word.start)[::-1])), [])
    holding = [one for one in holding if not any(start in own for start, _ in one.cue)]
    holding = [one for one in holding if not presupposed(event, one)]
    if not holding:
        return None
    first = next((at for at, one in enumerate(holding) if one.reporter is not None), 0)
    chain = list(holding[first].chain)
    for one in holding[first + 1 :]:
        if one.reporter is not None and one.stance in TELLING:
            chain += [one.reporter, *one.chain]
    reporter = holding[first].reporter
    named = {reporter.name} if reporter is not None else set()
    links = []
    for link in chain:
        if link.name not in named:
            named.add(link.name)
            links.append(link)
    stance = max((one.stance for one in holding), key=_STRENGTH.index)
    return replace(holding[first], stance=stance, chain=links)


def _outermost(found: list[Attribution]) -> list[Attribution]:
    """The attributions that stand in no other's content; each other becomes an ``inner`` one of the smallest around."""
    kept: list[Attribution] = []
    spans = sorted((start, end, at) for at, attribution in enumerate(found) for start, end in attribution.content)
    passed, running = 0, []
    for attribution in found:
        cue = attribution.cue[0][0]
        while passed < len(spans) and spans[passed][0] <= cue:
            running.append(spans[passed])
            passed += 1
        running = [span for span in running if span[1] > cue]
        around = [found[at] for _, _, at in running if found[at] is not attribution]
        # Of two that hold each other's cue, the longer one is the outer.
        around = [a for a in around if not (_holds(attribution, a.cue[0][0]) and _size(attribution) >= _size(a))]
        if around:
            min(around, key=_size).inner.append(attribution)
        else:
            kept.append(attribution)
    return kept


def _holds(attribution: Attribution, offset: int) -> bool:
    for start, end in attribution.content:
        if start <= offset < end:
            return True
    return False


def _size(attribution: Attribution) -> int:
    return sum(end - start for start, end in attribution.content)


def _attribution(voice: Voice, page: Page, reporters: Reporters) -> Attribution:
    claim = voice.claim
    cue = merged([(word.start, word.end) for word in claim.cue], page.text)
    named = reporters.of(claim)
    return Attribution(
        sentence=claim.tree.sentence.index,
        source=runs(claim.source, claim.tree),
        cue=cue,
        content=voice.content,
        kind=_kind(voice, page),
        stance=claim.stance,
        reporter=named[0] if named else None,
        cue_text=" ".join(page.text[start:end] for start, end in cue),
        chain=reporters.cited(claim),
        others=named[1:],
        presupposed=claim.presupposed,
    )


def _kind(voice: Voice, page: Page) -> str:
    """The kind of an attribution; by the share of quoted characters where the cue leaves it open."""
    if voice.claim.kind != "indirect":
        return voice.claim.kind
    quoted = total = 0
    for start, end in voice.content:
        total += end - start
        for quotation in page.overlapping((start, end)):
            quoted += sum(max(0, min(end, e) - max(start, s)) for s, e in quotation.pieces)
    return "direct" if quoted >= 0.95 * total else "mixed" if quoted else "indirect"
