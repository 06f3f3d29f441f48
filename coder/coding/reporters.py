"""Name the reporters of an attribution: the actors that its source phrase mentions, and those whom they cite."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from coder.coding.claims import Claim
from coder.coding.sources import phrase
from coder.language.clauses import coordinated
from coder.model import Mention, Tree, Word

_PRONOUNS = ("PRP", "PRP$", "WP", "WP$", "WDT", "EX", "DT")
_SOMEBODY = ("he", "she", "they", "his", "her", "their")
"""Pronouns that stand for somebody, though it may not be known for whom."""

_OWNING = ("by", "from", "of", "for", "in", "at")
_MODIFIERS = ("compound", "amod", "nmod")
_WHOSE = ("poss", *_MODIFIERS)
_PARTICIPLES = ("advcl", "acl", "prep", "conj", "xcomp", "dep")


class Reporters:
    """Looks up the mentions that head source phrases; ``mentions`` are those of each of ``trees``, resolved.

    ``citing`` are the lemmas of the verbs by which a reporter names whom it has it from.
    """

    def __init__(self, trees: Sequence[Tree], mentions: Sequence[Sequence[Mention]], citing: Collection[str]):
        self._citing = citing
        self._mentions = {tree.sentence.index: found for tree, found in zip(trees, mentions, strict=False)}

    def of(self, claim: Claim) -> list[Mention]:
        """The reporters of a claim, in order; none where nobody is named, or "it" stands for nobody known.

        Somebody whom a pronoun means, but it is not known whom, is a reporter without a code."""
        return [] if claim.speaker is None else self._named(claim.speaker, claim.tree)

    def cited(self, claim: Claim) -> list[Mention]:
        """Whom the reporter has it from ("citing the army"), in order."""
        near = [*claim.word.children, *(claim.speaker.children if claim.speaker is not None else ())]
        near += [part for child in claim.word.children for part in child.children if part not in claim.content]
        if claim.word.head in claim.content:
            near += claim.word.head.children
        cited = []
        for word in near:
            noun = word.child("dobj", "pobj")
            citing = word.dep == "relcl" or (word.dep in _PARTICIPLES and word.tag == "VBG")
            if word.lemma in self._citing and citing and noun is not None:
                cited += self._named(noun, claim.tree)
        return cited

    def _named(self, head: Word, tree: Tree) -> list[Mention]:
        found = []
        for word in coordinated(_antecedent(head)):
            found += self._mentioned(word, tree)
        return found

    def _mentioned(self, head: Word, tree: Tree) -> list[Mention]:
        """The mentions headed by a word; else those of its owner ("the ministry's report"); else the bare phrase."""
        here = self._mentions.get(tree.sentence.index, ())
        found = [mention for mention in here if mention.head is head]
        if found:
            return found
        if head.lower in _SOMEBODY:
            text, index = head.text, tree.sentence.index
            return [Mention(head, (head.start, head.end), text, "", False, "pronoun", text, index)]
        if head.tag in _PRONOUNS or head.pos == "PRON" or any(child.lower == "no" for child in head.children):
            return []
        named = [m for m in here if m.head.dep == "appos" and m.head.head is head and m.kind == "person" and m.code]
        if named:
            return named[:1]
        start, end = next(word.start for word in phrase(head) if word.i <= head.i), head.end
        text = tree.sentence.within((start, end))
        bare = Mention(
            head, (start, end), text, "", False, "name" if head.pos == "PROPN" else "role", text, tree.sentence.index
        )
        for owner in _owners(head):
            coded = [mention for mention in here if mention.head is owner and mention.code]
            if coded and owner.dep in _MODIFIERS:
                return [replace(bare, code=coded[0].code, resolved=coded[0].resolved)]
            if coded:
                return coded
        return [bare]


def _antecedent(word: Word) -> Word:
    """What a relative pronoun stands for."""
    if word.tag in ("WP", "WDT") or (word.lower == "that" and word.dep == "nsubj"):
        for above in word.ancestors():
            if above.dep == "relcl" and above.head is not None:
                return above.head
    return word


def _owners(head: Word) -> list[Word]:
    """The words that name whose a document or utterance is: "a statement by", "the ministry's report"."""
    found = []
    for child in head.children:
        if child.dep in _WHOSE:
            found.append(child)
        elif child.dep in ("prep", "agent") and child.lower in _OWNING:
            found += [noun for noun in child.children if noun.dep == "pobj"]
        elif child.dep == "acl":
            found += [noun for agent in child.children if agent.dep == "agent" for noun in agent.children]
    return found
