"""The spelling of English inflection, where the lemmatizer of the parser has it wrong."""

from __future__ import annotations

import re

_SHORT = re.compile(r"[^aeiou]*[aeiou][bcdfghjklmnpqrstvz]")
"""A one-syllable stem with one vowel and one final consonant, which doubles before an ending ("hop", "hopped")."""

_SILENT = re.compile(r"[cvzue]$|[aeiou]s$|[^ls]s$|[^aeioul]l$|[^e]at$|[^aeiou]at$|[nrd]g$|[aeiou]g$")
"""Ends of stems that have lost an "e" before "-ed" ("advanc", "seiz", "accus", "retaliat", "charg", "agre")."""


def lemma_error(form: str, lemma: str) -> bool:
    """Whether the verb ``form`` belongs to ``lemma`` + "e": a short stem that takes an ending without doubling."""
    return form in (f"{lemma}ed", f"{lemma}ing", f"{lemma}es") and _SHORT.fullmatch(lemma) is not None


def base_of_regular(form: str) -> str:
    """The base of a regular past form in "-ed" ("advanced": advance, "attacked": attack, "stopped": stop).

    By the rules of spelling alone, and so a guess for stems that end like "retreat" or "target".
    """
    stem = form[:-2]
    if stem.endswith("i"):
        return stem[:-1] + "y"
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "lszfe":
        return stem[:-1]
    if _SHORT.fullmatch(stem) or _SILENT.search(stem):
        return stem + "e"
    return stem


def singular(plural: str) -> str:
    """The singular of a regular plural ("airstrikes", "clashes", "sorties", "rallies")."""
    if plural.endswith("ies") and len(plural) > 4 and plural != "sorties":
        return plural[:-3] + "y"
    if plural.endswith(("ches", "shes", "sses", "xes")):
        return plural[:-2]
    return plural[:-1]
