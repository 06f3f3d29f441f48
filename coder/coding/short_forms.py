"""Which earlier mention a bare definite noun may take up: "the ministry", "the rebels", "the country", "the group"."""

from __future__ import annotations

from collections.abc import Callable

from coder.coding.antecedents import is_plural
from coder.coding.codes import chunks, is_state
from coder.language.lexicon import load_lexicon
from coder.model import Mention, Word

_LEXICON = load_lexicon()

_STATELY = ("army", "military", "navy", "police")
_DEFINITE = ("the", "that", "this", "these", "those")
_DESCRIBING = ("amod", "compound", "nmod", "poss", "prep", "relcl", "acl")


def definite(word: Word) -> bool:
    """Whether the noun is bare but for a definite article, so that it says only which earlier actor is meant."""
    if not any(child.dep == "det" and child.lower in _DEFINITE for child in word.children):
        return False
    return all(
        child.dep not in _DESCRIBING or child.lower in _LEXICON.epithets or _aside(word, child)
        for child in word.children
    )


def bare(word: Word) -> bool:
    """Whether a noun has no article and nothing that says which are meant: "fighters fled"."""
    return all(child.dep in ("punct", "cc", "conj") for child in word.children)


def _aside(word: Word, clause: Word) -> bool:
    """Whether a relative clause only adds something: "the rebels, who fled"."""
    commas = (mark.i for mark in word.children if mark.text == ",")
    return clause.dep == "relcl" and any(word.i < comma < clause.i for comma in commas)


def takes_up(short: Mention, earlier: Mention) -> bool:
    """Whether a bare role noun takes up an earlier mention that has the same noun and a fuller code."""
    if (
        earlier.kind == "pronoun"
        or len(earlier.code) <= len(short.code)
        or is_plural(short.head) != is_plural(earlier.head)
    ):
        return False
    fuller = set(chunks(short.code)) <= set(chunks(earlier.code))
    if short.head.lemma.lower() in _STATELY:  # "The army" is no rebel army.
        return fuller
    same = short.head.lemma.lower() == earlier.head.lemma.lower()
    return same or not short.code or fuller


def _organised(*wanted: str) -> Callable[[Mention], bool]:
    """The test for an organisation by name, or by a noun for that name, whose code has one of the chunks."""
    allowed = frozenset(wanted)
    return lambda m: _names_body(m) and not allowed.isdisjoint(chunks(m.code))


def _names_body(mention: Mention) -> bool:
    """Whether a mention has the name of an organisation, or is of people called by it: "Hamas", "Hamas fighters"."""
    return len(mention.code) > (3 if mention.kind == "name" else 6 if mention.kind == "role" else 99)


def _country(mention: Mention) -> bool:
    """A state by name, or by its capital, in a place of its own in the sentence; no people ("the Kurds")."""
    return (
        not is_plural(mention.head)
        and mention.kind == "name"
        and is_state(mention.code)
        and mention.head.dep not in ("amod", "compound", "nmod")
    )


TAKERS: dict[str, Callable[[Mention], bool]] = {
    **dict.fromkeys(_LEXICON.countries, _country),
    "group": _organised("REB", "UAF", "IMG", "NGO", "HRI", "NGM", "OPP", "CRM"),
    "militia": _organised("REB", "UAF"),
    "movement": _organised("REB", "UAF", "OPP", "NGM"),
    "front": _organised("REB", "OPP"),
    "organization": _organised("IGO", "NGO", "IMG", "REB", "HRI"),
    "organisation": _organised("IGO", "NGO", "IMG", "REB", "HRI"),
    "body": _organised("IGO"),
    "bloc": _organised("IGO"),
    "alliance": _organised("IGO", "REB"),
    "party": _organised("OPP", "PTY", "GOV"),
    "agency": _organised("IGO", "MED", "SPY"),
    "newspaper": _organised("MED"),
    "paper": _organised("MED"),
    "broadcaster": _organised("MED"),
    "company": _organised("BUS", "MNC"),
    "firm": _organised("BUS", "MNC"),
    "charity": _organised("NGO"),
    "watchdog": _organised("NGO", "HRI"),
}
"""Nouns that take up an organisation by name, with the test that it must pass."""
