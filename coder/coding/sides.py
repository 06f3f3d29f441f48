"""What "X-backed", "X-led", "X-linked", "pro-X" and "anti-X" before a noun say of whose it is.

Who backs somebody is not what he is. Who leads him, and the armed group that he is linked to, say it where nothing else
does; "pro-regime" and "anti-Assad" say whose war it is.
"""

from __future__ import annotations

from coder.coding.codes import is_state
from coder.coding.names import Names
from coder.language.lexicon import load_lexicon
from coder.model import Word

_LEXICON = load_lexicon()


class Sides:
    """The sides that the modifiers of one sentence's nouns speak of."""

    def __init__(self, words: list[Word], names: Names):
        self._words = words
        self._names = names

    def attached(self, word: Word) -> Word | None:
        """X in "X-backed", "X-led" and "X-linked"; None where the word is no such participle."""
        joined = word.i > 1 and self._words[word.i - 1].text == "-"
        if joined and (word.lower in _LEXICON.backed or word.lower in _LEXICON.led or word.lower in _LEXICON.tied):
            return self._words[word.i - 2]
        return None

    def leads(self, word: Word, code: str) -> bool:
        """Whether X, whose code is given, says in "X-led" and "X-linked" whose the noun is: no state is what somebody
        linked to it is."""
        return word.lower in _LEXICON.led or (word.lower in _LEXICON.tied and not is_state(code))

    def people(self, modifiers: list[Word]) -> bool:
        """Whether a modifier names a people or religion ("Kurdish"); one that leads, where none names a state."""
        kinds = {found.name.kind for child in modifiers if (found := self._names.at(child)) is not None}
        if kinds:
            return "ethnic" in kinds
        led = (self.attached(child) for child in modifiers if child.lower in _LEXICON.led)
        return any(
            found.name.kind == "ethnic" for first in led if first and (found := self._names.at(first)) is not None
        )

    def backed(self, modifiers: list[Word]) -> bool:
        """Whether all that is said of whose a noun is, is who backs it: "Iranian-aligned forces"."""
        backed = [child for child in modifiers if child.lower in _LEXICON.backed and self.attached(child) is not None]
        return bool(backed) and all(self._names.at(child) is None for child in modifiers)

    def side(self, word: Word, chunk: str, modifiers: list[Word]) -> str:
        """The state whose side a "pro-X" is on, or whose ruler "anti-X" is against, "" for none.

        "pro-regime" is of the place named after the noun. No state's rebels are for it, so that rebels get none; who is
        for a people is not of it.
        """
        for child in modifiers:
            cause = child.text.partition("-")[2]
            name = self._names.lookup(cause) if cause else None
            if child.lower.startswith("anti-") and name is not None and name.kind == "leaders":
                return name.code[:3]
            if not child.lower.startswith("pro-") or chunk == "REB" or (name is not None and name.kind == "ethnic"):
                continue
            if name is not None:
                return name.code[:3]
            if cause.lower() in _LEXICON.regime:
                return self._place_after(word)
        return ""

    def _place_after(self, word: Word) -> str:
        places = (self._names.at(after) for after in self._words[word.i + 1 : word.i + 6])
        return next(
            (place.name.code[:3] for place in places if place is not None and is_state(place.name.code[:3])), ""
        )
