"""What a pronoun may stand for, and which of those it most likely does."""

from __future__ import annotations

from collections.abc import Callable

from coder.coding.antecedents import is_plural
from coder.coding.binding import depth
from coder.coding.codes import is_state
from coder.language.lexicon import load_lexicon
from coder.model import Mention, Word

_LEXICON = load_lexicon()

_PERSON = ("he", "she", "him", "her", "his", "hers", "himself", "herself")
_THING = ("it", "its", "itself")
_PLURAL = ("they", "them", "their", "theirs", "themselves")
PLACING = ("in", "at", "near", "of", "on", "from", "across", "inside", "outside", "around", "through", "along", "into")
FOREMOST = 2.5
"""The least salience of a subject."""

_ASIDE = 0.75
"""What each relative or adverbial clause that it stands in takes from what is meant by a later pronoun."""

_NOMINAL = ("NOUN", "PROPN", "PRON")
_DEPS = {
    "ROOT": 3.0,
    "nsubj": 3.0,
    "nsubjpass": 2.5,
    "dobj": 1.5,
    "poss": 0.3,
    "compound": -1.0,
    "amod": -1.0,
}


def antecedent_test(pronoun: Word, spoken: bool) -> Callable[[Mention], bool] | None:
    """The test that an antecedent of this pronoun must pass; None where the pronoun is not resolved (I, we, you).

    In ``spoken`` words a state that is a subject or object may be "they" ("Oman? They have failed us").
    """
    if pronoun.lower in _PERSON:
        return _man if pronoun.lower.startswith("h") and pronoun.lower not in ("her", "hers", "herself") else _woman
    if pronoun.lower in _THING:
        return _thing
    if pronoun.lower not in _PLURAL:
        return None
    return _several_or_state if spoken else _several


def salience(mention: Mention) -> float:
    """Subjects before objects, main clauses before what is told aside; places (in a phrase) last."""
    word = mention.head
    while word.head is not None and mention.span[0] <= word.head.start < mention.span[1]:
        word = word.head
    word = first_of(word)
    dep, head = word.dep, word.head
    score = _DEPS.get(dep, 0.0)
    if dep == "pobj" and head is not None:
        score = 2.0 if head.dep == "agent" or head.lower == "by" else -0.5 if head.lower in PLACING else 0.5
    if dep == "nsubj" and head is not None and head.dep == "ROOT":
        score += 0.5
    return score


def aside(mention: Mention) -> float:
    """What is taken from the salience of an actor for standing in relative and adverbial clauses."""
    return _ASIDE * depth(mention.head)


def first_of(word: Word) -> Word:
    """The word that has the place of a noun in its clause: the first of a row, the number of "dozens of soldiers"."""
    while word.head is not None:
        above = word.head
        if word.dep == "conj":
            word = above
        elif word.dep == "pobj" and above.head is not None and word in counted(above.head):
            word = above.head
        else:
            break
    return word


def counted(word: Word) -> list[Word]:
    """What a word says the number of ("dozens of soldiers")."""
    if word.pos != "NUM" and word.lemma not in _LEXICON.quantifiers:
        return []
    return [noun for child in word.children if child.lower == "of" for noun in child.children if noun.dep == "pobj"]


def coordinate(word: Word) -> bool:
    """Whether a noun is one of several in a row ("Russia and Turkey"), which are taken up together."""
    return word.dep == "conj" or any(child.dep == "conj" and child.pos in _NOMINAL for child in word.children)


def impersonal(word: Word) -> bool:
    """Whether "it" stands for nothing: "it is reported that", "it was clear that", "it took two days"."""
    if word.lower not in _THING:
        return False
    verb = word.head
    if word.dep == "expl" or verb is None:
        return True
    if word.dep not in ("nsubj", "nsubjpass"):
        return False
    clause = verb.child("ccomp", "csubj", "xcomp", "csubjpass")
    if word.dep == "nsubjpass":
        return clause is not None or verb.lemma in _LEXICON.impersonal
    if verb.lemma == "be":
        return verb.child("acomp", "attr") is not None and (clause is not None or verb.child("advcl") is not None)
    return verb.lemma in _LEXICON.always_impersonal


def is_person(word: Word) -> bool:
    """Whether a pronoun stands for one person ("she")."""
    return word.lower in _PERSON


def is_several(word: Word) -> bool:
    """Whether a pronoun stands for several ("they", "those")."""
    return word.lower in _PLURAL or word.lower in ("those", "these")


def is_collective(word: Word) -> bool:
    """Whether a noun in the singular is no single person, so that "it" may stand for it."""
    return word.lemma.lower() in _LEXICON.collective


def _one(mention: Mention) -> bool:
    if mention.kind == "role":
        return not is_plural(mention.head) and not is_collective(mention.head)
    return mention.kind == "person" or mention.head.lower in _PERSON


def _man(mention: Mention) -> bool:
    return (
        _one(mention)
        and _LEXICON.female.isdisjoint(mention.text.lower().split())
        and mention.head.lower not in ("she", "her")
    )


def _woman(mention: Mention) -> bool:
    return (
        _one(mention)
        and _LEXICON.male.isdisjoint(mention.text.lower().split())
        and mention.head.lower not in ("he", "him", "his")
    )


def _thing(mention: Mention) -> bool:
    if (
        mention.kind == "person"
        or is_several(mention.head)
        or is_plural(mention.head)
        or not (mention.code or mention.kind == "other")
    ):
        return False
    return mention.kind in ("name", "other") or is_collective(mention.head) or mention.head.lower == "it"


def _several_or_state(mention: Mention) -> bool:
    return _several(mention) or (mention.kind == "name" and salience(mention) >= _DEPS["dobj"])


def _several(mention: Mention) -> bool:
    if mention.kind not in ("pronoun", "other") and coordinate(mention.head):
        return True
    if mention.kind == "person" or not (mention.code or mention.kind == "other"):
        return False
    if is_plural(mention.head) or is_several(mention.head) or mention.head.lower in ("police", "military"):
        return True
    return mention.kind == "name" and not is_state(mention.code)
