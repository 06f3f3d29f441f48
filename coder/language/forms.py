"""Give parsed words their part of speech and lemma, each kind of word once.

spaCy's rules for both look at a word's form, its tag and its label, but for a few contractions. So they are asked once
for each combination, which takes a fifth of the time that asking them for each word does.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.attrs import DEP, ORTH, TAG
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.tokens import Doc, Token
from spacy.vocab import Vocab

from coder.model import Form

_RULES = ("attribute_ruler", "lemmatizer")


MOST = 50_000
"""As many combinations are remembered; then the memory is emptied, so that it does not grow with the corpus."""


_Key = tuple[int, int, int]
"""A word's form, tag and label."""

_Pattern = list[dict]
"""What a rule asks of each of some words in a row, as spaCy's ``Matcher`` takes it."""


class Forms:
    """The forms of the words of parsed sentences.

    Where a pipeline's part of speech or lemma comes from elsewhere than rules for single words (a morphologiser, a
    trained lemmatizer), nothing is remembered and the pipeline's own annotations are taken. Rules for several words,
    of which there are few, are asked about such words together.
    """

    def __init__(self, nlp: Language):
        patterns = _patterns_of_several(nlp)
        self._rules = [nlp.get_pipe(name) for name in _RULES] if patterns is not None else []
        self._several = _Several(nlp.vocab, patterns or [])
        self._alone: dict[_Key, Form] = {}
        self._joined: dict[tuple[_Key, ...], list[Form]] = {}
        for name in _RULES if self._rules else ():
            nlp.disable_pipe(name)
        if self._rules:
            _quicken(nlp.get_pipe("lemmatizer").lookups.get_table("lemma_index", {}))

    def of(self, docs: Sequence[Doc]) -> list[list[Form]]:
        """For each parsed sentence the forms of its words, in order."""
        if not self._rules:
            return [self._asked(doc) for doc in docs]
        if len(self._alone) > MOST:
            self._alone.clear()
            self._joined.clear()
        keys = [list(zip(*doc.to_array([ORTH, TAG, DEP]).T.tolist(), strict=True)) for doc in docs]
        new: dict[_Key, Token] = {}
        for doc, own in zip(docs, keys, strict=True):
            new.update((key, doc[at]) for at, key in enumerate(own) if key not in self._alone)
        delicate = [key for key, token in new.items() if self._several.may_take(token.lower_, token.dep_)]
        for some in ([key for key in new if key not in delicate], *([key] for key in delicate)):
            if some:
                self._alone.update(zip(some, self._asked(_of_words([new[key] for key in some])), strict=True))
        return [self._in_sentence(doc, own) for doc, own in zip(docs, keys, strict=True)]

    def _in_sentence(self, doc: Doc, keys: list[_Key]) -> list[Form]:
        forms = [self._alone[key] for key in keys]
        delicate = any(self._several.may_take(form.lower, form.dep) for form in forms)
        for start, end in self._several.spans(doc) if delicate else ():
            own = tuple(keys[start:end])
            if own not in self._joined:
                self._joined[own] = self._asked(_of_words(list(doc[start:end])))
            forms[start:end] = self._joined[own]
        return forms

    def _asked(self, doc: Doc) -> list[Form]:
        for rules in self._rules:
            rules(doc)
        return [Form(t.text, t.lower_, t.lemma_, t.pos_, t.tag_, t.dep_) for t in doc]


class _Several:
    """Rules for several words in a row, each of which has a word or a label that tells where it may apply."""

    def __init__(self, vocab: Vocab, patterns: Sequence[_Pattern]):
        self._matcher = Matcher(vocab)
        if patterns:
            self._matcher.add("several", list(patterns))
        telling = [_telling(pattern) for pattern in patterns]
        self._labels = {value for name, value in telling if name == "DEP"}
        self._words = {value for name, value in telling if name == "LOWER"}

    def may_take(self, lower: str, dep: str) -> bool:
        """Whether a word is such that one of the rules may apply where it stands."""
        return lower in self._words or dep in self._labels

    def spans(self, doc: Doc) -> list[tuple[int, int]]:
        """Where the rules apply: first word and last word + 1, in order, those that share a word made one."""
        found: list[tuple[int, int]] = []
        for _, start, end in sorted(self._matcher(doc), key=lambda match: match[1:]):
            if found and start < found[-1][1]:
                start, end = found[-1][0], max(end, found.pop()[1])
            found.append((start, end))
        return found


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


def _patterns_of_several(nlp: Language) -> list[_Pattern] | None:
    """The patterns of the rules for several words; None where forms do not come from rules alone, or it cannot be told
    where such a rule applies."""
    names = nlp.pipe_names
    if any(name not in names for name in _RULES) or "morphologizer" in names:
        return None
    if getattr(nlp.get_pipe("lemmatizer"), "mode", None) != "rule":
        return None
    patterns = (pattern for rule in nlp.get_pipe("attribute_ruler").patterns for pattern in rule["patterns"])
    several = [pattern for pattern in patterns if len(pattern) > 1]
    return several if all(map(_telling, several)) else None


def _telling(pattern: _Pattern) -> tuple[str, str] | None:
    """The label or else the word that one of a pattern's words must have, None where each may be any of several."""
    given = [(name, token[name]) for name in ("DEP", "LOWER") for token in pattern if isinstance(token.get(name), str)]
    return next(iter(given), None)
