"""Where: the gazetteer, place names in sentences, and which of them belongs to which event."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.coding.context.dateline import dateline
from coder.coding.context.gazetteer import Gazetteer, cache_folder, index_file, key_of
from coder.model import Document

DAY = datetime.date(2020, 2, 13)


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer()


@pytest.mark.parametrize("spelling", ["Qamishli", "al-Qamishli", "Al Qāmishlī", "Kamishli", "Qamişlo"])
def test_a_town_is_found_by_its_other_spellings(gazetteer, spelling):
    assert [(e.country, e.admin1, e.geonameid) for e in gazetteer.find(spelling)] == [("SYR", "Al-Hasakah", 173377)]


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Syria", "country", "SYR"),
        ("North Kivu", "admin1", "COD"),
        ("Idlib", "admin1", "SYR"),
        ("Idlib", "settlement", "SYR"),
    ],
)
def test_countries_and_provinces_are_found(gazetteer, name, kind, country):
    assert (kind, country) in [(entry.kind, entry.country) for entry in gazetteer.find(name)]


def test_a_name_that_nobody_has_is_not_found(gazetteer):
    assert gazetteer.find("Xyzzyville-on-Nothing") == ()
    assert gazetteer.find("") == ()


def test_codes_of_actors_lead_to_countries(gazetteer):
    assert gazetteer.country_code("USAMIL") == "USA"
    assert gazetteer.country_code("PALGZS") == "PSE"
    assert gazetteer.country_code("REB") is None


def test_the_index_is_made_once_and_elsewhere_where_its_folder_cannot_be_made(tmp_path):
    made = index_file(cache_folder())
    assert index_file(cache_folder()) == made
    (tmp_path / "file").write_text("")
    assert index_file(tmp_path / "file" / "folder").is_file()


@given(st.from_regex(r"[a-z]{4,9}", fullmatch=True), st.from_regex(r"[a-z]{4,9}", fullmatch=True))
def test_capitals_hyphens_and_the_article_make_no_other_key(first, second):
    spellings = (
        f"{first} {second}",
        f"{first}-{second}".title(),
        f"Al-{first} {second.upper()}",
        f"  {first}  {second}’",
    )
    assert len({key_of(name) for name in spellings}) == 1


@pytest.mark.parametrize(
    ("text", "place", "within"),
    [
        ("BAIDOA, Somalia — Trucks came.", "BAIDOA", "Somalia"),
        ("GOMA, Feb 1 — Rebels came.", "GOMA", ""),
        ("KHARTOUM (Nile Dispatch) — Fighting resumed.", "KHARTOUM", ""),
        ("LA PAZ, Aug 12 - Miners marched.", "LA PAZ", ""),
    ],
)
def test_datelines(text, place, within):
    found = dateline(text)
    assert (found.place, found.within) == (place, within)


@pytest.mark.parametrize("text", ["The army said so.", "NATO and the EU said so.", "A — B", ""])
def test_no_datelines(text):
    assert dateline(text) is None


def places(coder, text):
    """The place of each event of a text by its trigger: (words, name, country, precision), None where there is none."""
    [coded] = coder.code([Document("a", text, DAY)])
    assert coded.problem is None
    found = {}
    for record in coded.records:
        place = record["place"]
        trigger = record["evidence"]["trigger"]["text"]
        found[trigger] = place and (place["text"], place["name"], place["country"], place["precision"])
    return found


@pytest.mark.parametrize(
    ("text", "trigger", "wanted"),
    [
        (
            "Turkish troops attacked Kurdish fighters near Manbij.",
            "attacked",
            ("Manbij", "Manbij", "SYR", "settlement"),
        ),
        (
            "Turkish troops attacked Kurdish fighters in Idlib province.",
            "attacked",
            ("Idlib province", "Idlib", "SYR", "admin1"),
        ),
        (
            "Turkish troops attacked Kurdish fighters in northern Syria.",
            "attacked",
            ("Syria", "Syria", "SYR", "country"),
        ),
        (
            "Congolese troops attacked the rebels in the town of Sake.",
            "attacked",
            ("Sake", "Sake", "COD", "settlement"),
        ),
        ("Turkish jets bombed Raqqa.", "bombed", ("Raqqa", "Ar Raqqah", "SYR", "settlement")),
        ("Malian soldiers attacked the rebels near the village of Zzanda.", "attacked", ("Zzanda", None, None, None)),
        (
            "Israeli jets bombed Iranian troops at Damascus airport.",
            "bombed",
            ("Damascus airport", "Damascus", "SYR", "settlement"),
        ),
        ("The US envoy met Syrian officials in Geneva.", "met", ("Geneva", "Geneva", "CHE", "settlement")),
    ],
)
def test_the_place_of_an_event(coder, text, trigger, wanted):
    assert places(coder, text)[trigger] == wanted


def test_the_articles_other_places_settle_which_town_is_meant(coder):
    assert places(coder, "Pakistani troops attacked militants near Hyderabad.")["attacked"][2] == "PAK"
    assert places(coder, "Indian troops attacked militants near Hyderabad.")["attacked"][2] == "IND"


def test_where_somebody_speaks_is_not_where_it_happened(coder):
    found = places(coder, "Turkish troops attacked Kurdish fighters, an official told reporters in Geneva.")
    assert found["attacked"] is None


def test_what_is_said_has_its_place_beside_the_verb(coder):
    assert places(coder, "Russia condemned the Turkish attack on Kurdish fighters in Manbij.")["condemned"] is None


@pytest.mark.parametrize(
    "text",
    [
        "Turkish troops attacked Kurdish fighters in March.",
        "Turkish troops attacked Kurdish fighters, reading from a list.",
        "Turkish troops of Colonel Paris attacked Kurdish fighters.",
        "A mobile Turkish unit attacked nice Kurdish fighters.",
        "Turkish troops attacked Kurdish fighters in the Old City.",
    ],
)
def test_words_that_are_also_towns_are_no_places(coder, text):
    assert places(coder, text)["attacked"] is None


def test_a_misspelt_name_is_the_place_that_the_text_names_elsewhere(coder):
    text = "Turkish troops attacked Kurdish fighters in Qamishil. Russian troops attacked rebels near Qamishli."
    [coded] = coder.code([Document("a", text, DAY)])
    assert {record["place"]["geonameid"] for record in coded.records} == {173377}


def test_the_dateline_counts_in_the_first_paragraph_for_its_own_country(coder):
    lead = "KHARTOUM, Sudan — Sudanese troops attacked the rebels.\n\nThe Sudanese army bombed the militia.\n"
    found = places(coder, lead)
    assert found["attacked"][2:] == ("SDN", "settlement")
    abroad = places(coder, "VIENNA — Sudanese troops attacked the rebels.")
    assert abroad["attacked"] is None


def test_a_violent_event_that_is_told_again_keeps_its_place(coder):
    lead = "Turkish troops clashed with Kurdish fighters near Manbij.\n\nIt rained.\n\n"
    text = lead + "Two people died in the clash of Turkish troops with Kurdish fighters."
    assert places(coder, text)["clash"][1] == "Manbij"
