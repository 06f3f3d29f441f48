"""Who is the target of an event and which event it is, where a sentence names more actors than take part."""

import pytest

from coder.model import Document


@pytest.fixture(scope="module")
def coded(coder):
    def events(text):
        (one,) = coder.code([Document("story", text)])
        return [(r["source"]["text"], r["event"]["code"], r["target"]["text"]) for r in one.records]

    return events


@pytest.mark.parametrize(
    "text, expected",
    [
        # Who backs or condemns a fight has to do with those who wage it, not with those against whom it is.
        ("Norway backed the Kurdish campaign against Boko Haram.", ("Norway", "072", "Kurdish")),
        ("Norway condemned the Turkish raid on Kenya.", ("Norway", "111", "Turkish")),
        ("Norway refused to join the invasion of Kenya.", None),
        # What a passive leaves to nobody is asked of nobody but the hearer.
        ("Norway said that the rebels must be punished.", None),
        ("Norway told Kenya that the rebels must be punished.", ("Norway", "100", "Kenya")),
        ("Kenya said in a call to Norway that the truce must be applied everywhere.", ("Kenya", "1056", "Norway")),
        # The accused is the accused, even if nobody knows him.
        ("Norway accused it of supporting the rebels.", None),
        # To insist that something is so is no demand.
        ("Norway insisted that the deal included Kenya.", None),
        # Harm that somebody says he may do is a threat of his; what others may do is none.
        ("Norway said that it could bomb Kenya.", ("it", "1384", "Kenya")),
        # Whoever denies or rejects an accusation does so to those to whom it would have been done.
        ("Norway denied arming the Kenyan rebels.", ("Norway", "016", "Kenyan rebels")),
        # Nor is it a cooperation to intend a hostile act.
        ("Norway pledged to put the rebels on trial.", None),
        ("Norway agreed with the logic of the raid on Kenya.", None),
        # Whoever fights for somebody does not fight him.
        ("Rebels are fighting on behalf of the Kenyan government.", ("Rebels", "062", "Kenyan government")),
        ("The militia has fought a decades-long insurgency inside Turkey.", None),
        ("The offensive, led by Kurdish forces and backed by Norway, ended.", ("Norway", "072", "Kurdish forces")),
        # What armed forces do together is military.
        ("Kurdish commanders coordinate with Norwegian officers.", ("Kurdish commanders", "062", "Norwegian officers")),
        # To have an aim in common is not to say so.
        ("Norway and Kenya share an aim.", None),
        # Who wants another's support asks for it.
        ("Norway wants Kenya's backing for its plan.", ("Norway", "022", "Kenya")),
        # Who is asked to do more is asked for what he is to do more for.
        ("Norway urged Kenya to do more to help Togo.", ("Norway", "023", "Kenya")),
        ("Norway pressed Kenya to do more to extradite smugglers.", ("Norway", "0213", "Kenya")),
        # An army that moves about at home threatens nobody there.
        ("Kenya's army deployed troops in Nairobi.", None),
        # To kill whom one holds is no fight.
        ("Two Kenyan hostages were killed by Boko Haram.", ("Boko Haram", "180", "Two Kenyan hostages")),
        # What is called something is not telephoned.
        ("Norway called Kenya a liar.", ("Norway", "111", "Kenya")),
        ("Kenya spoke to Norway by telephone.", ("Kenya", "041", "Norway")),
    ],
)
def test_the_target_is_whoever_takes_part(coded, text, expected):
    found = coded(text)
    if expected is None:
        assert found == []
    else:
        assert expected in found


def test_a_list_of_pairs_gives_those_pairs_only(coded):
    found = coded("There were clashes between Kenya and Somalia, Mali and Niger, and Chad and Sudan.")
    assert {(source, target) for source, _, target in found} == {
        ("Kenya", "Somalia"), ("Mali", "Niger"), ("Chad", "Sudan")
    }  # fmt: skip


def test_a_verb_and_its_noun_tell_one_act(coded):
    assert coded("Norway imposed sanctions on Kenya.") == [("Norway", "163", "Kenya")]


def test_brokers_are_not_parties(coded):
    assert coded("The peace talks, brokered by Kenya, Norway and Chad, collapsed.") == []


def test_what_removes_something_is_not_what_is_removed(coded):
    assert all(code[:2] != "16" for _, code, _ in coded("Its surrender removed the threat against Kenya."))


@pytest.mark.parametrize(
    "text, expected",
    [
        # Who meets to talk, or sends doctors to help, does what he does it for; who sends soldiers has not yet fought.
        ("The Norwegian envoy met the rebels to discuss the truce with Kenya.", ("046", "actual")),
        ("Norway sent doctors to help the Kenyan army.", ("070", "actual")),
        ("Norway sent soldiers to fight the Kenyan rebels.", ("190", "intended")),
        ("Norway will send doctors to help the Kenyan army.", ("033", "intended")),
        ("Norway could send doctors to help the Kenyan army.", ("070", "possible")),
        # Who tries to persuade has asked; who tries to mediate has not got his talks.
        ("Norway tried to persuade Kenya to free the rebels.", ("0253", "actual")),
        ("Norway tried to mediate between Kenya and Togo.", ("045", "intended")),
        ("A summit between Norway and Kenya to be held on Friday has been described as a last chance.",
         ("036", "intended")),
        # To plan harm threatens it, to vow war is no war, and to decide against talks is to refuse them.
        ("Norway plans to impose sanctions on Kenya.", ("1312", "intended")),
        ("Norway vowed to wage war against the Kenyan rebels.", ("138", "actual")),
        ("Norway decided not to attend the talks with Kenya.", ("125", "intended")),
        # What others foretell is no threat of his.
        ("Norway said Kenya would attack its army.", ("190", "possible")),
        ("Norway said it would attack Kenya.", ("138", "intended")),
        # What is only wanted of somebody, he does not do.
        ("Norway should help the Kenyan rebels.", None),
        ("Norway urged Togo to press Kenya to protect the Kenyan villagers.", ("020", "actual")),
    ],
)
def test_how_real_it_is(coder, text, expected):
    (one,) = coder.code([Document("story", text)])
    found = [(record["event"]["code"], record["modality"]) for record in one.records]
    assert expected in found if expected is not None else found == []
    assert {modality for _, modality in found} <= {expected[1] if expected else ""}


@pytest.mark.parametrize(
    "text, expected",
    [
        # Whoever warns of what others do, or says what is so, threatens nobody; who warns of his own act does.
        ("Norway warned Kenya that rebels could attack its capital.", None),
        ("Norway warned of an attack by Kenyan rebels.", None),
        ("Norway warned that Kenya was arming the rebels.", None),
        ("Norway warned Kenya it would respond with force.", "130"),
        ("Norway warned Kenya against sending troops to Mali.", "130"),
        # To hold off from an attack is to end it.
        ("Norway urged Kenya to hold off from an attack on Togo.", "0256"),
        ("Norway instructed Kenya to surrender the town.", "1056"),
        # To agree to do harm threatens it.
        ("Norway agreed to impose sanctions on Kenya.", "1312"),
        ("Norway agreed to attack the Kenyan rebels.", "138"),
        # Not to want something is no demand.
        ("Norway does not want Kenya to leave the union.", None),
        # A phrase that denies something itself is not denied by its own words.
        ("Norway has no hope of a deal with Kenya.", "012"),
        # What the hearer's kind rules out is not asked of him.
        ("Norway told the BBC that the war must end.", None),
        # To send somebody in support is to aid.
        ("Norway sent advisers to support the Kenyan president.", "070"),
        ("Norway supported the Kenyan president.", "051"),
    ],
)
def test_what_is_threatened_or_meant(coder, text, expected):
    (one,) = coder.code([Document("story", text)])
    found = [record["event"]["code"] for record in one.records if record["source"]["text"] == "Norway"]
    assert found == ([expected] if expected else [])


@pytest.mark.parametrize("end, code", [("with the surrender of the rebels", "191"), ("after talks", "0872")])
def test_a_siege_that_is_won_yields_nothing(coder, end, code):
    (one,) = coder.code([Document("story", f"The siege of the Kenyan town by Norway's army ended {end}.")])
    assert [record["event"]["code"] for record in one.records] == [code]
