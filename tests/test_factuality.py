"""Whether it happened: polarity, modality and tense of what a sentence says, on sentences written for the purpose."""

import pytest
from predicating import Reading


@pytest.fixture(scope="module")
def reading(parser):
    return Reading(parser)


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("The army did not attack the convoy.", "attack"),
        ("The army didn't attack the convoy.", "attack"),
        ("The army never shelled the town.", "shell"),
        ("No soldiers were killed.", "kill"),
        ("No one was killed by the rebels.", "kill"),
        ("Nobody attacked the convoy.", "attack"),
        ("None of the rebels attacked the convoy.", "attack"),
        ("Neither side attacked the convoy.", "attack"),
        ("Neither Iran nor Iraq attacked the convoy.", "attack"),
        ("Rebels killed no civilians.", "kill"),
        ("Rebels did not attack or shell the town.", "shell"),
        ("The army left the town without firing on the rebels.", "fire"),
        ("The army withdrew without a fight.", "fight"),
        ("The rebels denied attacking the convoy.", "attack"),
        ("The army denied that it had shelled the village.", "shell"),
        ("The rebels failed to capture the town.", "capture"),
        ("The army refused to release the prisoners.", "release"),
        ("The army avoided attacking the town.", "attack"),
        ("Serbia has been unable to capture Kosovo.", "capture"),
        ("Turkey prevented refugees from crossing the border.", "cross"),
        ("Police foiled an attack on the bus.", "attack"),
        ("The men were acquitted of killing the mayor.", "kill"),
        ("The truck left the road, almost killing a farmer.", "kill"),
        ("There have been no talks between police and students.", "talk"),
        ("The talks did not take place.", "talk"),
        ("A cancelled meeting between Serbia and Kosovo angered Brussels.", "meeting"),
        ("The rebels were not responsible for the attack.", "attack"),
        ("The army is not ready to attack.", "ready"),
        ("Serbia agreed not to attack Kosovo.", "attack"),
        ("Serbia does not want to attack Kosovo.", "attack"),
    ],
)
def test_negated(reading, text, lemma):
    assert reading.one(text, lemma).polarity == "negated"


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("The army attacked the convoy.", "attack"),
        ("The army did not fail to attack the convoy.", "attack"),
        ("The minister rejected the criticism of Egypt.", "criticism"),
        ("Rebels attacked a town that no one defended.", "attack"),
        ("The rebels did not know who attacked the convoy.", "attack"),
        ("The army condemned the attack on the convoy.", "attack"),
    ],
)
def test_affirmed(reading, text, lemma):
    assert reading.one(text, lemma).polarity == "affirmed"


@pytest.mark.parametrize(
    ("text", "lemma", "modality"),
    [
        ("Israel attacked Hezbollah.", "attack", "actual"),
        ("Israel has attacked Hezbollah.", "attack", "actual"),
        ("Israel continued to attack Hezbollah.", "attack", "actual"),
        ("Moscow helped Damascus recapture the city.", "recapture", "actual"),
        ("The militia forced villagers to leave.", "leave", "actual"),
        ("Israel is attacking Hezbollah.", "attack", "ongoing"),
        ("Serbia had been attacking Kosovo for days.", "attack", "ongoing"),
        ("Israel will attack Hezbollah.", "attack", "intended"),
        ("Israel plans to attack Hezbollah.", "attack", "intended"),
        ("Israel is going to attack Hezbollah.", "attack", "intended"),
        ("Iran threatened to close the strait.", "close", "intended"),
        ("The president ordered airstrikes against Syria.", "airstrike", "actual"),
        ("Planned talks between Serbia and Kosovo were welcomed.", "talk", "intended"),
        ("There will be talks between Serbia and Kosovo.", "talk", "intended"),
        ("Talks between Serbia and Kosovo will take place on Monday.", "talk", "intended"),
        ("EU to impose sanctions on Belarus", "impose", "intended"),
        ("The president said he would send troops to Mali.", "send", "intended"),
        ("The president told reporters he would send troops to Mali.", "send", "intended"),
        ("Serbia is to send troops to Mali.", "send", "intended"),
        ("The UN urged Israel to stop the war.", "stop", "demanded"),
        ("The UN called for a ceasefire between Israel and Hamas.", "ceasefire", "demanded"),
        ("The UN demanded that Israel withdraw from Gaza.", "withdraw", "demanded"),
        ("Serbia must withdraw its troops.", "withdraw", "demanded"),
        ("Israel may attack Iran.", "attack", "possible"),
        ("Israel could have attacked Iran.", "attack", "possible"),
        ("Officials feared an attack on the embassy.", "attack", "possible"),
        ("Possible airstrikes against Syria worried Moscow.", "airstrike", "possible"),
        ("There may be clashes between police and students.", "clash", "possible"),
        ("Serbia is likely to attack Kosovo.", "attack", "possible"),
        ("If Iran attacks Israel, the US will respond.", "attack", "conditional"),
        ("Unless Serbia withdraws, NATO will bomb Belgrade.", "withdraw", "conditional"),
        ("Had Serbia attacked Kosovo, NATO would have bombed Belgrade.", "attack", "conditional"),
        ("Had Serbia attacked Kosovo, NATO would have bombed Belgrade.", "bomb", "hypothetical"),
        ("Did Serbia attack Kosovo?", "attack", "hypothetical"),
    ],
)
def test_modality(reading, text, lemma, modality):
    assert reading.one(text, lemma).modality == modality


@pytest.mark.parametrize(
    ("text", "lemma", "tense"),
    [
        ("Rebels attacked the convoy.", "attack", "past"),
        ("Rebels have attacked the convoy.", "attack", "past"),
        ("Rebels were attacked.", "attack", "past"),
        ("Jets bombed the town, killing five.", "kill", "past"),
        ("Rebels attack the convoy every week.", "attack", "present"),
        ("Rebels are attacking the convoy.", "attack", "present"),
        ("Rebels will attack the convoy.", "attack", "future"),
        ("Serbia will hold talks with Kosovo.", "talk", "future"),
        ("The US-Russia confrontation worried Berlin.", "confrontation", "past"),
        ("EU to impose sanctions on Belarus", "impose", "future"),
        ("The president said he would send troops to Mali.", "send", "future"),
        ("The president told reporters he would send troops to Mali.", "send", "future"),
        ("Serbia is to send troops to Mali.", "send", "future"),
        ("Serbia was to send troops to Mali.", "send", "past"),
    ],
)
def test_tense(reading, text, lemma, tense):
    assert reading.one(text, lemma).tense == tense


@pytest.mark.parametrize(
    ("text", "lemma", "modality"),
    [
        ("Norway said that Togo has to free the sailors.", "free", "demanded"),
        ("Norway told Togo that it had to free the sailors.", "free", "demanded"),
        ("Togo will have to free the sailors.", "free", "demanded"),
        ("Togo had to free the sailors.", "free", "actual"),
        ("Togo has agreed to free the sailors.", "free", "intended"),
        ("Norway has ships to free the sailors.", "free", "intended"),
    ],
)
def test_who_has_to_must(reading, text, lemma, modality):
    assert reading.one(text, lemma).modality == modality


@pytest.mark.parametrize(
    ("text", "lemma", "modality"),
    [
        ("Chad fought to defeat the rebels.", "defeat", "actual"),
        ("Chad launched an offensive to oust the rebels from the valley.", "oust", "actual"),
        ("Chad is rebuilding after a long campaign to oust the rebels.", "oust", "actual"),
        ("Chad will launch an offensive to oust the rebels from the valley.", "oust", "intended"),
        ("Chad plans an offensive to oust the rebels from the valley.", "oust", "intended"),
        ("The general ordered a raid on the village.", "raid", "actual"),
        ("The general did not order a raid on the village.", "raid", "intended"),
        ("The general will order a raid on the village.", "raid", "intended"),
    ],
)
def test_a_fight_that_was_fought_or_ordered_is_a_deed(reading, text, lemma, modality):
    assert reading.one(text, lemma).modality == modality


@pytest.mark.parametrize(
    ("text", "lemma", "polarity", "modality"),
    [
        ("Chad could send troops to attack the rebels.", "attack", "affirmed", "possible"),
        ("Chad should send troops to attack the rebels.", "attack", "affirmed", "demanded"),
        ("Chad sent troops to attack the rebels.", "attack", "affirmed", "intended"),
        ("Chad did not send troops to attack the rebels.", "attack", "negated", "actual"),
        ("Chad did nothing to arrest the rebels.", "arrest", "negated", "actual"),
        ("Chad has yet to arrest the rebels.", "arrest", "negated", "actual"),
        ("Chad is yet to arrest the rebels.", "arrest", "negated", "actual"),
        ("Chad didn’t do anything to arrest the rebels.", "arrest", "negated", "actual"),
        ("Soldiers used batons to attack the miners.", "attack", "affirmed", "actual"),
        ("Norway urged Chad to send troops to attack the rebels.", "attack", "affirmed", "demanded"),
        ("Chad lost a hundred men in the campaign to oust the rebels.", "oust", "affirmed", "actual"),
    ],
)
def test_an_end_is_as_real_as_what_is_done_for_it(reading, text, lemma, polarity, modality):
    found = reading.one(text, lemma)
    assert (found.polarity, found.modality) == (polarity, modality)


@pytest.mark.parametrize(
    ("text", "lemma", "modality"),
    [
        ("Togo was the first to attack Mali.", "attack", "actual"),
        ("Togo has the power to attack Mali.", "attack", "possible"),
        ("Togo has a duty to arrest the rebels.", "arrest", "demanded"),
        ("Togo wants Mali to arrest the rebels.", "arrest", "demanded"),
        ("Togo wants to arrest the rebels.", "arrest", "intended"),
        ("Togo expects Mali to attack Chad.", "attack", "possible"),
        ("Togo believes that Mali will attack Chad.", "attack", "possible"),
        ("There is a view that Mali will attack Chad.", "attack", "possible"),
        ("Mali was able to attack the town.", "attack", "actual"),
        ("Mali is able to attack the town.", "attack", "possible"),
        ("This was due to attacks by Mali.", "attack", "actual"),
        ("An attack would mean abandoning allies in Mali.", "abandon", "hypothetical"),
        ("I would like to thank Mali.", "thank", "actual"),
        ("When Mali attacks Togo, Chad will withdraw.", "attack", "conditional"),
        ("Togo would welcome a withdrawal.", "withdrawal", "hypothetical"),
        ("It would be wrong to attack Mali.", "attack", "hypothetical"),
        ("An attack on Mali is imminent.", "attack", "possible"),
        ("Any attack on Mali will be punished.", "attack", "possible"),
        ("Further attacks on Mali risk a war.", "attack", "hypothetical"),
        ("The attacks on Mali risk a war.", "attack", "actual"),
        ("Stop the attacks on Mali!", "stop", "demanded"),
        ("Togo would like to thank Mali.", "thank", "hypothetical"),
    ],
)
def test_whose_wish_or_power_it_is(reading, text, lemma, modality):
    assert reading.one(text, lemma).modality == modality
