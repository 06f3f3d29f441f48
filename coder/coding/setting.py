"""Where a document is set: whose "the police" and "the rebels" are, and which of a people's forces "Kurdish fighters"
are, where nobody says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Set

from coder.codebook.actors import PEOPLE
from coder.coding.antecedents import is_plural
from coder.coding.codes import chunks, compose, is_role
from coder.language.lexicon import load_lexicon
from coder.model import Mention

_LEXICON = load_lexicon()

_INSTITUTIONS = ("GOV", "MIL", "COP", "JUD", "LEG", "SPY")
"""Roles that belong to a state, as an opposition does; militants, civilians and the press may be anybody's."""


_ARMED = frozenset(["REB", "UAF", "MIL"])
_VAGUE = ("a", "an", "some", "no", "any", "foreign", "former", "other", "more", "many", "several", "another", "western")
WITHIN = frozenset(["in", "at", "near", "across", "inside", "around", "into", "outside"])
_LEAST, _SHARE, _FOREMOST, _DATELINE = 3, 0.5, 0.35, 10
"""How often and with what share of all states a state must be named to be the one that a document is set in (less will
do where no other is named half as often), and for how many mentions a dateline stands: no more than there are others of
its state, which else is only where the reporter is."""

_ARMED_BANDS = frozenset(["REB", "UAF", "CRM"])
_REGIME = "regime"
"""A noun that, in one document, is hardly ever used of more than one government."""

_SPOKEN = 0.15
"""The least share of the states named that is the state's in which things happen."""


class Setting:
    """The states, theatres and forces that a document names, counted."""

    def __init__(
        self, mentions: Iterable[Mention] = (), states: Set[str] = frozenset(), homes: Mapping[str, str] | None = None
    ):
        """Read a document's mentions, resolved or not; ``states`` are the codes of states, to tell them from those of
        peoples and religions, ``homes`` the states of offices that one state has by that name."""
        self._named: Counter[str] = Counter()
        self._places: Counter[str] = Counter()
        self._forces: Counter[str] = Counter()
        self._regimes: set[str] = set()
        self._states = states
        self._homes = homes or {}
        self._dated: Counter[str] = Counter()
        self._bands: Counter[str] = Counter()
        self._persons: dict[str, str] = {}
        for mention in mentions:
            self._read(mention)
        for state, count in self._dated.items():
            self._named[state] += count * min(_DATELINE, max(_LEAST, self._named[state]))

    def _read(self, mention: Mention) -> None:
        state = mention.code[:3]
        if mention.kind == "pronoun":
            return
        if mention.kind == "person" and mention.code:
            self._persons.setdefault(mention.name, mention.code)
        if state in self._states:
            if mention.head.lemma.lower() == _REGIME:
                self._regimes.add(state)
            dateline = mention.kind == "dateline"
            if dateline:
                self._dated[state] += 1
            else:
                counted = self._named if _ARMED_BANDS.isdisjoint(chunks(mention.code)) else self._bands
                counted[state] += 1
            if dateline or (mention.kind == "name" and len(mention.code) == 3 and _within(mention)):
                # Of a dateline alone it is not known whether what is told happened there.
                self._places[state] += _LEAST - 1 if dateline else 1
        if mention.kind == "name" and len(mention.code) > 6 and not _ARMED.isdisjoint(chunks(mention.code)):
            self._forces[mention.code] += 1

    def introduced(self, name: str) -> str:
        """The code that the document gives to a person by that name, or by a fuller one, wherever it does; "" where it
        gives none, or to several."""
        if name in self._persons:
            return self._persons[name]
        found = {code for full, code in self._persons.items() if " " not in name and full.endswith(f" {name}")}
        return next(iter(found)) if len(found) == 1 else ""

    def placed(self, mention: Mention) -> str:
        """The mention's code, with what the setting tells of whose it is."""
        people = self._people(mention)
        if people:
            return self._forces_of(people, mention.code)
        if not is_role(mention.code):
            return mention.code
        state = self._state_of(mention)
        return compose(state, mention.code) if state else mention.code

    def _state_of(self, mention: Mention) -> str:
        """The state that an institution or rebels without an owner belong to, "" where that is not clear."""
        home = self._home(mention)
        if home:
            return home
        noun, words = mention.head.lemma.lower(), mention.text.lower().split()
        if (noun == _REGIME or _REGIME in words) and len(self._regimes) == 1 and not _somebody(mention):
            return next(iter(self._regimes))
        if "opposition" in words:
            return _most(self._named) or self._theatre()
        if not _LEXICON.rebels.isdisjoint((noun.removesuffix("s"), *words)):
            return self._theatre()
        if noun in _LEXICON.settlements and mention.code == PEOPLE:
            return "" if _somebody(mention) else self._theatre()
        if chunks(mention.code)[0] not in _INSTITUTIONS or noun in _LEXICON.irregular or _somebody(mention):
            return ""
        forces = chunks(mention.code)[0] == "MIL" and not _LEXICON.regime.isdisjoint(words)
        theatre = self._theatre() if forces else ""
        return theatre if theatre and self._named[theatre] == max(self._named.values()) else _most(self._named)

    def _home(self, mention: Mention) -> str:
        """The state that has an office by that name, if the document names it: "the home secretary"."""
        after = " of state" if any(child.lower == "of" for child in mention.head.children) else ""
        text = f" {mention.text.lower()}{after} "
        found = (state for office, state in self._homes.items() if f" {office} " in text)
        return next((state for state in found if self._named[state]), "")

    def _theatre(self) -> str:
        """The state where things happen, "" where that is not clear; a venue of talks is hardly spoken of itself.

        Where that is not said of one above all, it is the state that is named most and has armed groups of its own.
        """
        state = _most(self._places)
        if state and self._named[state] >= _SPOKEN * sum(self._named.values()):
            return state
        state = _most(self._named)
        return state if self._places[state] and self._bands[state] else ""

    def _people(self, mention: Mention) -> str:
        """The people or religion whose irregular forces a noun means, "" where it means none."""
        parts = chunks(mention.code)
        people = [chunk for chunk in parts if not is_role(chunk) and chunk not in self._states]
        irregular = mention.kind == "role" and not {"UAF", "REB"}.isdisjoint(parts)
        return people[0] if irregular and len(people) == 1 and self._states else ""

    def _forces_of(self, people: str, code: str) -> str:
        """The code of the one armed group by name that a people's forces in their state, or in the theatre, are; where
        there is none such, or there are several, their own, with the theatre where they are rebels."""
        state = code[:3] if code[:3] in self._states else self._theatre()
        found = [force for force in self._forces if people in chunks(force) and state in ("", force[:3])]
        if len(found) == 1:
            return found[0]
        rebels = code.startswith(people + "REB") and state
        return compose(state + people, "REB") if rebels else code


def _most(counts: Counter[str]) -> str:
    """The state that has most of the counts, "" where it has not enough."""
    (state, count), (_, second) = [*sorted(counts.items(), key=lambda item: (-item[1], item[0])), ("", 0), ("", 0)][:2]
    share = count / max(sum(counts.values()), 1)
    return state if count >= _LEAST and (share >= _SHARE or (share >= _FOREMOST and count >= 2 * second)) else ""


def _within(mention: Mention) -> bool:
    """Whether a state or a place in it is where something is: "in Syria"."""
    head = mention.head.head
    return mention.head.dep == "pobj" and head is not None and head.lower in WITHIN


def _somebody(mention: Mention) -> bool:
    """Whether the noun means some unknown ones, or another's."""
    children = mention.head.children
    if any(child.dep in ("nummod", "poss") or child.lower in _VAGUE for child in children):
        return True
    # "Forces that", "soldiers fighting for": which ones is only said then.
    return is_plural(mention.head) and mention.head.child("det") is None and mention.head.child("relcl") is not None
