"""Which actors a sentence mentions, and the codes that are composed for them."""

import datetime

import pycountry
import pytest

from coder.codebook.actors import ROLES, load_actors
from coder.codebook.folder import shipped
from coder.codebook.problems import CodebookError
from coder.coding.actors import ActorCoder
from coder.coding.codes import compose, is_role
from coder.model import Sentence

DAY = datetime.date(2020, 2, 12)


@pytest.fixture(scope="module")
def book():
    return load_actors(shipped())


@pytest.fixture(scope="module")
def mentions(book, parser):
    def read(text, date=DAY):
        tree = next(iter(parser.parse([Sentence(0, 0, len(text), text, 0)])))
        return ActorCoder(book).mentions(tree, date)

    return read


def codes(found):
    """The codes of the mentions, less pronouns and nouns that only stand for somebody else."""
    return [mention.code for mention in found if mention.code or mention.head.pos == "PROPN"]


@pytest.mark.parametrize(
    "text, wanted",
    [
        ("Turkish troops attacked.", ["TURMIL"]),
        ("A clash of pro-regime and U.S. troops in northern Syria went on.", ["SYRMIL", "USAMIL", "SYR"]),
        ("Assad forces shelled pro-Syrian regime fighters.", ["SYRMIL", "SYRMIL"]),
        ("The US-led coalition bombed a Kurdish-led militia.", ["USAMIL", "KURUAF"]),
        ("Turkish-backed Syrian rebels fled.", ["SYRREB"]),
        ("Turkish-backed rebels fled.", ["REB"]),
        ("Iranian-armed fighters fled.", ["UAF"]),
        ("The Russian military police left.", ["RUSMIL"]),
        ("An Iraqi Shiite cleric spoke.", ["IRQRELSHI"]),
        ("The former Liberian president spoke.", ["LBRELI"]),
        ("A UN envoy met Kosovo Albanian civilians.", ["IGOUNO", "XKXCVLALB"]),
        ("The ruling party in Ankara praised the Syrian government.", ["TURGOV", "TUR", "SYRGOV"]),
        ("America's special envoy for Syria left.", ["USA", "USAGOV", "SYR"]),
        ("Moscow warned the Kremlin's critics in Damascus.", ["RUS", "RUSGOV", "OPP", "SYR"]),
        ("Rebels in eastern Ukraine shot local civilians.", ["UKRREB", "UKR", "CVL"]),
        ("Colombian FARC guerrillas freed an engineer.", ["COLREBFRC", "CVL"]),
        ("Bosnian Serb forces shelled Bosnian Muslim villages.", ["BIHUAFSRP", "BIHCVLMOS"]),
        ("They met Iraqi Kurds and Sunni Arabs.", ["IRQKUR", "SUNARB"]),
        ("Hamas supporters and Hamas officials met.", ["PSECVLHMS", "PSEREBHMS"]),
        ("NATO troops and NATO officials met.", ["IGOWSTNATMIL", "IGOWSTNAT"]),
        ("Israeli settlers attacked Palestinian farmers.", ["ISRSET", "PSEAGR"]),
        ("The Zambian Labour Party won.", ["ZMBOPP"]),
        ("Rebel tanks, a police convoy and an aid convoy left.", ["REB", "COP", "NGO"]),
        ("Opposition fighters captured opposition lawmakers.", ["REB", "OPP"]),
        ("Anti-government fighters hit pro-government militiamen.", ["REB", "UAF"]),
        ("Syrian government forces and rebel fighters clashed.", ["SYRMIL", "SYRREB"]),
        ("Clashes between government and rebel forces went on.", ["MIL", "REB"]),
        ("Officials in Ankara and Moscow denied it.", ["TURGOV", "RUSGOV", "TUR", "RUS"]),
        ("The leader of the opposition met a group of soldiers.", ["OPP", "OPP", "MIL", "MIL"]),
        ("The governor of Borno state spoke.", ["NGAGOV", "NGA"]),
        ("Two Chinese and an Iraqi were arrested.", ["CHNCVL", "IRQCVL"]),
        ("Syria's people and Syrians voted.", ["SYR", "SYRCVL", "SYRCVL"]),
        ("Kurdish troops and the Kurdish forces met Syrian Kurdish fighters.", ["KURMIL", "KURUAF", "SYRUAFKUR"]),
        ("A Kurdish group met a Kurdish group fighting the army.", ["KUR", "KURUAF", "MIL"]),
        ("Fighters, government fighters and armed fighters left.", ["UAF", "MIL", "UAF"]),
        ("Fighters loyal to the Libyan government left.", ["LBYMIL", "LBYGOV"]),
        ("Al-Qaeda-linked fighters met Moscow-linked fighters.", ["IMGMOSALQ", "UAF"]),
        ("Anti-Assad rebels met the anti-Assad opposition.", ["SYRREB", "SYROPP"]),
        ("Pro-Kurdish lawmakers spoke.", ["LEG"]),
        ("The 37-year-old American saw the Americans.", ["USACVL", "USACVL"]),
        ("The then prime minister, David Cameron, spoke.", ["GBRGOV", "GBRELI"]),
        ("Current and former US officials spoke.", ["USAGOV"]),
        ("Iranian-backed forces met Iranian-backed Iraqi forces.", ["UAF", "IRQMIL"]),
        ("US-led coalition airstrikes went on.", ["USAMIL"]),
        ("The Lebanese militia Hezbollah spoke.", ["LBNREBHEZ", "LBNREBHEZ"]),
        ("Mali, whose army fled, spoke.", ["MLI", "MLIMIL"]),
        ("Taliban political prisoners met the Department of State Services (DSS).", ["AFGREBTAL", "NGASPY", "NGASPY"]),
        ("Hasan Bali met Mr Jordan in Greater Chennai.", ["", "", "IND"]),
        ("UK defence and foreign ministers met.", ["GBRGOV"]),
        ("The shadow foreign secretary met local officials.", ["OPP", "GOV"]),
        ("An adviser to the Syrian army met a German-Iranian engineer.", ["SYRMIL", "SYRMIL", "DEUCVL"]),
        ("Isis families met Chad's neighbours.", ["CVL", "TCD"]),
        ("They made a political settlement, not enemies.", []),
        ("The SDF held fighters who had joined Isis.", ["SYRREBKUR", "IMGMOSISI", "IMGMOSISI"]),
        ("Rebels of the group Ansar Dine fled.", ["MLIREB", "MLIREB", "MLIREB"]),
        ("The Supreme Committee, a Libyan rebel group, met a UN convoy.", ["LBYREB", "LBYREB", "IGOUNO"]),
        ("The Kurdish Democratic Union party met international aid agencies in Nepal.", ["SYROPPKUR", "NGO", "NPL"]),
        ("European countries met this African nation.", ["EUR"]),
        ("The West Bank cities met the West.", ["PSEWSB", "PSECVLWSB", "WST"]),
        ("Saddam's soldiers shook his head.", ["IRQELI", "IRQMIL"]),
        ("The Turkish head of Amnesty International spoke.", ["NGOHRIAMN", "NGOHRIAMN"]),
        ("The UN Syria envoy met the European commission.", ["IGOUNO", "IGOEUREEC"]),
        ("A court in Chad's capital met its Kenyan counterpart.", ["TCDJUD", "TCD", "KENGOV"]),
        ("The government and people of Mali spoke.", ["MLIGOV", "MLICVL", "MLI"]),
        ("Qatar's Oil Minister Karim Sadri denied it.", ["QAT", "QATGOV", "QATGOV"]),
        ("The Catalan government met two Uighur militants.", ["ESPGOVCAT", "CHNUAFUIG"]),
        ("The Defence Ministry in Baku spoke of troops in Baku.", ["AZEMIL", "AZE", "MIL", "AZE"]),
    ],
)
def test_codes_are_composed(mentions, text, wanted):
    assert codes(mentions(text)) == wanted


@pytest.mark.parametrize(
    "text, code, name",
    [
        ("Operation Inherent Resolve spokesman Col. Harold Finch denied it.", "USAMIL", "Harold Finch"),
        ("Pentagon spokesperson Lt. Col. Dora Quill denied it.", "USAMIL", "Dora Quill"),
        ("Gen. Adnan Karimi, a rebel commander, denied it.", "REB", "Adnan Karimi"),
        ("Rebel commander Adnan Karimi denied it.", "REB", "Adnan Karimi"),
        ("Joram Okello, commander of the Lion Brigade, denied it.", "MIL", "Joram Okello"),
        ("Joram Okello, who is a Kenyan lawmaker, denied it.", "KENLEG", "Joram Okello"),
        ("Joram Okello is a Kenyan journalist.", "KENMED", "Joram Okello"),
        ("Hamas leader Ismail Haniyeh denied it.", "PSEREBHMS", "Ismail Haniyeh"),
        ("Former US president Barack Obama denied it.", "USAELI", "Barack Obama"),
        ("Russian Energy Minister Oleg Brandt denied it.", "RUSGOV", "Oleg Brandt"),
    ],
)
def test_titles_and_appositions_give_persons_their_code(mentions, text, code, name):
    person = next(mention for mention in mentions(text) if mention.kind == "person")
    assert (person.code, person.name, person.resolved) == (code, name, True)


@pytest.mark.parametrize(
    "text",
    [
        "On Monday they met on Facebook.",
        "King Street was closed.",
        "It rained in September on Mount Hope.",
        "The Geneva Convention was signed.",
        "They drank coffee and read the military history.",
        "It was taken by force after the use of deadly force.",
    ],
)
def test_times_laws_places_and_products_are_no_actors(mentions, text):
    assert codes(mentions(text)) == []


@pytest.mark.parametrize(
    "text, name",
    [
        ("Joram Okello denied it.", "Joram Okello"),
        ("The Ekenian Peace Movement denied it.", "Ekenian Peace Movement"),
        ("Melania Trump denied it.", "Melania Trump"),
        ("Martin Luther King denied it.", "Martin Luther King"),
    ],
)
def test_names_in_no_codebook_are_kept_unresolved(mentions, text, name):
    (found,) = [mention for mention in mentions(text) if mention.kind != "pronoun"]
    assert (found.name, found.code, found.resolved) == (name, "", False)


@pytest.mark.parametrize(
    "day, code",
    [
        ("2008-01-01", "USAELI"),
        ("2009-01-20", "USAGOV"),
        ("2017-01-20", "USAGOV"),
        ("2017-01-21", "USAELI"),
        (None, "USAGOV"),
    ],
)
def test_a_leader_is_in_government_while_in_office(mentions, day, code):
    date = datetime.date.fromisoformat(day) if day else None
    assert codes(mentions("Obama denied it.", date)) == [code]


def test_a_title_of_office_holds_where_the_day_is_outside_it(mentions):
    assert codes(mentions("President Barack Obama denied it.")) == ["USAGOV"]


def test_names_are_found_whatever_their_apostrophes_and_line_breaks(mentions):
    text = "The Kurdistan Workers’\nParty and the People’s Liberation Army denied it, said Da’esh."
    assert codes(mentions(text)) == ["TURREBKUR", "CHNMIL", "IMGMOSISI"]


def test_several_actors_of_one_phrase_have_spans_of_their_own(mentions):
    first, second = mentions("US and Russian troops left.")
    assert (first.text, second.text) == ("US", "Russian troops")


def test_a_dateline_says_only_where(mentions):
    found = mentions("YEREVAN (Reuters) - Police arrested two men.")
    assert [(mention.kind, mention.code) for mention in found] == [
        ("dateline", "ARM"),
        ("role", "COP"),
        ("role", "CVL"),
    ]


def test_every_state_of_iso_3166_is_known(book):
    known = {name.code: name for name in book.names.values() if name.kind == "states"}
    assert {country.alpha_3 for country in pycountry.countries} <= set(known)


@pytest.mark.parametrize(
    "kind, least",
    [
        ("leaders", 2000),
        ("armed-groups", 500),
        ("parties", 900),
        ("media", 300),
        ("companies", 200),
        ("ngos", 150),
        ("ethnic", 300),
    ],
)
def test_the_codebook_is_broad(book, kind, least):
    assert sum(name.kind == kind for name in book.names.values()) >= least


def test_there_are_role_nouns_of_every_role(book):
    assert len(book.roles.nouns) >= 400
    brought = {code[at : at + 3] for code, _ in book.roles.nouns.values() for at in range(0, len(code), 3)}
    assert {
        "GOV",
        "MIL",
        "REB",
        "OPP",
        "PTY",
        "COP",
        "JUD",
        "SPY",
        "LEG",
        "MED",
        "EDU",
        "BUS",
        "CRM",
        "CVL",
        "DEV",
        "ELI",
    } <= brought
    assert {"ENV", "HLH", "HRI", "LAB", "NGO", "IGO", "REF", "SET", "UAF", "REL", "AGR", "PKO"} <= brought


def test_codes_are_chunks_of_three_letters(book):
    for written, name in book.names.items():
        for code in (name.code, *(office.code for office in name.offices)):
            assert len(code) % 3 == 0 and code.isupper(), written


@pytest.mark.parametrize(
    "owner, role, relational, code",
    [
        ("SYR", "MIL", False, "SYRMIL"),
        ("SYRKUR", "REB", False, "SYRREBKUR"),
        ("", "MIL", False, "MIL"),
        ("USAGOV", "MIL", False, "USAMIL"),
        ("USAGOV", "CVL", False, "USACVL"),
        ("OPP", "GOV", True, "OPP"),
        ("PSEREBHMS", "GOV", True, "PSEREBHMS"),
        ("PSEREBHMS", "MIL", False, "PSEREBHMS"),
        ("PSEREBHMS", "CVL", False, "PSECVLHMS"),
        ("IGOUNO", "GOV", True, "IGOUNO"),
        ("IGOWSTNAT", "MIL", False, "IGOWSTNATMIL"),
        ("IMGMOSISI", "MIL", False, "IMGMOSISI"),
    ],
)
def test_a_role_goes_between_state_and_group(owner, role, relational, code):
    assert compose(owner, role, relational) == code


def test_roles_are_told_from_states():
    assert is_role("MILSPY") and not is_role("SYRMIL")
    assert "GOV" in ROLES


@pytest.mark.parametrize(
    "file, text, reason",
    [
        (
            "more.yaml",
            "kind: parties\nactors:\n- {code: AAAGOV, names: [Ekenia]}\n- {code: BBBGOV, names: [Borland, Ekenia]}\n",
            "the name 'Ekenia' already stands for Ekenia (AAAGOV)",
        ),
        (
            "more.yaml",
            "kind: leaders\nactors:\n- {code: AAAELI, names: [X Y], offices: [{code: AAAGOV, from: soon}]}\n",
            "'soon' is no date",
        ),
        (
            "more.yaml",
            "kind: leaders\nactors:\n- code: AAAELI\n  names: [X Y]\n"
            "  offices: [{code: AAA, from: 2001-01-02, until: 2001-01-01}]\n",
            "before it begins",
        ),
        (
            "roles.yaml",
            "own: {XXX: [knight]}\nweak: {}\nrelational: {}\nthings: {}\nadjectives: {}\ntitles: []\n",
            "'XXX' is no role of CAMEO",
        ),
        (
            "roles.yaml",
            "own: {MIL: [knight]}\nweak: {GOV: [knight]}\nrelational: {}\nthings: {}\nadjectives: {}\ntitles: []\n",
            "'knight' is both",
        ),
    ],
)
def test_a_fault_in_an_actor_file_is_told_with_its_line(tmp_path, file, text, reason):
    folder = tmp_path / "actors"
    folder.mkdir()
    (folder / "roles.yaml").write_text("own: {}\nweak: {}\nrelational: {}\nthings: {}\nadjectives: {}\ntitles: []\n")
    (folder / file).write_text(text)
    with pytest.raises(CodebookError) as caught:
        load_actors(tmp_path)
    (problem,) = caught.value.problems
    assert reason in str(problem) and problem.file == file and problem.line
