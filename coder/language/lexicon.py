"""The lexicon of words that shape the predicates and actors beside them (lexicon.yaml), ready for look-up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Lexicon:
    """Word lists of ``lexicon.yaml``, which says of each what it is for, as sets.

    ``embeds`` and ``shades`` map a lemma to its modality or polarity, ``governs`` a preposition to verbs, ``lemmas`` a
    form to its lemma, ``abbreviated`` a title to its short forms.
    """

    doer: frozenset[str]
    undergoer: frozenset[str]
    happen: frozenset[str]
    undergone: frozenset[str]
    joint: frozenset[str]
    behalf: frozenset[str]
    captive: frozenset[str]
    shared: frozenset[str]
    topics: frozenset[str]
    charges: frozenset[str]
    charges_on: dict[str, list[str]]
    quantifiers: frozenset[str]
    subject_control: frozenset[str]
    bare: frozenset[str]
    consequence: frozenset[str]
    harm: frozenset[str]
    states: frozenset[str]
    brings: frozenset[str]
    gives_way: frozenset[str]
    pleases: frozenset[str]
    presses: frozenset[str]
    wanted: frozenset[str]
    intransitive: frozenset[str]
    promises: frozenset[str]
    embeds: dict[str, str]
    plain: frozenset[str]
    foretelling: frozenset[str]
    managed: frozenset[str]
    firsts: frozenset[str]
    means: frozenset[str]
    duties: frozenset[str]
    instrumental: frozenset[str]
    wishing: frozenset[str]
    performed: frozenset[str]
    answers: frozenset[str]
    said: frozenset[str]
    waged: frozenset[str]
    ordered: frozenset[str]
    beaten: frozenset[str]
    shades: dict[str, str]
    governs: dict[str, frozenset[str]]
    gives: frozenset[str]
    abbreviated: dict[str, list[str]]
    lemmas: dict[str, str]
    collective: frozenset[str]
    impersonal: frozenset[str]
    always_impersonal: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    judging: frozenset[str]
    voices: frozenset[str]
    epithets: frozenset[str]
    countries: frozenset[str]
    fighters: frozenset[str]
    jihadist: frozenset[str]
    powers: frozenset[str]
    backed: frozenset[str]
    held: frozenset[str]
    led: frozenset[str]
    tied: frozenset[str]
    regime: frozenset[str]
    former: frozenset[str]
    current: frozenset[str]
    settlements: frozenset[str]
    entering: frozenset[str]
    moving: frozenset[str]
    groups: frozenset[str]
    fighting: frozenset[str]
    volunteers: frozenset[str]
    rebels: frozenset[str]
    irregular: frozenset[str]
    kin: frozenset[str]
    policing: frozenset[str]
    proxies: frozenset[str]
    joining: frozenset[str]
    bodies: frozenset[str]
    serving: frozenset[str]
    fields: frozenset[str]
    ministerial: frozenset[str]
    calls: frozenset[str]
    done: frozenset[str]
    requests: frozenset[str]
    telling: frozenset[str]

    @cached_property
    def asks(self) -> frozenset[str]:
        """The words whose content is demanded."""
        return frozenset(word for word, effect in self.embeds.items() if effect == "demanded")


@cache
def load_lexicon() -> Lexicon:
    """The shipped lexicon."""
    data = yaml.load(files("coder.language").joinpath("lexicon.yaml").read_text("utf-8"), Loader=_LOADER)
    lists = {name: frozenset(words) for name, words in data.items() if isinstance(words, list)}
    governs = {preposition: frozenset(verbs) for preposition, verbs in data["governs"].items()}
    return Lexicon(
        **lists,
        charges_on=data["charges_on"],
        embeds=_inverted(data["embeds"]),
        shades=_inverted(data["shades"]),
        governs=governs,
        abbreviated=data["abbreviated"],
        lemmas=data["lemmas"],
    )


def _inverted(groups: dict[str, list[str]]) -> dict[str, str]:
    """Word to group; a word in two groups belongs to the first."""
    found: dict[str, str] = {}
    for group, words in groups.items():
        for word in words:
            found.setdefault(word, group)
    return found
