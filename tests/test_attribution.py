"""Attributions: who vouches for what, on sentences written for the purpose."""

import datetime

import pytest
import yaml

from coder.codebook.actors import load_actors
from coder.codebook.attribution import load_attribution
from coder.codebook.folder import shipped
from coder.codebook.problems import CodebookError
from coder.coding.actors import ActorCoder
from coder.coding.attribution import attributions, holder
from coder.coding.coreference import Discourse
from coder.language.parse import Parser
from coder.language.segment import segment
from coder.model import Document


@pytest.fixture(scope="module")
def read():
    """A function from a text to its attributions."""
    parser, actors, lexicon = Parser(), ActorCoder(load_actors(shipped())), load_attribution(shipped())

    def attributions_of(text):
        document = Document("story", text, datetime.date(2021, 5, 4))
        [(document, sentences)] = segment([document], parser.segmenter)
        trees = list(parser.parse(sentences))
        found = [actors.mentions(tree, document.date) for tree in trees]
        mentions = list(map(Discourse(actors.setting(found)).read, trees, found))
        return attributions(document, trees, mentions, lexicon)

    return attributions_of


def said(text, spans):
    return " | ".join(text[start:end] for start, end in spans)


def parts(text, attribution):
    return said(text, attribution.source), attribution.cue_text, said(text, attribution.content)


def only(read, text):
    """The source, cue and content of a text's only attribution."""
    [attribution] = read(text)
    return parts(text, attribution)


COMPLEMENTS = [
    ("The ministry said that the bridge had fallen.", "The ministry", "said", "that the bridge had fallen"),
    ("The ministry said the bridge had fallen.", "The ministry", "said", "the bridge had fallen"),
    ("The bridge had fallen, the ministry said.", "the ministry", "said", "The bridge had fallen"),
    ("The bridge, the mayor said, had been destroyed.", "the mayor", "said", "The bridge | had been destroyed"),
    ("The general vowed to retake the valley.", "The general", "vowed", "to retake the valley"),
    ("The envoy urged both sides to talk.", "The envoy", "urged", "both sides to talk"),
    ("The ministry denied bombing the town.", "The ministry", "denied", "bombing the town"),
    ("The rebels announced a truce.", "The rebels", "announced", "a truce"),
    (
        "Colonel Saleh accused the rebels of bombing the market.",
        "Colonel Saleh",
        "accused",
        "the rebels of bombing the market",
    ),
    ("The governor called for an inquiry.", "The governor", "called for", "an inquiry"),
    ("As the governor put it, the valley is lost.", "the governor", "put it", "the valley is lost"),
    ("According to the envoy, the truce is dead.", "the envoy", "According to", "the truce is dead"),
    ("The truce is dead, according to the envoy.", "the envoy", "according to", "The truce is dead"),
    ("In the words of the envoy, the truce is dead.", "the envoy", "In the words of", "the truce is dead"),
    (
        "The minister's claim that the camp was shelled drew no reply.",
        "The minister's",
        "claim",
        "that the camp was shelled",
    ),
    (
        "Witnesses in the port were sure that two ships sank.",
        "Witnesses in the port",
        "were sure",
        "that two ships sank",
    ),
    ("He told the council: The siege must end.", "He", "told", "The siege must end"),
    ("“It fell at dawn,” said Marit Oyen, pointing at the wall.", "Marit Oyen", "said", "“It fell at dawn,”"),
    ("Army: convoy was ambushed near Tarin", "Army", ":", "convoy was ambushed near Tarin"),
]


@pytest.mark.parametrize(("text", "source", "cue", "content"), COMPLEMENTS)
def test_a_cue_has_its_source_and_its_content(read, text, source, cue, content):
    assert only(read, text) == (source, cue, content)


STANCES = [
    ("The army said the road was open.", "indirect", "asserts"),
    ("The army claimed the road was open.", "indirect", "claims"),
    ("The army denied that it had fired.", "indirect", "denies"),
    ("The army admitted that it had fired.", "indirect", "admits"),
    ("The army doubted that the road was open.", "indirect", "doubts"),
    ("The army did not say who had fired.", "indirect", "doubts"),
    ("The army refused to confirm that the road was open.", "indirect", "doubts"),
    ("The army asked whether the road was open.", "indirect", "asks"),
    ("The army promised to open the road.", "indirect", "promises"),
    ("The army threatened to bomb the dam.", "indirect", "promises"),
    ("The army believes the road is open.", "indirect", "feels"),
    ("It is reported that the port is closed.", "hearsay", "asserts"),
    ("The port was reportedly closed.", "hearsay", "claims"),
    ("The general is said to have fled the capital.", "hearsay", "asserts"),
    ("The militia is believed to hold forty prisoners.", "hearsay", "feels"),
    ("The port is closed, according to the army.", "according_to", "asserts"),
    ("“The port is closed,” the army said.", "direct", "asserts"),
    ("The army said the port was “closed for good”.", "mixed", "asserts"),
]


@pytest.mark.parametrize(("text", "kind", "stance"), STANCES)
def test_kind_and_stance(read, text, kind, stance):
    [attribution] = read(text)
    assert (attribution.kind, attribution.stance) == (kind, stance)


def test_hearsay_names_nobody(read):
    [attribution] = read("It is reported that the port is closed.")
    assert attribution.source == [] and attribution.reporter is None


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("A video shows soldiers beside a burning bus.", "A video"),
        ("A video posted online shows soldiers firing at a bus.", "A video"),
        ("Satellite images suggest that the airfield is empty.", "Satellite images"),
        ("The poll found that most voters wanted peace.", "The poll"),
        ("A letter seen by the paper says the governor knew.", "A letter seen by the paper"),
    ],
)
def test_documents_pictures_and_data_are_sources(read, text, source):
    [attribution] = read(text)
    assert said(text, attribution.source) == source


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “safe zone” was shelled on Monday.",
        "The victory shows courage.",
        "The army added two tanks to the convoy.",
        "The road began at the dam.",
        "Please support us with a gift.",
        "Colonel Saleh is the alleged owner of the house.",
    ],
)
def test_no_attribution(read, text):
    assert read(text) == []


def test_a_quotation_runs_on_with_its_speaker(read):
    text = (
        "“We came at dawn,” Colonel Saleh said. “We met nobody. The town was empty.”\n\n"
        "“Then the shelling began.”\n\nThe town was quiet."
    )
    [attribution] = read(text)
    assert said(text, attribution.source) == "Colonel Saleh"
    assert said(text, attribution.content) == (
        "“We came at dawn,” | “We met nobody. The town was empty.” | “Then the shelling began.”"
    )


def test_a_quotation_has_the_speaker_before_a_colon(read):
    text = "The governor was brief. He told reporters at the dam: “The valley is lost. We leave tomorrow.”"
    [attribution] = read(text)
    assert parts(text, attribution) == ("He", "told", "“The valley is lost. We leave tomorrow.”")
    assert attribution.kind == "direct"


def test_an_interrupted_quotation_is_one_content(read):
    text = "“The valley,” the governor said, “is lost.”"
    assert only(read, text) == ("the governor", "said", "“The valley,” | “is lost.”")


def test_reporters_are_coded(read):
    [attribution] = read("Russia's defence ministry said the convoy was hit.")
    assert attribution.reporter.code.startswith("RUS")
    [attribution] = read("Syrian and Turkish media said the convoy was hit.")
    codes = [mention.code for mention in (attribution.reporter, *attribution.others)]
    assert codes == ["SYRMED", "TURMED"]


def test_a_relative_pronoun_speaks_for_its_antecedent(read):
    attribution = next(a for a in read("The rebels, who said the road was open, left.") if a.cue_text == "said")
    assert attribution.reporter.code == "REB"


def test_a_pronoun_is_resolved_through_the_discourse(read):
    text = "The Turkish army crossed the river. It said two posts were taken."
    [attribution] = read(text)
    assert attribution.reporter.code == "TURMIL"


def test_an_unknown_it_is_nobody(read):
    [attribution] = read("It said two posts were taken.")
    assert attribution.reporter is None


def test_an_unknown_speaker_keeps_the_name(read):
    [attribution] = read("Ilva Torrance said two posts were taken.")
    assert (attribution.reporter.name, attribution.reporter.resolved) == ("Ilva Torrance", False)


@pytest.mark.parametrize(
    "text",
    [
        "Turkish media, citing the Syrian army, said that three soldiers were killed.",
        "Citing the Syrian army, Turkish media reported that three soldiers were killed.",
    ],
)
def test_a_chain_names_whom_the_reporter_cites(read, text):
    [attribution] = read(text)
    assert (attribution.reporter.code, [mention.code for mention in attribution.chain]) == ("TURMED", ["SYRMIL"])


def test_what_a_source_says_that_another_said_is_inner(read):
    text = "Moscow said that the rebels claimed that the army had shelled the camp."
    [outer] = read(text)
    [inner] = outer.inner
    assert parts(text, inner) == ("the rebels", "claimed", "that the army had shelled the camp")
    found = holder([outer], text.index("shelled"))
    assert [attribution.cue_text for attribution in found] == ["claimed", "said"]


def test_nobody_vouches_for_what_is_outside_or_taken_for_a_fact(read):
    text = "The army shelled the camp. The envoy condemned the attack on the camp."
    found = read(text)
    assert holder(found, text.index("shelled")) == []
    assert [a.presupposed for a in found] == [True]
    assert holder(found, text.index("attack")) == []


def test_a_participle_after_a_clause_goes_on_with_the_speaker(read):
    text = "Russia said it would not send troops, adding that talks would go on."
    assert [parts(text, a) for a in read(text)] == [
        ("Russia", "said", "it would not send troops"),
        ("Russia", "adding", "that talks would go on"),
    ]


def test_a_transcript_gives_each_turn_to_its_speaker(read):
    text = "MAYOR ORLAN: The road is open. Go home.\n\nCOLONEL SALEH: It is not.\n\nMAYOR ORLAN: We shall see."
    found = [(said(text, a.source), said(text, a.content)) for a in read(text)]
    assert found == [
        ("MAYOR ORLAN", "The road is open. Go home."),
        ("COLONEL SALEH", "It is not."),
        ("MAYOR ORLAN", "We shall see."),
    ]


BAD = [
    "Q: Did the army fire?\n\nA: It did not.\n\nQ: Who did?\n\nA: Nobody knows.",
    "@marsh_watch: Road open again! https://example.org/x #Tarin “safe",
    "ARMY SAYS CONVOY WAS HIT; GOVERNOR: 'WE HOLD THE DAM'",
    "“ ” '' \" ‘ ’ `` —",
    '""""',
    "said",
    ": : :",
    "“" * 50,
    "He said: “" + "The town is empty. " * 40,
    "According to",
    "it said it said it said",
]


@pytest.mark.parametrize("text", BAD)
def test_bad_input_neither_fails_nor_runs_away(read, text):
    for attribution in read(text):
        assert attribution.content and all(0 <= start < end <= len(text) for start, end in attribution.content)
        assert all(
            text[start:end].strip() for start, end in (*attribution.source, *attribution.cue, *attribution.content)
        )


def test_an_open_quotation_does_not_swallow_the_document(read):
    text = "The colonel said: “We came at dawn.\n\nThe village was empty.\n\nThe army left on Friday."
    [attribution] = read(text)
    assert said(text, attribution.content) == "“We came at dawn."


def test_an_article_that_is_one_quotation_is_read(read):
    text = "“" + "\n\n“".join(["The army said the road was open."] * 3) + "”"
    assert [a.cue_text for a in read(text)] == ["said"] * 3


def test_a_lexicon_with_a_typo_is_refused_with_its_line(tmp_path):
    data = yaml.safe_load((shipped() / "attribution.yaml").read_text("utf-8"))
    data["verbs"][0]["stance"] = "asserst"
    (tmp_path / "attribution.yaml").write_text(yaml.safe_dump(data, sort_keys=False), "utf-8")
    with pytest.raises(CodebookError, match=r"attribution.yaml:\d+.*asserst"):
        load_attribution(tmp_path)


def test_the_first_group_of_the_lexicon_that_takes_a_complement_holds():
    call = load_attribution(shipped()).verbs["call"]
    assert {entry.rest for entry in call} >= {(), ("on",)}
    assert next(entry for entry in call if not entry.rest).takes["for"].stance == "asks"


def test_an_agency_that_quotes_another_holds_what_it_quotes(read):
    text = "The dam has burst, the agency quoted the ministry as saying."
    [outer] = read(text)
    [inner] = outer.inner
    assert parts(text, outer)[:2] == ("the agency", "quoted")
    assert parts(text, inner) == ("the ministry", "saying", "The dam has burst")


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The plane was sold in May, records show.", "records", "show", "The plane was sold in May"),
        ("The idea, says Marit Oyen, a guide, is to stay.", "Marit Oyen", "says", "The idea | a guide, is to stay"),
        (
            "Reuters reported, citing two ministers, that the dam had burst.",
            "Reuters",
            "reported",
            "that the dam had burst",
        ),
        ("The army rejected claims that it had fired.", "The army", "rejected claims", "that it had fired"),
        ("The group claims to have shot down a drone.", "The group", "claims", "to have shot down a drone"),
        ("The talks ended; the envoy said that they failed.", "the envoy", "said", "that they failed"),
        ("The rebels used the radio to deny the report.", "The rebels", "to deny", "the report"),
    ],
)
def test_cues_that_the_parse_has_hung_elsewhere(read, text, source, cue, content):
    assert only(read, text) == (source, cue, content)


def test_a_second_verb_of_saying_is_the_speakers(read):
    text = "He said the village was empty and claimed the army had left."
    assert [parts(text, a) for a in read(text)] == [
        ("He", "said", "the village was empty"),
        ("He", "claimed", "the army had left"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Turkish troops attacked the village.",
        "The army shot down a jet.",
        "Rebels fought for the town.",
        "Troops pushed back the rebels.",
        "The evacuation began and continued on Friday.",
        "Russia and Turkey: a history of conflict",
        "We called him.",
    ],
)
def test_deeds_are_no_words(read, text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "@tarin_watch: The road is open https://example.org/x",
            "@tarin_watch",
            "The road is open https://example.org/x",
        ),
        ("“The road is open,” @tarin_watch tweeted.", "@tarin_watch", "“The road is open,”"),
        ("Three soldiers killed in ambush – Turkish army", "Turkish army", "Three soldiers killed in ambush"),
        ("Turkish President Erdogan — “We will stay”", "Turkish President Erdogan", "“We will stay”"),
        ("TURKISH TROOPS LEFT TOWN, ARMY SAYS", "ARMY", "TURKISH TROOPS LEFT TOWN"),
    ],
)
def test_posts_and_headlines(read, text, source, content):
    [attribution] = read(text)
    assert (said(text, attribution.source), said(text, attribution.content)) == (source, content)


def test_questions_and_answers_are_turns_of_nobody_named(read):
    text = "Q: Did you see it?\n\nA: I did. It was dark.\n\nQ: Who fired?\n\nA: Nobody knows."
    found = read(text)
    assert [(a.stance, said(text, a.content)) for a in found] == [
        ("asks", "Did you see it?"),
        ("asserts", "I did. It was dark."),
        ("asks", "Who fired?"),
        ("asserts", "Nobody knows."),
    ]
    assert all(a.reporter is None for a in found)


def test_a_quotation_left_open_in_a_text_without_paragraphs_does_not_run_on(read):
    told = "The bridge is closed and the road is a ruin. " * 40
    text = f"The envoy said: “It is over. {told}The mayor called it “absurd”. {told}"
    contents = [said(text, attribution.content) for attribution in read(text)]
    assert all(len(content) < 200 for content in contents) and contents
