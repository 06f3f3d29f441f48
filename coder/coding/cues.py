"""Find in one sentence the words that attribute, with whom they attribute to and what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from coder.codebook.attribution import AttributionLexicon, Cue
from coder.language.clauses import RELATIVE_TAGS, Clauses
from coder.model import Tree, Word

_CLAUSES = ("ccomp", "csubj")
_IN_CUE = ("aux", "auxpass", "neg", "prt")
_OWNING = ("by", "from", "of", "in", "at")


@dataclass(slots=True)
class Found:
    """A cue in a sentence: its words, the source's words and head, and the content's words (none where it is a quotation).

    ``said`` tells cues that a quotation can complete; ``hearsay`` those whose source is nobody in particular.
    """

    verb: Word
    cue: list[Word]
    source: list[Word]
    head: Word | None
    content: list[Word]
    stance: str
    said: bool
    hearsay: bool = False
    according: bool = False


class CueFinder:
    """Finds the cues of one sentence with the lexicon of attribution."""

    def __init__(self, tree: Tree, lexicon: AttributionLexicon, clauses: Clauses):
        self._tree = tree
        self._lexicon = lexicon
        self._clauses = clauses

    def find(self) -> Iterator[Found]:
        """The sentence's cues in order."""
        for word in self._tree.words:
            if word.pos in ("VERB", "AUX"):
                yield from self._verb(word)
            elif word.pos == "NOUN" and word.lemma in self._lexicon.nouns:
                yield from self._noun(word)
            elif word.lower in self._lexicon.adverbs:
                yield from self._adverb(word)
        yield from self._phrases()

    def _verb(self, verb: Word) -> Iterator[Found]:
        cue, extra = self._entry(verb)
        if cue is None or verb.dep in ("amod", "compound"):
            return
        source, head = self._source(verb)
        passive = self._clauses.is_passive(verb)
        content = self._content(verb, cue, passive)
        said = "quote" in cue.takes
        if not content and not said:
            return
        if head is None and not passive and not (content and verb.child(*_CLAUSES)):
            return
        if head is not None and self._clauses_impersonal(head, verb):
            head, source = None, []
        if head is None and not content:
            return
        stance = cue.stance
        if stance == "feels" and verb.child("neg") is not None:
            stance = "doubts"
        words = [child for child in verb.children if child.dep in _IN_CUE and abs(child.i - verb.i) <= 3]
        yield Found(verb, sorted([*words, *extra, verb], key=_place), source, head, content, stance, said, hearsay=head is None)

    def _entry(self, verb: Word) -> tuple[Cue | None, list[Word]]:
        """The lexicon's entry for the verb, with its particle or preposition where the entry has one."""
        lemma = verb.lemma.lower()
        for child in verb.children:
            if child.dep in ("prt", "prep"):
                cue = self._lexicon.verbs.get(f"{lemma} {child.lower}")
                if cue is not None:
                    return cue, [child]
        if verb.child("prt") is not None:
            return None, []
        return self._lexicon.verbs.get(lemma), []

    def _source(self, verb: Word) -> tuple[list[Word], Word | None]:
        """The source phrase's words and its head (through a relative pronoun, the antecedent)."""
        if self._clauses.is_passive(verb):
            agents = self._clauses.subject(verb)
            return (phrase(agents[0]), agents[0]) if agents else ([], None)
        own = next((child for child in verb.children if child.dep in ("nsubj", "csubj") and child.i != verb.i), None)
        heads = self._clauses.surface(verb)
        if own is not None:
            head = heads[0] if heads else own
            return ([own] if own.tag in RELATIVE_TAGS else phrase(own)), head
        return (phrase(heads[0]), heads[0]) if heads else ([], None)

    def _clauses_impersonal(self, head: Word, verb: Word) -> bool:
        return head.lower in ("it", "there") and head.head is verb and head.dep in ("expl", "nsubjpass")

    def _content(self, verb: Word, cue: Cue, passive: bool) -> list[Word]:
        after = [child for child in verb.children if child.i > verb.i]
        if "clause" in cue.takes:
            for child in verb.children:
                if child.dep in _CLAUSES and not (child.dep == "csubj"):
                    return phrase(child)
            around = self._parenthetical(verb)
            if around:
                return around
        if "infinitive" in cue.takes or passive:
            for child in after:
                if child.dep == "xcomp":
                    own = verb.child("dobj") if "infinitive" in cue.takes and not passive else None
                    return sorted([*phrase(child), *(phrase(own) if own is not None else [])], key=_place)
        for preposition in ("of", "for", "on", "to"):
            for child in after:
                if preposition in cue.takes and child.dep == "prep" and child.lower == preposition:
                    objects = [w for other in after if other.dep == "dobj" for w in phrase(other)]
                    return sorted([*objects, *phrase(child)], key=_place)
        if "object" in cue.takes and not passive:
            return self._object(after)
        return []

    def _object(self, after: list[Word]) -> list[Word]:
        direct = next((child for child in after if child.dep == "dobj"), None)
        if direct is None or direct.tag in ("PRP", *RELATIVE_TAGS):
            return []
        words = phrase(direct)
        for child in after:
            if child.dep == "prep" and child.lower in ("for", "as", "of", "on", "about", "over") and child.i > direct.i:
                words += phrase(child)
        return sorted(set(words), key=_place)

    def _parenthetical(self, verb: Word) -> list[Word]:
        """The clause that "he said" is dropped into, or hangs on by a comma."""
        if verb.dep not in ("parataxis", "advcl", "dep", "ccomp", "conj", "relcl") or verb.head is None or verb.child("dobj") is not None:
            return []
        if verb.dep != "parataxis" and not (verb.child("nsubj") is not None and self._set_off(verb)):
            return []
        own = {word.i for word in verb.subtree()}
        return [word for word in verb.head.subtree() if word.i not in own]

    def _set_off(self, verb: Word) -> bool:
        """Whether the short clause of the verb stands between commas or at the end after one, as a tag."""
        own = verb.subtree()
        before = self._tree.words[own[0].i - 1].text if own[0].i else ""
        return before in (",", "”", '"', "''", "—", "–") and verb.child("mark", "ccomp", "xcomp") is None and len(own) <= 12

    def _noun(self, noun: Word) -> Iterator[Found]:
        clause = next((c for c in noun.children if c.dep in ("acl", "ccomp") and c.pos in ("VERB", "AUX") and c.i > noun.i and _claimed(c)), None)
        if clause is None:
            return
        head = next((child for child in noun.children if child.dep == "poss"), None)
        if head is None:
            for child in noun.children:
                if child.dep == "prep" and child.lower in ("by", "from", "of"):
                    head = child.child("pobj")
        if head is None and noun.dep == "dobj" and noun.head is not None:
            subjects = self._clauses.subject(noun.head)
            head = subjects[0] if subjects else None
        source = phrase(head) if head is not None else []
        yield Found(noun, [noun], source, head, phrase(clause), self._lexicon.nouns[noun.lemma], False, hearsay=head is None)

    def _adverb(self, adverb: Word) -> Iterator[Found]:
        clause = adverb.head
        while clause is not None and clause.pos not in ("VERB", "AUX") and clause.head is not None:
            clause = clause.head
        if clause is not None:
            content = [word for word in phrase(clause) if word.i != adverb.i]
            yield Found(adverb, [adverb], [], None, content, "claims", False, hearsay=True)

    def _phrases(self) -> Iterator[Found]:
        words = self._tree.words
        for at, word in enumerate(words):
            for written in self._lexicon.phrases:
                if word.lower == written[0] and tuple(w.lower for w in words[at : at + len(written)]) == written:
                    found = self._according(words[at : at + len(written)])
                    if found is not None:
                        yield found

    def _according(self, cue: list[Word]) -> Found | None:
        last = cue[-1]
        head = last.child("pobj") or next((w for w in self._tree.words[last.i + 1 : last.i + 8] if w.dep in ("pobj", "nsubj") and w.pos != "ADP"), None)
        if head is None:
            return None
        top = cue[0]
        while top.head is not None and top.head.pos not in ("VERB", "AUX"):
            top = top.head
        own = {w.i for w in (*cue, *phrase(head), *top.subtree())} if top.dep in ("prep", "advmod", "acl", "advcl") else {w.i for w in (*cue, *phrase(head))}
        clause = top.head or next((w for w in self._tree.words if w.head is None), top)
        content = [w for w in clause.subtree() if w.i not in own]
        return Found(cue[0], cue, phrase(head), head, content, "asserts", False, according=True)


def phrase(head: Word) -> list[Word]:
    """The words of the phrase that ``head`` heads, without marks at its ends."""
    words = head.subtree()
    while words and words[-1].pos == "PUNCT" and words[-1].text not in ("”", '"', "''", ")"):
        words.pop()
    while words and (words[0].pos == "PUNCT" and words[0].text not in ("“", '"', "``", "''", "(")):
        words.pop(0)
    return words


def _claimed(clause: Word) -> bool:
    """Whether a noun's clause says what is claimed ("that ...", "to ..."), not which claim it is."""
    if any(child.dep == "mark" and child.lower == "that" for child in clause.children):
        return True
    return clause.dep == "acl" and any(child.dep == "aux" and child.tag == "TO" for child in clause.children)


def _place(word: Word) -> int:
    return word.i
