"""What an act is for: "met to talk", "could send troops to fight", "fought to drive them out", "ordered a raid"."""

from __future__ import annotations

from collections.abc import Mapping

from coder.language.clauses import infinitive
from coder.language.lexicon import Lexicon
from coder.model import HAPPENED, Predication, Word

_SINCE = ("after", "since", "during", "following", "despite")


def served(word: Word, found: Mapping[int, Predication], lexicon: Lexicon) -> Predication | None:
    """The act of which the infinitive ``word`` tells the end, None where there is none.

    It is the verb that the infinitive hangs on ("met to talk", "sent troops to fight", "did nothing to help"), or a
    fight that is told by a noun ("launched an offensive to oust them", "threatened an offensive to oust them").
    """
    while word.dep == "conj" and word.head is not None and word.child("nsubj", "nsubjpass") is None:
        word = word.head
    head = word.head
    if head is None or not infinitive(word) or word.child("nsubj", "nsubjpass") is not None:
        return None
    if word.dep in ("acl", "relcl"):
        if head.lemma in lexicon.waged:
            return found.get(head.i)
        verb = head.head if head.dep in ("dobj", "nsubjpass") else None
        if verb is None or verb.lemma not in lexicon.moving and (verb.lemma != "do" or head.pos != "PRON"):
            return None
        return found.get(verb.i)
    if word.dep != "advcl":
        return None
    spoken = head.child("dobj", "nsubjpass") if head.lemma in lexicon.embeds else None
    return found.get(spoken.i) if spoken is not None else found.get(head.i)


def tell_fought(found: Mapping[int, Predication], lexicon: Lexicon) -> None:
    """Let the beating that a fight is for happen as the fight did, and an attack that was ordered be a deed.

    ``found`` maps the index of a trigger to its predication, of which polarity, modality and tense are settled.
    """
    for predication in found.values():
        word = predication.word
        if predication.modality == "intended" and predication.lemma in lexicon.beaten and infinitive(word):
            fight = _fight(word, lexicon)
            told = _told(fight, found, lexicon) if fight is not None else None
            if told is not None:
                predication.modality, predication.tense = told
        elif predication.lemma in lexicon.ordered and _commanded(predication):
            predication.modality = "actual"


def _commanded(predication: Predication) -> bool:
    """Whether an attack is told as the deed of whoever gave the order: "the general ordered an airstrike on them"."""
    order = predication.holder
    if order is None or order.lemma != "order" or predication.word.dep != "dobj" or predication.modality != "intended":
        return False
    return order.modality in HAPPENED and order.polarity != "negated" and order.tense == "past"


def _fight(word: Word, lexicon: Lexicon) -> Word | None:
    """The word for the fight that an infinitive gives the end of: a verb or noun, or a noun that its verb has."""
    head = word.head
    if head is None or word.dep not in ("advcl", "acl", "xcomp", "relcl"):
        return None
    nouns = (child for child in head.children if child.dep in ("dobj", "nsubjpass") and child.i < word.i)
    behind = (child.child("pobj") for child in head.children if child.dep == "prep" and child.i < word.i)
    return next((one for one in (head, *nouns, *behind) if one is not None and one.lemma in lexicon.waged), None)


def _told(fight: Word, found: Mapping[int, Predication], lexicon: Lexicon) -> tuple[str, str] | None:
    """The modality and tense of a fight that happened: its own, or its verb's ("died in the fight to oust them")."""
    if fight.dep == "pobj" and fight.head is not None and fight.head.lower in _SINCE:
        return "actual", "past"
    own = found.get(fight.i)
    word: Word | None = fight
    while own is None and word is not None and word.dep in ("dobj", "nsubj", "nsubjpass", "pobj", "prep", "conj"):
        word = word.head
        if word is not None and word.lemma in lexicon.embeds:
            return None
        own = found.get(word.i) if word is not None and word.pos == "VERB" else None
    if own is None or own.modality not in HAPPENED or own.polarity == "negated":
        return None
    return own.modality, own.tense
