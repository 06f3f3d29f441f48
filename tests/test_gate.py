"""The gate before predications: what it keeps out holds no event."""

from itertools import islice
from pathlib import Path

import pytest

from coder import read_corpus
from coder.codebook.load import load_codebook
from coder.coding.gate import Gate
from coder.model import Document

CORPUS = Path(__file__).parent.parent / "corpus"
SHARED = Path(__file__).parent.parent.parent / "shared" / "corpus" / "guardian-dev.csv"


def told(coder, documents):
    """What the records of documents tell, and what is found where all predications are read."""
    records = [
        (record["doc_id"], record["evidence"]["rule"], *record["source"]["span"], *record["target"]["span"])
        for one in coder.code(documents)
        for record in one.records
    ]
    events = [
        (reading.document.id, event.rule, *event.source.span, *event.target.span)
        for reading in coder.read(documents)
        for event in reading.events
    ]
    return records, events


@pytest.mark.parametrize("path, most", [(CORPUS, None), (SHARED, 10)], ids=["corpus", "shared"])
def test_no_event_is_lost(coder, path, most):
    if not path.exists():
        pytest.skip("lies beside the project only where it is developed")
    records, events = told(coder, list(islice(read_corpus(path), most)))
    assert len(records) > 50
    assert sorted(set(records)) == sorted(set(events))


@pytest.mark.parametrize(
    "text, passes",
    [
        ("Rebels attacked soldiers near the town.", True),
        ("The soldiers left.", False),
        ("France and Spain share a mountain border.", False),
    ],
)
def test_a_rule_and_two_actors_are_needed(coder, text, passes):
    (reading,) = coder.read([Document("one", text)])
    gate = Gate(load_codebook().events)
    assert gate.may_hold(reading.trees[0], reading.mentions[0]) is passes
