"""Who is spoken to, of whom what is said may ask something."""

from __future__ import annotations

from coder.coding.codes import chunks
from coder.coding.matching import Matcher
from coder.language.lexicon import load_lexicon
from coder.model import Mention, Predication

_LEXICON = load_lexicon()

_ADDRESSED = ("object", "recipient", "to", "in")


def hearers(predication: Predication, matcher: Matcher) -> list[Mention]:
    """Those to whom something is said ("told B", "said in a call to B"); the press only passes it on."""
    words = [word for role in _ADDRESSED for word in predication.roles.get(role, ())]
    calls = [word for word in words if word.lemma in _LEXICON.calls]
    heard = matcher.actors(words) or matcher.concerned(calls)
    return [mention for mention in heard if "MED" not in chunks(mention.code)]
