"""Who "it", "he", "the military", a bare surname are: mentions resolved through the document, by rule.

Pronouns are resolved by ``pronouns``. What cannot be resolved is left out rather than guessed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from coder.codebook.actors import PEOPLE
from coder.coding.antecedents import Antecedents, is_plural
from coder.coding.binding import Binding
from coder.coding.both import members
from coder.coding.codes import chunks, compose, is_organisation, is_role, is_state, of_kin
from coder.coding.pronouns import WINDOW, Pronouns, as_known
from coder.coding.roles import OTHERS, is_kin
from coder.coding.salience import FOREMOST, aside, counted, is_collective, salience
from coder.coding.setting import WITHIN, Setting
from coder.coding.short_forms import TAKERS, bare, definite, takes_up
from coder.language.clauses import MODIFIERS, SUBJECTS
from coder.language.lexicon import load_lexicon
from coder.model import Mention, Tree, Word

_LEXICON = load_lexicon()

_ONLY = -1
"""The window in which only the document's one group is found."""

_GOVERNING = ("GOV", "LEG")
_DOMESTIC = ("COP", "JUD")
_CHAMBER = ("parliament", "congress", "mp", "lawmaker")
_ROW = ("det", "cc", "conj", "punct", "appos", "npadvmod")
"""What hangs on a bare noun in a row: "the Russians, Turks and Iranians"."""


class Discourse:
    """What one document has mentioned so far; ``read`` its sentences in order.

    ``setting`` tells whose the institutions and forces are that nobody owns; without it they stay nobody's. ``quoted``
    says whether the character at an offset stands in a quotation.
    """

    def __init__(self, setting: Setting | None = None, quoted: Callable[[int], bool] = lambda _: False) -> None:
        self._past = Antecedents()
        self._quoted = quoted
        self._setting = setting or Setting()

    def read(self, tree: Tree, mentions: list[Mention]) -> list[Mention]:
        """The sentence's mentions with pronouns, surnames and short forms resolved to their fullest earlier mention.

        Left out are what stands for no known actor: such pronouns, impersonal "it", and "the country" of no country.
        """
        here: dict[int, Mention] = {}
        resolved: list[Mention] = []
        pronouns = Pronouns(self._past, resolved, mentions, tree.sentence, self._quoted)
        for mention in _with_others(tree, mentions):
            known = members(mention, self._past.back(resolved)) or self._resolve(mention, resolved, here, pronouns)
            for found in known or _unknown(mention):
                explained = found.head.dep == "appos" or found.head.child("appos") is not None
                found = found if explained or _of(found.head) is not None else self._settled(found)
                resolved.append(found)
                here.setdefault(found.head.i, found)
        resolved = [_owned(mention, here, "prep") for mention in resolved]
        resolved = [_local(_apposed(mention, resolved), resolved) for mention in resolved]
        resolved = [_counterpart(self._settled(mention), here) for mention in resolved]
        resolved = [self._policing(_beside(mention, resolved)) for mention in resolved]
        for mention in resolved:
            self._past.add(mention)
        return [mention for mention in resolved if mention.kind != "other"]

    def _settled(self, mention: Mention) -> Mention:
        """An institution or force that nobody owns as what the document's setting makes of it."""
        if mention.kind not in ("role", "person") or not mention.code:
            return mention
        code = self._setting.placed(mention)
        return mention if code == mention.code else replace(mention, code=code)

    def _resolve(
        self, mention: Mention, resolved: list[Mention], here: dict[int, Mention], pronouns: Pronouns
    ) -> list[Mention]:
        """The mention as it is now known, none where it stands for nobody."""
        if mention.kind == "dateline":
            return []
        if mention.kind == "other":
            return [mention]
        if mention.kind == "pronoun":
            return pronouns.meant(mention)
        if mention.kind == "role":
            known = _owned(as_known(mention, self._short_form(mention, resolved)), here, "poss")
            known = self._in_office(self._serving(self._voiced(known, resolved), resolved), resolved)
        elif mention.code[3:] == PEOPLE and is_plural(mention.head) and definite(_first(mention.head)):
            known = as_known(mention, self._past.soldiers(mention, resolved, WINDOW))
            if known is mention and all(child.dep in _ROW for child in mention.head.children):
                # "The Americans", who were not mentioned before, are their state.
                known = replace(mention, code=mention.code[:3])
        elif not mention.code or (mention.kind == "person" and is_role(mention.code)):
            same = self._past.royal(mention, resolved) or self._past.named(mention, resolved)
            known = self._serving(self._introduced(as_known(mention, same)), resolved)
        elif mention.kind == "person":
            known = as_known(mention, self._past.namesake(mention, resolved))
        else:
            known = mention
        # A capital at the sentence's start makes no name of a common noun.
        return [known] if known.code or known.head.pos == "PROPN" else []

    def _policing(self, mention: Mention) -> Mention:
        """Officers as policemen where the last force that was named is the police."""
        words = mention.text.lower().split()
        if mention.code[-3:] != "MIL" or mention.head.lemma.lower() not in _LEXICON.policing or "army" in words:
            return mention
        for other in self._past.forces():
            if other.head.lemma.lower() not in _LEXICON.policing:
                return replace(mention, code=other.code) if "COP" in other.code else mention
        return mention

    def _introduced(self, mention: Mention) -> Mention:
        """Somebody who is not known yet as who he is called further down: "Ann Lee", later "Ann Lee, a teacher"."""
        code = "" if mention.code else self._setting.introduced(mention.name)
        return replace(mention, code=code, resolved=True) if code else mention

    def _serving(self, mention: Mention, resolved: list[Mention]) -> Mention:
        """Who serves a body that is only called by its noun as of the one that was named: "a coalition spokesman"."""
        titles = [child for child in mention.head.children if child.dep in MODIFIERS]
        near = [(noun, child) for noun in (mention.head, *titles) for child in noun.children if child.dep in MODIFIERS]
        serving = (child for noun, child in near if noun.lemma.lower() in _LEXICON.serving)
        body = next((child for child in serving if child.lower in _LEXICON.bodies), None)
        if body is None or not is_role(mention.code):
            return mention
        for other in self._past.with_word(body, resolved):
            if not is_role(other.code) and other.head.lemma.lower() == body.lower and other.head is not mention.head:
                return replace(mention, code=compose(other.code, mention.code, relational=True), resolved=True)
        return mention

    def _in_office(self, mention: Mention, resolved: list[Mention]) -> Mention:
        """A minister whose state is not named as of that of the ministry of his field that was named last."""
        noun = mention.head
        field = next((child for child in noun.children if child.lower in _LEXICON.fields), None)
        if field is None or noun.lemma.lower() not in _LEXICON.ministerial or not is_role(mention.code):
            return mention
        for other in self._past.with_word(field, resolved):
            if not is_role(other.code) and not _LEXICON.ministerial.isdisjoint(other.text.lower().split()):
                return replace(mention, code=compose(other.code[:3], mention.code), resolved=True)
        return mention

    def _voiced(self, mention: Mention, resolved: list[Mention]) -> Mention:
        """A spokesman whose owner is not named as the one of the organisation that was last a subject."""
        noun = mention.head
        owned = _of(noun) is not None or noun.child("poss", "compound", "amod") is not None
        if noun.lemma.lower() not in _LEXICON.voices or owned or not is_role(mention.code):
            return mention
        for other in self._past.back(resolved):
            if mention.sentence - other.sentence > 1:
                break
            organised = other.kind == "name" or is_collective(other.head) or is_plural(other.head)
            if organised and other.code and not is_role(other.code) and salience(other) >= FOREMOST:
                return replace(mention, code=compose(other.code, mention.code, relational=True), resolved=True)
        return mention

    def _short_form(self, mention: Mention, resolved: list[Mention]) -> Mention | None:
        """The fuller mention that a bare definite noun takes up ("the ministry", "the country", "the group")."""
        if mention.code and not is_role(mention.code):
            return None
        if not definite(mention.head):
            plain = mention.code == "UAF" and mention.head.lemma.lower() in _LEXICON.fighters and bare(mention.head)
            return self._past.band(mention, resolved, _ONLY) if plain else None
        fits = TAKERS.get(mention.head.lower)
        named = self._called(mention.head, fits, resolved) if fits is not None else None
        if mention.head.lower in _LEXICON.countries:
            heads = Binding().controllers(mention.head)
            acting = next((m for m in resolved if m.head in heads and is_state(m.code[:3])), None)
            return named if acting is None else replace(acting, code=acting.code[:3])
        told = next((m for m in self._past.with_word(mention.head, resolved) if takes_up(mention, m)), None)
        if named is not None or told is not None:
            return max((m for m in (named, told) if m is not None), key=lambda m: m.span)
        if not mention.code:
            return None
        find = self._past.band if mention.code in ("REB", "UAF") else self._past.only_one
        return find(mention, resolved, WINDOW)


    def _called(self, noun: Word, fits: Callable[[Mention], bool], resolved: list[Mention]) -> Mention | None:
        """The last mention that a noun may take up; of groups in its sentence the most salient that does not act on it.
        """
        rivals = Binding().rivals(noun)
        here = [other for other in resolved if fits(other) and other.head not in rivals]
        if here and noun.lower not in _LEXICON.countries:
            return max(here, key=lambda other: (salience(other) - aside(other), other.span))
        return next((other for other in self._past.back(here) if fits(other)), None)


def _unknown(mention: Mention) -> list[Mention]:
    """What is known of nobody, which a pronoun may take up all the same ("most countries ... they")."""
    if mention.kind in ("pronoun", "dateline") or counted(mention.head):
        return []
    return [replace(mention, kind="other", code="")]


def _with_others(tree: Tree, mentions: list[Mention]) -> list[Mention]:
    """The mentions in order, with the subjects that are no actors, lest a report's pronoun be taken for an army's."""
    heads = {mention.head.i for mention in mentions}
    others = [
        Mention(word, (word.start, word.end), word.text, "", False, "other", word.text, tree.sentence.index)
        for word in tree.words
        if word.dep in SUBJECTS and (word.pos == "NOUN" or word.tag == "DT") and word.i not in heads
        if not any(noun.i in heads for noun in counted(word))
    ]
    return sorted([*mentions, *others], key=lambda mention: mention.head.i) if others else mentions


def _owned(mention: Mention, here: dict[int, Mention], by: str) -> Mention:
    """A role noun with an owner that is a pronoun or short form ("its troops", "the group's leader") as its owner's."""
    if mention.kind != "role" or not mention.code or not is_role(mention.code) or mention.head.lemma in OTHERS:
        return mention
    noun = mention.head.child("poss") if by == "poss" else _of(mention.head)
    owner = here.get(noun.i) if noun is not None else None
    code = owner.code if owner is not None else ""
    if any(word.lower in _LEXICON.proxies for word in (mention.head, *mention.head.children)):
        return mention
    if code and is_kin(mention.head):
        code = of_kin(code)
    if not code or is_role(code):
        return mention
    return replace(mention, code=compose(code, mention.code), resolved=True)


def _counterpart(mention: Mention, here: dict[int, Mention]) -> Mention:
    """The Malian of "his Malian counterpart" has the office of whose counterpart he is, in his own state."""
    noun = mention.head.head
    if noun is None or noun.lemma != "counterpart" or mention.head.dep != "amod" or not is_state(mention.code):
        return mention
    owner = noun.child("poss")
    other = here.get(owner.i) if owner is not None else None
    office = other.code[3:6] if other is not None and not is_role(other.code) else ""
    return replace(mention, code=compose(mention.code, office)) if is_role(office) and office else mention


def _apposed(mention: Mention, others: list[Mention]) -> Mention:
    """Somebody by name whose role says not whose it is, as the owner's of the noun that explains the name."""
    if mention.kind != "person" or not mention.code or not is_role(mention.code):
        return mention
    beside = [m for m in others if _apposite(m.head, mention.head) or _apposite(mention.head, m.head)]
    fuller = (m for m in beside if not is_role(m.code))
    own = set(chunks(mention.code))
    found = next((m.code for m in fuller if own < set(chunks(m.code)) or is_organisation(m.code)), "")
    return replace(mention, code=found, resolved=True) if found else mention


def _local(mention: Mention, here: list[Mention]) -> Mention:
    """Police and courts that nobody owns as those of the place where they do what is told: "arrested him in Mali"."""
    verb = mention.head.head
    if mention.kind != "role" or mention.code not in _DOMESTIC or verb is None or verb.pos != "VERB":
        return mention
    places = {
        other.code[:3]
        for other in here
        if other.kind == "name" and is_state(other.code) and _place_of(other.head, verb)
    }
    return replace(mention, code=compose(next(iter(places)), mention.code)) if len(places) == 1 else mention


def _place_of(noun: Word, verb: Word) -> bool:
    """Whether a noun says where a verb's act is done."""
    preposition = noun.head if noun.dep == "pobj" else None
    return preposition is not None and preposition.lower in WITHIN and preposition.head is verb


def _apposite(word: Word, other: Word) -> bool:
    """Whether a word is the apposition of another."""
    return word.dep == "appos" and word.head is other


def _beside(mention: Mention, here: list[Mention]) -> Mention:
    """A government or parliament that nobody owns ("the administration") as that of the last officials named in the
    sentence."""
    if mention.kind != "role" or not (mention.code in _GOVERNING and _alone(mention.head)):
        return mention
    before = [other for other in here if other.span < mention.span and other.code[3:6] == "GOV"]
    return replace(mention, code=before[-1].code[:3] + mention.code) if before else mention


def _alone(noun: Word) -> bool:
    """Whether a noun says no more than "the government", "parliament", "MPs"."""
    return definite(noun) and not is_plural(noun) or (noun.lemma.lower() in _CHAMBER and not noun.children)


def _first(noun: Word) -> Word:
    """The noun whose article a bare one in a row shares: Russians for the Turks in "the Russians and Turks"."""
    while noun.dep == "conj" and noun.head is not None and all(child.dep in _ROW for child in noun.children):
        if noun.child("det") is not None:
            break
        noun = noun.head
    return noun


def _of(head: Word) -> Word | None:
    """The noun of the phrase with "of" after a noun, of that with "for" after who speaks for somebody."""
    marks = ("of", "for") if head.lemma.lower() in _LEXICON.voices else ("of",)
    after = next((child for child in head.children if child.dep == "prep" and child.lower in marks), None)
    return after.child("pobj") if after is not None else None
