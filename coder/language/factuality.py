"""Whether what a predicate says happened: polarity, modality and tense, its own and what its context makes of them."""

from __future__ import annotations

from coder.language.lexicon import Lexicon
from coder.model import Predication, Word

_NEGATORS = ("not", "n't", "never", "no", "neither", "nor", "without", "hardly", "barely")
_NOBODY = ("no", "none", "nobody", "neither", "nothing")
_CONDITIONS = ("if", "unless", "whether", "lest")
_POSSIBLE = ("may", "might", "could", "can", "ca")
_WOULD = ("would", "'d", "’d")
_SHOULD = ("should", "must", "ought")
_FUTURE = ("will", "'ll", "’ll", "wo", "shall")
_CORE = ("nsubj", "nsubjpass", "dobj")
_AUXILIARY = ("aux", "auxpass")


def settle(predication: Predication, lexicon: Lexicon, question: bool) -> None:
    """Set the predication's ``polarity``, ``modality`` and ``tense`` from its own words and its settled holder."""
    word = predication.word
    copula = _copula(predication)
    negated = _negated(predication, lexicon) != (copula is not None and _negated_word(copula))
    verb = word if predication.kind == "verb" else copula
    modality, tense = _verbal(verb) if verb is not None else ("actual", _tense_above(word))
    modality = _shaded(word, lexicon) or modality
    if _conditional(word):
        modality = "conditional"
    elif question and modality in ("actual", "ongoing"):
        modality = "hypothetical"
    holder = predication.holder
    if holder is not None:
        negated, modality, tense = _embedded(predication, holder, lexicon, negated, modality, tense)
    predication.polarity = "negated" if negated else "affirmed"
    predication.modality, predication.tense = modality, tense


def _embedded(
    predication: Predication, holder: Predication, lexicon: Lexicon, negated: bool, modality: str, tense: str
) -> tuple[bool, str, str]:
    plain = modality in ("actual", "ongoing")
    light = predication.kind == "noun" and holder.word in predication.words
    effect = _effect(predication.word, holder, lexicon)
    finite = predication.kind == "verb" and predication.word.dep == "ccomp" and tense_of(predication.word) is not None
    if effect == "negated":
        negated = not negated
    elif effect and plain and not (finite and effect != "possible"):
        modality = effect
    if finite and effect is None and holder.tense == "past" and _would(predication.word):
        # "Chad said it would withdraw" reports what was then the future.
        modality, tense = "intended", "future"
    if light or (not finite and predication.word.dep in ("xcomp", "ccomp", "conj")):
        negated = negated != (holder.polarity == "negated" and effect in (None, "negated"))
        tense = holder.tense
        if modality in ("actual", "ongoing"):
            modality = holder.modality
    return negated, modality, tense


def _effect(word: Word, holder: Predication, lexicon: Lexicon) -> str | None:
    """What the holder makes of its content: a modality, "negated", or nothing."""
    if word.dep == "nsubj":
        return None
    said = word.pos == "NOUN" and (word.lemma in lexicon.embeds or word.lemma in lexicon.said)
    if said and holder.lemma in lexicon.answers:
        # "rejected the request": what is answered has been said.
        return None
    effect = lexicon.embeds.get(holder.lemma)
    if word.dep in ("pobj", "pcomp") and holder.kind == "verb" and word.head is not None:
        preposition = word.head.lower
        asked = lexicon.embeds.get(f"{holder.word.lemma} {preposition}")
        if asked or (effect == "negated" and preposition != "from"):
            return asked
    return effect


def tense_of(verb: Word) -> str | None:
    """The tense of a finite verb, None for infinitives and bare participles."""
    auxiliaries = [child for child in verb.children if child.dep in _AUXILIARY]
    if any(child.lower in _FUTURE for child in auxiliaries):
        return "future"
    if any(child.tag == "TO" for child in auxiliaries):
        return None
    if verb.tag == "VBD" or any(child.lemma == "have" or child.tag == "VBD" for child in auxiliaries):
        return "past"
    if verb.tag in ("VBZ", "VBP") or any(child.tag in ("VBZ", "VBP", "MD") for child in auxiliaries):
        return "present"
    return None


def _verbal(verb: Word) -> tuple[str, str]:
    auxiliaries = {child.lower for child in verb.children if child.dep in _AUXILIARY}
    tense = tense_of(verb)
    if verb.dep == "conj" and not auxiliaries and verb.child("nsubj", "nsubjpass") is None and verb.head is not None:
        if verb.head.pos in ("VERB", "AUX") and verb.tag not in ("VBD", "VBZ"):
            return _verbal(verb.head)
    tense = tense or _tense_above(verb)
    if auxiliaries & set(_WOULD):
        return "hypothetical", tense
    if auxiliaries & set(_POSSIBLE):
        return "possible", tense
    if auxiliaries & set(_SHOULD):
        return "demanded", tense
    if auxiliaries & set(_FUTURE):
        return "intended", "future"
    if verb.dep in ("advcl", "acl", "relcl") and any(c.tag == "TO" for c in verb.children if c.dep == "aux"):
        # "EU to impose sanctions" is how headlines say "will".
        headline = verb.head is not None and verb.head.dep == "ROOT" and verb.head.pos in ("NOUN", "PROPN")
        return "intended", "future" if headline else tense
    if verb.tag == "VBG" and auxiliaries & {"is", "are", "'s", "’s", "was", "were", "been", "be", "am", "'re", "’re"}:
        return "ongoing", tense
    return "actual", tense


def _would(verb: Word) -> bool:
    return any(child.dep in _AUXILIARY and child.lower in _WOULD for child in verb.children)


def _tense_above(word: Word) -> str:
    for above in word.ancestors():
        if above.pos in ("VERB", "AUX"):
            tense = tense_of(above)
            if tense is not None:
                return tense
    return "past"


def _copula(predication: Predication) -> Word | None:
    """The "is" by which an adjective or noun is said of something, or is said to be; it bears the auxiliaries."""
    word = predication.word
    if predication.kind == "verb" or word.dep not in ("acomp", "attr") or word.head is None:
        return None
    return word.head if word.head.pos == "AUX" else None


def _shaded(word: Word, lexicon: Lexicon) -> str | None:
    for child in word.children:
        if child.dep in ("amod", "compound"):
            shade = lexicon.shades.get(child.lower) or lexicon.shades.get(child.lemma)
            if shade is not None and shade != "negated":
                return shade
    return None


def _negated(predication: Predication, lexicon: Lexicon) -> bool:
    negated = _negated_word(predication.word)
    if predication.kind == "noun" and any(
        child.dep == "amod" and lexicon.shades.get(child.lower) == "negated" for child in predication.word.children
    ):
        return not negated
    # "No soldiers were killed", "none of them came", "killed no one": the participant denies the act.
    if any(child.dep in _CORE and child.lower in _NOBODY for child in predication.word.children):
        return not negated
    for role in ("subject", "object"):
        for word in predication.roles.get(role, ()):
            if word.lower in _NOBODY or word.lower.startswith("no-one"):
                return not negated
            if any(child.dep in ("det", "neg", "preconj") and child.lower in _NOBODY for child in word.children):
                return not negated
    return negated


def _negated_word(word: Word) -> bool:
    for child in word.children:
        if child.dep in ("neg", "preconj") and child.lower in _NEGATORS:
            return True
        if child.dep in ("det", "advmod") and child.lower in ("no", "never", "neither", "almost", "nearly"):
            return True
    if word.dep in ("pcomp", "pobj") and word.head is not None and word.head.lower == "without":
        return True
    shares = word.dep == "conj" and word.head is not None and word.head.pos == word.pos == "VERB"
    return shares and word.child("nsubj", "nsubjpass") is None and _negated_word(word.head) and _joined_by_or(word.head)


def _joined_by_or(word: Word) -> bool:
    return any(child.dep == "cc" and child.lower in ("or", "nor") for child in word.children)


def _conditional(word: Word) -> bool:
    for verb in (word, *word.ancestors()):
        if any(child.dep == "mark" and child.lower in _CONDITIONS for child in verb.children) or _inverted(verb):
            return True
        if verb.dep in ("ccomp", "relcl", "acl") and verb.i != word.i:
            return False
    return False


def _inverted(verb: Word) -> bool:
    """ "Had they attacked", "should they attack": the auxiliary before the subject is an "if"."""
    if verb.dep != "advcl" or not verb.children:
        return False
    first = verb.children[0]
    return first.dep in _AUXILIARY and first.lower in ("had", "should", "were") and verb.child(*_CORE) is not None
