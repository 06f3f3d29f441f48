"""The corpus against its gold: how much of what the articles tell is found, and how much else (docs/gold.md).

``pytest -s tests/test_corpus.py`` lists every event that was missed and every record that is not in the gold.
"""

import json
import re
from pathlib import Path

import pytest
import yaml

from coder import load_codebook, read_corpus
from coder.evaluate.gold import read_judged
from coder.evaluate.score import compare

CORPUS = Path(__file__).parent.parent / "corpus"
ARTICLES = sorted(path.stem for path in CORPUS.glob("*.txt"))
DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?(/\d{4}(-\d\d(-\d\d)?)?)?")
KINDS = {"direct", "indirect", "mixed", "according_to", "hearsay", "none"}
STANCES = {"asserts", "claims", "denies", "admits", "doubts", "asks", "promises", "feels"}
MODALITIES = {"actual", "ongoing", "intended", "demanded", "possible", "conditional", "hypothetical"}

FLOORS = {
    "root": (0.75, 0.66),
    "dyad and root": (0.52, 0.46),
    "dyad and code": (0.43, 0.38),
    "full record": (0.38, 0.34),
}
"""The least precision and recall at each level, a little under what is reached."""


@pytest.fixture(scope="module")
def records(coder):
    return {one.document.id: one.records for one in coder.code(read_corpus(CORPUS))}


@pytest.fixture(scope="module")
def comparison(records, known, tmp_path_factory):
    path = tmp_path_factory.mktemp("coded") / "events.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for found in records.values() for record in found), "utf-8")
    quads = {code: kind.quad for code, kind in known.items()}
    return compare(read_judged(CORPUS / "gold", quads), read_judged(path, quads))


def gold(name):
    return yaml.safe_load((CORPUS / "gold" / f"{name}.yaml").read_text("utf-8"))


def told(event):
    fields = event.fields
    return f"{event.doc_id}: {fields['source']} {fields['code']} {fields['target']} | {event.sentence}"


@pytest.mark.parametrize("level", FLOORS)
def test_the_corpus_is_coded_as_well_as_before(comparison, level, capsys):
    score = comparison.score(level)
    with capsys.disabled():
        print(f"\n{level}: precision {score.precision:.2f}, recall {score.recall:.2f}, F1 {score.f1:.2f}")
    for kind, events in (("missed", comparison.missed), ("surplus", comparison.extra)):
        print("\n".join(f"{kind} {told(event)}" for event in events))
    least_precision, least_recall = FLOORS[level]
    assert score.precision >= least_precision
    assert score.recall >= least_recall


def test_sport_and_business_yield_nothing(records):
    assert not gold("hockey-final")
    assert records["hockey-final"] == []


def test_nothing_is_coded_after_the_message_to_readers(records):
    [document] = read_corpus(CORPUS / "kivu-lakes.txt")
    end = document.text.index("A Message from")
    assert records["kivu-lakes"] and all(record["evidence"]["span"][0] < end for record in records["kivu-lakes"])


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
