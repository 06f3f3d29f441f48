"""Read labels before a colon: headlines ("Army: convoy was ambushed") and the turns of a transcript ("MAYOR: We left.")."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from coder.coding.claims import Claim
from coder.model import Span, Tree, Word

_LABEL = re.compile(r"[A-Z@][\w.'’&-]*(?: (?:[A-Z@(][\w.,'’&()-]*|of|the|and|for|de|al|van|bin)){0,6}:(?=\s)")
_TURNS = 3
"""A document with at least this many labelled paragraphs is a transcript: a label holds for its whole paragraph."""


def labelled(trees: Sequence[Tree], no_speaker: Collection[str]) -> Iterator[tuple[Claim, list[Span]]]:
    """The claims that labels make, each with its content: the rest of the paragraph in a transcript, else of the sentence.

    ``no_speaker`` are the labels, in lower case, that name nobody.
    """
    found = []
    ends: dict[int, int] = {}
    paragraph = None
    for tree in trees:
        sentence = tree.sentence
        if sentence.paragraph != paragraph:
            match = _LABEL.match(sentence.text)
            if match is not None:
                found.append((tree, match.end() - 1))
        paragraph = sentence.paragraph
        ends[paragraph] = sentence.end
    transcript = len(found) >= _TURNS
    for tree, colon in found:
        claim = _claim(tree, tree.sentence.start + colon)
        label = tree.sentence.text[:colon].lower()
        if claim is None or label in no_speaker or not (transcript or _names(claim.source)):
            continue
        start = claim.cue[0].end
        end = ends[tree.sentence.paragraph] if transcript else tree.sentence.end
        text = tree.sentence.text[start - tree.sentence.start :]
        if text.strip():
            yield claim, [(start + len(text) - len(text.lstrip()), end)]


def _claim(tree: Tree, colon: int) -> Claim | None:
    at = next((word.i for word in tree.words if word.start == colon and word.text == ":"), None)
    if not at:
        return None
    source = tree.words[:at]
    speaker = next((word for word in reversed(source) if word.pos in ("PROPN", "NOUN")), None)
    if speaker is None:
        return None
    while speaker.head in source and speaker.head is not speaker:
        speaker = speaker.head
    return Claim(tree.words[at], tree, "indirect", "asserts", speaker, source, [tree.words[at]], [])


def _names(source: Sequence[Word]) -> bool:
    """Whether a label is a name or a noun for people, not a verb or sentence of a headline."""
    return all(word.pos in ("PROPN", "NOUN", "ADJ", "ADP", "DET", "CCONJ", "PUNCT", "PART") for word in source)
