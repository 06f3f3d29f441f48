"""Who "I", "we" and "our soldiers" are in a quotation: whoever speaks it, who is never "he"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from coder.coding.attribution import holder
from coder.coding.codes import chunks, compose, is_role, is_state
from coder.language.clauses import MODIFIERS
from coder.model import Attribution, Mention, Tree, Word

_FIRST = frozenset(("i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"))
_THIRD = frozenset(("he", "him", "his", "himself", "she", "her", "hers", "herself", "they", "them", "their"))
_OFFICES = frozenset(("president", "premier", "chancellor", "minister", "administration", "cabinet"))
_QUOTED = ("direct", "mixed")


def speaks(tree: Tree) -> bool:
    """Whether a sentence has a word that, in a quotation, its speaker tells the meaning of."""
    return any(_first_person(word) or _third_person(word) or _in_office(word) for word in tree.words)


def with_speakers(
    trees: Sequence[Tree], mentions: Sequence[list[Mention]], found: Sequence[Attribution]
) -> list[list[Mention]]:
    """The mentions of each sentence and, for the first person in a quotation, its speaker by one of ``found``.

    "Our troops" become the speaker's. Left out are speakers whom no codebook knows, and journalists, who speak for
    nobody; and those in the third person who have been taken for the speaker, with what is theirs. "The president" of
    whom an official speaks is his own.
    """
    return [
        _with_speaker(tree, here, found) if speaks(tree) else here for tree, here in zip(trees, mentions, strict=True)
    ]


def _with_speaker(tree: Tree, mentions: list[Mention], found: Sequence[Attribution]) -> list[Mention]:
    speakers = {}
    for word in filter(_first_person, tree.words):
        reporter = _speaker(word, found)
        if reporter is not None:
            span = (word.start, word.end)
            speakers[word.i] = replace(
                reporter, head=word, span=span, text=word.text, kind="pronoun", sentence=tree.sentence.index
            )
    mentions = [_at_home(mention, mentions, found) for mention in mentions]
    wrong = {mention.head for mention in mentions if _mistaken(mention, found)}
    if not speakers and not wrong:
        return mentions
    others = [
        mention
        for mention in mentions
        if mention.head.i not in speakers and mention.head not in wrong and mention.head.child("poss") not in wrong
    ]
    owned = [_owned(mention, speakers) for mention in others]
    return sorted([*owned, *speakers.values()], key=lambda mention: mention.head.i)


def _first_person(word: Word) -> bool:
    return word.tag in ("PRP", "PRP$") and word.lower in _FIRST and word.text != "US"


def _third_person(word: Word) -> bool:
    return word.tag in ("PRP", "PRP$") and word.lower in _THIRD


def _in_office(word: Word) -> bool:
    return word.lemma in _OFFICES and any(child.lower == "the" for child in word.children)


def _at_home(mention: Mention, mentions: list[Mention], found: Sequence[Attribution]) -> Mention:
    """Who is in office with no word of where, in the direct words of an official, as of the official's state."""
    if mention.kind != "role" or not _in_office(mention.head):
        return mention
    under = mention.head.subtree()
    named = any(other.kind in ("name", "person") and other.head in under for other in mentions)
    if named or any(child.text[0].isupper() for child in mention.head.children if child.dep in MODIFIERS):
        return mention
    reporters = (one.reporter for one in holder(found, mention.span[0]) if one.kind == "direct")
    official = next((one.code for one in reporters if one is not None and one.code[3:6] == "GOV"), "")
    return replace(mention, code=official[:6], resolved=True) if is_state(official[:3]) else mention


def _mistaken(mention: Mention, found: Sequence[Attribution]) -> bool:
    """Whether a pronoun of the third person in a direct quotation has been taken for who speaks there."""
    if not _third_person(mention.head):
        return False
    around = (attribution for attribution in holder(found, mention.span[0]) if attribution.kind == "direct")
    reporters = [attribution.reporter for attribution in around if attribution.reporter is not None]
    return any(mention.name == one.name or (mention.code and mention.code == one.code) for one in reporters)


def _speaker(word: Word, found: Sequence[Attribution]) -> Mention | None:
    """The reporter of the quotation around a word: of the outermost direct one, else the innermost one in pieces."""
    around = [attribution for attribution in holder(found, word.start) if attribution.kind in _QUOTED]
    direct = [attribution for attribution in around if attribution.kind == "direct"]
    quoting = next(iter((*direct[::-1], *around)), None)
    reporter = quoting.reporter if quoting is not None else None
    return reporter if reporter is not None and reporter.code and "MED" not in chunks(reporter.code) else None


def _owned(mention: Mention, speakers: dict[int, Mention]) -> Mention:
    """A role noun that the speaker calls his ("our soldiers") with the speaker's state."""
    owner = mention.head.child("poss")
    speaker = speakers.get(owner.i) if owner is not None else None
    if speaker is None or mention.kind != "role" or not is_role(mention.code) or is_role(speaker.code):
        return mention
    return replace(mention, code=compose(speaker.code, mention.code), resolved=True)
