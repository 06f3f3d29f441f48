"""Read labels: in headlines ("Army: convoy was hit", "Convoy was hit: army"), posts, and the turns of a transcript.

A label stands before a colon, before a dash and a quotation, or, in a headline, at the end after either.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from coder.codebook.attribution import AttributionLexicon
from coder.coding.claims import Claim
from coder.coding.sources import is_handle
from coder.model import Span, Tree, Word

_LABEL = re.compile(
    r"(?P<label>[A-Z@][\w.'’&-]*(?: (?:[A-Z@(][\w.,'’&()-]*|of|the|and|for|de|al|van|bin)){0,6})"
    r"(?::(?=\s)| [–—-](?= [\"“‘']))"
)
_TRAILING = re.compile(r"(?P<told>\S.*\w[\"”’']?)(?:: | [–—-] )(?P<label>[\w.'’@ ]{2,60})")
_TURNS = 3
"""A document with at least this many labelled paragraphs is a transcript: a label holds for its whole paragraph."""
_NAMING = ("PROPN", "NOUN", "ADJ", "ADP", "DET", "CCONJ", "PUNCT", "PART")

Labelled = tuple[Claim, list[Span]]
"""The claim that a label makes, and its content."""


def labelled(trees: Sequence[Tree], lexicon: AttributionLexicon) -> Iterator[Labelled]:
    """What labels before a colon or dash say: the rest of the paragraph in a transcript, else of the sentence."""
    found: list[tuple[Tree, int]] = []
    ends: dict[int, int] = {}
    for tree in trees:
        sentence = tree.sentence
        match = _LABEL.match(sentence.text) if sentence.paragraph not in ends else None
        if match is not None:
            found.append((tree, match.end("label")))
        ends[sentence.paragraph] = sentence.end
    transcript = len(found) >= _TURNS
    for tree, end in found:
        text = tree.sentence.text
        label = text[:end].lower()
        turn = transcript and label in lexicon.questions | lexicon.answers
        mark = next((word for word in tree.words if word.start >= tree.sentence.start + end), None)
        if mark is None or mark.i == 0 or (label in lexicon.no_speaker and not turn):
            continue
        claim = _claim(tree, mark, tree.words[: mark.i], turn)
        if claim is None or not (transcript or (_names(claim.source) and _tells(tree.words[mark.i + 1 :]))):
            continue
        start = (
            mark.end
            + len(text[mark.end - tree.sentence.start :])
            - len(text[mark.end - tree.sentence.start :].lstrip())
        )
        stop = ends[tree.sentence.paragraph] if transcript else tree.sentence.end
        if label in lexicon.questions or (transcript and text.endswith("?") and stop == tree.sentence.end):
            claim.stance = "asks"
        if start < stop:
            yield claim, [(start, stop)]


def trailing(trees: Sequence[Tree], lexicon: AttributionLexicon) -> Iterator[Labelled]:
    """What labels at the end of a headline say: a paragraph of one sentence without a full stop."""
    sentences = Counter(tree.sentence.paragraph for tree in trees)
    for tree in trees:
        sentence = tree.sentence
        match = _TRAILING.fullmatch(sentence.text) if sentences[sentence.paragraph] == 1 else None
        if match is None or match["label"].lower() in lexicon.no_speaker:
            continue
        mark = next((word for word in tree.words if word.end > sentence.start + match.end("told")), None)
        source = tree.words[mark.i + 1 :] if mark is not None else []
        told = mark is not None and mark.i > 2 and source and _names(source)
        claim = _claim(tree, mark, source, False) if mark is not None and told else None
        if claim is not None:
            yield claim, [(sentence.start, sentence.start + match.end("told"))]


def _claim(tree: Tree, mark: Word, source: list[Word], turn: bool) -> Claim | None:
    """The claim of a label; a turn's ("Q:") names nobody."""
    if turn:
        return Claim(mark, tree, "indirect", "asserts", None, source, [mark], [])
    speaker = next((word for word in reversed(source) if is_handle(word)), None)
    if speaker is None:
        speaker = next((word for word in reversed(source) if word.pos in ("PROPN", "NOUN")), None)
    if speaker is None:
        return None
    while speaker.head in source and speaker.head is not speaker and not is_handle(speaker):
        speaker = speaker.head
    return Claim(mark, tree, "indirect", "asserts", speaker, source, [mark], [])


def _tells(words: Sequence[Word]) -> bool:
    """Whether what stands behind a label tells something: it has a verb or is a quotation."""
    return any(word.tag.startswith("V") or word.tag == "``" for word in words)


def _names(source: Sequence[Word]) -> bool:
    """Whether a label is a name or a noun for people, not a verb or sentence of a headline."""
    return all(word.pos in _NAMING or is_handle(word) for word in source)
