"""The types that every other module speaks in. Imports nothing else of the project.

All spans are ``(start, end)`` character offsets into ``Document.text``, end exclusive.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import attrgetter

from mypy_extensions import mypyc_attr

Span = tuple[int, int]


@mypyc_attr(native_class=False)
@dataclass(frozen=True, slots=True)
class Pair:
    """Two actors that a document names itself, to be coded with each other: the spans of each one's phrases."""

    source: tuple[Span, ...]
    target: tuple[Span, ...]


@mypyc_attr(native_class=False)
@dataclass(frozen=True, slots=True)
class GivenMention:
    """An actor that a document names itself: the span of the phrase and its code."""

    span: Span
    code: str


@mypyc_attr(native_class=False)
@dataclass(frozen=True)
class Document:
    """One article: its text and what is known of it.

    ``pairs`` are the dyads to code, and no others, where the document asks for that (None where it does not);
    ``mentions`` actors beside those that the codebook finds. ``origin`` names the file (and line) it came from, for
    messages only.
    """

    id: str
    text: str
    date: datetime.date | None = None
    publisher: str | None = None
    title: str | None = None
    url: str | None = None
    author: str | None = None
    pairs: tuple[Pair, ...] | None = None
    mentions: tuple[GivenMention, ...] = ()
    origin: str = ""


@mypyc_attr(native_class=False)
@dataclass(frozen=True)
class Sentence:
    """A sentence of a document: its index there, its span and its paragraph's index."""

    index: int
    start: int
    end: int
    text: str
    paragraph: int

    def within(self, span: Span) -> str:
        """The text of a span of the document that lies in the sentence."""
        return self.text[span[0] - self.start : span[1] - self.start]


@mypyc_attr(native_class=False)
@dataclass(frozen=True, slots=True)
class Form:
    """What words of one form, tag and label have in common.

    ``dep`` and ``tag`` are spaCy's English labels (ClearNLP, Penn Treebank), ``pos`` is the universal part of speech.
    """

    text: str
    lower: str
    lemma: str
    pos: str
    tag: str
    dep: str


class Word:
    """A token of a parsed sentence, with its place in the dependency tree.

    It starts with the attributes of its form. Only the language layer and the actor and attribution readers look at
    ``dep`` and ``tag``, never a codebook.
    """

    __slots__ = ("children", "dep", "end", "head", "i", "lemma", "lower", "pos", "start", "tag", "text")

    def __init__(self, i: int, form: Form, start: int):
        self.i = i
        self.text = form.text
        self.lower = form.lower
        self.lemma = form.lemma
        self.pos = form.pos
        self.tag = form.tag
        self.dep = form.dep
        self.head: Word | None = None
        self.children: list[Word] = []
        self.start = start
        self.end = start + len(form.text)

    def __repr__(self) -> str:
        return f"Word({self.i}, {self.text!r}, {self.dep})"

    def child(self, *deps: str) -> Word | None:
        """The first child with one of these labels, or None."""
        for child in self.children:
            if child.dep in deps:
                return child
        return None

    def subtree(self) -> list[Word]:
        """This word and all that depends on it, in the sentence's order."""
        found, stack = [], [self]
        while stack:
            word = stack.pop()
            found.append(word)
            stack.extend(word.children)
        return sorted(found, key=attrgetter("i"))

    def ancestors(self) -> Iterator[Word]:
        """The head, the head's head, and so on up to the root."""
        word = self.head
        while word is not None:
            yield word
            word = word.head


@dataclass(slots=True)
class Tree:
    """A parsed sentence. ``entities`` are the named entities, ``(first word, last word + 1, label)``.

    ``entities`` is empty until someone asks the parser for them (they cost more than the parse).
    """

    sentence: Sentence
    words: list[Word]
    entities: list[tuple[int, int, str]] = field(default_factory=list)

    def words_in(self, span: Span) -> list[Word]:
        """The words of which a span of the document has a character."""
        return [word for word in self.words if word.start < span[1] and span[0] < word.end]


@dataclass(slots=True)
class Mention:
    """A phrase that names an actor, or (coordinated modifiers) one of several that it names.

    ``head`` is the phrase's head word, ``code`` the CAMEO actor code ("" where no codebook knows it),
    ``resolved`` whether a codebook gave the code, ``name`` the fullest name known for the actor (its own text where
    there is nothing fuller), ``kind`` one of "person" (somebody by name), "name", "role", "pronoun".
    """

    head: Word
    span: Span
    text: str
    code: str
    resolved: bool
    kind: str
    name: str
    sentence: int


HAPPENED = ("actual", "ongoing")
"""The modalities of what is told as having happened, or as going on."""


@dataclass(slots=True, eq=False)
class Predication:
    """A predicate and its participants by role, whatever the grammar they came in.

    ``lemma`` is the predicate's lemma ("attack"; "carry out" with its particle), ``kind`` "verb", "noun" or
    "adjective", ``word`` the trigger, ``words`` all the words that make the predicate up (a light verb and its noun).
    ``roles`` maps a role ("subject", "object", "recipient", "demanded", "possessor", "modifier", or a preposition) to
    the head words of the participants, coordination spelt out. Subjects and objects are logical ones: a passive's
    subject is its ``object``.

    ``polarity`` is "affirmed" or "negated"; ``modality`` "actual", "ongoing", "intended", "demanded", "possible",
    "conditional" or "hypothetical"; ``tense`` "past", "present" or "future". ``contents`` are the predications that
    are this one's content ("agreed to send": sending is the content of agreeing), ``holder`` the other way round.
    ``serves`` is the act of which an infinitive tells the end ("met to talk": the talking serves the meeting).
    """

    lemma: str
    kind: str
    word: Word
    words: list[Word]
    roles: dict[str, list[Word]]
    polarity: str = "affirmed"
    modality: str = "actual"
    tense: str = "past"
    contents: list[Predication] = field(default_factory=list)
    holder: Predication | None = None
    serves: Predication | None = None

    def holders(self) -> Iterator[Predication]:
        """The holder, the holder's holder, and so on."""
        holder = self.holder
        while holder is not None:
            yield holder
            holder = holder.holder


@dataclass(slots=True)
class Attribution:
    """Who vouches for a stretch of text.

    ``source``, ``cue`` and ``content`` are lists of spans. ``kind`` is "direct", "indirect", "mixed", "according_to"
    or "hearsay"; ``stance`` "asserts", "claims", "denies", "admits", "doubts", "asks", "promises" or "feels".
    ``reporter`` is the mention that is the source, resolved through the discourse, None where no one is named.
    ``chain`` are the reporters whom the reporter cites in turn ("Turkish media, citing the army"), nearest first;
    ``others`` those who vouch beside the reporter ("Syrian and Turkish media"). ``inner`` are the attributions within
    the content ("the ministry said that the rebels claimed ..."), which the text itself does not make. What is
    ``presupposed`` is taken for a fact by the source, who does not vouch for it ("condemned the attack").
    """

    sentence: int
    source: list[Span]
    cue: list[Span]
    content: list[Span]
    kind: str
    stance: str
    reporter: Mention | None
    cue_text: str
    chain: list[Mention] = field(default_factory=list)
    others: list[Mention] = field(default_factory=list)
    inner: list[Attribution] = field(default_factory=list)
    presupposed: bool = False


@mypyc_attr(native_class=False)
@dataclass(frozen=True, slots=True)
class EventType:
    """An entry of the event codebook, less its rules: what a record says of its event.

    ``ground`` says that a town that is its target stands for its state, not for those who live there.
    """

    code: str
    name: str
    label: str
    quad: int
    goldstein: float | None
    plover: str | None
    mode: str | None
    ground: bool = False

    @property
    def root(self) -> str:
        """The two-digit root of the code."""
        return self.code[:2]


@mypyc_attr(native_class=False)
@dataclass(frozen=True, slots=True)
class When:
    """The first and the last day on which something may have happened.

    ``precision`` is "day", "week", "month", "year" or "period"; ``text`` the words that tell the time, None where the
    day is that of publication.
    """

    start: datetime.date
    end: datetime.date
    precision: str
    text: str | None


@mypyc_attr(native_class=False)
@dataclass(frozen=True, slots=True)
class Place:
    """Where something happened: the words that name it, and what the gazetteer knows of it (None where nothing).

    ``country`` is ISO 3166-1 alpha-3, ``admin1`` a name; coordinates are in degrees (WGS 84); ``precision`` is
    "settlement", "admin1", "country", or None where the gazetteer does not know the name.
    """

    text: str
    name: str | None
    country: str | None
    admin1: str | None
    latitude: float | None
    longitude: float | None
    geonameid: int | None
    precision: str | None


@mypyc_attr(native_class=False)
@dataclass(frozen=True, slots=True)
class Count:
    """How many people: the fewest and the most that the words allow, None where they set no such bound."""

    min: int | None
    max: int | None
    text: str


@mypyc_attr(native_class=False)
@dataclass(frozen=True, slots=True)
class Casualties:
    """How many people an event befell, each None where the text counts none."""

    killed: Count | None = None
    injured: Count | None = None
    captured: Count | None = None
    displaced: Count | None = None


@dataclass(slots=True, eq=False)
class Event:
    """One actor's act towards another, as one predication tells it.

    ``rule`` names the rule that fired ("195:airstrike/1"), ``held`` are the events that are this one's content.
    ``date``, ``place`` and ``casualties`` are None where the text does not tell them.
    """

    source: Mention
    target: Mention
    type: EventType
    predication: Predication
    rule: str
    sentence: Sentence
    polarity: str
    modality: str
    tense: str
    attribution: Attribution | None = None
    held: list[Event] = field(default_factory=list)
    date: When | None = None
    place: Place | None = None
    casualties: Casualties | None = None


@dataclass(slots=True)
class Reading:
    """All that was read in a document's news, before it becomes records; one item a sentence in each list.

    ``mentions`` are resolved through the discourse, ``predications`` settled; ``events`` are those that the codebook's
    rules see between the mentions, in the text's order.
    """

    document: Document
    trees: list[Tree]
    mentions: list[list[Mention]]
    predications: list[list[Predication]] = field(default_factory=list)
    attributions: list[Attribution] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)


@dataclass(slots=True)
class Coded:
    """What coding made of a document: its records, or the ``problem`` that kept it from being coded.

    ``words`` are, of each sentence, those that the codebook was asked with (see ``coder.coding.vocabulary``).
    """

    document: Document
    sentences: int
    records: list[dict] = field(default_factory=list)
    problem: str | None = None
    words: tuple[frozenset[str], ...] = ()
