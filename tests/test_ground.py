"""Towns that are taken are their state's ground, those that are hit are people."""

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
