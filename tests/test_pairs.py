"""Pair mode, and actors that a document names itself: from the file to the record."""

import json

import pytest

from coder import read_corpus
from coder.model import Document, GivenMention, Pair


def spans(text, *phrases):
    return tuple((text.index(phrase), text.index(phrase) + len(phrase)) for phrase in phrases)


def pair(text, source, target):
    return Pair(spans(text, source), spans(text, target))


def coded(coder, text, *pairs, mentions=()):
    (one,) = coder.code([Document("story", text, pairs=pairs or None, mentions=mentions)])
    assert one.problem is None
    return one.records


@pytest.mark.parametrize(
    ("text", "source", "target", "root"),
    [
        ("Zorgon called on Blip to hold talks.", "Zorgon", "Blip", "02"),
        ("The Zorgon Company has agreed to help Blip.", "The Zorgon Company", "Blip", "03"),
        ("Zorgon and Blip met in Geneva.", "Blip", "Zorgon", "04"),
        ("Zorgon said it had met with Blip on Monday.", "Zorgon", "Blip", "04"),
        ("Zorgon released a captain from Blip.", "Zorgon", "a captain from Blip", "08"),
        ("Zorgon said Blip had attacked a convoy.", "Zorgon", "Blip", "11"),
        ("Zorgon lifted the ban that it had imposed on Blip.", "Zorgon", "Blip", "08"),
    ],
)
def test_the_event_of_a_pair_whatever_the_names(coder, text, source, target, root):
    (record,) = coded(coder, text, pair(text, source, target))
    assert record["event"]["root"] == root
    assert record["target"]["text"] == target


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Police lifted the curfew in the port, giving Zorgon two more hours to shop.", "0813"),
        ("Police freed the ship that they had seized from Zorgon.", "0842"),
    ],
)
def test_the_act_comes_before_what_accompanies_it(coder, text, code):
    (record,) = coded(coder, text, pair(text, "Police", "Zorgon"))
    assert record["event"]["code"] == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Zorgon rejected an offer by Blip to mediate.", "126"),
        ("Zorgon turned down an appeal by Blip for a loan.", "1221"),
        ("Zorgon rejected pressure by Blip to accept that it had lost.", "120"),
    ],
)
def test_what_is_refused_is_what_the_other_asked_for(coder, text, code):
    (record,) = coded(coder, text, pair(text, "Zorgon", "Blip"))
    assert record["event"]["code"] == code


def test_each_pair_gets_one_record_in_order(coder):
    text = "Norway met Denmark. Sweden slept."
    asked = [pair(text, "Norway", "Denmark"), pair(text, "Sweden", "Norway"), pair(text, "Denmark", "Norway")]
    records = coded(coder, text, *asked)
    assert [record["source"]["text"] for record in records] == ["Norway", "Sweden", "Denmark"]
    assert [record["event"] and record["event"]["code"] for record in records] == ["040", None, "040"]
    assert len({record["event_id"] for record in records}) == 3


def test_no_pairs_asked_for_no_records(coder):
    (one,) = coder.code([Document("story", "Norway met Denmark.", pairs=())])
    assert one.records == []


def test_given_mentions_are_actors_with_their_codes(coder):
    text = "The Bloop met Norwegian officials."
    (record,) = coded(coder, text, mentions=(GivenMention((0, 9), "BLP"),))
    assert (record["source"]["code"], record["source"]["text"]) == ("BLP", "The Bloop")


def read(tmp_path, **annotations):
    path = tmp_path / "in.jsonl"
    rows = [{"text": "Norway met Denmark.", **annotations}, {"text": "A good one."}]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    problems = []
    return list(read_corpus(path, report=problems.append)), problems


def test_pairs_and_mentions_are_read(tmp_path):
    asked = {"source": [[0, 6]], "target": [[11, 18]]}
    documents, problems = read(tmp_path, pairs=[asked], mentions=[{"span": [0, 6], "code": "NOR"}])
    assert not problems
    assert documents[0].pairs == (Pair(((0, 6),), ((11, 18),)),)
    assert documents[0].mentions == (GivenMention((0, 6), "NOR"),)
    assert documents[1].pairs is None


@pytest.mark.parametrize(
    ("annotations", "reason"),
    [
        ({"pairs": [{"source": [[0, 6]], "target": [[11, 99]]}]}, "pair 1: target: the span [11, 99]"),
        ({"pairs": [{"source": [[0, 6]], "target": [[-1, 3]]}]}, "outside the text of 19 characters"),
        ({"pairs": [{"source": [[0, 6]]}]}, "pair 1 is no object with source and target"),
        ({"pairs": [{"source": [], "target": [[0, 6]]}]}, "source is no list of spans"),
        ({"pairs": [{"source": [[0, 6.5]], "target": [[11, 18]]}]}, "no span of two whole numbers"),
        ({"pairs": [{"source": [[0, 6]], "target": [[11, 18]]}] * 2}, "pair 2 is pair 1 again"),
        ({"pairs": "Norway"}, "the pairs are no list"),
        ({"mentions": [{"span": [6, 7], "code": "NOR"}]}, "nothing but blank space"),
        ({"mentions": [{"span": [0, 6], "code": "norway"}]}, "three capital letters"),
    ],
)
def test_wrong_pairs_are_an_error_for_that_document_alone(tmp_path, annotations, reason):
    documents, problems = read(tmp_path, **annotations)
    assert [document.text for document in documents] == ["A good one."]
    (problem,) = problems
    assert reason in problem.reason and problem.line == 1 and problem.mend


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Students marched in Lima to demand that the minister resign.", "1411"),
        ("Students went on strike to make the minister repeal the law.", "1432"),
        ("Students who want the minister to hold elections were blocking the bridge.", "1444"),
        ("Students are refusing food until the minister grants citizenship to their children.", "1423"),
        ("Students marched in Lima after the minister had resigned.", "141"),
        ("Students marched through Lima against the minister over an end to school meals.", "141"),
        ("Students marched through Lima against the minister in anger over the price of bread.", "1412"),
        ("Students marched in Lima, asking the minister for a return to civilian rule.", "1414"),
        ("Students blocked a road in Lima, calling for the minister to quit.", "1441"),
        ("Demanding an end to racism, Students stormed an office of the minister in Lima.", "1453"),
        ("Students marched in Lima on Tuesday, accusing the minister of lies.", "141"),
    ],
)
def test_a_protest_is_for_what_the_protesters_want(coder, text, code):
    (record,) = coded(coder, text, pair(text, "Students", "the minister"))
    assert record["event"]["code"] == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Rebels opened fire in a market in Lima on Monday, killing five villagers near the bank.", "193"),
        ("A rebel blew himself up in Lima, wounding two villagers.", "1831"),
        ("Rebels opened fire in Lima before killing two villagers.", "190"),
    ],
)
def test_a_killing_is_done_by_what_the_clause_before_tells(coder, text, code):
    killer = "Rebels" if text.startswith("Rebels") else "A rebel"
    (record,) = coded(coder, text, pair(text, killer, "villagers"))
    assert record["event"]["code"] == code
