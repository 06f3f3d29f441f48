"""Who vouches for an event: reporters, chains and stances in the records, with a codebook of one entry."""

import datetime

import pytest
from samples import codebook

from coder import Coder, load_codebook
from coder.model import Document


@pytest.fixture(scope="module")
def fights(tmp_path_factory, parser):
    """A function from a text to the records of its attacks and raids."""
    coder = Coder(load_codebook(codebook(tmp_path_factory.mktemp("codebook"))), parser)

    def records(text):
        [coded] = coder.code([Document("story", text, datetime.date(2021, 5, 4))])
        assert coded.problem is None
        return coded.records

    return records


def vouching(record):
    """Kind, stance, the reporter's code and the codes of the chain."""
    found = record["attribution"]
    reporter = found["reporter"]
    return found["kind"], found["stance"], reporter and reporter["code"], [one["code"] for one in found["chain"]]


ATTACK = "Turkish troops attacked Kurdish fighters"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{ATTACK}.", ("none", "asserts", None, [])),
        (f"The Syrian army said that {ATTACK}.", ("indirect", "asserts", "SYRMIL", [])),
        (f"“{ATTACK},” the Syrian army said.", ("direct", "asserts", "SYRMIL", [])),
        (f"{ATTACK}, according to the Syrian army.", ("according_to", "asserts", "SYRMIL", [])),
        (f"Syria claimed that {ATTACK}.", ("indirect", "claims", "SYR", [])),
        (f"Turkey denied that {ATTACK}.", ("indirect", "denies", "TUR", [])),
        (f"Turkey dismissed reports that {ATTACK}.", ("indirect", "denies", "TUR", [])),
        (f"Turkey admitted that {ATTACK}.", ("indirect", "admits", "TUR", [])),
        (f"Turkey did not say whether {ATTACK}.", ("indirect", "doubts", "TUR", [])),
        (f"Turkey did not deny that {ATTACK}.", ("indirect", "doubts", "TUR", [])),
        (f"Turkey neither confirmed nor denied that {ATTACK}.", ("indirect", "doubts", "TUR", [])),
        (f"Syria has no evidence that {ATTACK}.", ("hearsay", "doubts", None, [])),
        (f"Syria vowed to stay after {ATTACK}.", ("none", "asserts", None, [])),
        (f"Syria said that people fled after {ATTACK}.", ("indirect", "asserts", "SYR", [])),
        ("Syria vowed to punish Turkish troops, who attacked Kurdish fighters.", ("none", "asserts", None, [])),
        (f"Syria knows that {ATTACK}.", ("none", "asserts", None, [])),
        (f"Syria regretted that {ATTACK}.", ("none", "asserts", None, [])),
        (f"“{ATTACK},” the Syrian army remembered.", ("direct", "feels", "SYRMIL", [])),
        (f"Syria does not know whether {ATTACK}.", ("indirect", "doubts", "SYR", [])),
        (f"It is reported that {ATTACK}.", ("hearsay", "asserts", None, [])),
        (f"There are reports that {ATTACK}.", ("hearsay", "asserts", None, [])),
        ("Turkish troops reportedly attacked Kurdish fighters.", ("hearsay", "claims", None, [])),
        ("Turkish troops are said to have attacked Kurdish fighters.", ("hearsay", "asserts", None, [])),
        ("Turkish troops are believed to have attacked Kurdish fighters.", ("hearsay", "feels", None, [])),
        ("Turkish troops are believed to be attacking Kurdish fighters.", ("hearsay", "feels", None, [])),
        (f"{ATTACK}, it said.", ("indirect", "asserts", None, [])),
        (f"{ATTACK}, she said.", ("indirect", "asserts", "", [])),
        (
            f"A village burned and a man fell when {ATTACK}, Syrian officials said.",
            ("indirect", "asserts", "SYRGOV", []),
        ),
        (f"Another ally, Adam Sule, the Kenyan president, said that {ATTACK}.", ("indirect", "asserts", "KENGOV", [])),
        (
            f"The mayor, Ana Ruiz, told her Syrian counterpart, Ilva Torr, that {ATTACK}.",
            ("indirect", "asserts", "GOV", []),
        ),
        (f"The pact dashed Syrian hopes that {ATTACK}.", ("indirect", "feels", "SYR", [])),
        (f"{ATTACK} (and a village is empty, says the Kenyan army).", ("none", "asserts", None, [])),
        (
            f"GENEVA — Dozens of people, most of them women, were hurt when {ATTACK} in town, Syrian officials said.",
            ("indirect", "asserts", "SYRGOV", []),
        ),
        # Whoever wants or seeks something has not said so.
        ("Turkey wanted to attack Kurdish fighters.", ("none", "asserts", None, [])),
        ("Turkey sought to attack Kurdish fighters.", ("none", "asserts", None, [])),
        ("Turkey's decision to attack Kurdish fighters was new.", ("none", "asserts", None, [])),
        ("Kenya said that Turkey wanted to attack Kurdish fighters.", ("indirect", "asserts", "KEN", [])),
    ],
)
def test_kind_stance_and_reporter(fights, text, expected):
    [record] = fights(text)
    assert vouching(record) == expected


@pytest.mark.parametrize(
    ("text", "stance", "reporter", "chain"),
    [
        (f"Turkish media, citing the Syrian army, said {ATTACK}.", "asserts", "TURMED", ["SYRMIL"]),
        (f"Reuters reported, citing the Syrian army, that {ATTACK}.", "asserts", "GBRMED", ["SYRMIL"]),
        (f"{ATTACK}, SANA said, quoting the Syrian army.", "asserts", "SYRMED", ["SYRMIL"]),
        (f"According to SANA, which cited the Syrian army, {ATTACK}.", "asserts", "SYRMED", ["SYRMIL"]),
        (f"SANA quoted the Syrian army as saying that {ATTACK}.", "asserts", "SYRMED", ["SYRMIL"]),
        (f"{ATTACK}, SANA quoted the Syrian army as saying.", "asserts", "SYRMED", ["SYRMIL"]),
        (f"{ATTACK}, the Syrian army said, according to SANA.", "asserts", "SYRMED", ["SYRMIL"]),
        (f"Russia said that Syria claimed that {ATTACK}.", "claims", "RUS", ["SYR"]),
        (f"Reuters reported that the Turkish army denied that {ATTACK}.", "denies", "GBRMED", ["TURMIL"]),
    ],
)
def test_a_chain_is_given_in_order_with_its_weakest_stance(fights, text, stance, reporter, chain):
    [record] = fights(text)
    assert vouching(record)[1:] == (stance, reporter, chain)


@pytest.mark.parametrize(
    ("source", "text", "code"),
    [
        ("A video", f"A video shows that {ATTACK}.", ""),
        ("Satellite images", f"Satellite images show that {ATTACK}.", ""),
        ("The UN report", f"The UN report says that {ATTACK}.", "IGOUNO"),
        ("Syrian army", f"A statement by the Syrian army said that {ATTACK}.", "SYRMIL"),
        ("@tarin_watch", f"“{ATTACK},” @tarin_watch tweeted.", ""),
    ],
)
def test_documents_pictures_and_accounts_report(fights, source, text, code):
    [record] = fights(text)
    reporter = record["attribution"]["reporter"]
    assert (reporter["text"], reporter["code"]) == (source, code)


def test_a_denial_is_trusted_least_and_an_admission_most(fights):
    trust = {
        verb: fights(f"Turkey {verb} that {ATTACK}.")[0]["confidence"] for verb in ("admitted", "claimed", "denied")
    }
    assert trust["denied"] < 0.5 < trust["claimed"] < trust["admitted"]


def test_a_quotation_keeps_its_speaker_over_sentences_and_paragraphs(fights):
    text = (
        "“Turkish troops attacked Kurdish fighters,” a Syrian army officer said. "
        "“Then rebels attacked Syrian troops.\n\n"
        "“Russian troops raided a Syrian village.”\n\nIraqi troops raided a Syrian village."
    )
    assert [vouching(record)[2] for record in fights(text)] == ["SYRMIL", "SYRMIL", "SYRMIL", None]


def test_an_accusation_is_an_event_and_what_is_alleged_another(coder):
    text = "The United States accused Iran of arming Yemeni rebels."
    [coded] = coder.code([Document("story", text, datetime.date(2021, 5, 4))])
    accusation, alleged = sorted(coded.records, key=lambda record: record["evidence"]["trigger"]["span"])
    assert (accusation["source"]["code"], accusation["target"]["code"]) == ("USA", "IRN")
    assert accusation["event"]["code"].startswith("112")
    assert (alleged["source"]["code"], alleged["target"]["code"]) == ("IRN", "YEMREB")
    assert vouching(alleged) == ("indirect", "claims", "USA", [])


def test_who_answers_a_question_is_not_the_publisher(fights):
    text = "Q: Was it you?\n\nA: No. Turkish troops attacked Kurdish fighters.\n\nQ: When?\n\nA: On Monday."
    [record] = fights(text)
    assert vouching(record) == ("indirect", "asserts", None, [])
