"""What a document has mentioned so far, by surname, by name and by noun, so that no search reads all of it."""

from __future__ import annotations

from collections.abc import Iterator

from coder.coding.codes import chunks, is_role
from coder.language.lexicon import load_lexicon
from coder.model import Mention, Word

_LEXICON = load_lexicon()

_BANDS = ("MIL", "REB", "UAF", "COP", "PKO")
_ARMED = frozenset(("REB", "UAF", "IMG"))
_FORCES = frozenset(("MIL", "COP"))
_SUBJECTS = ("nsubj", "nsubjpass", "agent")
_ROYAL = frozenset(["prince", "princess", "king", "queen", "sheikh", "emir", "sultan", "pope", "archduke"])
"""Titles that stand before the first name alone."""

_ARTICLES = ("al-", "Al-", "el-", "El-", "as-", "ad-")
_SUFFIXES = ("Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV")


class Antecedents:
    """The mentions of a document in order, indexed; those of the sentence that is being read are passed along."""

    def __init__(self) -> None:
        self._all: list[Mention] = []
        self._named: dict[str, list[Mention]] = {}
        self._words: dict[str, list[Mention]] = {}

    def add(self, mention: Mention) -> None:
        """Remember a mention, unless it is of somebody unknown who is no person."""
        if not mention.code and mention.kind == "role":
            return
        self._all.append(mention)
        if mention.kind in ("person", "name"):
            self._named.setdefault(_surname(mention.name), []).append(mention)
        if mention.kind not in ("pronoun", "other") and not is_role(mention.code):
            for word in set(mention.text.lower().replace("-", " ").split()):
                self._words.setdefault(word.rstrip("."), []).append(mention)

    def forces(self) -> Iterator[Mention]:
        """The soldiers and policemen named in earlier sentences, the latest first."""
        return (m for m in reversed(self._all) if m.kind != "pronoun" and not _FORCES.isdisjoint(chunks(m.code)))

    def back(self, here: list[Mention]) -> Iterator[Mention]:
        """All mentions, the latest first."""
        yield from reversed(here)
        yield from reversed(self._all)

    def named(self, mention: Mention, here: list[Mention]) -> Mention | None:
        """The fuller or earlier mention of the same name, which has a code where any has ("Karimi", "the DFE")."""
        last, words = _surname(mention.name), mention.name.split()
        if not last:
            return None
        fuller = None
        near = [other for other in here if other.kind in ("person", "name") and _surname(other.name) == last]
        for other in (*reversed(near), *reversed(self._named.get(last, ()))):
            fuller_words = other.name.split()
            longer = len(fuller_words) > len(words) and mention.kind == other.kind == "person"
            longer = longer and (len(words) == 1 or fuller_words[-len(words) :] == words)
            if longer or other.name == mention.name:
                if other.code and not (is_role(other.code) and mention.code):
                    return other
                fuller = fuller or (other if longer and not mention.code else None)
        return fuller

    def namesake(self, mention: Mention, here: list[Mention]) -> Mention | None:
        """The person of the document whom a bare surname means, though a codebook knows somebody else by it.

        None where the codebook's has been named, too.
        """
        written, surname = mention.text.split(), _surname(mention.text)
        if mention.name.split()[0] in written or not surname:
            return None
        near = [other for other in here if _surname(other.name) == surname]
        earlier = (*reversed(near), *reversed(self._named.get(surname, ())))
        found = [other for other in earlier if other.kind == "person"]
        if any(other.name == mention.name for other in found):
            return None
        return next((other for other in found if other.code and " " in other.name), None)

    def royal(self, mention: Mention, here: list[Mention]) -> Mention | None:
        """The person whom a title and his first name mean: "Prince Hamza" after "Crown Prince Hamza bin Ali"."""
        words = mention.text.lower().split()
        if " " in mention.name or len(words) < 2 or _ROYAL.isdisjoint(words):
            return None
        persons = (other for other in self.back(here) if other.kind == "person" and other.code)
        return next((other for other in persons if mention.name in other.name.split()[:-1]), None)

    def with_word(self, head: Word, here: list[Mention]) -> Iterator[Mention]:
        """The mentions whose text has the noun in it, the latest first."""
        forms = {head.lower, head.lemma.lower(), *_LEXICON.abbreviated.get(head.lemma.lower(), ())}
        yield from (
            m for m in reversed(here) if m.kind not in ("pronoun", "other") and forms & set(m.text.lower().split())
        )
        found = [m for form in forms for m in self._words.get(form, ())]
        yield from reversed(found if len(forms) == 1 else sorted(found, key=lambda m: m.span))

    def band(self, mention: Mention, here: list[Mention], window: int) -> Mention | None:
        """The armed group that "the rebels", "the militants" are: the only one of the document, else the only one of
        the last sentence of the window that names any. It is none of those that they are set against."""
        if mention.code not in ("REB", "UAF") or not is_plural(mention.head):
            return None
        foes = {other.code for other in here if _over(other.head, mention.head)}
        groups = [other for other in self.back(here) if _is_group(other) and other.code not in foes]
        if mention.head.lemma.lower() in _LEXICON.jihadist:
            groups = [other for other in groups if other.code.startswith("IMG")] or groups
        near = [other for other in groups if groups and other.sentence == groups[0].sentence]
        for among in (groups, near if near and mention.sentence - near[0].sentence <= window else []):
            if len({other.code for other in among}) == 1:
                return among[0]
        return None

    def soldiers(self, mention: Mention, here: list[Mention], window: int) -> Mention | None:
        """The soldiers that a people's name stands for after they have been named: "the Americans"."""
        state = mention.code[:3]
        for other in self.back(here):
            if mention.sentence - other.sentence > window:
                return None
            if other.code == state + "MIL":
                return other
        return None

    def only_one(self, mention: Mention, here: list[Mention], window: int) -> Mention | None:
        """The only actor of the last sentences that a plural noun can mean ("the soldiers" after "Turkish troops").

        None where there is none, or where two differ.
        """
        found: Mention | None = None
        if not is_plural(mention.head) or mention.code not in _BANDS:
            return None
        for other in self.back(here):
            if mention.sentence - other.sentence > window:
                break
            if (
                other.kind in ("pronoun", "person", "other")
                or mention.code not in chunks(other.code)
                or is_role(other.code)
            ):
                continue
            if found is not None and found.code != other.code:
                return None
            if other.kind == "name" or is_plural(other.head):
                found = found or other
        return found


def _is_group(mention: Mention) -> bool:
    """Whether a mention names an armed group or fighters of somebody's."""
    if mention.kind in ("pronoun", "person", "other") or len(mention.code) <= 3 or is_role(mention.code):
        return False
    return not _ARMED.isdisjoint(chunks(mention.code))


def _over(word: Word, below: Word) -> bool:
    """Whether a noun is the subject of a clause that another stands in, or what that clause describes."""
    return any(word is above or (word.head is above and word.dep in _SUBJECTS) for above in below.ancestors())


def is_plural(word: Word) -> bool:
    """Whether a word is a plural noun."""
    return word.tag in ("NNS", "NNPS")


def _surname(name: str) -> str:
    words = name.split()
    while len(words) > 1 and words[-1] in _SUFFIXES:
        words.pop()
    last = words[-1] if words else ""
    return next((last[len(mark) :] for mark in _ARTICLES if last.startswith(mark)), last)
