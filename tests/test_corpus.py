"""The corpus against its gold: how much of what the articles tell is found, and how much else (docs/gold.md).

``pytest -s tests/test_corpus.py`` lists every event that was missed and every record that is not in the gold.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from coder import load_codebook, read_corpus
from coder.language.segment import segment

CORPUS = Path(__file__).parent.parent / "corpus"
ARTICLES = sorted(path.stem for path in CORPUS.glob("*.txt"))
DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?(/\d{4}(-\d\d(-\d\d)?)?)?")
KINDS = {"direct", "indirect", "mixed", "according_to", "hearsay", "none"}
STANCES = {"asserts", "claims", "denies", "admits", "doubts", "asks", "promises", "feels"}
MODALITIES = {"actual", "ongoing", "intended", "demanded", "possible", "conditional", "hypothetical"}

LEVELS = {
    "source, target, root": lambda event: event[:3],
    "source, target, code": lambda event: (*event[:2], event[3]),
    "source, target, root, reporter": lambda event: (*event[:3], event[4]),
}
"""What of an event (source, target, root, code, reporter) has to agree."""

FLOORS = {
    "source, target, root": (0.36, 0.26),
    "source, target, code": (0.27, 0.19),
    "source, target, root, reporter": (0.30, 0.22),
}
"""The least precision and recall, a little under what is reached."""


@dataclass
class Article:
    """An article with its sentences, its gold events and its records, both as (sentence, event) pairs.

    ``gold`` are the events that must be found, ``optional`` those that may be, ``mutual`` those of the first two whose
    source and target may be exchanged.
    """

    name: str
    text: str
    sentences: list
    gold: set
    optional: set
    mutual: set
    found: set

    def sentence(self, index):
        return self.sentences[index].text


@pytest.fixture(scope="session")
def articles(coder, parser):
    documents = {document.id: document for document in read_corpus(CORPUS)}
    sentences = {document.id: found for document, found in segment(documents.values(), parser.segmenter)}
    coded = {one.document.id: one.records for one in coder.code(documents.values())}
    return [article(documents[name], sentences[name], gold(name), coded[name]) for name in ARTICLES]


def gold(name):
    return yaml.safe_load((CORPUS / "gold" / f"{name}.yaml").read_text("utf-8"))


def article(document, sentences, events, records):
    optional = [event for event in events if event.get("optional")]
    required = [event for event in events if not event.get("optional")]

    def placed(chosen):
        return {(place(document.text, sentences, event["sentence"]), expected(event)) for event in chosen}

    mutual = placed(event for event in events if event.get("mutual"))
    found = {(record["sentence"], recorded(record)) for record in records}
    return Article(document.id, document.text, sentences, placed(required), placed(optional), mutual, found)


def place(text, sentences, snippet):
    """The index of the sentence that the snippet begins in."""
    at = text.index(snippet)
    return next(sentence.index for sentence in sentences if sentence.start <= at < sentence.end)


def expected(event):
    reporter = event["attribution"]["reporter"] or {"code": None}
    return event["source"]["code"], event["target"]["code"], event["code"][:2], event["code"], reporter["code"]


def recorded(record):
    reporter = record["attribution"]["reporter"] or {"code": None}
    return (
        record["source"]["code"],
        record["target"]["code"],
        record["event"]["root"],
        record["event"]["code"],
        reporter["code"],
    )


def turned(event):
    source, target, *rest = event
    return (target, source, *rest)


def compare(article, level):
    """What was to be found and what was found at a level, each as (sentence, what has to agree)."""
    view, coarse = LEVELS[level], LEVELS["source, target, root"]
    wanted = {(at, view(event)) for at, event in article.gold}
    same = {(at, view(turned(event))): (at, view(event)) for at, event in article.mutual}
    optional = {(at, coarse(event)) for at, event in article.optional}
    optional |= {(at, coarse(turned(event))) for at, event in article.optional & article.mutual}
    found = set()
    for at, event in article.found:
        seen = same.get((at, view(event)), (at, view(event)))
        if seen in wanted or (at, coarse(event)) not in optional:
            found.add(seen)
    return wanted, found


def scores(articles, level):
    compared = [compare(article, level) for article in articles]
    hits = sum(len(wanted & found) for wanted, found in compared)
    precision = hits / max(1, sum(len(found) for _, found in compared))
    recall = hits / max(1, sum(len(wanted) for wanted, _ in compared))
    return precision, recall, 2 * precision * recall / ((precision + recall) or 1)


def differences(articles, level):
    """The missed and the surplus events, sentence by sentence, for people."""
    for one in articles:
        wanted, found = compare(one, level)
        for at in sorted({at for at, _ in wanted ^ found}):
            yield f"{one.name}: {one.sentence(at)}"
            for what, keys in (("missed", wanted - found), ("surplus", found - wanted)):
                yield from sorted(f"    {what:8} {' '.join(map(str, key))}" for where, key in keys if where == at)


@pytest.mark.parametrize("level", LEVELS)
def test_the_corpus_is_coded_as_well_as_before(articles, level, capsys):
    precision, recall, f1 = scores(articles, level)
    with capsys.disabled():
        print(f"\n{level}: precision {precision:.2f}, recall {recall:.2f}, F1 {f1:.2f}")
    print("\n".join(differences(articles, level)))
    least_precision, least_recall = FLOORS[level]
    assert precision >= least_precision
    assert recall >= least_recall


def test_sport_and_business_yield_nothing(articles):
    [hockey] = [one for one in articles if one.name == "hockey-final"]
    assert not hockey.gold
    assert [hockey.sentence(at) for at, _ in hockey.found] == []


def test_nothing_is_coded_after_the_message_to_readers(articles):
    [lakes] = [one for one in articles if one.name == "kivu-lakes"]
    end = lakes.text.index("A Message from")
    assert all(lakes.sentences[at].start < end for at, _ in lakes.found)


@pytest.fixture(scope="module")
def known():
    return load_codebook().events.by_code


@pytest.mark.parametrize("name", ARTICLES)
def test_the_gold_is_well_formed(name, known):
    """Every event points into its article once and uses codes that there are."""
    [document] = read_corpus(CORPUS / f"{name}.txt")
    for event in gold(name):
        assert document.text.count(event["sentence"]) == 1, event["sentence"]
        for actor in actors(event):
            assert actor["text"] in document.text, actor
            assert re.fullmatch(r"([A-Z]{3})+", actor["code"]), actor
        assert event["code"] in known, event
        assert event["polarity"] in ("affirmed", "negated"), event
        assert event["modality"] in MODALITIES, event
        assert event["attribution"]["kind"] in KINDS, event
        assert event["attribution"]["stance"] in STANCES, event
        assert DATE.fullmatch(event.get("date", "2020")), event
        assert all(figure(event.get(key, 0)) for key in ("killed", "injured")), event


def actors(event):
    attribution = event["attribution"]
    reporters = [attribution["reporter"]] if attribution["reporter"] else []
    return [event["source"], event["target"], *reporters, *attribution.get("others", ())]


def figure(value):
    """Whether a casualty figure is a number, or bounds, of which one may be missing."""
    bounds = [value] if isinstance(value, int) else [value[key] for key in value]
    return bool(bounds) and all(isinstance(bound, int) for bound in bounds)


def test_every_article_has_its_gold():
    assert len(ARTICLES) >= 14
    assert ARTICLES == sorted(path.stem for path in (CORPUS / "gold").glob("*.yaml"))
