"""Find the cues of attribution in one parsed sentence: who vouches, by which words, for which part of the sentence.

The labels are those of the ClearNLP dependency guidelines. Quotations that reach past the sentence, and speakers that
another sentence names, are ``coder.coding.attribution``'s business.
"""

from __future__ import annotations

from collections.abc import Iterator

from coder.codebook.attribution import AttributionLexicon, Cue, Take
from coder.coding.claims import Claim, settled
from coder.coding.complements import Complement, adjectival, clause_around, inserted, nominal, place, verbal
from coder.coding.sources import (
    FINITE,
    NOBODY,
    VERBAL,
    Source,
    beside,
    dependents,
    is_passive,
    nominal_source,
    phrase,
    verbal_source,
)
from coder.model import Tree, Word

_NOUNLIKE = ("DT", "JJ", "NN", "NNS", "NNP", "NNPS", "VBZ", "VBP", "POS", "CD", "PRP$", "HYPH")
_NEGATED = {
    "asserts": "doubts",
    "claims": "doubts",
    "feels": "doubts",
    "promises": "doubts",
    "admits": "denies",
    "denies": "doubts",
}


class CueReader:
    """Reads the cues of sentences by a lexicon."""

    def __init__(self, lexicon: AttributionLexicon):
        self._lexicon = lexicon

    def read(self, tree: Tree) -> list[Claim]:
        """The claims of a sentence, in the order of their cues."""
        return settled(list(self._claims(tree)), tree)

    def _claims(self, tree: Tree) -> Iterator[Claim]:
        lexicon = self._lexicon
        for word in tree.words:
            if word.lower in lexicon.adjectives and word.dep in ("acomp", "amod"):
                yield from self._adjective(word, tree)
            elif word.pos in VERBAL and word.lemma in lexicon.seeming:
                yield from _seeming(word, tree)
            elif word.pos in ("NOUN", "PROPN", *VERBAL):
                yield from self._first(word, tree)
            elif word.lower in lexicon.hearsay:
                yield from _hearsay(word, tree)
            if word.dep == "amod" and word.lower in lexicon.alleged and word.head.lemma in lexicon.deeds:
                yield _alleged(word, tree)
            if word.lower in lexicon.according_to:
                yield from self._according(word, tree)

    def _first(self, word: Word, tree: Tree) -> Iterator[Claim]:
        """The claim of a verb or noun; else that of an aside which the parse has taken for nouns."""
        found = None
        if word.pos in VERBAL:
            found = self._interposed(word, tree) or next(self._verb(word, tree, self._entries(word)), None)
        elif word.lemma in self._lexicon.nouns and word.pos == "NOUN":
            found = next(self._noun(word, tree), None)
        found = found or self._aside(word, tree)
        if found is not None:
            yield found

    def _aside(self, word: Word, tree: Tree) -> Claim | None:
        """A source and cue between commas whose cue may look like a noun ("..., records show."), if they agree in number."""
        after = tree.words[word.i + 1 : word.i + 3]
        if not after or after[0].text not in (",", ".") or after[-1].pos == "CCONJ" or word.i < 2:
            return None
        before = tree.words[word.i - 1]
        plural = before.lower.endswith("s") and before.pos != "PROPN"
        lemma = word.lower if plural else word.lower.removesuffix("s")
        if before.tag not in _NOUNLIKE or plural == word.lower.endswith("s") or lemma not in self._lexicon.verbs:
            return None
        first = before.i
        while first > 0 and tree.words[first - 1].tag in _NOUNLIKE:
            first -= 1
        source = tree.words[first : word.i]
        take = self._clausal(self._lexicon.verbs[lemma], before)
        content = inserted(tree, first, word.i) if take is not None else []
        return Claim(word, tree, "indirect", take.stance, before, source, [word], content) if content else None

    def _clausal(self, entries: tuple[Cue, ...], speaker: Word) -> Take | None:
        """What the bare verb says of a clause, where the speaker can be its source."""
        for entry in entries:
            take = entry.takes.get("clause") if not entry.rest else None
            if take is not None and (not take.documents or speaker.lemma in self._lexicon.documents):
                return take
        return None

    def _interposed(self, verb: Word, tree: Tree) -> Claim | None:
        """A cue and then its source between commas ("The idea, says X, is to stay"), where the parse has them apart."""
        subject = verb.child("nsubj")
        if verb.tag not in FINITE or tree.words[verb.i - 1].text != "," or (subject is not None and subject.i > verb.i):
            return None
        last = verb.i
        while last + 1 < len(tree.words) and tree.words[last + 1].tag in _NOUNLIKE:
            last += 1
        take = self._clausal(self._entries(verb), tree.words[last])
        content = inserted(tree, verb.i, last) if take is not None and last > verb.i else []
        if not content or tree.words[last].pos not in ("PROPN", "NOUN") or tree.words[last + 1].text != ",":
            return None
        source = tree.words[verb.i + 1 : last + 1]
        return Claim(verb, tree, "indirect", take.stance, source[-1], source, [verb], content, takes_quote=True)

    def _entries(self, verb: Word) -> tuple[Cue, ...]:
        """The lexicon's entries for a verb; by its form where the parser has missed its lemma ("hoped" is no "hop")."""
        verbs = self._lexicon.verbs
        found = verbs.get(verb.lemma)
        if found is None and verb.lower.endswith(("ed", "ing")):
            found = verbs.get(verb.lower[:-1] if verb.lower.endswith("ed") else verb.lower[:-3] + "e")
        return found or ()

    def _verb(self, verb: Word, tree: Tree, entries: tuple[Cue, ...]) -> Iterator[Claim]:
        cites = verb.lemma in self._lexicon.citing and verb.tag == "VBG" and verb.dep != "ROOT"
        if cites or verb.dep in ("amod", "compound"):
            return
        for entry in entries:
            rest = _rest(verb, entry)
            if rest is None:
                continue
            claim = self._spoken(verb, tree, entry, rest)
            if claim is not None:
                yield claim
                return

    def _spoken(self, verb: Word, tree: Tree, entry: Cue, rest: list[Word]) -> Claim | None:
        speaker, source = self._source(verb)
        takes, quote = entry.takes, "quote" in entry.takes
        if speaker is None or speaker.lemma not in self._lexicon.documents:
            takes = {kind: take for kind, take in takes.items() if not take.documents}
        complement = verbal(verb, takes, rest)
        if complement is None and not quote:
            return None
        if speaker is None and not is_passive(verb) and quote and verb.tag in FINITE:
            speaker, source = beside(verb, tree)
        if speaker is None and not is_passive(verb) and verb.tag == "VB":
            return None
        complement = complement or Complement("quote", [], [])
        kind = "hearsay" if speaker is None and complement.words and is_passive(verb) else "indirect"
        cue = sorted([*_group(verb), *rest, *complement.cue], key=place)
        take = takes[complement.kind]
        source = [word for word in source if word not in complement.words and word not in complement.cue]
        return Claim(
            verb, tree, kind, _stance(verb, take), speaker, source, cue, complement.words, quote, take.presupposed
        )

    def _source(self, verb: Word) -> Source:
        """The source of a verb, on its own side of the cue; of "issued a statement saying" who issued it."""
        speaker, source = verbal_source(verb)
        if speaker is None:
            return speaker, source
        issued = verb.dep == "acl" and verb.tag == "VBG" and speaker.dep == "dobj" and speaker.head is not None
        if issued and speaker.head.lemma in self._lexicon.issuing:
            issuer = nominal_source(speaker)
            speaker, source = issuer if issuer[0] is not None else (speaker, source)
        return speaker, [word for word in source if (word.i < verb.i) == (speaker.i < verb.i)]

    def _noun(self, noun: Word, tree: Tree) -> Iterator[Claim]:
        for entry in self._lexicon.nouns[noun.lemma]:
            complement = nominal(noun, entry.takes)
            if complement is None:
                continue
            told = noun.dep == "dobj" and noun.head is not None and noun.head.lemma in self._lexicon.receiving
            speaker, source = NOBODY if told else nominal_source(noun)
            if speaker is not None or complement.kind == "clause":
                take = entry.takes[complement.kind]
                stance, cue = _stance(noun, take), [noun, *complement.cue]
                kind = "hearsay" if speaker is None else "indirect"
                yield Claim(
                    noun, tree, kind, stance, speaker, source, cue, complement.words, presupposed=take.presupposed
                )
                return

    def _adjective(self, adjective: Word, tree: Tree) -> Iterator[Claim]:
        holder = adjective.head
        if holder is None or (adjective.dep == "acomp") != (holder.pos in VERBAL):
            return
        copular = adjective.dep == "acomp"
        for entry in self._lexicon.adjectives[adjective.lower]:
            complement = adjectival(adjective, entry.takes)
            if complement is None or (not copular and complement.words[0].i < holder.i):
                continue
            speaker, source = verbal_source(holder) if copular else (holder, phrase(holder, adjective))
            if speaker is not None and speaker.lower not in ("it", "this", "that"):
                group = _group(holder) if copular else []
                cue = sorted([*group, adjective, *complement.cue], key=place)
                take = entry.takes[complement.kind]
                stance = _stance(holder if copular else adjective, take)
                yield Claim(
                    adjective,
                    tree,
                    "indirect",
                    stance,
                    speaker,
                    source,
                    cue,
                    complement.words,
                    presupposed=take.presupposed,
                )
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
            content = clause_around(word, tree, {w.i for w in (*following, *noun.subtree())})
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
    yield Claim(verb, tree, "hearsay", "claims", None, [], _group(verb), sorted(words, key=place), seeming=True)


def _hearsay(adverb: Word, tree: Tree) -> Iterator[Claim]:
    content = clause_around(adverb, tree, {adverb.i})
    if content:
        yield Claim(adverb, tree, "hearsay", "claims", None, [], [adverb], content)


def _alleged(adjective: Word, tree: Tree) -> Claim:
    content = [word for word in dependents(adjective.head, adjective) if word.i > adjective.i]
    return Claim(adjective, tree, "hearsay", "claims", None, [], [adjective], content)


def _noun_after(preposition: Word) -> Word | None:
    found = preposition.child("pobj")
    if found is None and preposition.head is not None and preposition.head.lower == "according":
        found = preposition.head.child("pobj")
    return found


def _group(verb: Word) -> list[Word]:
    """The verb with its auxiliaries, negation and particle."""
    words = [c for c in verb.children if c.dep in ("aux", "auxpass", "neg", "prt") and abs(c.i - verb.i) < 5]
    return sorted([*words, verb], key=place)


def _stance(word: Word, take: Take) -> str:
    """The stance of a cue; a negated one says the contrary, or doubts; "neither ... nor" leaves all open."""
    if any(child.lower in ("neither", "nor") for part in (word, word.head) if part for child in part.children):
        return "doubts"
    negated = any(child.dep == "neg" or child.lower in ("never", "no") for child in word.children)
    return _NEGATED.get(take.stance, take.stance) if negated else take.stance
