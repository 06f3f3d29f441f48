"""Towns that are taken are their state's ground, those that are hit are people; own forces are no targets."""

import pytest

from coder.model import Document


@pytest.mark.parametrize(
    "text, target",
    [
        ("M23 rebels captured the Congolese town of Rukoro.", "COD"),
        ("Eritrean troops have occupied the Ethiopian village.", "ETH"),
        ("Eritrean troops bombed the Ethiopian village.", "ETHCVL"),
        ("M23 rebels captured a town.", "CVL"),
    ],
)
def test_only_what_is_taken_is_ground(coder, text, target):
    (coded,) = coder.code([Document("d", text)])
    assert [record["target"]["code"] for record in coded.records] == [target]


@pytest.mark.parametrize(
    "text, dyads",
    [
        ("The Bolivian government has promised not to deploy the Bolivian army.", []),
        ("The Bolivian government accused the Bolivian army of treason.", [("BOLGOV", "BOLMIL")]),
        ("The Bolivian government promised to send troops to Peru.", [("BOLGOV", "PER")]),
    ],
)
def test_own_forces_that_are_moved_are_no_targets(coder, text, dyads):
    (coded,) = coder.code([Document("d", text)])
    assert [(record["source"]["code"], record["target"]["code"]) for record in coded.records] == dyads


@pytest.mark.parametrize(
    "text, dyads",
    [
        ("Foreign volunteers fought M23 rebels.", [("UAF", "CODREBMTH")]),
        ("British volunteers fought M23 rebels.", [("GBRUAF", "CODREBMTH")]),
        ("Villagers fought M23 rebels.", [("CVL", "CODREBMTH")]),
        ("Foreign volunteers criticised M23 rebels.", [("CVL", "CODREBMTH")]),
    ],
)
def test_volunteers_that_fight_are_no_civilians(coder, text, dyads):
    (coded,) = coder.code([Document("d", text)])
    assert [(record["source"]["code"], record["target"]["code"]) for record in coded.records] == dyads


def test_what_somebody_does_in_speaking_is_told_by_the_publisher(coder):
    (coded,) = coder.code([Document("d", "President Putin said that times were dark as he criticised Malian rebels.")])
    assert [(r["source"]["code"], r["attribution"]["reporter"]) for r in coded.records] == [("RUSGOV", None)]


def test_bases_are_of_an_army_and_proxies_of_none(coder):
    (coded,) = coder.code([Document("d", "Iranian proxy forces attacked French bases.")])
    assert [(r["source"]["code"], r["target"]["code"]) for r in coded.records] == [("UAF", "FRAMIL")]
