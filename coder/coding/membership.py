"""What the words after a noun say of the group that it is, or that its people are of, and of people in private."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from coder.codebook.actors import PEOPLE
from coder.coding.codes import chunks, compose, is_body, is_state
from coder.coding.names import Names
from coder.language.lexicon import load_lexicon
from coder.model import Word

_LEXICON = load_lexicon()

Codes = Callable[[Word], Sequence[tuple[str, Word | None]]]
"""Gives the codes of a noun, each with the modifier that it comes from."""

_FIGHTING = frozenset(("REB", "UAF", "IMG"))
_WITH = ("with", "for", "in", "to", "alongside")
_NO_BODIES = ("states", "regions", "leaders", "ethnic")


def joined(word: Word, codes: Codes) -> str:
    """The code of the armed group that fighters are said to have joined: "foreign fighters who joined Boko Haram"; ""
    where there is no such group."""
    clauses = [child for child in word.children if child.dep in ("relcl", "acl") and child.lemma in _LEXICON.joining]
    for clause in clauses:
        places = (clause, *(child for child in clause.children if child.lower in _WITH))
        for noun in (place.child("dobj", "pobj") for place in places):
            for code, _ in codes(noun) if noun is not None else ():
                if is_body(code) and not _FIGHTING.isdisjoint(chunks(code)):
                    return code
    return ""


def called(word: Word, words: Sequence[Word], names: Names) -> str:
    """The code of the name right after a noun for a body, or after "known as": "the group Ansar Dine"; "" for none.

    ``words`` are those of the sentence, ``names`` the names in it.
    """
    known = next((child.child("prep") for child in word.children if child.lemma == "know"), None)
    noun = known.child("pobj") if known is not None and known.lower == "as" else None
    if noun is None and word.lemma.lower() in _LEXICON.groups | _LEXICON.bodies:
        noun = next(iter(words[word.i + 1 : word.i + 2]), None)
    found = names.at(noun) if noun is not None else None
    if found is None or found.name.use != "name" or found.name.kind in _NO_BODIES:
        return ""
    return names.code(found.name)


def abbreviated(word: Word, other: Word, names: Names) -> Word | None:
    """The head of the name in which ``other`` stands, where ``word`` is made of its initials: "Department of State
    Services (DSS)"."""
    found = names.at(other)
    letters = "".join(part[0] for part in found.name.full.split() if part[0].isupper()) if found is not None else ""
    return found.head if found is not None and len(letters) > 2 and word.text == letters else None


def private_code(word: Word, codes: Codes) -> str:
    """A civilian's code where it is told of somebody by name how old he is, with the state that he is from: "Ann Lee,
    24, from Lyon"; "" for anybody else."""
    ages = (child.text for child in word.children if child.dep in ("appos", "nummod", "npadvmod"))
    if not any(age.isdecimal() and len(age) < 3 for age in ages):
        return ""
    origin = next((child for child in word.subtree() if child.lower == "from"), None)
    home = origin.child("pobj") if origin is not None else None
    states = [code for code, _ in codes(home) if is_state(code)] if home is not None else []
    return compose(states[0] if states else "", PEOPLE)
