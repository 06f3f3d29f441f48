"""Dates, places and casualties: the corpus against its gold, and two articles beside it (folder ``shared``)."""

from collections import Counter
from pathlib import Path

import pytest
import yaml

from coder import read_corpus
from coder.evaluate.context import FIELDS, outcomes
from coder.language.segment import segment

CORPUS = Path(__file__).parent.parent / "corpus"
ARTICLES = Path(__file__).parent.parent.parent / "shared" / "corpus" / "articles"

FLOORS = {"date": 0.8, "place": 0.75, "killed": 0.6, "injured": 0.8}
"""The least share right of what the gold tells, a little under what is reached (python benchmarks/context.py)."""

MOST_SURPLUS = {"date": 9, "place": 9, "killed": 2, "injured": 2}
"""How often a record may tell what the gold does not."""


@pytest.fixture(scope="module")
def counts(coder, parser):
    documents = list(read_corpus(CORPUS))
    sentences = {document.id: found for document, found in segment(documents, parser.segmenter)}
    counted = Counter()
    for one in coder.code(documents):
        gold = yaml.safe_load((CORPUS / "gold" / f"{one.document.id}.yaml").read_text("utf-8")) or []
        found = outcomes(one.document.text, sentences[one.document.id], gold, one.records)
        counted.update((outcome.field, outcome.kind) for outcome in found)
    return counted


@pytest.mark.parametrize("field", FIELDS)
def test_the_corpus_is_situated_as_well_as_before(counts, field):
    told = sum(counts[field, kind] for kind in ("right", "wrong", "missing"))
    assert told >= 5
    assert counts[field, "right"] / told >= FLOORS[field]
    assert counts[field, "surplus"] <= MOST_SURPLUS[field]


@pytest.mark.skipif(not ARTICLES.is_dir(), reason="the articles are not at hand")
def test_the_two_articles_come_out_at_qamishli_with_one_killed_and_one_wounded(coder):
    coded = {one.document.id: one.records for one in coder.code(read_corpus(ARTICLES))}
    assert len(coded) == 2
    for records in coded.values():
        places = {record["place"]["geonameid"] for record in records if record["place"]}
        assert 173377 in places
        assert {r["casualties"]["killed"]["min"] for r in records if r["casualties"] and r["casualties"]["killed"]} == {
            1
        }
    tolls = [
        (record["place"], record["casualties"])
        for records in coded.values()
        for record in records
        if record["casualties"] and record["casualties"]["injured"]
    ]
    assert tolls and all(toll["injured"]["min"] == toll["injured"]["max"] == 1 for _, toll in tolls)
    assert any(place and place["geonameid"] == 173377 for place, _ in tolls)
