"""Find the cues of attribution in one parsed sentence: who vouches, by which words, for which part of the sentence.

The labels are those of the ClearNLP dependency guidelines. Quotations that reach past the sentence, and speakers that
another sentence names, are ``coder.coding.attribution``'s business.
"""

from __future__ import annotations

from collections.abc import Iterator

from coder.codebook.attribution import AttributionLexicon, Cue, Take
from coder.coding.claims import TELLING, Claim, settled
from coder.coding.complements import (
    Complement,
    adjectival,
    clause_around,
    inserted,
    nominal,
    place,
    verbal,
    without_asides,
)
from coder.coding.sources import (
    FINITE,
    NOBODY,
    VERBAL,
    Source,
    beside,
    dependents,
    is_handle,
    is_passive,
    modifying_source,
    nominal_source,
    phrase,
    verbal_source,
)
from coder.model import Tree, Word

_NOBODY = ("nobody", "none", "neither")
_HEADS = ("NOUN", "PROPN", *VERBAL)
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
        self._forms = {*lexicon.adjectives, *lexicon.alleged, *lexicon.according_to, *lexicon.hearsay}

    def read(self, tree: Tree) -> list[Claim]:
        """The claims of a sentence, in the order of their cues."""
        return settled(list(self._claims(tree)), tree)

    def _claims(self, tree: Tree) -> Iterator[Claim]:
        for word in tree.words:
            found = None
            if word.lower in self._forms:
                found = self._by_form(word, tree)
            elif word.pos in _HEADS:
                found = self._by_lemma(word, tree)
            if found is not None:
                yield found

    def _by_form(self, word: Word, tree: Tree) -> Claim | None:
        """The claim of an adjective, an adverb of hearsay or a phrase like "according to"."""
        lexicon = self._lexicon
        if word.dep in ("acomp", "amod") and word.lower in lexicon.adjectives:
            return self._adjective(word, tree)
        if word.dep == "amod" and word.lower in lexicon.alleged:
            return _alleged(word, word.head, tree) if word.head is not None and word.head.lemma in lexicon.deeds else None
        found = self._according(word, tree) if word.lower in lexicon.according_to else None
        if found is not None:
            return found
        if word.pos in _HEADS:
            return self._by_lemma(word, tree)
        return _hearsay(word, tree) if word.lower in lexicon.hearsay else None

    def _by_lemma(self, word: Word, tree: Tree) -> Claim | None:
        """The claim of a verb or noun; else that of an aside which the parse has taken for nouns."""
        found = None
        if word.pos in VERBAL:
            if word.lemma in self._lexicon.seeming:
                return _seeming(word, tree)
            entries = self._entries(word)
            if entries:
                found = self._interposed(word, tree, entries) or self._verb(word, tree, entries)
        elif word.pos == "NOUN" and word.lemma in self._lexicon.nouns:
            found = self._noun(word, tree)
        if found is None and word.i + 1 < len(tree.words) and tree.words[word.i + 1].text in ",.":
            return self._aside(word, tree)
        return found

    def _aside(self, word: Word, tree: Tree) -> Claim | None:
        """A source and cue between commas, agreeing in number, whose cue may look a noun ("..., records show.")."""
        words, at = tree.words, word.i
        if at < 2:
            return None
        if at + 2 < len(words) and words[at + 2].pos == "CCONJ":
            return None
        before = words[at - 1]
        plural = before.lower.endswith("s") and before.pos != "PROPN"
        lemma = word.lower if plural else word.lower.removesuffix("s")
        if before.tag not in _NOUNLIKE or plural == word.lower.endswith("s") or lemma not in self._lexicon.verbs:
            return None
        first = before.i
        while first > 0 and tree.words[first - 1].tag in _NOUNLIKE:
            first -= 1
        source = tree.words[first : word.i]
        take = self._clausal(self._lexicon.verbs[lemma], before)
        content = inserted(tree, first, word.i)
        if take is None or not content:
            return None
        return Claim(word, tree, "indirect", take.stance, before, source, [word], content)

    def _clausal(self, entries: tuple[Cue, ...], speaker: Word) -> Take | None:
        """What the bare verb says of a clause, where the speaker can be its source."""
        for entry in entries:
            take = entry.takes.get("clause") if not entry.rest else None
            if take is not None and (not entry.documents or speaker.lemma in self._lexicon.documents):
                return take
        return None

    def _interposed(self, verb: Word, tree: Tree, entries: tuple[Cue, ...]) -> Claim | None:
        """A cue and then its source between commas ("The idea, says X, is to stay"), where the parse has them apart."""
        if verb.tag not in FINITE or tree.words[verb.i - 1].text != ",":
            return None
        subject, last = verb.child("nsubj"), verb.i
        if subject is not None and (subject.i > verb.i or _explained(subject, verb)):
            return None
        while last + 1 < len(tree.words) and tree.words[last + 1].tag in _NOUNLIKE:
            last += 1
        after = tree.words[last + 1 : last + 2]
        if last == verb.i or tree.words[last].pos not in ("PROPN", "NOUN") or not after or after[0].text != ",":
            return None
        take = self._clausal(entries, tree.words[last])
        content = inserted(tree, verb.i, last)
        if take is None or not content:
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

    def _verb(self, verb: Word, tree: Tree, entries: tuple[Cue, ...]) -> Claim | None:
        cites = verb.lemma in self._lexicon.citing and verb.tag == "VBG" and verb.dep != "ROOT"
        if cites or verb.dep in ("amod", "compound"):
            return None
        for entry in entries:
            rest = _rest(verb, entry)
            claim = self._spoken(verb, tree, entry, rest) if rest is not None else None
            if claim is not None:
                return claim
        return None

    def _spoken(self, verb: Word, tree: Tree, entry: Cue, rest: list[Word]) -> Claim | None:
        complement = verbal(verb, entry.takes, rest)
        quote = "quote" in entry.takes
        if complement is None and not quote:
            return None
        speaker, source = self._source(verb)
        if entry.documents and (speaker is None or speaker.lemma not in self._lexicon.documents):
            return None
        finite = verb.tag in FINITE or is_handle(tree.words[verb.i - 1])
        lost = speaker is None or (complement is not None and _overtaken(speaker, verb, tree))
        if lost and not is_passive(verb) and quote and finite:
            speaker, source = beside(verb, tree)
        if speaker is None and not is_passive(verb) and verb.tag == "VB":
            return None
        complement = complement or Complement("quote", [], [])
        kind = "hearsay" if speaker is None and complement.words and is_passive(verb) else "indirect"
        cue = sorted([*_group(verb), *rest, *complement.cue], key=place)
        take = entry.takes[complement.kind]
        source = [word for word in source if word not in complement.words and word not in complement.cue]
        stance = _stance(verb, take, speaker)
        content = complement.words if stance in TELLING else without_asides(complement.words)
        # "Does not know whether" takes nothing for a fact, nor does who is quoted before his verb.
        presupposed = take.presupposed and not (
            complement.kind == "clause" and (stance == "doubts" or complement.words[0].i < verb.i)
        )
        return Claim(verb, tree, kind, stance, speaker, source, cue, content, quote, presupposed)

    def _source(self, verb: Word) -> Source:
        """The source of a verb, on its own side of the cue; of "issued a statement saying" who issued it."""
        found = verbal_source(verb)
        speaker, source = found
        if speaker is None:
            return found
        issuing = speaker.head if verb.dep == "acl" and verb.tag == "VBG" and speaker.dep == "dobj" else None
        if issuing is not None and issuing.lemma in self._lexicon.issuing:
            issuer, words = nominal_source(speaker)
            if issuer is not None:
                speaker, source = issuer, words
        before = speaker.i < verb.i
        return speaker, [word for word in source if (word.i < verb.i) == before]

    def _noun(self, noun: Word, tree: Tree) -> Claim | None:
        for entry in self._lexicon.nouns[noun.lemma]:
            complement = nominal(noun, entry.takes)
            if complement is None:
                continue
            source = self._nominal_source(noun)
            if source[0] is not None or complement.kind == "clause":
                return _of_word(noun, noun, tree, entry, complement, source, [noun])
        return None

    def _nominal_source(self, noun: Word) -> Source:
        """The source of a noun; none for who is told it, another than who does something with others' words."""
        verb = noun.head if noun.dep == "dobj" else None
        if verb is None:
            return nominal_source(noun)
        if verb.lemma in self._lexicon.receiving:
            return NOBODY
        named = modifying_source(noun) if verb.lemma not in self._lexicon.issuing else NOBODY
        return named if named[0] is not None else nominal_source(noun)

    def _adjective(self, adjective: Word, tree: Tree) -> Claim | None:
        holder = adjective.head
        if holder is None or (adjective.dep == "acomp") != (holder.pos in VERBAL):
            return None
        copular = adjective.dep == "acomp"
        for entry in self._lexicon.adjectives[adjective.lower]:
            complement = adjectival(adjective, entry.takes)
            if complement is None or (not copular and complement.words[0].i < holder.i):
                continue
            source = verbal_source(holder) if copular else (holder, phrase(holder, adjective))
            if source[0] is not None and source[0].lower not in ("it", "this", "that"):
                cue = [*_group(holder), adjective] if copular else [adjective]
                return _of_word(adjective, holder if copular else adjective, tree, entry, complement, source, cue)
        return None

    def _according(self, word: Word, tree: Tree) -> Claim | None:
        for words in self._lexicon.according_to[word.lower]:
            following = tree.words[word.i : word.i + len(words)]
            if following[-1].lower != words[-1] or tuple(w.lower for w in following) != words:
                continue
            noun = _noun_after(following[-1])
            if noun is None or (len(words) == 1 and noun.pos != "PROPN"):
                continue
            content = clause_around(word, tree, {w.i for w in (*following, *noun.subtree())})
            if content:
                return Claim(word, tree, "according_to", "asserts", noun, phrase(noun), following, content)
        return None


def _of_word(
    word: Word, negatable: Word, tree: Tree, entry: Cue, complement: Complement, source: Source, cue: list[Word]
) -> Claim:
    """The claim of a noun or adjective; ``negatable`` is the word that a "not" or "no" would stand with."""
    speaker, phrase_ = source
    take = entry.takes[complement.kind]
    return Claim(
        word=word,
        tree=tree,
        kind="hearsay" if speaker is None else "indirect",
        stance=_stance(negatable, take, speaker),
        speaker=speaker,
        source=phrase_,
        cue=sorted([*cue, *complement.cue], key=place),
        content=complement.words,
        presupposed=take.presupposed,
    )


def _overtaken(speaker: Word, verb: Word, tree: Tree) -> bool:
    """Whether the subject that the parse gives a cue is that of the clause before it ("Ten people, most of them women,
    were killed, doctors said"), so that the noun right before the cue is its source."""
    clause, last = verb.child("ccomp"), tree.words[verb.i - 1]
    if clause is None or not speaker.i < clause.i < verb.i or last.pos not in ("NOUN", "PROPN"):
        return False
    return clause.child("nsubjpass", "nsubj") is not None and any(above is clause for above in last.ancestors())


def _explained(subject: Word, verb: Word) -> bool:
    """Whether the comma before a verb closes what explains its subject ("The mayor, Ana Ruiz, told ...")."""
    asides = [child for child in subject.children if child.dep in ("appos", "relcl", "acl") and child.i > subject.i]
    return any(child.subtree()[-1].i >= verb.i - 2 for child in asides)


def _rest(verb: Word, entry: Cue) -> list[Word] | None:
    """The words that make the verb the entry's phrase, None where they are not there."""
    found = []
    for part in entry.rest:
        match = next((c for c in verb.children if c.i > verb.i and part in (c.lower, c.lemma)), None)
        if match is None:
            return None
        found.append(match)
    return found


def _seeming(verb: Word, tree: Tree) -> Claim | None:
    complement = verb.child("xcomp", "ccomp", "oprd", "acomp")
    subject = verb.child("nsubj")
    if complement is None or complement.i < verb.i:
        return None
    words = complement.subtree()
    if subject is not None and subject.lower not in ("it", "there"):
        words = [*subject.subtree(), *words]
    return Claim(verb, tree, "hearsay", "claims", None, [], _group(verb), sorted(words, key=place), seeming=True)


def _hearsay(adverb: Word, tree: Tree) -> Claim | None:
    content = clause_around(adverb, tree, {adverb.i})
    return Claim(adverb, tree, "hearsay", "claims", None, [], [adverb], content) if content else None


def _alleged(adjective: Word, deed: Word, tree: Tree) -> Claim:
    content = [word for word in dependents(deed, adjective) if word.i > adjective.i]
    return Claim(adjective, tree, "hearsay", "claims", None, [], [adjective], content)


def _noun_after(preposition: Word) -> Word | None:
    found = preposition.child("pobj")
    if found is None and preposition.head is not None and preposition.head.lower == "according":
        found = preposition.head.child("pobj")
    return found


def _group(verb: Word) -> list[Word]:
    """The verb with its auxiliaries, negation and particle."""
    parts = [c for c in verb.children if c.dep in ("aux", "auxpass", "neg", "prt") and abs(c.i - verb.i) < 5]
    words = [c for c in parts if not is_handle(c)]
    return sorted([*words, verb], key=place) if words else [verb]


def _stance(word: Word, take: Take, speaker: Word | None) -> str:
    """The stance of a cue; a negated one says the contrary, or doubts; "neither ... nor" leaves all open."""
    joined = (word, word.head) if word.dep == "conj" and word.head is not None else (word,)
    if any(child.lower in ("neither", "nor") for part in joined for child in part.children):
        return "doubts"
    negated = any(child.dep == "neg" or child.lower in ("never", "no") for child in word.children)
    nobody = speaker is not None and (
        speaker.lower in _NOBODY or any(child.lower == "no" for child in speaker.children)
    )
    return _NEGATED.get(take.stance, take.stance) if negated or nobody else take.stance
