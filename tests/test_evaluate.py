"""Holding codings against gold and against each other: figures that can be worked out by hand."""

import json

import pytest
from click.testing import CliRunner
from samples import record

from coder.cli import main
from coder.evaluate.agreement import agreement
from coder.evaluate.gold import GoldError, Judged, read_judged, read_relations
from coder.evaluate.score import compare

FIELDS = {
    "root": "19",
    "code": "190",
    "quad": 4,
    "source": "SYRREB",
    "target": "TURMIL",
    "polarity": "affirmed",
    "modality": "actual",
    "kind": "none",
    "stance": "asserts",
    "reporter": None,
}


def event(sentence="They fought.", mutual=False, **fields):
    return Judged("story", sentence, FIELDS | fields, mutual)


def test_the_same_coding_agrees_with_itself():
    coding = [event(), event("They met.", root="04", code="040", quad=1)]
    found = compare(coding, coding)
    for level in ("root", "dyad", "full record"):
        assert found.score(level).f1 == 1
    assert not found.missed and not found.extra


def test_levels_from_lenient_to_strict():
    found = compare([event()], [event(code="193", reporter="TURMED")])
    right = {level: found.score(level).both for level in ("root", "quad", "dyad", "dyad and code", "full record")}
    assert right == {"root": 1, "quad": 1, "dyad": 1, "dyad and code": 0, "full record": 0}


def test_misses_extras_and_confusions():
    gold = [event(), event("They met.", root="04", code="040"), event("They left.", root="08", code="087")]
    said = [event(), event("They met.", root="05", code="050"), event("They talked.", root="04", code="040")]
    found = compare(gold, said)
    score = found.score("root")
    assert (score.gold, score.predicted, score.both) == (3, 3, 1)
    assert found.confusion("root") == {("19", "19"): 1, ("04", "05"): 1, ("08", None): 1, (None, "04"): 1}
    assert found.by("root")["04"].recall == 0


def test_each_event_counts_once():
    found = compare([event()], [event(), event()])
    assert (found.score("root").both, len(found.extra)) == (1, 1)


def test_mutual_events_hold_in_both_directions():
    turned = event(source="TURMIL", target="SYRREB")
    assert compare([event()], [turned]).score("dyad").both == 0
    assert compare([event(mutual=True)], [turned]).score("dyad").both == 1


def test_a_snippet_finds_its_sentence_whatever_the_quotes():
    gold = event("“it’s a raid”")
    assert compare([gold], [event('He said "it\'s a\n raid" twice.')]).score("root").both == 1
    assert compare([gold], [event("He said nothing.")]).score("root").both == 0


def test_agreement_by_hand():
    pairs = [("19", "19"), ("19", "19"), ("04", "19"), ("04", "04")]
    gold = [event(f"Number {at}.", root=a) for at, (a, _) in enumerate(pairs)]
    said = [event(f"Number {at}.", root=b) for at, (_, b) in enumerate(pairs)]
    roots = next(one for one in agreement(compare(gold, said)) if one.field == "root")
    assert (roots.units, roots.percent) == (4, 0.75)
    assert roots.kappa == pytest.approx(0.5)
    assert roots.alpha == pytest.approx(1 - (2 / 8) / (2 * 3 * 5 / (8 * 7)))
    codes = next(one for one in agreement(compare(gold, said)) if one.field == "code")
    assert (codes.percent, codes.kappa, codes.alpha) == (1, None, None)


GOLD = """\
- sentence: attacked Turkish soldiers
  source: {code: REB, text: Rebel fighters}
  target: {code: TURMIL, text: Turkish soldiers}
  code: "190"
  attribution: {reporter: {code: TURMIL, text: the army}, kind: indirect, stance: asserts}
"""


def test_gold_by_hand_against_records(tmp_path):
    (tmp_path / "story.yaml").write_text(GOLD)
    (tmp_path / "events.jsonl").write_text(json.dumps(record()) + "\n")
    found = compare(read_judged(tmp_path, {"190": 4}), read_judged(tmp_path / "events.jsonl", {}))
    assert found.score("full record").f1 == 1
    result = CliRunner().invoke(main, ["evaluate", str(tmp_path / "story.yaml"), str(tmp_path / "events.jsonl")])
    assert result.exit_code == 0, result.output
    assert "full record" in result.output and "kappa" in result.output


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("gold.yaml", "just words", "no list of events"),
        ("gold.yaml", "- {sentence: x}", "event 1 has no"),
        ("gold.yaml", "a: [", "no valid YAML"),
        ("gold.txt", "x", "is no .jsonl or .csv file"),
        ("gold.jsonl", "{}\n", "a record without"),
    ],
)
def test_what_is_no_gold_is_said_so(tmp_path, name, text, reason):
    path = tmp_path / name
    path.write_text(text)
    with pytest.raises(GoldError, match=reason):
        read_judged(path, {})
    result = CliRunner().invoke(main, ["evaluate", str(path), str(path)])
    assert result.exit_code == 2 and reason in result.output and "Traceback" not in result.output


RELATION = {"id": "r-1", "text": "Norway met Denmark.", "source_spans": [[0, 6]], "target_spans": [[11, 18]]}


def test_relation_gold_is_coded_and_scored(tmp_path):
    gold = tmp_path / "relations.jsonl"
    gold.write_text(json.dumps(RELATION | {"plover": "CONSULT", "quad": 1}) + "\n")
    assert read_relations(gold)[0].plover == "CONSULT"
    result = CliRunner().invoke(main, ["evaluate", str(gold)])
    assert result.exit_code == 0, result.output
    assert "root accuracy 1.000" in result.output


def test_relation_gold_with_a_broken_line(tmp_path):
    gold = tmp_path / "relations.jsonl"
    gold.write_text(json.dumps(RELATION | {"plover": "CONSULT", "quad": 1}) + "\n{}\n")
    with pytest.raises(GoldError, match="relations.jsonl:2"):
        read_relations(gold)
