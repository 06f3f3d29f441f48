"""Fights told by their purpose or their order: "fought to drive out the rebels", "ordered a raid" tell of deeds."""

from __future__ import annotations

from collections.abc import Mapping

from coder.language.clauses import infinitive
from coder.language.lexicon import Lexicon
from coder.model import HAPPENED, Predication, Word

_SINCE = ("after", "since", "during", "following", "despite")


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
    """The word for the fight that an infinitive gives the purpose of: a verb or noun, or a verb's object."""
    head = word.head
    if head is None or word.dep not in ("advcl", "acl", "xcomp", "relcl"):
        return None
    fought = head.child("dobj", "nsubjpass")
    return next((one for one in (head, fought) if one is not None and one.lemma in lexicon.waged), None)


def _told(fight: Word, found: Mapping[int, Predication], lexicon: Lexicon) -> tuple[str, str] | None:
    """The modality and tense of a fight that happened: its own, or its verb's."""
    if fight.dep == "pobj" and fight.head is not None and fight.head.lower in _SINCE:
        return "actual", "past"
    own = found.get(fight.i)
    if own is None and fight.dep in ("dobj", "nsubj", "nsubjpass") and fight.head is not None:
        own = found.get(fight.head.i) if fight.head.lemma not in lexicon.embeds else None
    if own is None or own.modality not in HAPPENED or own.polarity == "negated":
        return None
    return own.modality, own.tense
