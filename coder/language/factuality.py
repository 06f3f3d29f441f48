"""Whether what a predicate says happened: polarity, modality and tense, its own and what its context makes of them."""

from __future__ import annotations

from coder.language.clauses import infinitive
from coder.language.lexicon import Lexicon
from coder.model import HAPPENED, Predication, Word

_NEGATORS = ("not", "n't", "n’t", "never", "no", "neither", "nor", "without", "hardly", "barely")
_NOBODY = frozenset(("no", "none", "nobody", "neither", "nothing", "no-one"))
_CONDITIONS = ("if", "unless", "whether", "lest")
_WOULD = ("would", "'d", "’d")
_FUTURE = ("will", "'ll", "’ll", "wo", "shall")
_MODALS = {
    **dict.fromkeys(_WOULD, "hypothetical"),
    **dict.fromkeys(("may", "might", "could", "can", "ca"), "possible"),
    **dict.fromkeys(("should", "must", "ought"), "demanded"),
    **dict.fromkeys(_FUTURE, "intended"),
}
_SUPPOSING = (*_WOULD, "could", "might", "may", "can")
_ANOTHER = ("a", "an", "any", "another", "further", "new", "fresh", "more")
_TIMES = ("when", "once", "until", "till", "after", "before")
_BE = frozenset(("is", "are", "'s", "’s", "was", "were", "been", "be", "am", "'re", "’re"))
_CORE = ("nsubj", "nsubjpass", "dobj")
_AUXILIARY = ("aux", "auxpass")


def settle(predication: Predication, lexicon: Lexicon, question: bool) -> None:
    """Set the predication's ``polarity``, ``modality`` and ``tense`` from its own words and its settled holder."""
    word = predication.word
    copula = _copula(predication)
    negated = _negated(predication, lexicon) != (copula is not None and _negated_word(copula))
    verb = word if predication.kind == "verb" else copula
    modality, tense = _verbal(verb, lexicon) if verb is not None else ("actual", _tense_above(word))
    modality = _shaded(word, lexicon) or modality
    if _conditional(word) or (modality in HAPPENED and _awaited(word)):
        modality = "conditional"
    elif question and modality in HAPPENED:
        modality = "hypothetical"
    holder = predication.holder
    if holder is not None:
        negated, modality, tense = _embedded(predication, holder, lexicon, negated, modality, tense)
    if predication.serves is not None and modality == "intended":
        negated, modality, tense = _serving(predication.serves, lexicon, negated, tense)
    elif modality == "intended" and tense == "future" and _foretold(word, lexicon):
        modality = "possible"
    if arranged(predication):
        modality, tense = "intended", "future"
    predication.polarity = "negated" if negated else "affirmed"
    predication.modality, predication.tense = modality, tense


def _serving(act: Predication, lexicon: Lexicon, negated: bool, tense: str) -> tuple[bool, str, str]:
    """What the end of an act is: as far from a fact as the act, and not reached where the act was not done."""
    negated = negated != (act.polarity == "negated")
    if act.modality not in HAPPENED:
        return negated, act.modality, act.tense
    reached = act.polarity == "negated" or act.lemma in lexicon.instrumental
    return negated, act.modality if reached else "intended", tense


def _foretold(word: Word, lexicon: Lexicon) -> bool:
    """Whether somebody only thinks that it will be: "believes that they will attack", "the view that they will"."""
    while word.dep == "conj" and word.head is not None and word.child("nsubj", "nsubjpass") is None:
        word = word.head
    return word.dep in ("ccomp", "acl") and word.head is not None and word.head.lemma in lexicon.foretelling


def _embedded(
    predication: Predication, holder: Predication, lexicon: Lexicon, negated: bool, modality: str, tense: str
) -> tuple[bool, str, str]:
    plain = modality in HAPPENED or (modality == "intended" and infinitive(predication.word))
    light = predication.kind == "noun" and holder.word in predication.words
    effect = _effect(predication.word, holder, lexicon)
    clause = predication.word if predication.kind == "verb" else _copula(predication)
    finite = clause is not None and clause.dep == "ccomp" and tense_of(clause) is not None
    if effect == "negated":
        negated = not negated
    elif effect and plain and not (finite and effect != "possible"):
        modality = effect
    elif effect == "possible" and finite and modality == "intended":
        # "It is likely that they will withdraw" foretells it.
        modality = effect
    if _performed(predication.word, holder, lexicon):
        return negated, "actual", holder.tense
    told = effect in (None, "demanded", "intended")
    if finite and told and holder.tense == "past" and _would(predication.word) and not _welcomed(predication.word):
        # "Chad said it would withdraw" reports what was then the future.
        modality, tense = "intended", "future"
    if holder.kind == "noun" and effect in ("intended", "possible"):
        # "no hope of a deal", "no plans for talks"
        negated = negated != (holder.polarity == "negated")
    if plain and predication.word.dep == "dobj" and _indefinite(predication.word) and _welcomed(holder.word):
        # "would welcome a takeover": there is none yet.
        modality = holder.modality
    brought = holder.kind == "verb" and _object_of(predication.word, holder) in lexicon.brings
    if light or brought or (not finite and predication.word.dep in ("xcomp", "ccomp", "conj")):
        negated = negated != (holder.polarity == "negated" and effect in (None, "negated", "intended"))
        tense = holder.tense
        if modality in HAPPENED:
            modality = holder.modality
    return negated, modality, tense


def _object_of(word: Word, holder: Predication) -> str:
    """The holder's lemma, with the preposition by which the word hangs on it."""
    if word.dep in ("pobj", "pcomp") and word.head is not None:
        return f"{holder.word.lemma} {word.head.lower}"
    return holder.lemma


def _effect(word: Word, holder: Predication, lexicon: Lexicon) -> str | None:
    """What the holder makes of its content: a modality, "negated", or nothing."""
    if word.dep == "nsubj":
        # "clashes are a possibility", "an attack is imminent"
        said_of = holder.word.dep in ("acomp", "attr") and holder.word.head is word.head
        effect = lexicon.embeds.get(holder.lemma) if said_of else None
        return effect if holder.kind == "adjective" or effect in ("possible", "negated") else None
    said = word.pos == "NOUN" and (word.lemma in lexicon.embeds or word.lemma in lexicon.said)
    if said and holder.lemma in lexicon.answers:
        # "rejected the request": what is answered has been said.
        return None
    effect = lexicon.embeds.get(holder.lemma) if holder.lemma not in lexicon.plain or _clausal(word) else None
    if effect == "intended" and word.child("nsubj", "nsubjpass") is not None and infinitive(word):
        # "wants B to leave": B's leaving is not B's plan.
        return "possible" if holder.lemma in lexicon.foretelling else "demanded"
    if holder.lemma in lexicon.managed and holder.tense == "past" and holder.modality in HAPPENED:
        # "was able to bomb it": it did.
        return None
    if word.tag == "VBG" and holder.lemma in lexicon.brings:
        return None
    if word.dep in ("pobj", "pcomp") and holder.kind == "verb" and word.head is not None:
        preposition = word.head.lower
        asked = lexicon.embeds.get(f"{holder.word.lemma} {preposition}")
        if asked or (effect == "negated" and preposition != "from"):
            return asked
    return effect


def _indefinite(noun: Word) -> bool:
    return any(child.dep == "det" and child.lower in ("a", "an", "any") for child in noun.children)


def _performed(word: Word, holder: Predication, lexicon: Lexicon) -> bool:
    """Whether wishing to say something says it: "I would like to thank you", "we wish to announce"."""
    speaker = holder.word.child("nsubj")
    spoken = word.lemma in lexicon.performed and holder.lemma in lexicon.wishing
    return spoken and infinitive(word) and speaker is not None and speaker.lower in ("i", "we")


def _clausal(word: Word) -> bool:
    return word.dep not in ("dobj", "pobj", "pcomp")


def tense_of(verb: Word) -> str | None:
    """The tense of a finite verb, None for infinitives and bare participles."""
    past, present = verb.tag == "VBD", verb.tag in ("VBZ", "VBP")
    if _by_then(verb):
        return "past"
    for child in verb.children:
        if child.dep in _AUXILIARY:
            if child.lower in _FUTURE:
                return "future"
            if child.tag == "TO":
                return None
            past = past or child.lemma == "have" or child.tag == "VBD"
            present = present or child.tag in ("VBZ", "VBP", "MD")
    return "past" if past else "present" if present else None


def _verbal(verb: Word, lexicon: Lexicon) -> tuple[str, str]:
    auxiliaries = [child.lower for child in verb.children if child.dep in _AUXILIARY]
    tense = tense_of(verb)
    if _yet(verb):
        return "actual", "past"
    if any(child.dep in _AUXILIARY and child.lemma == "must" for child in verb.children):
        return "demanded", tense or _tense_above(verb)
    if verb.dep == "conj" and not auxiliaries and verb.child("nsubj", "nsubjpass") is None and verb.head is not None:
        finite = verb.tag in ("VBD", "VBZ") or (verb.tag == "VBP" and verb.head.tag in ("VBG", "VBN"))
        if verb.head.pos in ("VERB", "AUX") and not finite:
            return _verbal(verb.head, lexicon)
    tense = tense or _tense_above(verb)
    if _by_then(verb):
        return "actual", tense
    for auxiliary in auxiliaries:
        if auxiliary in _MODALS:
            return _MODALS[auxiliary], tense
    if verb.dep in ("acl", "relcl") and "to" in auxiliaries and verb.head is not None:
        told = _described(verb.head, lexicon)
        if told is not None:
            return told, tense
    if verb.dep in ("advcl", "acl", "relcl") and "to" in auxiliaries:
        # "EU to impose sanctions" is how headlines say "will".
        headline = verb.head is not None and verb.head.dep == "ROOT" and verb.head.pos in ("NOUN", "PROPN")
        # "will have a free hand to attack": that they will attack is not said.
        return "intended", "future" if headline else "present" if tense == "future" else tense
    if verb.dep == "xcomp" and "to" in auxiliaries and verb.head is not None and verb.head.lemma == "be":
        # "Cuba is to send doctors": an arranged future; "it is crazy to attack" only weighs it.
        judged = verb.head.child("acomp", "attr")
        if judged is not None and judged.lemma not in lexicon.embeds:
            return "hypothetical", "present" if tense == "future" else tense
        return "intended", "future" if tense == "present" else tense
    if verb.tag == "VBG" and not _BE.isdisjoint(auxiliaries):
        return "ongoing", tense
    if verb.tag == "VB" and verb.dep == "ROOT" and not auxiliaries and verb.child("nsubj", "nsubjpass") is None:
        return "demanded", "present"  # "Stop the war!"
    return "actual", tense


def _described(noun: Word, lexicon: Lexicon) -> str | None:
    """What a noun makes of the infinitive after it: "the first to visit" has, "the power to bomb" is none yet."""
    if noun.lemma in lexicon.firsts or any(child.lower in lexicon.firsts for child in noun.children):
        return "actual"
    if noun.lemma in lexicon.duties:
        return "demanded"
    return "possible" if noun.lemma in lexicon.means else None


def _yet(verb: Word) -> bool:
    """Whether something has not been done so far: "is yet to offer help", "has yet to offer help"."""
    to = next((child for child in verb.children if child.lower == "to" and child.i < verb.i), None)
    around = [*verb.children, *(verb.head.children if verb.dep == "xcomp" and verb.head is not None else ())]
    return to is not None and any(word.lower == "yet" and word.i == to.i - 1 for word in around)


def _by_then(verb: Word) -> bool:
    """Whether it is surmised to have happened: "will already have shared it"."""
    auxiliaries = {child.lower for child in verb.children if child.dep in _AUXILIARY}
    return "have" in auxiliaries and not auxiliaries.isdisjoint(_FUTURE) and any(
        child.lower == "already" for child in verb.children
    )


def _welcomed(verb: Word) -> bool:
    """Whether a verb says what is thought of a thing that may come ("would welcome a truce"), which plans nothing."""
    return verb.lemma in ("welcome", "like", "prefer", "love", "hate", "regret")


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
    if word.dep == "nsubj" and word.head is not None and _supposed(word, word.head):
        return "hypothetical"
    for child in word.children:
        if child.dep == "det" and child.lower == "any" and word.pos == "NOUN":
            return "possible"
        if child.dep in ("amod", "compound"):
            shade = lexicon.shades.get(child.lower) or lexicon.shades.get(child.lemma)
            if shade is not None and shade != "negated":
                return shade
    return None


def _supposed(noun: Word, verb: Word) -> bool:
    """Whether an event is named for what it would do: "an attack would lead to war", "further attacks risk war"."""
    modal = any(child.dep == "aux" and child.lower in _SUPPOSING for child in verb.children)
    another = any(child.lower in _ANOTHER for child in noun.children)
    return another and (modal or verb.lemma == "risk") and verb.child("auxpass") is None


def _negated(predication: Predication, lexicon: Lexicon) -> bool:
    negated = _negated_word(predication.word) or _yet(predication.word)
    for child in predication.word.children:
        if child.dep == "amod" and predication.kind == "noun" and lexicon.shades.get(child.lower) == "negated":
            return not negated
        if child.dep in _CORE and child.lower in _NOBODY:
            return not negated
    participants = (*predication.roles.get("subject", ()), *predication.roles.get("object", ()))
    return negated != any(_nobody(word) for word in participants)


def _nobody(word: Word) -> bool:
    """Whether a participant denies the act: "no soldiers were killed", "killed no one"."""
    if word.lower in _NOBODY:
        return True
    for child in word.children:
        if child.lower in _NOBODY and child.dep in ("det", "neg", "preconj"):
            return True
    return False


def _negated_word(word: Word) -> bool:
    for child in word.children:
        if child.dep in ("neg", "preconj") and child.lower in _NEGATORS:
            return True
        if child.dep in ("det", "advmod") and child.lower in ("no", "never", "neither", "almost", "nearly"):
            return True
        if child.lower == "less" and child.dep == "advmod" and word.pos == "ADJ":
            return True
    if word.dep in ("pcomp", "pobj") and word.head is not None and word.head.lower == "without":
        return True
    if word.dep != "conj" or word.head is None or not word.head.pos == word.pos == "VERB":
        return False
    return word.child("nsubj", "nsubjpass") is None and _negated_word(word.head) and _joined_by_or(word.head)


def _joined_by_or(word: Word) -> bool:
    return any(child.dep == "cc" and child.lower in ("or", "nor") for child in word.children)


def _conditional(word: Word) -> bool:
    verb: Word | None = word
    while verb is not None:
        for child in verb.children:
            if child.dep == "mark" and child.lower in _CONDITIONS:
                return True
        if verb.dep == "advcl" and _inverted(verb):
            return True
        if verb.dep in ("ccomp", "relcl", "acl") and verb is not word:
            return False
        verb = verb.head
    return False


def _awaited(verb: Word) -> bool:
    """Whether a present tells when something will be, or is each time: "when they attack, we (will) strike back"."""
    after = verb.head
    if verb.dep != "advcl" or after is None or tense_of(verb) != "present" or not verb.children:
        return False
    modal = any(child.dep in _AUXILIARY and child.lower in _MODALS for child in after.children)
    opening = verb.children[0].lower
    return (modal and opening in _TIMES) or (opening in ("when", "whenever") and tense_of(after) == "present")


def arranged(predication: Predication) -> bool:
    """Whether an event is still to be held: "a summit to be held in Kampala on Friday"."""
    if predication.kind != "noun":
        return False
    clauses = [child for child in predication.word.children if child.dep in ("acl", "relcl")]
    return any(infinitive(verb) and verb.child("auxpass") is not None for verb in (*clauses, *predication.words))


def _inverted(verb: Word) -> bool:
    """Whether an auxiliary before the subject does for an "if" ("had they attacked", "should they attack")."""
    if not verb.children:
        return False
    first = verb.children[0]
    return first.dep in _AUXILIARY and first.lower in ("had", "should", "were") and verb.child(*_CORE) is not None
