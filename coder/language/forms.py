"""Give parsed words their part of speech and lemma, each kind of word once.

spaCy's rules for both look at a word's form, its tag and its label, but for a few contractions. So they are asked once
for each combination, which takes a fifth of the time that asking them for each word does.
"""

from __future__ import annotations

from spacy.attrs import DEP, ORTH, TAG
from spacy.language import Language
from spacy.tokens import Doc, Token

from coder.model import Form

_RULES = ("attribute_ruler", "lemmatizer")


MOST = 50_000
"""As many combinations are remembered; then the memory is emptied, so that it does not grow with the corpus."""


class Forms:
    """The forms of the words of parsed sentences.

    Where a pipeline's part of speech or lemma comes from elsewhere than rules for single words (a morphologiser, a
    trained lemmatizer), nothing is remembered and the pipeline's own annotations are taken.
    """

    def __init__(self, nlp: Language):
        alone = _asked_each_time(nlp)
        self._rules = [nlp.get_pipe(name) for name in _RULES] if alone is not None else []
        self._words, self._labels = alone or (frozenset(), frozenset())
        self._known: dict[tuple[int, int, int], Form] = {}
        for name in _RULES if self._rules else ():
            nlp.disable_pipe(name)
        if self._rules:
            _quicken(nlp.get_pipe("lemmatizer").lookups.get_table("lemma_index", {}))

    def of(self, doc: Doc) -> list[Form]:
        """The forms of a parsed sentence's words, in order."""
        keys = [tuple(key) for key in doc.to_array([ORTH, TAG, DEP]).tolist()]
        forms = [self._known.get(key) for key in keys]
        if None not in forms:
            return forms
        new = [token for token, form in zip(doc, forms, strict=True) if form is None]
        if not self._rules or any(token.lower_ in self._words or token.dep_ in self._labels for token in new):
            return self._asked(doc)
        if len(self._known) > MOST:
            self._known.clear()
        self._known.update(zip((keys[token.i] for token in new), self._asked(_of_words(new)), strict=True))
        return [self._known.get(key) or form for key, form in zip(keys, forms, strict=True)]

    def _asked(self, doc: Doc) -> list[Form]:
        for rules in self._rules:
            rules(doc)
        return [Form(t.text, t.lower_, t.lemma_, t.pos_, t.tag_, t.dep_) for t in doc]


def _of_words(tokens: list[Token]) -> Doc:
    """A document of some words of a sentence, each with its tag and label: all that rules for single words look at."""
    return Doc(
        tokens[0].vocab,
        words=[token.text for token in tokens],
        tags=[token.tag_ for token in tokens],
        deps=[token.dep_ for token in tokens],
        heads=list(range(len(tokens))),
    )


def _quicken(index: dict) -> None:
    """Make sets of the lists of known lemmas: the lemmatizer looks words up in them,
    of which some have ten thousands."""
    for part_of_speech, lemmas in index.items():
        index[part_of_speech] = frozenset(lemmas)


def _asked_each_time(nlp: Language) -> tuple[frozenset[str], frozenset[str]] | None:
    """Words and labels of which each rule for several words has one: sentences with them are asked about each time.

    None where parts of speech or lemmas do not come from such rules alone.
    """
    names = nlp.pipe_names
    if any(name not in names for name in _RULES) or "morphologizer" in names:
        return None
    if getattr(nlp.get_pipe("lemmatizer"), "mode", None) != "rule":
        return None
    words, labels = set(), set()
    for pattern in _phrases(nlp.get_pipe("attribute_ruler")):
        deps = [token["DEP"] for token in pattern if isinstance(token.get("DEP"), str)]
        lowers = [token["LOWER"] for token in pattern if isinstance(token.get("LOWER"), str)]
        if not deps and not lowers:
            return None
        (labels if deps else words).add(deps[0] if deps else lowers[0])
    return frozenset(words), frozenset(labels)


def _phrases(ruler) -> list[list[dict]]:
    patterns = (pattern for rule in ruler.patterns for pattern in rule["patterns"])
    return [pattern for pattern in patterns if len(pattern) > 1]
