"""Who pronouns, surnames and short forms are, sentence after sentence."""

import datetime

import pytest

from coder.codebook.actors import load_actors
from coder.codebook.folder import shipped
from coder.coding.actors import ActorCoder
from coder.coding.coreference import Discourse
from coder.language.segment import segment
from coder.model import Document

DAY = datetime.date(2020, 2, 12)


@pytest.fixture(scope="module")
def read(parser):
    actors = ActorCoder(load_actors(shipped()))

    def read(text):
        ((_, sentences),) = segment([Document("d", text, DAY)], parser.segmenter)
        trees = list(parser.parse(sentences))
        found = [actors.mentions(tree, DAY) for tree in trees]
        discourse = Discourse(actors.setting(found))
        return [mention for tree, here in zip(trees, found, strict=True) for mention in discourse.read(tree, here)]

    return read


def last(found, text):
    """The code and name of the last mention with that text, None where it was left out."""
    return next(((mention.code, mention.name) for mention in reversed(found) if mention.text == text), None)


@pytest.mark.parametrize(
    "text, short, code, name",
    [
        ("The Syrian army entered a town. It arrested two men.", "It", "SYRMIL", "Syrian army"),
        ("The army shelled a town and killed nine villagers. They had fled.", "They", "CVL", "nine villagers"),
        ("The Dutch spokesman met Carla Brunt. She thanked him.", "him", "NLDGOV", "Dutch spokesman"),
        ("Turkish troops left. Their commander was hurt.", "Their", "TURMIL", "Turkish troops"),
        ("Oman left Yemen, accusing it of theft.", "it", "YEM", "Yemen"),
        ("Oman and Qatar left Yemen and blamed it.", "it", "YEM", "Yemen"),
        ("Oman urged Yemen to support it.", "it", "OMN", "Oman"),
    ],
)
def test_pronouns_stand_for_who_was_named(read, text, short, code, name):
    assert last(read(text), short) == (code, name)


@pytest.mark.parametrize(
    "text, short, code",
    [
        # Not who acts beside it in its clause, in a clause without a subject of its own neither.
        ("Peru sued Chad. Mali fined Oman after warning it.", "it", "OMN"),
        ("Kenya quit the bloc. Mali asked Chad to help it.", "it", "MLI"),
        ("Ann Lee spoke. Eve Roe asked the Kenyan minister to let her go.", "her", ""),
        # A reflexive is its clause's subject, or the noun that it stands beside.
        ("The rebels met a committee. Mali has long seen itself as a mediator.", "itself", "MLI"),
        ("Mali praised the Kenyan army itself.", "itself", "KENMIL"),
        # Who is the subject of a clause above is meant rather than the last named.
        ("Oman was shelled by Chad after Mali said it would send guns.", "it", "MLI"),
        ("Oman regretted Chad's failure to meet its pledge.", "its", "TCD"),
        # A row is taken up by the noun beside it, and by "they".
        ("Mali, Chad and Oman met. Kenya jailed Malian soldiers and their families.", "their", "MLIMIL"),
        # States are "it"; "they" are people.
        ("Kenya let two ships pass. Malian soldiers left. They were tired.", "They", "MLIMIL"),
        ("Dozens of Malian soldiers left Chad, where they had fought.", "they", "MLIMIL"),
        # Whoever is blamed for something has done it.
        ("The Dutch spokesman sharply criticised the Malian president for his insistence on a vote.", "his", "MLIGOV"),
    ],
)
def test_the_place_in_the_sentence_tells_who_is_meant(read, text, short, code):
    assert last(read(text), short)[0] == code


@pytest.mark.parametrize(
    "text, short, codes",
    [
        ("Mali and Chad signed a pact. They sent guns.", "They", {"MLI", "TCD"}),
        ("The Turkish president and the lawmaker Joram Okello said they would meet.", "they", {"TURGOV", "LEG"}),
    ],
)
def test_they_are_each_of_a_row(read, text, short, codes):
    assert {mention.code for mention in read(text) if mention.text == short} == codes


@pytest.mark.parametrize(
    "text, short, code",
    [
        ("The Kenyan foreign ministry was calm. A spokesman denied it.", "spokesman", "KENGOV"),
        ("The US-led coalition left. Ann Lee, a spokeswoman for the coalition, denied it.", "Ann Lee", "USAMIL"),
        ("The Kenyan minister was calm. A spokesman denied it.", "spokesman", "GOV"),
    ],
)
def test_a_spokesman_speaks_for_who_was_spoken_of(read, text, short, code):
    assert last(read(text), short)[0] == code


@pytest.mark.parametrize(
    "text, short",
    [
        # What is no actor, and what goes on meaning it.
        ("Mali left. The strike does not mean war. It does not mean peace. It means ruin.", "It"),
        ("Mali left. The plan was new. This is a shift, or it is nothing.", "it"),
        # One of a row cannot be told from the other.
        ("Joram Okello and Adam Sule met in Mali. He left.", "He"),
        # These are things.
        ("Kenya let two ships pass. They were new.", "They"),
        ("The ministry met the press. It was clear that nobody had slept.", "It"),
        ("The ministry met the press. It rained.", "It"),
        ("The army met the press. The report was long. It said nothing.", "It"),
        ("It attacked a town.", "It"),
        ("The country attacked a town.", "country"),
        ("The Kurds left. The country denied it.", "country"),
        ("A man slept in Syria. It was hot.", "It"),
    ],
)
def test_what_stands_for_nobody_is_left_out(read, text, short):
    assert last(read(text), short) is None


@pytest.mark.parametrize(
    "text, short, code, name",
    [
        ("Pentagon spokesperson Lt. Col. Dora Quill spoke. Quill denied it.", "Quill", "USAMIL", "Dora Quill"),
        ("Joram Okello, a Kenyan lawmaker, spoke. Okello denied it.", "Okello", "KENLEG", "Joram Okello"),
        ("Rebel commander Adnan Karimi spoke. Gen. Karimi denied it.", "Gen. Karimi", "REB", "Adnan Karimi"),
        ("Joram Okello spoke. Okello denied it.", "Okello", "", "Joram Okello"),
        ("The Ekenian Salvation Movement (ESM), a rebel group, spoke. The ESM left.", "ESM", "REB", "ESM"),
    ],
)
def test_names_keep_the_code_that_they_were_given(read, text, short, code, name):
    assert last(read(text), short) == (code, name)


@pytest.mark.parametrize(
    "text, short, code",
    [
        ("The Russian military left. The military denied it.", "military", "RUSMIL"),
        ("Turkey's foreign ministry spoke. The ministry denied it.", "ministry", "TURGOV"),
        ("A spokesman for Hamas spoke. The spokesman denied it.", "spokesman", "PSEREBHMS"),
        ("The US-led coalition left. The coalition denied it.", "coalition", "USAMIL"),
        ("Hamas fired rockets. The group denied it.", "group", "PSEREBHMS"),
        ("Mali expelled an envoy. The country denied it.", "country", "MLI"),
        ("The Arab League met. The body denied it.", "body", "IGOMEAARL"),
        ("M23 fighters took a hill. The rebels denied it.", "rebels", "CODREBMTH"),
        ("Turkish troops took a hill. The soldiers denied it.", "soldiers", "TURMIL"),
        ("U.S. soldiers took a hill. The Americans denied it.", "Americans", "USAMIL"),
        ("Mali dealt with the Russians and Turks.", "Turks", "TUR"),
        ("Mali dealt with the Russians, Turks and Iranians.", "Iranians", "IRN"),
        ("Mali dealt with the Russians and two Turks.", "two Turks", "TURCVL"),
        ("Mali helped Russians and Turks.", "Turks", "TURCVL"),
        ("A Russian convoy left. The convoy was stopped.", "convoy", "RUSMIL"),
        ("M23 took a hill. Hamas took a hill. M23 fought the militants.", "militants", "PSEREBHMS"),
        ("The SDF took a hill. Islamic State took a hill. Jordan spoke of the jihadists.", "jihadists", "IMGMOSISI"),
        ("Mali fought Islamic State. The state denied it.", "state", "MLI"),
        (
            "The Dutch and the Danes spoke. US officials said that the administration denied it.",
            "administration",
            "USAGOV",
        ),
    ],
)
def test_short_forms_take_up_the_fuller_mention(read, text, short, code):
    assert last(read(text), short)[0] == code


def test_two_candidates_are_none(read):
    found = read("Turkish troops met Syrian troops. The soldiers denied it.")
    assert last(found, "soldiers")[0] == "MIL"


@pytest.mark.parametrize(
    "text, owned, code",
    [
        ("The US-led coalition spoke. It said its patrol troops were safe.", "patrol troops", "USAMIL"),
        ("Sudan sent guns. The country's army left.", "army", "SDNMIL"),
        ("Hamas spoke. The leader of the group denied it.", "leader", "PSEREBHMS"),
        ("The French president met his wife.", "wife", "FRACVL"),
    ],
)
def test_what_belongs_to_a_short_form_has_its_owners_code(read, text, owned, code):
    assert last(read(text), owned)[0] == code


@pytest.mark.parametrize(
    "text, short, code",
    [
        # A surname that the document gives to somebody else than the codebook.
        ("Nasr al-Hariri, a Syrian opposition leader, spoke. Hariri left.", "Hariri", "SYROPP"),
        ("Nasr al-Hariri, a Syrian rebel, met Saad Hariri. Hariri left.", "Hariri", "LBNELI"),
        ("Crown Prince Hamid bin Noor, the Omani premier, spoke. Prince Hamid left.", "Prince Hamid", "OMNGOV"),
        # Who is explained further down only.
        ("Dana Weller called. Dana Weller, an Israeli lawmaker, denied it.", "Dana Weller", "ISRLEG"),
        ("Ann Moreau, 24, from France, was jailed.", "Ann Moreau", "FRACVL"),
        ("Ann Moreau was jailed.", "Ann Moreau", ""),
        # Whom officers, ministers, spokesmen and generals serve.
        ("Bolivian police came. Masked officers came.", "Masked officers", "BOLCOP"),
        ("The Bolivian army came. Masked officers came.", "Masked officers", "MIL"),
        ("The German Foreign Ministry spoke. The foreign minister spoke.", "foreign minister", "DEUGOV"),
        ("The Saudi-led coalition spoke. A coalition official denied it.", "coalition official", "SAUMIL"),
        ("Russian general Oleg Zavar spoke. The general left.", "general", "RUSMIL"),
        ("The UK government gave MPs a vote.", "MPs", "GBRLEG"),
        ("The UK spoke. The home secretary denied it.", "home secretary", "GBRGOV"),
        ("Kenya spoke. The home secretary denied it.", "home secretary", "GOV"),
        ("Police jailed him in Kenya.", "Police", "KENCOP"),
        ("Police said that he had died in Kenya.", "Police", "COP"),
        # A rebel army is not "the army".
        ("The National Liberation Army spoke of Colombia. The army left.", "army", "MIL"),
        ("Hamas lost the town. Fighters left.", "Fighters", "PSEREBHMS"),
        ("Hamas lost the town. Hezbollah came. Fighters left.", "Fighters", "UAF"),
        ("Al-Shabaab took a hill. The militants, who had fled, came.", "militants", "SOMREBSHB"),
    ],
)
def test_the_document_says_who_somebody_is(read, text, short, code):
    assert last(read(text), short)[0] == code


@pytest.mark.parametrize(
    "text, owned, code",
    [
        ("A Bolivian judge met his wife.", "wife", "BOLCVL"),
        ("Hamas met its hostages.", "hostages", "CVL"),
        ("Turkey armed its proxies.", "proxies", "UAF"),
        ("Chad's attack on its own people went on.", "own people", "TCDCVL"),
    ],
)
def test_kin_captives_and_proxies_are_not_what_their_owner_is(read, text, owned, code):
    assert last(read(text), owned)[0] == code


def test_a_counterpart_is_not_his(read):
    assert last(read("The French president met his counterpart."), "counterpart") is None


@pytest.mark.parametrize(
    "text, codes",
    [
        ("Eritrean troops entered Ethiopia. Both sides denied it.", ["ERIMIL", "ETH"]),
        ("Eritrean troops entered Ethiopia. The two countries denied it.", ["ERI", "ETH"]),
        ("Eritrean troops entered Ethiopia. Both governments denied it.", ["ERIGOV", "ETHGOV"]),
        ("Fighting between Mali and Chad went on. Oman and Peru made a plan. Both sides denied it.", ["MLI", "TCD"]),
        # Those who stood beside each other more often, and are armed.
        ("Malian troops fought M23 rebels. Oman met Peru. Both sides denied it.", ["MLIMIL", "CODREBMTH"]),
        ("Mali met Chad. Mali sued Chad. Niger met Chad. Oman spoke to both countries.", ["MLI", "TCD"]),
    ],
)
def test_both_sides_are_the_two_that_were_named(read, text, codes):
    found = read(text)
    assert [
        mention.code
        for mention in found[-2 - sum(m.kind == "pronoun" for m in found[-1:]) :]
        if mention.kind != "pronoun"
    ] == codes
    assert len({mention.span for mention in found}) == len(found)


@pytest.mark.parametrize(
    "text, short, code",
    [
        ("YEREVAN (Reuters) - Police arrested two men.", "Police", "ARMCOP"),
        ("YEREVAN (Reuters) - Rebels arrested two men.", "Rebels", "REB"),
        ("Mali was calm. Mali was quiet. Mali was asleep. The government denied it.", "government", "MLIGOV"),
        ("Mali was calm. Chad was quiet. Niger was asleep. The government denied it.", "government", "GOV"),
        ("YEREVAN (Reuters) - A soldier arrested two men.", "soldier", "MIL"),
        ("The police denied it. Mali was calm. Mali was quiet. Mali was asleep.", "police", "MLICOP"),
        ("Kurds spoke. Kurds slept. The Kurds left. The government denied it.", "government", "GOV"),
        ("Mali spoke. The Assad regime slept. Mali feared a regime takeover.", "regime", "SYRGOV"),
        ("Mali feared the Assad regime and the Iranian regime. The town saw regime jets.", "regime jets", "MIL"),
    ],
)
def test_institutions_belong_to_the_state_that_a_document_is_set_in(read, text, short, code):
    assert last(read(text), short)[0] == code


@pytest.mark.parametrize(
    "text, short, code",
    [
        ("Shells fell in Aleppo, in Hama and in Homs. Turkish-backed rebels fled.", "Turkish-backed rebels", "SYRREB"),
        ("Talks went on in Geneva, in Bern and in Basel. Mali and Chad spoke. Mali and Chad slept. Mali and Chad left. "
         "Mali and Chad met. Mali and Chad ate. Mali and Chad sang. Mali and Chad wrote. Mali and Chad paid. Mali and "
         "Chad agreed. Mali and Chad read. The rebels fled.", "rebels", "REB"),
        ("Shells fell in Aleppo, in Hama and in Homs. The town fell.", "town", "SYRCVL"),
        ("Shells fell in Aleppo, in Hama and in Homs. The SDF and the PKK met. Kurdish fighters fled.",
         "Kurdish fighters", "SYRREBKUR"),
        ("Shells fell in Kidal, in Gao and in Mali. The Tuareg rebels fled.", "Tuareg rebels", "MLIREBTMH"),
        ("Shells fell in Kidal, in Gao and in Mali. Kurdish fighters fled.", "Kurdish fighters", "KURUAF"),
    ],
)  # fmt: skip
def test_rebels_and_towns_belong_to_the_theatre(read, text, short, code):
    assert last(read(text), short)[0] == code
