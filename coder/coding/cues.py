"""Find the cues of attribution in one parsed sentence: who vouches, by which words, for which part of the sentence.

The labels are those of the ClearNLP dependency guidelines. Quotations that reach past the sentence, and speakers that
another sentence names, are ``coder.coding.attribution``'s business.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from coder.codebook.attribution import AttributionLexicon, Cue
from coder.coding.complements import Complement, adjectival, clause_around, nominal, place, verbal
from coder.coding.sources import nominal_source, phrase, verbal_source
from coder.model import Tree, Word

_VERBAL = ("VERB", "AUX")
_DENIED = {"asserts": "denies", "claims": "denies", "feels": "doubts", "admits": "denies", "denies": "admits"}


@dataclass(slots=True, eq=False)
class Claim:
    """A cue found in a sentence. ``source``, ``cue`` and ``content`` are words in order; ``speaker`` heads the source.

    ``takes_quote`` tells the cues that a quotation beside them can complete; such a one may have no content yet.
    """

    word: Word
    tree: Tree
    kind: str
    stance: str
    speaker: Word | None
    source: list[Word]
    cue: list[Word]
    content: list[Word]
    takes_quote: bool = False


class CueReader:
    """Reads the cues of sentences by a lexicon."""

    def __init__(self, lexicon: AttributionLexicon):
        self._lexicon = lexicon

    def read(self, tree: Tree) -> list[Claim]:
        """The claims of a sentence, in the order of their cues."""
        return list(self._claims(tree))

    def _claims(self, tree: Tree) -> Iterator[Claim]:
        lexicon = self._lexicon
        for word in tree.words:
            if word.pos in _VERBAL:
                if word.lemma in lexicon.verbs:
                    yield from self._verb(word, tree)
                elif word.lemma in lexicon.seeming:
                    yield from _seeming(word, tree)
            elif word.pos == "NOUN" and word.lemma in lexicon.nouns:
                yield from self._noun(word, tree)
            elif word.pos == "ADJ" and word.lower in lexicon.adjectives:
                yield from self._adjective(word, tree)
            elif word.lower in lexicon.hearsay:
                yield from _hearsay(word, tree)
            if word.lower in lexicon.according_to:
                yield from self._according(word, tree)

    def _verb(self, verb: Word, tree: Tree) -> Iterator[Claim]:
        if verb.dep in ("amod", "compound"):
            return
        for entry in self._lexicon.verbs[verb.lemma]:
            rest = _rest(verb, entry)
            if rest is None:
                continue
            claim = self._spoken(verb, tree, entry, rest)
            if claim is not None:
                yield claim
                return

    def _spoken(self, verb: Word, tree: Tree, entry: Cue, rest: list[Word]) -> Claim | None:
        speaker, source = verbal_source(verb)
        quote = "quote" in entry.takes
        complement = verbal(verb, entry.takes, rest)
        if complement is None and not quote:
            return None
        complement = complement or Complement("quote", [], [])
        content = [word for word in complement.words if word not in source] if complement.around else complement.words
        kind = "hearsay" if speaker is None and content else "indirect"
        cue = sorted([*_group(verb), *rest, *complement.cue], key=place)
        stance = _stance(verb, entry.takes[complement.kind])
        return Claim(verb, tree, kind, stance, speaker, source, cue, content, quote)

    def _noun(self, noun: Word, tree: Tree) -> Iterator[Claim]:
        for entry in self._lexicon.nouns[noun.lemma]:
            complement = nominal(noun, entry.takes)
            if complement is None:
                continue
            speaker, source = nominal_source(noun)
            if speaker is not None or complement.kind == "clause":
                stance = _stance(noun, entry.takes[complement.kind])
                cue = [noun, *complement.cue]
                yield Claim(noun, tree, "indirect", stance, speaker, source, cue, complement.words)
                return

    def _adjective(self, adjective: Word, tree: Tree) -> Iterator[Claim]:
        copula = adjective.head
        if adjective.dep != "acomp" or copula is None or copula.pos not in _VERBAL:
            return
        for entry in self._lexicon.adjectives[adjective.lower]:
            complement = adjectival(adjective, entry.takes)
            speaker, source = verbal_source(copula)
            if complement is not None and speaker is not None and speaker.lower not in ("it", "this", "that"):
                cue = sorted([*_group(copula), adjective, *complement.cue], key=place)
                stance = _stance(copula, entry.takes[complement.kind])
                yield Claim(adjective, tree, "indirect", stance, speaker, source, cue, complement.words)
                return

    def _according(self, word: Word, tree: Tree) -> Iterator[Claim]:
        for words in self._lexicon.according_to[word.lower]:
            following = tree.words[word.i : word.i + len(words)]
            if tuple(w.lower for w in following) != words:
                continue
            noun = _noun_after(following[-1])
            if noun is None or (len(words) == 1 and noun.pos != "PROPN"):
                continue
            source = phrase(noun)
            content = clause_around(word, tree, {w.i for w in (*following, *source)})
            if content:
                yield Claim(word, tree, "according_to", "asserts", noun, source, following, content)
            return


def _rest(verb: Word, entry: Cue) -> list[Word] | None:
    """The words that make the verb the entry's phrase, None where they are not there."""
    found = []
    for part in entry.rest:
        match = next((c for c in verb.children if c.i > verb.i and part in (c.lower, c.lemma)), None)
        if match is None:
            return None
        found.append(match)
    return found


def _seeming(verb: Word, tree: Tree) -> Iterator[Claim]:
    complement = verb.child("xcomp", "ccomp", "oprd", "acomp")
    subject = verb.child("nsubj")
    if complement is None or complement.i < verb.i:
        return
    words = complement.subtree()
    if subject is not None and subject.lower not in ("it", "there"):
        words = [*subject.subtree(), *words]
    yield Claim(verb, tree, "hearsay", "claims", None, [], _group(verb), sorted(words, key=place))


def _hearsay(adverb: Word, tree: Tree) -> Iterator[Claim]:
    content = clause_around(adverb, tree, {adverb.i})
    if content:
        yield Claim(adverb, tree, "hearsay", "claims", None, [], [adverb], content)


def _noun_after(preposition: Word) -> Word | None:
    found = preposition.child("pobj")
    if found is None and preposition.head is not None and preposition.head.lower == "according":
        found = preposition.head.child("pobj")
    return found


def _group(verb: Word) -> list[Word]:
    """The verb with its auxiliaries, negation and particle."""
    words = [c for c in verb.children if c.dep in ("aux", "auxpass", "neg", "prt") and abs(c.i - verb.i) < 5]
    return sorted([*words, verb], key=place)


def _stance(word: Word, stance: str) -> str:
    """The stance of a cue; a negated one says the contrary, or doubts."""
    negated = any(child.dep == "neg" or child.lower in ("never", "no") for child in word.children)
    return _DENIED.get(stance, stance) if negated else stance
