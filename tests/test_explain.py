"""Explanations: each rule that was tried with the reason why it fits or not, and what came of each predication."""

import datetime
import json

import pytest
from click.testing import CliRunner

from coder import load_codebook
from coder.cli import main
from coder.coding.matching import Matcher, by_head
from coder.coding.trials import trials
from coder.corpus import read_corpus
from coder.model import Document
from coder.report.explain import explain
from coder.report.explain_text import as_text


@pytest.fixture(scope="module")
def events():
    return load_codebook().events


@pytest.fixture(scope="module")
def explained(coder, events):
    def of(text, date=None):
        (reading,) = coder.read([Document("story", text, date)])
        (explanation,) = explain(reading, events)
        return {step.predication.word.lower: step for step in explanation.steps}

    return of


def outcomes(step, rule):
    return {trial.outcome: trial.reason for trial in step.trials if trial.rule.id.startswith(rule)}


def test_the_chosen_rule_is_the_first_that_fits(coder, events):
    readings = list(coder.read(read_corpus(["corpus/convoy-courier.txt", "corpus/strike-lapaz.txt"])))
    chosen = 0
    for reading in readings:
        for mentions, predications in zip(reading.mentions, reading.predications, strict=True):
            matcher = Matcher(events, by_head(mentions))
            for predication in predications:
                found = [trial.outcome for trial in trials(matcher, predication)]
                match = matcher.match(predication)
                assert found.count("chosen") == (match is not None)
                if match is not None:
                    chosen += 1
                    before = found[: found.index("chosen")]
                    assert "preferred" not in before or match.open or match.answers
    assert chosen > 10


def test_an_event_names_its_rule_and_why_the_others_do_not_fit(explained):
    step = explained("Rebel fighters attacked Turkish soldiers.")["attacked"]
    (event,) = step.events
    (chosen,) = [trial for trial in step.trials if trial.outcome == "chosen"]
    assert (event.rule, step.verdict) == (chosen.rule.id, "")
    assert "should be one of: artillery" in outcomes(step, "194:artillery")["where"]
    assert "are not with it" in outcomes(step, "1821:sexual_assault")["phrase"]
    assert any(trial.outcome == "kind" and "Rebel fighters (REB)" in trial.reason for trial in step.trials)


def test_no_target_no_source_and_exceptions(explained):
    bombed = explained("The rain stopped and the army bombed.")["bombed"]
    assert "no target" in outcomes(bombed, "195:airstrike")["target"] and bombed.verdict == "no rule fits"
    attack = explained("The critics' attack on the film went on near Turkish soldiers.")["attack"]
    assert "its on (film) is excepted" in outcomes(attack, "190:fight")["unless"]


def test_a_content_is_spoken_for_by_the_outer_event(explained):
    steps = explained("Rebel fighters agreed to release Turkish soldiers.")
    assert steps["release"].verdict == 'no event of its own: it is the content of "agreed"'
    assert [event.type.code for event in steps["agreed"].events] == ["0353"]


def test_a_predicate_that_no_rule_knows(explained):
    assert explained("French officers teased Turkish soldiers.")["teased"].verdict == 'no rule for the verb "tease"'


def test_what_the_coder_leaves_out_is_said(explained):
    step = explained("The 1973 attack by Egypt on Israel was remembered.", datetime.date(2020, 1, 1))["attack"]
    assert [reason for _, reason in step.dropped] == ["its year is long past"] and not step.events


def test_the_command_explains_a_sentence_in_text_and_as_a_page(tmp_path):
    page = tmp_path / "page.html"
    sentence = 'Rebels shelled a Turkish convoy, the army said. <script>alert("x")</script> Rebels waited.'
    result = CliRunner().invoke(main, ["explain", sentence, "--html", str(page), "--date", "2020-02-12"])
    assert result.exit_code == 0, result.output
    assert "194 " in result.output and "rule 194:artillery" in result.output and "vouched for: " in result.output
    assert "want other participants" in result.output
    html = page.read_text("utf-8")
    assert "<svg" in html and "<script>alert" not in html and "&lt;script&gt;alert" in html


def test_rules_without_their_words_are_counted_or_named(coder, events):
    document = Document("story", "Rebels attacked Turkish soldiers.")
    (explanation,) = explain(next(coder.read([document])), events)
    brief, full = as_text(document, explanation), as_text(document, explanation, hidden=())
    assert "are not with it" in full and "are not with it" not in brief
    assert "want words that are not there" in brief and "want words that are not there" not in full


@pytest.fixture(scope="module")
def coded(coder, tmp_path_factory):
    folder = tmp_path_factory.mktemp("coded")
    (folder / "story.txt").write_text("A quiet morning came. Rebel fighters attacked Turkish soldiers.", "utf-8")
    (one,) = coder.code(read_corpus([folder / "story.txt"]))
    (folder / "events.jsonl").write_text("".join(json.dumps(record) + "\n" for record in one.records), "utf-8")
    return folder, one.records[0]["event_id"]


def test_a_record_is_explained_by_its_id(coded):
    folder, event_id = coded
    arguments = ["--events", str(folder / "events.jsonl"), "--texts", str(folder / "story.txt")]
    result = CliRunner().invoke(main, ["explain", event_id, *arguments])
    assert result.exit_code == 0, result.output
    assert result.output.startswith("story, sentence 1") and "quiet" not in result.output
    missing = CliRunner().invoke(main, ["explain", "0" * 16, *arguments])
    assert missing.exit_code == 2 and "no record with the id" in missing.output
    elsewhere = CliRunner().invoke(main, ["explain", event_id, *arguments[:3], "corpus"])
    assert elsewhere.exit_code == 2 and "not among the texts" in elsewhere.output


def test_an_id_needs_events_and_texts(coded):
    folder, event_id = coded
    result = CliRunner().invoke(main, ["explain", event_id, "--events", str(folder / "events.jsonl")])
    assert result.exit_code == 2 and "--texts" in result.output
