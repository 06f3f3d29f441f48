"""Compose the actor codes of one sentence's noun phrases, from names, role nouns, modifiers, owners and appositions.

Codes follow the CAMEO manual (1.1b3, chapter 3): state or organisation, then role, then party, people or religion.
"Turkish-backed Syrian rebels" are SYR + REB: who backs somebody is not what he is. "Kurdish-led" says what he is where
nothing else does.
"""

from __future__ import annotations

from typing import NamedTuple

from coder.codebook.actors import PEOPLE, Name
from coder.coding.codes import chunks, compose, is_body, is_organisation, is_role, is_state, of_kin, with_group
from coder.coding.irregulars import armed_role
from coder.coding.membership import abbreviated, called, joined, private_code
from coder.coding.names import Names
from coder.coding.owning import OWNING, Places, whose
from coder.coding.roles import NEIGHBOURS, OTHERS, Role, RoleReader, any_former, is_kin
from coder.coding.sides import Sides
from coder.language.clauses import MODIFIERS, coordinated
from coder.language.lexicon import load_lexicon
from coder.model import Tree, Word

_GUESSED = ("CVL", "MIL")
"""What a backer and an enemy are taken for where nothing else is known of them."""

_LEXICON = load_lexicon()

_SHARED = ("parties", "armed-groups", "forces")
_BANDS = ("MIL", "REB", "UAF", "OPP")
_RANKS = ("MIL", "COP", "JUD", "REL")
"""What a title makes of somebody who is then called an official, a spokesman or a head."""

_BANDED = frozenset(("REB", "UAF"))
_HELD = ("prisoner", "detainee", "inmate", "captive", "suspect")
"""Who are of the armed group that a modifier names: "Taliban prisoners"."""

_CARRIERS = ("convoy", "crew", "personnel", "column", "escort", "guard", "officer", "aircraft", "unit")
"""What is not military by itself where it is an organisation's: "a convoy of the World Food Programme"."""


class Coded(NamedTuple):
    """A code of a phrase, and the coordinated modifier that it comes from, None where the phrase has one code."""

    code: str
    modifier: Word | None


class _Owner(NamedTuple):
    main: str
    groups: str


class Phrases:
    """The noun phrases of one sentence."""

    def __init__(self, tree: Tree, names: Names, reader: RoleReader):
        self._names = names
        self._reader = reader
        self.sides = Sides(tree.words, names)
        self._places = Places(names)
        self._words = tree.words
        self._codes: dict[int, list[Coded]] = {}

    def codes(self, word: Word) -> list[Coded]:
        """The code or codes of the phrase that ``word`` heads; none where it is no actor that is known."""
        known = self._codes.get(word.i)
        if known is None:
            self._codes[word.i] = []
            known = self._codes[word.i] = self._compose(word)
        return known

    def is_actor(self, word: Word) -> bool:
        """Whether a noun stands for an actor, so that its modifiers do not."""
        if self._names.at(word) is not None:
            return True
        role = self._reader.role(word)
        if role is not None:
            return role.strength != "thing" or bool(self.codes(word))
        return word.pos == "PROPN" and any(
            self._reader.role(child) for child in word.children if child.dep in MODIFIERS
        )

    def _compose(self, word: Word) -> list[Coded]:
        found = self._names.at(word)
        if found is not None:
            return [Coded(self._named(word, found.name), None)] if found.head is word else []
        role = self._reader.role(word)
        if role is None and word.pos != "PROPN":
            return []
        modifiers = [child for child in word.children if child.dep in MODIFIERS]
        if word.dep in MODIFIERS and word.head is not None:
            # In "US-led coalition airstrikes" the parser hangs "led" on the strikes.
            modifiers += [near for near in word.head.children if near.i < word.i and self.sides.attached(near)]
        if role is None:
            return self._personal(word, modifiers)
        codes = self._explained(word, role) or self._of_role(word, role, modifiers)
        return codes or (self._described(word) if word.pos == "PROPN" else [])

    def _explained(self, word: Word, role: Role) -> list[Coded]:
        """The code of an organisation by a name that says little of what it is, by its apposition: "the Supreme
        Committee, an opposition group"."""
        if word.pos != "PROPN" or role.strength not in ("weak", "thing") or role.chunk not in ("GOV", "CVL"):
            return []
        beside = [child for child in word.children if child.dep == "appos" and child.pos == "NOUN"]
        found = [code for noun in beside if self._reader.role(noun) is not None for code, _ in self.codes(noun)]
        return [Coded(found[0], None)] if found and not is_role(found[0]) and is_body(found[0]) else []

    def _named(self, word: Word, name: Name) -> str:
        modifiers = [child for child in word.children if child.dep in MODIFIERS]
        roles = (self._reader.role(child) for child in modifiers)
        titled = name.kind == "leaders" and any(role is not None and role == ("GOV", "own") for role in roles)
        code = self._names.code(name, any_former(modifiers), titled)
        ethnic = name.kind == "ethnic"
        if name.kind in _SHARED:
            return self._of_state(word, name.kind, code, modifiers)
        if not ethnic and (name.kind != "states" or name.use == "name"):
            return code
        group = code if ethnic else code[:3]
        owner = self._owner([child for child in modifiers if self._names.at(child) is not self._names.at(word)])
        if owner.main or owner.groups:
            return _grouped(owner.main, owner.groups + group) if len(group) == 3 else code
        return compose(code, PEOPLE) if name.use == "adjective" and not ethnic and _counted(word) else code

    def _of_state(self, word: Word, kind: str, code: str, modifiers: list[Word]) -> str:
        """The code of a party or force by a name that states share, where the text says whose: "the Zambian Army"."""
        named = ((child, self._names.at(child)) for child in modifiers)
        states = [child for child, found in named if found is not None and found.name.kind in ("states", "regions")]
        state = self._owner([child for child in states if self._names.at(child) is not self._names.at(word)]).main
        owner = word.child("poss")
        if not state and owner is not None:
            state = next((found for found, _ in self.codes(owner)), "")
        if not state and kind == "parties":
            state = self._place_after(word)
        return state + code[3:] if len(state) == 3 and is_state(state) and not is_organisation(code) else code

    def _place_after(self, word: Word) -> str:
        places = [child.child("pobj") for child in word.children if child.dep == "prep" and child.lower in ("in", "of")]
        found = [self._names.at(place) for place in places if place is not None]
        return next(
            (place.name.code[:3] for place in found if place is not None and place.name.kind in ("states", "regions")),
            "",
        )

    def _personal(self, word: Word, modifiers: list[Word]) -> list[Coded]:
        """The code of somebody whom no codebook knows: by title, by apposition or by what he is said to be."""
        titled = ((child, self._reader.role(child)) for child in reversed(modifiers))
        title, role = next(((child, role) for child, role in titled if role is not None), (None, None))
        codes: list[Coded] = []
        if title is not None and role is not None:
            more = [child for child in title.children if child.dep in MODIFIERS]
            rest = [child for child in modifiers if child is not title]
            codes = self._of_role(word, role, [*rest, *more])[:1]
            if codes and is_role(codes[0].code):
                codes = self._of_role(title, role, [*rest, *more])[:1]
        if codes and not is_role(codes[0].code):
            return codes
        described = self._described(word)
        if codes and described and codes[0].code in _RANKS and described[0].code[3:] == "GOV":
            return [Coded(compose(described[0].code[:3], codes[0].code), None)]
        if codes and described and codes[0].code in _RANKS and described[0].code == "GOV":
            return codes  # "Col. X, the spokesman".
        private = private_code(word, self.codes)
        return described or codes or ([Coded(private, None)] if private else [])

    def _described(self, word: Word) -> list[Coded]:
        """The code of the first noun that says what a name is."""
        for other in self._equals(word):
            noun = abbreviated(word, other, self._names) or other
            described = self.codes(noun) if noun is not other or self._reader.role(noun) is not None else []
            if described:
                return [Coded(described[0].code, None)]
        return []

    def _equals(self, word: Word) -> list[Word]:
        """The nouns that say what a name is: its apposition, the noun it is apposed to, "X is a", "X, who was a"."""
        found = [child for child in word.children if child.dep == "appos"]
        if word.dep == "appos" and word.head is not None:
            found.append(word.head)
        copulas = [child for child in word.children if child.dep == "relcl" and child.lemma == "be"]
        if word.dep == "nsubj" and word.head is not None and word.head.lemma == "be":
            copulas.append(word.head)
        return found + [attr for verb in copulas for attr in verb.children if attr.dep == "attr"]

    def _of_role(self, word: Word, role: Role, modifiers: list[Word]) -> list[Coded]:
        """A code for each of the coordinated modifiers of a role noun; one where there are none."""
        alternatives = self._alternatives(modifiers)
        if len(alternatives) < 2:
            return self._of_owners(word, role, modifiers)
        single = [child for child in modifiers if child not in alternatives and child.dep != "conj"]
        codes: dict[str, Word] = {}
        for member in alternatives:
            code = self._single(word, role, [*single, member])
            if code:
                codes.setdefault(code, member)
        if len(codes) == 1:
            return [Coded(next(iter(codes)), None)]
        return [Coded(code, member) for code, member in codes.items()]

    def _of_owners(self, word: Word, role: Role, modifiers: list[Word]) -> list[Coded]:
        """The code of a role noun; one for each owner where they are coordinated: "officials in Ankara and Moscow"."""
        code = self._single(word, role, modifiers)
        if not code or (role.chunk in _GUESSED and _others(word) and not self._owner(modifiers).main):
            return []
        owners = self._owning_phrase(word, role, self._reader.refined(word, role, modifiers))
        if len(owners) < 2 or not code.startswith(owners[0].code[:3]):
            return [Coded(code, None)]
        chunk = self._reader.refined(word, role, modifiers)
        return [Coded(compose(owner.code, chunk, role.strength == "relational"), owner.modifier) for owner in owners]

    def _of_unknown(self, word: Word) -> bool:
        """Whether a leader or spokesman is of a name that no codebook knows, so that his code is not known either."""
        for child in word.children:
            owner = child.child("pobj") if child.dep == "prep" and child.lower in ("of", "for") else child
            if owner is not None and owner.pos == "PROPN" and owner.dep in ("pobj", "poss") and not self.codes(owner):
                return True
        return False

    def _alternatives(self, modifiers: list[Word]) -> list[Word]:
        """Coordinated modifiers of which each brings an actor or a role: "pro-regime and U.S." in "... troops"."""
        first = next((child for child in modifiers if child.child("cc", "conj") is not None), None)
        if first is None:
            return []
        members = coordinated(first)
        if len(members) == 1:
            # The parser may join the two by the conjunction alone.
            members += [child for child in modifiers if child.i > first.i][:1]
        return members if all(self._says(member) for member in members) else []

    def _says(self, word: Word) -> bool:
        return self._reader.brings(word) or self.sides.attached(word) is not None or word.lower.startswith("pro-")

    def _single(self, word: Word, role: Role, modifiers: list[Word]) -> str:
        if word.dep == "appos" and word.head is not None and self._names.at(word.head) is not None:
            named = next((code for code, _ in self.codes(word.head)), "")
            if named and not is_state(named):
                return named
        if word.lemma.lower() in NEIGHBOURS and word.child("poss") is not None:
            return ""  # "Syria's neighbours" are other states, none of which is named.
        chunk = armed_role(word, role, modifiers, self._reader, self.sides)
        main, groups = self._owner(modifiers)
        if not main or (is_state(main) and role.strength == "relational" and word.child("conj") is None):
            # "The Turkish head of Amnesty International" is of whom he heads.
            owners = (owner.code for owner in self._owning_phrase(word, role, chunk))
            main = next(filter(is_body, owners), main) if main else self._inherited(word) or next(owners, "")
        main = main or ("" if groups else self._shared(word))
        if chunk == "UAF" and not is_body(main or "CVL"):
            main = joined(word, self.codes) or main
        if any(child.lower in _LEXICON.proxies for child in (word, *modifiers)):
            main = ""  # Whose proxy somebody is, is not what he is.
        if main and is_kin(word):
            main = of_kin(main)
        apposed = self._apposed(word, chunk, any_former(modifiers))
        if main and apposed.startswith(main) and chunk in _BANDS:
            return apposed  # "The Lebanese militia Hezbollah".
        owner = _grouped(main, groups) or self.sides.side(word, chunk, modifiers)
        if chunk == "GOV" and any_former(modifiers):
            chunk = "ELI"
        if chunk == "UAF" and role.strength == "weak" and "GOV" in chunks(owner):
            chunk = "MIL"
        if owner:
            if is_role(owner) and role.strength in ("weak", "thing") and not (owner == "GOV" and chunk == "CVL"):
                return chunk if role.chunk == "PTY" and word.pos == "PROPN" else owner  # "The Workers' Party".
            if word.lemma.lower() in _HELD and not _BANDED.isdisjoint(chunks(owner)):
                return owner
            if is_organisation(owner) and chunk == "MIL" and word.lemma.lower() in _CARRIERS:
                return owner
            return compose(owner, chunk, role.strength in ("relational", "thing"))
        if role.strength == "relational" and self._of_unknown(word):
            return ""
        if apposed:
            return apposed
        if word.pos == "PROPN" and chunk == role.chunk == "CVL" and self._reader.role(word) is not None:
            return ""  # A name such as "the Peace Movement" says nothing of what it is.
        return chunk if role.strength != "thing" or any(map(self._reader.chunk_of, modifiers)) else ""

    def _owner(self, modifiers: list[Word]) -> _Owner:
        """Whose the phrase is by its modifiers: the state or organisation, and the groups ("Iraqi Kurdish")."""
        main, groups, led = "", "", ""
        # "UN Syria envoy", "UK defence minister": the parser may hang the first owner on what follows.
        free = [child for child in modifiers if self.sides.attached(child) is None]
        saying = [child for child in free if self._names.at(child) is not None or self._reader.brought(child)]
        inner = [near for child in saying for near in child.children if near.dep in MODIFIERS and self._names.at(near)]
        for child in [*modifiers, *inner]:
            name = self._names.at(child)
            if name is not None and name.head is not child and name.head in modifiers:
                continue  # Another word of the same name.
            first = self.sides.attached(child)
            if first is not None:
                code = self._modifier_code(first)
                led = led or (code if self.sides.leads(child, code) else "")
                continue
            code = self._modifier_code(child)
            if not code:
                continue
            if name is not None and (
                name.name.kind == "ethnic" or (is_state(main) and is_state(code) and name.name.use != "name")
            ):
                groups += code
            elif not main or (is_state(main) and not is_state(code)):
                main = code
        return _Owner(main or ("" if groups else led), groups)

    def _modifier_code(self, word: Word) -> str:
        """The code that a modifier lends to its noun, "" for none; of a person or people only the state."""
        found = self._names.at(word)
        if found is None and "-" in word.text:
            # The first of two nationalities counts: "a German-Iranian engineer".
            first, second = map(self._names.lookup, word.text.split("-", 1))
            return first.code[:3] if first is not None and second is not None and first.kind == "states" else ""
        if found is not None:
            code = self._names.code(found.name)
            person = found.name.kind == "leaders" or (found.name.kind == "states" and found.name.use == "people")
            return code[:3] if person else code
        if word.lower.startswith("pro-") or word.pos not in ("NOUN", "PROPN"):
            return ""
        return next((code for code, _ in self.codes(word) if not is_role(code)), "")

    def _inherited(self, word: Word) -> str:
        """The owner that a bare conjunct shares with the first: "Turkish troops and tanks"."""
        first = word.head
        if word.dep != "conj" or first is None or word.child("det", "poss", "nummod", "prep") is not None:
            return ""
        if first.child("cc") is None or any(self.sides.attached(child) is not None for child in word.children):
            return ""
        if self._names.at(first) is not None or self._reader.role(first) is None:
            return ""
        modifiers = [child for child in first.children if child.dep in MODIFIERS]
        owner = self._owner(modifiers)
        return _grouped(owner.main, owner.groups) or self._possessor(first)

    def _shared(self, word: Word) -> str:
        """The state in a phrase after the next of a row: "the government and people of Mali"."""
        other = word.child("conj")
        of = next((child for child in other.children if child.lower == "of"), None) if other is not None else None
        noun = of.child("pobj") if of is not None else None
        return next((code for code, _ in self.codes(self._places.region(noun)) if is_state(code)), "") if noun else ""

    def _owning_phrase(self, word: Word, role: Role, chunk: str) -> list[Coded]:
        """Whose the phrase is by its possessor or by a phrase after it: "of the army", "in Ankara and Moscow"."""
        owner = self._possessor(word)
        if owner:
            return [Coded(owner, None)]
        codes = [code for noun in whose(word) for code, _ in self.codes(noun)]
        if codes:
            return [*(Coded(code, word.child("poss")) for code in codes[:-1]), Coded(codes[-1], None)]
        for child in word.children:
            if child.lower == "loyal" and (to := child.child("prep")) is not None:
                owners = [Coded(code, noun) for noun in to.children for code, _ in self.codes(noun)]
                if owners:
                    return owners
            if child.dep != "prep" or child.lower not in OWNING:
                continue
            for noun in child.children:
                if noun.dep == "pobj":
                    noun = self._places.region(noun)
                    owners = [Coded(code, member) for member in coordinated(noun) for code, _ in self.codes(member)]
                    if owners and self._places.owns(child.lower, noun, owners[0].code, word, role, chunk):
                        return owners
        return []

    def _possessor(self, word: Word) -> str:
        owner = word.child("poss")
        owners = coordinated(owner) if owner is not None and word.lemma.lower() not in OTHERS else []
        return next((code for member in owners for code, _ in self.codes(member)), "")

    def _apposed(self, word: Word, chunk: str, former: bool) -> str:
        """The code of the person or organisation apposed to a role noun: "the minister, X", who is one in office."""
        beside = word.head.children if word.head is not None else ()
        for child in (*word.children, *beside):
            found = self._names.at(child) if child.pos == "PROPN" else None
            if found is None or not (child.dep == "appos" and child.head is word or found.start == word.i + 1):
                continue
            if found.name.kind == "leaders":
                return self._names.code(found.name, former, titled=chunk == "GOV")
            code = next((code for code, _ in self.codes(child)), "") if child.head is word else ""
            if code:
                return "" if is_state(code) else code
        return called(word, self._words, self._names)


def _others(word: Word) -> bool:
    """Whether a noun only says of whom somebody is a neighbour, a backer or the like, not who he is."""
    owned = word.child("poss") is not None or any(child.lower == "of" for child in word.children)
    return owned and word.lemma.lower() in OTHERS


def _counted(word: Word) -> bool:
    """Whether a demonym means persons, not their state: "an Iraqi", "two Chinese", "the 37-year-old Iraqi"."""
    return any(child.dep in ("nummod", "amod") or child.lower in ("a", "an") for child in word.children)


def _grouped(owner: str, groups: str) -> str:
    """A state's code with the groups within it."""
    if not owner or is_role(owner):
        return groups or owner
    for at in range(0, len(groups), 3):
        owner = with_group(owner, groups[at : at + 3])
    return owner
