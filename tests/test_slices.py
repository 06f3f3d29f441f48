"""Slices of codebooks: whatever lies outside a document's slice has no part in its records."""

import os
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import codebook

from coder import Coder, load_codebook, read_corpus
from coder.codebook.actors import ActorCodebook, Name, Roles, key
from coder.codebook.rules import EventCodebook, Rules
from coder.codebook.slices import head_key, letters, slices_of
from coder.codebook.source import Source
from coder.language.store import StoredParser
from coder.model import Document

BOOK = load_codebook()


def examples():
    """Documents made of examples of the codebooks, one for each root."""
    for path in sorted((BOOK.folder / "events").glob("*.yaml")):
        texts = [example["text"] for entry in Source(path).data["entries"] for example in entry["examples"]]
        yield Document(path.stem, "\n\n".join(texts[::60]))


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
    """A codebook with other rules (by kind and head), names and roles, and of types by code what composition needs."""
    composition = book.events.composition
    by_code = {code: kind for code, kind in book.events.by_code.items() if code in composition.made()}
    events = EventCodebook(book.events.types, rules, composition, by_code)
    begins = {}
    for written in sorted(names, key=len, reverse=True):
        first = key(written)
        begins.setdefault(first, {}).setdefault(written[len(first) : len(first) + 2], []).append(
            (written, names[written])
        )
    actors = ActorCodebook(names, begins, roles, book.actors.states, book.actors.chunks)
    return replace(book, events=events, actors=actors)


def cut_to(sentences):
    """The shipped codebook with no more than what has all its words in one of some sentences."""

    def has(*needed):
        return any(all(word.casefold() in words for word in needed) for words in sentences)

    def may_fit(rule, words):
        needs = ({rule.head}, *({word} for word in rule.rest), *(any_of for _, any_of in rule.where))
        return not any(map(words.isdisjoint, needs))

    rules = {}
    everything = frozenset().union(*sentences)
    for (kind, head), found in BOOK.events.rules.items():
        near = [words for words in sentences if head_key(kind, head) in words]
        own = [rule for rule in found if any(may_fit(rule, words) for words in near) or any(map(has, judged(rule)))]
        if own or (kind != "verb" and head in everything):
            rules[kind, head] = Rules(own)
    roles = BOOK.actors.roles
    cut = Roles(
        {noun: role for noun, role in roles.nouns.items() if has(*noun.split())},
        {word: chunk for word, chunk in roles.adjectives.items() if has(word)},
        frozenset(filter(has, roles.phrases)),
        frozenset(filter(has, roles.titles)),
        frozenset(filter(has, roles.abstract)),
        {office: state for office, state in roles.homes.items() if has(*office.split())},
    )
    return made_of(BOOK, rules, {name: one for name, one in BOOK.actors.names.items() if has(*letters(name))}, cut)


def judged(rule):
    """The words for which a rule makes judgements of adjectives."""
    return [word for role, words in rule.where if role == "content" for word in words]


def test_a_document_needs_no_more_of_a_codebook_than_its_slice(store, whole):
    for one in whole:
        [again] = coded(cut_to(one.words), store, [one.document])
        assert (again.records, again.words) == (one.records, one.words), one.document.id
    assert sum(len(one.records) for one in whole) > 150


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
            own.insert(0, replace(rule, symmetric=not rule.symmetric))
    for name in draw(st.lists(st.sampled_from(NAMES), max_size=3)):
        names.pop(name, None)
        names[draw(st.sampled_from(WORDS))] = Name("SYRREB", name, "name", "armed-groups")
    for word in draw(st.lists(st.sampled_from(WORDS), max_size=2)):
        nouns[draw(st.sampled_from(["", "prime ", "foreign "])) + word.lower()] = ("REB", "own")
        adjectives[draw(st.sampled_from(WORDS)).lower()] = "OPP"
    phrases = frozenset(n.split()[-1] for n in nouns if " " in n)
    changed = replace(roles, nouns=nouns, adjectives=adjectives, phrases=phrases)
    return made_of(BOOK, {at: Rules(found) for at, found in rules.items() if found}, names, changed)


@given(book=edits(), at=st.lists(st.integers(0, 35), min_size=3, max_size=3, unique=True))
@settings(max_examples=5, deadline=None)
def test_where_the_slice_is_the_same_so_are_the_records(book, at, store, whole):
    before, after = slices(BOOK), slices(book)
    for one in (whole[i % len(whole)] for i in at):
        if after.fingerprint(one.words) == before.fingerprint(one.words):
            [again] = coded(book, store, [one.document])
            assert again.records == one.records


def test_a_change_is_seen_where_it_acts(store, whole):
    rules = {at: found for at, found in BOOK.events.rules.items() if at != ("verb", "attack")}
    book = made_of(BOOK, rules, BOOK.actors.names, BOOK.actors.roles)
    before, after = slices(BOOK), slices(book)
    changed = [one for one in whole if before.fingerprint(one.words) != after.fingerprint(one.words)]
    verbs = [one for one in whole if any(head_key("verb", "attack") in words for words in one.words)]
    again = coded(book, store, [one.document for one in verbs])
    differ = [one for one, other in zip(verbs, again, strict=True) if one.records != other.records]
    assert differ and all(one in changed for one in differ) and all(one in verbs for one in changed)
    assert len(verbs) < len(whole) / 2


def test_what_acts_on_any_document_changes_every_slice():
    composition = replace(BOOK.events.composition, stop_verbs=frozenset(("stop",)))
    events = replace(BOOK.events, composition=composition)
    assert slices(replace(BOOK, events=events)).fingerprint([{"zorp"}]) != slices(BOOK).fingerprint([{"zorp"}])


def test_a_slice_knows_what_the_codebook_calls_things():
    found = slices(BOOK)
    assert found.labels["190"] == BOOK.events.by_code["190"].label
    assert found.chunks == BOOK.actors.chunks


def test_fingerprints_are_the_same_in_every_process(tmp_path):
    folder = codebook(tmp_path / "book")
    script = (
        "from coder.codebook.slices import load_slices, head_key\n"
        f"found = load_slices({str(folder)!r})\n"
        "print(found.fingerprint([{'rebel', 'attack', 'syrian', 'say', head_key('verb', 'attack')}]).hex())"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed, "CODE_EVENTS_CACHE": ""},
            capture_output=True,
            check=True,
        ).stdout
        for seed in "123"
    }
    assert len(said) == 1
