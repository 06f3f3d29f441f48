"""Who "I", "we" and "our" are in quotations, in the records of whole texts."""

import datetime

import pytest

from coder.model import Document


@pytest.fixture(scope="module")
def dyads(coder):
    """A function from a text to the source, code and target of its records."""

    def dyads(text):
        [coded] = coder.code([Document("story", text, datetime.date(2021, 5, 4))])
        assert coded.problem is None
        return [(one["source"]["code"], one["event"]["code"], one["target"]["code"]) for one in coded.records]

    return dyads


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We condemn the Chadian government,” the Nigerien foreign minister said.", ("NERGOV", "111", "TCDGOV")),
        ("“I urge Burkina Faso to sign,” said Mali's prime minister.", ("MLIGOV", "020", "BFA")),
        ("The Kenyan army said: “Somali rebels attacked us.”", ("SOMREB", "190", "KENMIL")),
        ("“Ghanaian troops killed our soldiers,” the Togolese president said.", ("GHAMIL", "190", "TGOMIL")),
        (
            "“We met nobody,” the Peruvian army said. “We attacked Shining Path rebels.”",
            ("PERMIL", "190", "PERREBSEN"),
        ),
    ],
)
def test_the_first_person_is_whoever_speaks(dyads, text, expected):
    assert expected in dyads(text)


@pytest.mark.parametrize(
    "text",
    [
        # Not quoted: the author's own.
        "The Kenyan army said that Somali rebels had attacked us.",
        # A reporter speaks for nobody.
        "“We condemn the Chadian government,” a journalist said.",
        # Nobody is named who speaks.
        "“We condemn the Chadian government.”",
        # The country.
        "The Kenyan army said the US was attacked by Somali rebels.",
    ],
)
def test_the_first_person_is_left_out_where_nobody_known_speaks(dyads, text):
    assert not [one for one in dyads(text) if "MED" in one[0] or "KENMIL" in one or one[0] == "NERGOV"]
