"""How many: numbers, what noun phrases count, and which event the counted belong to."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.coding.context.numbers import number_of
from coder.model import Document

DAY = datetime.date(2020, 2, 13)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("14", 14), ("1,200", 1200), ("seventeen", 17), ("twenty-one", 21), ("two hundred", 200), ("a dozen", 12),
        ("half a dozen", 6), ("1.5 million", 1_500_000), ("two hundred and five", 205),
        ("three thousand two hundred", 3200),
    ],
)  # fmt: skip
def test_numbers(text, number):
    assert number_of(text) == number


@pytest.mark.parametrize("text", ["", "dozens", "several", "1.3", "and", "soldiers", "half"])
def test_no_numbers(text):
    assert number_of(text) is None


@given(st.integers(0, 10**9))
def test_figures_mean_themselves(number):
    assert number_of(str(number)) == number_of(f"{number:,}") == number


def casualties(coder, text, trigger):
    """What a text's event of that trigger cost, kind by kind: (fewest, most, words)."""
    [coded] = coder.code([Document("a", text, DAY)])
    assert coded.problem is None
    [record, *_] = [one for one in coded.records if trigger in one["evidence"]["trigger"]["text"]]
    return {kind: (c["min"], c["max"], c["text"]) for kind, c in (record["casualties"] or {}).items() if c}


@pytest.mark.parametrize(
    ("victims", "wanted"),
    [
        ("three soldiers", (3, 3)),
        ("at least 17 villagers", (17, None)),
        ("more than 100 people", (100, None)),
        ("up to five soldiers", (None, 5)),
        ("between 30 and 40 rebels", (30, 40)),
        ("dozens of villagers", (24, None)),
        ("several hundred civilians", (300, None)),
        ("a 14-year-old boy", (1, 1)),
        ("a woman and her two children", (3, 3)),
        ("three soldiers and a child", (4, 4)),
        ("about 20 fighters", (20, 20)),
        ("a dozen militants", (12, 12)),
        ("two of the guards", (2, 2)),
    ],
)
def test_how_many_a_phrase_means(coder, victims, wanted):
    found = casualties(coder, f"Turkish jets bombed a rebel camp, killing {victims}.", "bombed")
    assert found["killed"][:2] == wanted
    assert found["killed"][2] == victims


@pytest.mark.parametrize(
    ("text", "trigger", "wanted"),
    [
        (
            "Rebels attacked a Turkish post, killing five soldiers and wounding 12.",
            "attacked",
            {"killed": (5, 5, "five soldiers"), "injured": (12, 12, "12")},
        ),
        (
            "Rebels attacked a Turkish post, leaving five dead and 12 wounded.",
            "attacked",
            {"killed": (5, 5, "five"), "injured": (12, 12, "12")},
        ),
        (
            "A 14-year-old was killed in a clash of US troops with villagers, while another civilian was wounded.",
            "clash",
            {"killed": (1, 1, "A 14-year-old"), "injured": (1, 1, "another civilian")},
        ),
        (
            "Seventeen civilians were killed and 106 wounded when Saudi jets bombed a Yemeni market.",
            "bombed",
            {"killed": (17, 17, "Seventeen civilians"), "injured": (106, 106, "106")},
        ),
        ("Rebels attacked Turkish troops, but no one was hurt.", "attacked", {"injured": (0, 0, "no one")}),
        ("Rebels kidnapped 14 Turkish soldiers.", "kidnapped", {"captured": (14, 14, "14 Turkish soldiers")}),
        ("Turkish soldiers shot dead two militants.", "shot", {"killed": (2, 2, "two militants")}),
        (
            "Rebels attacked Turkish troops, which led to the death of two soldiers.",
            "attacked",
            {"killed": (2, 2, "two soldiers")},
        ),
        (
            "Rebels attacked Turkish troops. Nine soldiers were wounded in the attack.",
            "attacked",
            {"injured": (9, 9, "Nine soldiers")},
        ),
        (
            "Turkish jets bombed Raqqa, and 300 people were displaced.",
            "bombed",
            {"displaced": (300, 300, "300 people")},
        ),
    ],
)
def test_what_an_event_cost(coder, text, trigger, wanted):
    assert casualties(coder, text, trigger) == wanted


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Rebels attacked Turkish troops.", "attacked"),
        ("Rebels attacked Turkish troops, almost killing two soldiers.", "attacked"),
        ("Rebels attacked 14 Turkish posts.", "attacked"),
        ("Russia condemned the rebels for an attack that killed 14 soldiers.", "condemned"),
        ("Turkish jets bombed a rebel camp and could kill 20 people.", "bombed"),
    ],
)
def test_nothing_is_counted_where_nobody_was_hurt(coder, text, trigger):
    assert casualties(coder, text, trigger) == {}
