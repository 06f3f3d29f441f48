"""Find the actors that a sentence mentions and compose their CAMEO codes from names, roles and modifiers.

Codes follow the CAMEO manual (1.1b3, chapter 3): state, organisation or group first, then role. What is composed is
composed by rule: "Turkish-backed Syrian rebels" is SYR + REB, because who backs somebody is not what he is.
"""

from __future__ import annotations

import datetime

from coder.codebook.actors import ActorCodebook, Name, Roles
from coder.coding.matching import ROLES
from coder.language.clauses import coordinated
from coder.model import Mention, Tree, Word

NOMINAL = ("NOUN", "PROPN", "PRON", "NUM")
_MODIFIERS = ("amod", "compound", "nmod", "poss", "npadvmod")
_HOME = ("of", "from", "in", "for", "at", "near", "within", "across", "inside")
_INSIDE = ("compound", "amod", "nmod", "nummod", "npadvmod", "quantmod", "advmod", "punct", "case", "poss", "neg")
_ATTACHED = ("backed", "supported", "funded", "armed", "trained", "allied", "aligned", "sponsored", "equipped", "made", "born", "occupied", "held",
             "controlled", "brokered", "mediated", "supplied", "built", "based")
_LED = ("led", "run", "dominated", "majority")
_NO_ACTOR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october "
    "november december twitter facebook youtube telegram instagram whatsapp ramadan eid christmas easter internet covid-19 covid".split()
)
_SOLDIERLY = ("GOV", "CVL", "MED", "MIL")
"""Modifiers that leave forces and fighters MIL: "government forces"."""

_TITLES = frozenset(" lt col gen maj capt cmdr cpl sgt adm brig pvt rep sen gov mr mrs ms dr prof rev hon sir lady lord".split(" "))
_FORMER = ("former", "ex", "ousted", "deposed")


class ActorCoder:
    """Reads the actors of sentences with an actor codebook."""

    def __init__(self, codebook: ActorCodebook):
        self._names = codebook.names
        self._roles = codebook.roles

    def mentions(self, tree: Tree, date: datetime.date | None) -> list[Mention]:
        """The sentence's actors in order; several share one head where modifiers are coordinated ("US and Russian troops").

        ``date`` decides which office a person holds. Pronouns come with an empty code, names that no codebook knows with an
        empty code and ``resolved`` False.
        """
        return _Sentence(tree, date, self._find_names(tree), self._names, self._roles).mentions()

    def _find_names(self, tree: Tree) -> dict[int, tuple[int, int, Name]]:
        """The longest codebook names in the sentence, by the index of each of their words."""
        found: dict[int, tuple[int, int, Name]] = {}
        words, at = tree.words, 0
        while at < len(words):
            length = 0
            for written, name in self._names.get(_normal(words[at].text), ()):
                if len(written) > at + len(words) or not _spells(words, at, written):
                    continue
                length = len(written)
                for place in range(at, at + length):
                    found[place] = (at, at + length, name)
                break
            at += length or 1
        return found


class _Sentence:
    """The reading of one sentence."""

    def __init__(self, tree: Tree, date: datetime.date | None, names: dict[int, tuple[int, int, Name]], known: dict, roles: Roles):
        self._tree = tree
        self._known = known
        self._date = date
        self._names = names
        self._roles = roles
        self._codes: dict[int, list[tuple[str, Word | None]]] = {}

    def mentions(self) -> list[Mention]:
        found: list[Mention] = []
        for word in self._tree.words:
            if self._is_head(word):
                found.extend(self._mentions_of(word))
        return found

    def _is_head(self, word: Word) -> bool:
        if word.tag == "PRP" or word.tag == "PRP$":
            return True
        name = self._names.get(word.i)
        if name is not None and name[1] - 1 != word.i and self._head_of(name) is not word:
            return False
        if self._is_modifier(word):
            return self._modifies_no_actor(word)
        return word.pos in NOMINAL or name is not None or (word.pos == "ADJ" and word.dep in ("nsubj", "dobj", "pobj", "nsubjpass", "conj"))

    def _is_modifier(self, word: Word) -> bool:
        while word.dep == "conj" and word.head is not None:
            word = word.head
        return word.dep in ("compound", "amod", "nmod", "npadvmod")

    def _head_of(self, name: tuple[int, int, Name]) -> Word:
        """The word of a name that the others hang on."""
        start, end, _ = name
        words = self._tree.words[start:end]
        return next((word for word in words if word.head is None or not start <= word.head.i < end), words[-1])

    def _modifies_no_actor(self, word: Word) -> bool:
        """Whether a modifier stands for itself: Russian in "Russian airstrikes", not in "Russian troops"."""
        name = self._names.get(word.i)
        if name is None and self._noun_role(word) is None and self._adjective_role(word) is None and not self._pair(word):
            return False
        outer = word
        while outer.dep in (*_MODIFIERS, "conj") and outer.head is not None and outer.dep != "poss":
            outer = outer.head
            if outer is not word and self._is_actor(outer):
                return False
            if name is not None and name[0] <= outer.i < name[1]:
                return False
        return word.pos != "ADJ" or name is not None or bool(self._pair(word)) or word.lower in ("rebel", "government", "police", "opposition", "militant")

    def _is_actor(self, word: Word) -> bool:
        if word.i in self._names or self._noun_role(word) is not None:
            return True
        return word.pos == "PROPN" and any(self._noun_role(c) for c in word.children if c.dep in _MODIFIERS)

    def _mentions_of(self, word: Word) -> list[Mention]:
        if word.tag in ("PRP", "PRP$"):
            return [self._mention(word, word, word, "", "pronoun", word.text)]
        pair = self._pair(word)
        if pair:
            return [Mention(word, (s, s + len(t)), t, n.code, True, "name", n.full, self._tree.sentence.index) for s, t, n in pair]
        codes = self._code(word, 0)
        if codes:
            last = len(codes) - 1
            return [
                self._mention(word, None if at == last or modifier is None else modifier, word, code, self._kind(word), None)
                for at, (code, modifier) in enumerate(codes)
            ]
        named = word.pos == "PROPN" or (word.pos == "NOUN" and word.i == 0)
        if named and word.lower not in _NO_ACTOR and word.dep not in ("npadvmod", "intj", "meta") and word.text[0].isupper():
            return [self._mention(word, None, word, "", "person", None)]
        return []

    def _pair(self, word: Word) -> list[tuple[int, str, Name]]:
        """The two actors of "US-Russia" in "the US-Russia confrontation": offset, text and entry of each."""
        parts = word.text.split("-") if "-" in word.text and word.i not in self._names else ()
        found, start = [], word.start
        for part in parts:
            name = next((n for written, n in self._known.get(part, ()) if written == (part,)), None)
            if name is None:
                return []
            found.append((start, part, name))
            start += len(part) + 1
        return found

    def _kind(self, word: Word) -> str:
        """"person" for people by name, "name" for other names, "role" for all else."""
        name = self._names.get(word.i)
        if name is not None:
            return "person" if name[2].offices else "name"
        if word.pos != "PROPN":
            return "role"
        return "person" if self._noun_role(word) is None else "role"

    def _mention(self, head: Word, only: Word | None, last: Word, code: str, kind: str, name: str | None) -> Mention:
        """A mention with the phrase's span, or that of the one modifier which makes it (``only``)."""
        first, end = (only, only) if only is not None else self._extent(head)
        start_at, end_at = first.start, end.end
        text = self._text(start_at, end_at)
        full = name or self._full_name(head, text)
        return Mention(head, (start_at, end_at), text, code, bool(code), kind, full, self._tree.sentence.index)

    def _text(self, start: int, end: int) -> str:
        sentence = self._tree.sentence
        return sentence.text[start - sentence.start : end - sentence.start]

    def _extent(self, head: Word) -> tuple[Word, Word]:
        """The first and last word of the phrase's core: modifiers, titles and head, without article or complements."""
        words = self._tree.words
        span = self._names.get(head.i)
        first, last = (span[0], span[1] - 1) if span else (head.i, head.i)
        while first > 0 and self._belongs(words[first - 1], head):
            first -= 1
        while words[first].pos in ("DET", "PUNCT", "CCONJ", "ADP", "ADV") and first < head.i:
            first += 1
        return words[first], words[last]

    def _belongs(self, word: Word, head: Word) -> bool:
        if word.tag in ("PRP$", "DT", "WDT", "``", "''", ",", "-LRB-"):
            return False
        step: Word | None = word
        while step is not None and step is not head:
            if step.dep not in _INSIDE and not (step.dep in ("conj", "cc") and step.i < head.i):
                return False
            if step.dep == "poss" or step.dep == "case":
                return False
            step = step.head
        return step is head

    def _full_name(self, head: Word, text: str) -> str:
        name = self._names.get(head.i)
        if name is not None and name[2].use == "name":
            return name[2].full
        if head.pos == "PROPN":
            words = [w for w in head.subtree() if w.pos == "PROPN" and w.i <= head.i and (w is head or w.dep in ("compound", "nmod"))]
            named = [w for w in words if w.i not in self._names and not self._noun_role(w)]
            if named and named[-1] is head:
                return " ".join(w.text for w in named if w.lower.strip(".") not in _TITLES)
        return text

    def _code(self, word: Word, depth: int) -> list[tuple[str, Word | None]]:
        """The code(s) of the phrase that ``word`` heads, each with the modifier that it comes from where several share it."""
        known = self._codes.get(word.i)
        if known is None:
            self._codes[word.i] = []
            known = self._codes[word.i] = self._compose(word, depth)
        return known

    def _compose(self, word: Word, depth: int) -> list[tuple[str, Word | None]]:
        if depth > 4:
            return []
        name = self._names.get(word.i)
        if name is not None:
            return [(self._named(word, name), None)]
        role = self._role(word)
        if role is None:
            apposed = word.child("appos") if word.pos == "PROPN" else None
            return [(code, None) for code, _ in self._code(apposed, depth + 1)] if apposed is not None else []
        chunk, relational = role
        owners = self._owners(word, depth)
        if any(self._former(child) for child in word.children if child.dep in _MODIFIERS):
            chunk = "ELI" if chunk == "GOV" else chunk
        if not owners:
            apposed = word.child("appos")
            inner = self._code(apposed, depth + 1) if apposed is not None and chunk == "GOV" else []
            return [(code, None) for code, _ in inner] or [(chunk, None)]
        return [(_join(code, chunk, relational), modifier) for code, modifier in owners]

    def _former(self, word: Word) -> bool:
        return word.lower in _FORMER or word.lower.startswith("ex-")

    def _named(self, word: Word, name: tuple[int, int, Name]) -> str:
        """The code of a codebook name, turned to its former state where the text says so ("ex-president Bush")."""
        start, _, entry = name
        return entry.code_on(self._date)

    def _role(self, word: Word) -> tuple[str, bool] | None:
        """The role chunk of the phrase and whether it is relational; None where the phrase is no actor's."""
        own = self._noun_role(word)
        modifiers = [child for child in word.children if child.dep in ("amod", "compound", "nmod")]
        if own is None:
            if word.pos != "PROPN" or word.i in self._names:
                return None
            titles = [self._noun_role(child) for child in modifiers]
            title = next((role for role in titles if role is not None), None)
            return (title[0], True) if title is not None else None
        chunk, strength = own
        if strength == "own":
            return chunk, False
        for child in modifiers:
            if self._former(child):
                continue
            found = self._noun_role(child) or self._adjective_role(child)
            if found is not None and found[1] != "relational" and (chunk != "MIL" or found[0] not in _SOLDIERLY):
                return found[0], strength == "relational"
        if any(child.lower.startswith("anti-") for child in modifiers):
            return "REB", False
        return chunk, strength == "relational"

    def _noun_role(self, word: Word) -> tuple[str, str] | None:
        """The chunk that a noun brings and how strongly: "own", "weak" or "relational"."""
        if word.pos not in ("NOUN", "PROPN", "ADJ"):
            return None
        lemma = word.lemma.lower()
        before = self._tree.words[word.i - 1].lower + " " if word.i else ""
        forms = (before + lemma, word.lower, lemma, lemma[:-1] if lemma.endswith("s") else lemma)
        for form in forms:
            for strength in ("own", "weak", "relational"):
                chunk = getattr(self._roles, strength).get(form)
                if chunk is not None:
                    return (chunk, strength) if word.pos != "ADJ" or strength == "own" else None
        return None

    def _adjective_role(self, word: Word) -> tuple[str, str] | None:
        chunk = self._roles.adjectives.get(word.lower)
        return (chunk, "adjective") if chunk is not None else None

    def _owners(self, word: Word, depth: int) -> list[tuple[str, Word | None]]:
        """The codes of those whom the phrase belongs to, by modifier, possessor, complement."""
        modifiers = [child for child in word.children if child.dep in ("amod", "compound", "nmod", "npadvmod")]
        found = self._from_modifiers(modifiers, depth)
        if found:
            return found
        for child in word.children:
            if child.dep == "poss":
                codes = [(code, None) for member in coordinated(child) for code, _ in self._code(member, depth + 1)]
                if codes:
                    return codes
        for child in word.children:
            if child.dep == "prep" and child.lower in _HOME:
                for noun in child.children:
                    if noun.dep == "pobj":
                        codes = [(code, None) for member in coordinated(noun) for code, _ in self._code(member, depth + 1)]
                        if codes and not all(code in ROLES for code, _ in codes):
                            return codes[:1] if child.lower == "in" else codes
        return []

    def _from_modifiers(self, modifiers: list[Word], depth: int) -> list[tuple[str, Word | None]]:
        plain: list[tuple[str, Word | None]] = []
        led: list[tuple[str, Word | None]] = []
        # The parser may join "pro-regime and U.S." by the conjunction alone.
        joined = any(child.child("cc") for child in modifiers)
        for child in modifiers:
            members = coordinated(child)
            for member in members:
                for code in self._modifier_codes(member, depth):
                    shared = member if joined or len(members) > 1 else None
                    bucket = led if self._attachment(member) else plain
                    if all(code != other for other, _ in bucket):
                        bucket.append((code, shared))
        if plain:
            return plain[-1:] if all(shared is None for _, shared in plain) else plain
        return led[:1]

    def _modifier_codes(self, word: Word, depth: int) -> list[str]:
        """The codes that a modifier brings: a name, a pro-X, an X-led, a phrase of its own."""
        attachment = self._attachment(word)
        if attachment is not None:
            first = self._names.get(attachment.i) if isinstance(attachment, Word) else None
            return [first[2].code[:3]] if first is not None else []
        name = self._names.get(word.i)
        if name is not None:
            return [name[2].code[:3] if name[2].use == "people" or name[2].offices else name[2].code]
        if word.lower.startswith("pro-"):
            return self._cause(word)
        if word.pos in ("NOUN", "PROPN"):
            return [code for code, _ in self._code(word, depth + 1) if code not in ROLES]
        return []

    def _cause(self, word: Word) -> list[str]:
        """Whose side a "pro-X" is on: X's state, or for "pro-regime" that of the place named after the noun ("" for none)."""
        cause = word.text[4:]
        name = next((n for written, n in self._known.get(cause, ()) if written == (cause,)), None)
        if name is not None:
            return [name.code[:3]]
        noun = word
        while noun.head is not None and noun.dep in (*_MODIFIERS, "conj"):
            noun = noun.head
        after = self._tree.words[noun.i + 1 : noun.i + 5]
        if not after or after[0].lower not in _HOME:
            return [""]
        return [self._names[w.i][2].code[:3] for w in after if w.i in self._names][:1] or [""]

    def _attachment(self, word: Word) -> Word | None:
        """X in "X-backed", "X-led"; None where the modifier is no such compound."""
        if word.lower in _ATTACHED or word.lower in _LED:
            for child in word.children:
                if child.dep in ("npadvmod", "compound", "amod", "nmod", "advmod", "nsubj") and child.i < word.i:
                    return child
        return None


def _join(owner: str, chunk: str, relational: bool) -> str:
    """An owner's code and a role: "SYR" + "MIL"; whose leader or spokesman one is, one's code is."""
    chunks = [owner[at : at + 3] for at in range(0, len(owner), 3)]
    if chunk in chunks or not owner:
        return owner or chunk
    if chunks[0] == "IMG" and chunk in ("MIL", "UAF", "REB", "CVL"):
        return owner
    if relational and (len(chunks) > 1 or chunks[0] in ROLES):
        return owner
    if len(chunks) > 1 and chunks[-1] == "GOV" and chunk in ("MIL", "COP", "JUD", "LEG", "SPY", "MED", "ELI", "CVL"):
        return "".join(chunks[:-1]) + chunk
    if len(chunks) > 1 and chunks[-1] in ("REB", "UAF", "MIL", "OPP", "MED") and chunk in ("MIL", "UAF", "GOV", "CVL", "MED"):
        return owner
    return owner + chunk


def _normal(text: str) -> str:
    return "'s" if text == "’s" else text


def _spells(words: list[Word], at: int, written: tuple[str, ...]) -> bool:
    if at + len(written) > len(words):
        return False
    return all(_normal(words[at + step].text) == token for step, token in enumerate(written))
