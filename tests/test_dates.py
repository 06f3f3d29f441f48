"""When: what expressions of time mean, and which of them belongs to which event."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.coding.context.expressions import days_of, find_expressions
from coder.model import Document

THURSDAY = datetime.date(2020, 2, 13)

PAST = {
    "on Thursday": ("2020-02-13", "2020-02-13", "day"),
    "on Wednesday night": ("2020-02-12", "2020-02-12", "day"),
    "last Friday": ("2020-02-07", "2020-02-07", "day"),
    "on Tuesday last week": ("2020-02-04", "2020-02-04", "day"),
    "yesterday": ("2020-02-12", "2020-02-12", "day"),
    "overnight": ("2020-02-12", "2020-02-13", "period"),
    "last week": ("2020-02-03", "2020-02-09", "week"),
    "over the weekend": ("2020-02-08", "2020-02-09", "period"),
    "earlier this month": ("2020-02-01", "2020-02-13", "period"),
    "earlier in the week": ("2020-02-10", "2020-02-13", "period"),
    "in December": ("2019-12-01", "2019-12-31", "month"),
    "in February": ("2020-02-01", "2020-02-29", "month"),
    "in March last year": ("2019-03-01", "2019-03-31", "month"),
    "in late May 2018": ("2018-05-21", "2018-05-31", "period"),
    "on 31 May": ("2019-05-31", "2019-05-31", "day"),
    "on May 31st, 2016": ("2016-05-31", "2016-05-31", "day"),
    "on 5 July last year": ("2019-07-05", "2019-07-05", "day"),
    "2019-03-14": ("2019-03-14", "2019-03-14", "day"),
    "in 2015": ("2015-01-01", "2015-12-31", "year"),
    "last year": ("2019-01-01", "2019-12-31", "year"),
    "in the 1990s": ("1990-01-01", "1999-12-31", "period"),
    "in the autumn of 2014": ("2014-09-01", "2014-11-30", "period"),
    "last summer": ("2019-06-01", "2019-08-31", "period"),
    "between 2011 and 2015": ("2011-01-01", "2015-12-31", "period"),
    "two days ago": ("2020-02-11", "2020-02-11", "day"),
    "two weeks ago": ("2020-01-27", "2020-02-02", "week"),
    "three months ago": ("2019-11-01", "2019-11-30", "month"),
    "several days ago": ("2020-02-07", "2020-02-11", "period"),
    "in the past two weeks": ("2020-01-30", "2020-02-13", "period"),
    "since January": ("2020-01-01", "2020-02-13", "period"),
    "on the second day of the talks": ("2020-02-13", "2020-02-13", "day"),
    "by noon": ("2020-02-13", "2020-02-13", "day"),
}
TO_COME = {
    "on Friday": ("2020-02-14", "2020-02-14", "day"),
    "next week": ("2020-02-17", "2020-02-23", "week"),
    "tomorrow": ("2020-02-14", "2020-02-14", "day"),
    "on 10 February": ("2021-02-10", "2021-02-10", "day"),
    "in June": ("2020-06-01", "2020-06-30", "month"),
    "by Sunday": ("2020-02-13", "2020-02-16", "period"),
}


def told(when):
    return (when.start.isoformat(), when.end.isoformat(), when.precision)


@pytest.mark.parametrize("words", PAST)
def test_expressions_of_the_past(words):
    [found] = find_expressions(words)
    assert told(days_of(found, THURSDAY, ahead=False)) == PAST[words]


@pytest.mark.parametrize("words", TO_COME)
def test_expressions_of_what_is_to_come(words):
    [found] = find_expressions(words)
    assert told(days_of(found, THURSDAY, ahead=True)) == TO_COME[words]


@pytest.mark.parametrize(
    "words",
    [
        "2,000 people",
        "a 24-hour truce",
        "$2015",
        "2015 troops-a-day".replace("2015", "20,150"),
        "the 43rd brigade",
        "Fridays",
    ],
)
def test_other_numbers_and_words_tell_no_time(words):
    assert find_expressions(words) == []


def test_without_the_day_of_writing_only_absolute_times_mean_something():
    meanings = {
        one.text: days_of(one, None, ahead=False) for one in find_expressions("on Friday, in May 2018 and in 2019")
    }
    assert meanings["Friday"] is None
    assert told(meanings["May 2018"]) == ("2018-05-01", "2018-05-31", "month")
    assert told(meanings["2019"]) == ("2019-01-01", "2019-12-31", "year")


WORDS = st.sampled_from(
    [
        "on", "in", "last", "next", "the", "two", "days", "weeks", "ago", "earlier", "2015", "31", "May", "Monday",
        "since", "until", "of", "this", "month", "year", "0", "99",
    ]
)  # fmt: skip


@given(st.lists(WORDS, max_size=8).map(" ".join), st.dates(), st.booleans())
def test_any_words_mean_a_stretch_of_days_or_nothing(words, base, ahead):
    for one in find_expressions(words):
        assert words[one.start : one.end] == one.text
        when = days_of(one, base, ahead)
        assert when is None or when.start <= when.end


def dates(coder, text, date=THURSDAY):
    """The date of each event of a text by its trigger: (start, end, words), None where the record has none."""
    [coded] = coder.code([Document("a", text, date)])
    assert coded.problem is None
    found = {}
    for record in coded.records:
        date = record["date"]
        found[record["evidence"]["trigger"]["text"]] = date and (date["start"], date["end"], date["text"])
    return found


def test_the_events_own_clause_comes_before_the_others(coder):
    found = dates(coder, "Turkish jets bombed a rebel camp on Monday, the army said on Wednesday.")
    assert found["bombed"] == ("2020-02-10", "2020-02-10", "Monday")


def test_a_report_dates_what_nothing_else_dates(coder):
    found = dates(coder, "Turkish jets have bombed a rebel camp, the army said on Wednesday.")
    assert found["bombed"] == ("2020-02-12", "2020-02-12", "Wednesday")


def test_two_events_of_a_sentence_have_each_its_own_date(coder):
    found = dates(
        coder, "Turkish jets bombed a rebel camp on Monday after rebels had attacked Turkish troops last week."
    )
    assert found["bombed"][2] == "Monday"
    assert found["attacked"][2] == "last week"


def test_a_relative_clause_does_not_date_the_main_clause(coder):
    found = dates(coder, "Rebels who had kidnapped a Turkish engineer in 2018 attacked Turkish troops.")
    assert found["attacked"] == ("2020-02-13", "2020-02-13", None)


def test_the_day_after_is_counted_from_the_day_told_before(coder):
    found = dates(coder, "Rebels attacked Turkish troops on Monday. Turkish jets bombed a rebel camp the next day.")
    assert found["bombed"][:2] == ("2020-02-11", "2020-02-11")


def test_what_will_be_lies_ahead(coder):
    found = dates(coder, "The Turkish president will meet the Russian president on Tuesday.")
    assert found["meet"][:2] == ("2020-02-18", "2020-02-18")


def test_a_name_is_no_month(coder):
    found = dates(coder, "Theresa May met the Turkish president.")
    assert found["met"] == ("2020-02-13", "2020-02-13", None)


def test_a_year_beside_another_noun_dates_nothing(coder):
    found = dates(coder, "The United States accused Russia of violating a 2019 agreement.")
    assert found["accused"] == ("2020-02-13", "2020-02-13", None)


def test_without_expression_and_day_of_publication_there_is_no_date(coder):
    assert dates(coder, "Turkish jets bombed a rebel camp on Monday.", date=None) == {"bombed": None}
    found = dates(coder, "Turkish jets bombed a rebel camp in May 2018.", date=None)
    assert found["bombed"] == ("2018-05-01", "2018-05-31", "May 2018")


def test_a_violent_event_that_is_told_again_keeps_its_day(coder):
    found = dates(
        coder, "Turkish jets bombed a rebel camp on Monday.\n\nLater the Turkish jets struck the rebels again."
    )
    assert found["struck"][2] in ("Monday", None)
    lead = "Turkish troops attacked the rebels on Monday.\n\nNobody spoke.\n\n"
    text = lead + "The Turkish attack on the rebels was condemned."
    assert {words for *_, words in dates(coder, text).values()} >= {"Monday"}
