"""Slices of codebooks: whatever lies outside a document's slice has no part in its records."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coder import Coder, load_codebook, read_corpus
from coder.codebook.actors import ActorCodebook, Name, Roles, key
from coder.codebook.rules import EventCodebook, Rules
from coder.codebook.slices import letters, slices_of
from coder.codebook.source import Source
from coder.language.store import StoredParser
from coder.model import Document
from coder.records.validate import Validator

BOOK = load_codebook()


def examples():
    """Documents made of examples of the codebooks, one for each root."""
    for path in sorted((BOOK.folder / "events").glob("*.yaml")):
        texts = [example["text"] for entry in Source(path).data["entries"] for example in entry["examples"]]
        yield Document(path.stem, "\n\n".join(texts[::9]))


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return tmp_path_factory.mktemp("store")


@pytest.fixture(scope="module")
def documents():
    return [*read_corpus("corpus"), *examples()]


def coded(book, store, documents):
    """Documents as a codebook codes them, from parses that are kept."""
    return list(Coder(book, StoredParser(store)).code(documents))


@pytest.fixture(scope="module")
def whole(store, documents):
    return coded(BOOK, store, documents)


def slices(book):
    return slices_of("", book.events, book.actors, book.attribution)


def made_of(book, rules, names, roles):
    """A codebook with other rules (by kind and head), names and roles."""
    events = EventCodebook(book.events.types, rules, book.events.composition, book.events.by_code)
    begins = {}
    for written in sorted(names, key=len, reverse=True):
        first = key(written)
        begins.setdefault(first, {}).setdefault(written[len(first) : len(first) + 2], []).append((written, names[written]))
    actors = ActorCodebook(names, begins, roles, book.actors.chunks)
    return replace(book, events=events, actors=actors)


def cut_to(words):
    """The shipped codebook with no more than what has all its words among some."""
    def has(*needed):
        return all(word.casefold() in words for word in needed)

    rules = {}
    for (kind, head), found in BOOK.events.rules.items():
        own = [rule for rule in found if has(head, *rule.rest) and all(any(map(has, w)) for _, w in rule.where)]
        if own or (kind != "verb" and has(head)):
            rules[kind, head] = Rules(own)
    roles = BOOK.actors.roles
    cut = Roles(
        {noun: role for noun, role in roles.nouns.items() if has(*noun.split())},
        {word: chunk for word, chunk in roles.adjectives.items() if has(word)},
        frozenset(filter(has, roles.phrases)),
        frozenset(filter(has, roles.titles)),
    )
    return made_of(BOOK, rules, {name: one for name, one in BOOK.actors.names.items() if has(*letters(name))}, cut)


def test_a_document_needs_no_more_of_a_codebook_than_its_slice(store, whole):
    for one in whole:
        [again] = coded(cut_to(one.words), store, [one.document])
        assert (again.records, again.words) == (one.records, one.words), one.document.id
    assert sum(len(one.records) for one in whole) > 300


RULES = [rule for found in BOOK.events.rules.values() for rule in found]
NAMES = sorted(BOOK.actors.names)
WORDS = ["attack", "village", "minister", "say", "army", "talk", "Zorpia", "Monday", "call", "Kuril"]
"""Words that texts have, and one that none has."""


@st.composite
def edits(draw):
    """A codebook like the shipped one in which a few things are gone, added or different."""
    rules = {at: list(found) for at, found in BOOK.events.rules.items()}
    names, roles = dict(BOOK.actors.names), BOOK.actors.roles
    nouns, adjectives = dict(roles.nouns), dict(roles.adjectives)
    for rule in draw(st.lists(st.sampled_from(RULES), max_size=4)):
        own, word = rules[rule.kind, rule.head], draw(st.sampled_from(WORDS)).lower()
        change = draw(st.sampled_from(["gone", "verb", "other", "phrase"]))
        if rule in own and change in ("gone", "other"):
            own.remove(rule)
        if change == "verb":
            rules.setdefault((rule.kind, word), []).append(replace(rule, head=word, rest=()))
        if change == "phrase":
            own.append(replace(rule, rest=(word,)))
        if change == "other":
            own.insert(0, replace(rule, type=replace(rule.type, label="another"), symmetric=not rule.symmetric))
    for name in draw(st.lists(st.sampled_from(NAMES), max_size=3)):
        names.pop(name, None)
        names[draw(st.sampled_from(WORDS))] = Name("SYRREB", name, "name", "armed-groups")
    for word in draw(st.lists(st.sampled_from(WORDS), max_size=2)):
        nouns[draw(st.sampled_from(["", "prime ", "foreign "])) + word.lower()] = ("REB", "own")
        adjectives[draw(st.sampled_from(WORDS)).lower()] = "OPP"
    changed = Roles(nouns, adjectives, frozenset(n.split()[-1] for n in nouns if " " in n), roles.titles)
    return made_of(BOOK, {at: Rules(found) for at, found in rules.items() if found}, names, changed)


@given(book=edits(), at=st.lists(st.integers(0, 35), min_size=3, max_size=3, unique=True))
@settings(max_examples=25, deadline=None)
def test_where_the_slice_is_the_same_so_are_the_records(book, at, store, whole):
    before, after = slices(BOOK), slices(book)
    for one in (whole[i % len(whole)] for i in at):
        words = sorted(one.words)
        if after.fingerprint(words) == before.fingerprint(words):
            [again] = coded(book, store, [one.document])
            assert again.records == one.records


def test_a_change_is_seen_where_it_acts(whole):
    before = slices(BOOK)
    rule = next(rule for rule in RULES if rule.head == "attack" and rule.kind == "verb" and not rule.rest)
    rules = dict(BOOK.events.rules)
    rules["verb", "attack"] = Rules(one for one in rules["verb", "attack"] if one is not rule)
    after = slices(made_of(BOOK, rules, BOOK.actors.names, BOOK.actors.roles))
    changed = {one.document.id for one in whole if before.fingerprint(sorted(one.words)) != after.fingerprint(sorted(one.words))}
    assert changed and changed == {one.document.id for one in whole if "attack" in one.words and _has_one(one, rule)}


def _has_one(one, rule):
    return all(any(word in one.words for word in words) for _, words in rule.where)


def test_what_acts_on_any_document_changes_every_slice():
    composition = replace(BOOK.events.composition, stop_verbs=frozenset(("stop",)))
    events = replace(BOOK.events, composition=composition)
    assert slices(replace(BOOK, events=events)).fingerprint(["zorp"]) != slices(BOOK).fingerprint(["zorp"])


def test_a_slice_knows_what_the_codebook_calls_things():
    found = slices(BOOK)
    assert found.labels["190"] == BOOK.events.by_code["190"].label
    assert found.chunks == BOOK.actors.chunks and Validator(BOOK) is not None
