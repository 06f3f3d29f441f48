"""What a pronoun may stand for, and which of those it most likely does."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from coder.coding.antecedents import is_plural
from coder.model import Mention, Word

_PERSON = ("he", "she", "him", "her", "his", "hers", "himself", "herself")
_THING = ("it", "its", "itself")
_PLURAL = ("they", "them", "their", "theirs", "themselves")
_POSSESSIVE = "PRP$"
_SUBJECTS = ("nsubj", "nsubjpass")
_COLLECTIVE = frozenset(
    [
        "military", "army", "government", "ministry", "coalition", "group", "party", "militia", "court", "agency",
        "company", "regime", "police", "navy", "force", "office", "union", "parliament", "council", "administration",
        "organization", "organisation", "movement", "opposition", "junta", "command", "alliance", "commission",
        "committee", "department", "state", "convoy", "patrol", "unit", "embassy", "watchdog", "newspaper", "charity",
        "brigade", "battalion", "mission", "delegation", "country", "nation", "firm", "bank", "body", "front",
        "leadership", "authority", "tribunal", "assembly", "senate", "congress", "cabinet", "foundation", "network",
        "broadcaster", "faction", "bloc", "vehicle", "truck", "ship", "vessel", "boat", "plane", "aircraft", "jet",
        "helicopter", "tank", "drone", "warship", "frigate", "destroyer", "submarine", "base", "checkpoint", "village",
        "town", "city", "tanker", "car", "bus", "jeep", "cell", "team", "squad", "side", "wing", "camp", "league",
        "crew", "public", "population", "community", "crowd", "mob", "minority", "gang", "cartel", "tribe", "family",
        "household", "couple",
    ]
)  # fmt: skip
_IMPERSONAL = frozenset(
    [
        "report", "say", "believe", "think", "understand", "know", "allege", "claim", "expect", "fear", "hope",
        "estimate", "reveal", "announce", "decide", "confirm", "seem", "appear", "emerge", "happen", "turn", "follow",
        "mean", "rain", "snow", "take", "remain", "become", "agree",
    ]
)  # fmt: skip
_ALWAYS_IMPERSONAL = ("seem", "appear", "emerge", "rain", "snow", "happen", "turn", "take")
_MALE = frozenset(
    [
        "man", "boy", "father", "son", "brother", "husband", "king", "prince", "spokesman", "chairman", "businessman",
        "policeman", "serviceman", "gunman", "uncle", "nephew", "grandfather", "bishop", "priest", "imam", "monk",
        "emir", "sultan", "lord", "sir", "mr", "mr.", "congressman", "schoolboy", "sheikh", "pope",
    ]
)  # fmt: skip
_FEMALE = frozenset(
    [
        "woman", "girl", "mother", "daughter", "sister", "wife", "queen", "princess", "spokeswoman", "chairwoman",
        "businesswoman", "policewoman", "aunt", "niece", "widow", "grandmother", "nun", "lady", "mrs", "ms", "miss",
        "mrs.", "ms.", "congresswoman", "schoolgirl", "actress",
    ]
)  # fmt: skip
_DEPS = {
    "nsubj": 3.0,
    "nsubjpass": 2.5,
    "dobj": 1.5,
    "agent": 1.0,
    "conj": 1.0,
    "poss": 0.3,
    "compound": -1.0,
    "amod": -1.0,
}


def antecedent_test(pronoun: Word) -> Callable[[Mention], bool] | None:
    """The test that an antecedent of this pronoun must pass; None where the pronoun is not resolved (I, we, you)."""
    if pronoun.lower in _PERSON:
        return _man if pronoun.lower.startswith("h") and pronoun.lower not in ("her", "hers", "herself") else _woman
    if pronoun.lower in _THING:
        return _thing
    return _several if pronoun.lower in _PLURAL else None


def salience(mention: Mention) -> float:
    """Subjects before objects, reporters and main clauses before modifiers; places (in a phrase) last."""
    dep, head = mention.head.dep, mention.head.head
    score = _DEPS.get(dep, 0.0)
    if dep == "pobj" and head is not None:
        score = -0.5 if head.lower in ("in", "at", "near", "of", "on") else 0.5
    if dep == "nsubj" and head is not None and head.dep == "ROOT":
        score += 0.5
    return score


def bound(pronoun: Word, other: Word) -> bool:
    """Whether the two are arguments of one predicate, and so two different actors; possessives may reach back."""
    if pronoun.tag == _POSSESSIVE:
        return other.head is pronoun.head or other is pronoun.head
    governor = _governor(pronoun)
    if governor is None:
        return False
    return governor is _governor(other) or (other.dep in _SUBJECTS and _governor(other) in _sharing_subject(governor))


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
        return clause is not None or verb.lemma in _IMPERSONAL
    if verb.lemma == "be":
        return verb.child("acomp", "attr") is not None and (clause is not None or verb.child("advcl") is not None)
    return verb.lemma in _ALWAYS_IMPERSONAL


def is_collective(word: Word) -> bool:
    """Whether a noun in the singular is no single person, so that "it" may stand for it."""
    return word.lemma.lower() in _COLLECTIVE


def _one(mention: Mention) -> bool:
    if mention.kind == "role":
        return not is_plural(mention.head) and not is_collective(mention.head)
    return mention.kind == "person" or mention.head.lower in _PERSON


def _man(mention: Mention) -> bool:
    return (
        _one(mention) and _FEMALE.isdisjoint(mention.text.lower().split()) and mention.head.lower not in ("she", "her")
    )


def _woman(mention: Mention) -> bool:
    return (
        _one(mention)
        and _MALE.isdisjoint(mention.text.lower().split())
        and mention.head.lower not in ("he", "him", "his")
    )


def _thing(mention: Mention) -> bool:
    if mention.kind == "person" or is_plural(mention.head) or not (mention.code or mention.kind == "other"):
        return False
    return mention.kind in ("name", "other") or is_collective(mention.head) or mention.head.lower == "it"


def _several(mention: Mention) -> bool:
    if mention.kind == "person" or not (mention.code or mention.kind == "other"):
        return False
    return is_plural(mention.head) or mention.kind == "name" or mention.head.lower in ("police", "they", "military")


def _sharing_subject(verb: Word) -> Iterator[Word]:
    """The verbs above one that has no subject of its own, whose subject is its own: "attacked Niger, accusing it"."""
    while verb.head is not None and verb.dep in ("advcl", "xcomp", "conj") and verb.child(*_SUBJECTS) is None:
        controlled = verb.dep == "xcomp" and verb.head.child("dobj") is not None
        verb = verb.head
        if controlled or verb.pos not in ("VERB", "AUX"):
            return
        yield verb


def _governor(word: Word) -> Word | None:
    while word.dep == "conj" and word.head is not None and word.pos in ("NOUN", "PROPN", "PRON"):
        word = word.head
    head = word.head
    while head is not None and head.pos == "ADP":
        head = head.head
    return head
