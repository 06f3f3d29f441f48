"""Records of one incident are linked, and what each side says of it is set side by side."""

import csv
import json
import random

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator
from samples import record

from coder.cli import main
from coder.codebook import CodebookError
from coder.output import open_output, read_records
from coder.records.accounts import incident_record
from coder.records.incidents import account, find_incidents
from coder.records.settings import load_settings

LABELS = {"190": "Use conventional military force", "193": "Fight with small arms", "180": "Use violence"}


def said(number, source, target, code="190", by=None, **changes):
    """A record of a document of its own: source and target as "CODE words", told by a reporter as "CODE words"."""
    parts = {
        "event_id": f"{number:016x}",
        "doc_id": f"story{number}",
        "publisher": f"Paper {number}",
        "event__code": code,
        "event__root": code[:2],
        "event__label": LABELS.get(code, "Other"),
        "casualties": None,
        **changes,
    }
    for role, given in (("source", source), ("target", target)):
        code_of, _, text = given.partition(" ")
        parts |= {f"{role}__code": code_of, f"{role}__text": text or code_of}
    if by is None:
        parts |= {"attribution__kind": "none", "attribution__reporter": None, "attribution__cue": None}
    else:
        code_of, _, text = by.partition(" ")
        parts["attribution__reporter"] = {"code": code_of, "text": text, "span": [0, 1]}
    return record(**parts)


def on(day):
    return {"start": day, "end": day, "precision": "day", "text": None}


def at(name, latitude, longitude, **changes):
    place = {"text": name, "name": name, "country": "SYR", "admin1": None, "geonameid": None, "precision": "settlement"}
    return {**place, "latitude": latitude, "longitude": longitude, **changes}


def found(*records, **settings):
    """The incidents among records, each as the numbers of its records, and their records in full."""
    settings = load_settings(None, **settings)
    accounts = [one for one in (account(record, settings) for record in records) if one]
    return [incident_record(incident, settings) for incident in find_incidents(accounts, settings)]


def grouped(*records, **settings):
    return sorted(sorted(int(one, 16) for one in incident["records"]) for incident in found(*records, **settings))


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        (("USAMIL", "SYRMIL"), ("SYR", "USAMIL"), True),  # either order, a coarser level
        (("USAMIL", "SYRCVL"), ("USA", "SYRMIL"), True),  # between countries the countries decide
        (("USAMIL", "CVL"), ("USAMIL", "SYRMIL"), True),  # somebody's civilians
        (("USAMIL", " gunmen"), ("USAMIL", "SYRMIL"), True),  # nobody knows who they are
        (("SYRMIL", "SYRREB"), ("SYRMIL", "SYRCVL"), False),  # within a country the roles decide
        (("SYRMIL", "SYRREB"), ("SYR", "SYRREBKUR"), True),
        (("USAMIL", "SYRMIL"), ("USAMIL", "IRQMIL"), False),
        ((" men", " boys"), (" men", " boys"), False),  # who knows which
        (("REB", "CVL"), ("REB", "CVL"), True),
    ],
)
def test_actors(one, other, together):
    assert grouped(said(1, *one), said(2, *other)) == ([[1, 2]] if together else [[1], [2]])


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        (on("2020-02-10"), on("2020-02-12"), True),
        (on("2020-02-10"), on("2020-02-13"), False),
        (None, on("2020-02-12"), True),  # published on the 12th
        (
            {"start": "2020-02-03", "end": "2020-02-09", "precision": "week", "text": "last week"},
            on("2020-02-05"),
            True,
        ),
        ({"start": "2020-01-01", "end": "2020-12-31", "precision": "year", "text": "in 2020"}, on("2020-02-05"), False),
    ],
)
def test_days(one, other, together):
    pair = said(1, "USA", "SYR", date=one), said(2, "USA", "SYR", date=other)
    assert grouped(*pair) == ([[1, 2]] if together else [[1], [2]])
    assert grouped(*reversed(pair)) == grouped(*pair)


def test_records_without_any_day_go_together():
    undated = {"date": None, "published": None}
    assert grouped(said(1, "USA", "SYR", **undated), said(2, "USA", "SYR", **undated), said(3, "USA", "SYR")) == [
        [1, 2],
        [3],
    ]


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        (at("Qamishli", 37.05, 41.22), at("Tall Hamis", 36.81, 41.4), True),
        (at("Qamishli", 37.05, 41.22), at("Deir ez-Zor", 35.33, 40.14), False),
        (at("Qamishli", 37.05, 41.22), None, True),
        (at("Qamishli", 37.05, 41.22), at("Syria", 35, 38, precision="country"), True),
        (at("A", 37, 41, admin1="Hasakah"), at("Hasakah", 36, 40, admin1="Hasakah", precision="admin1"), True),
        (at("A", 37, 41, admin1="Hasakah"), at("Aleppo", 37, 41, admin1="Aleppo", precision="admin1"), False),
        (at("A", 37, 41), at("A", 37, 41, country="IRQ"), False),
        (at("A", 37, 41, geonameid=7), at("B", None, None, geonameid=7), True),
    ],
)
def test_places(one, other, together):
    pair = said(1, "USA", "SYR", place=one), said(2, "USA", "SYR", place=other)
    assert grouped(*pair) == ([[1, 2]] if together else [[1], [2]])


def test_rivals_call_those_whose_country_is_not_told_what_they_will():
    fight = said(1, "USAMIL", "SYRMIL")
    assert grouped(fight, said(2, "USAMIL", "CVL")) == [[1, 2]]
    assert grouped(fight, said(2, "USAMIL", "CVL", "150")) == [[1], [2]]
    assert grouped(said(1, "USAMIL", "SYR"), said(2, "USAMIL", "RUSMIL", "150"), said(3, "USA", "CVL")) == [[1, 3], [2]]


def test_families_and_what_makes_no_incident():
    plan = said(3, "USA", "SYR", modality="intended")
    assert grouped(said(1, "USA", "SYR"), said(2, "USA", "SYR", "040"), plan, said(4, "USA", "SYR", "150")) == [
        [1, 4],
        [2],
    ]
    assert grouped(said(1, "USA", "SYR"), said(2, "USA", "SYR", "040"), families={"04": "talks"}) == [[2]]
    assert grouped(said(1, "USA", "SYR"), said(2, "USA", "SYR", date=on("2020-02-12")), window=0) == [[1], [2]]


def test_a_vague_record_goes_with_the_nearest_of_its_document():
    def told(number, place):
        trigger = {"text": "hit", "span": [number * 100, number * 100 + 3]}
        return said(number, "USA", "SYR", doc_id="d", sentence=number, place=place, evidence__trigger=trigger)

    assert grouped(told(2, at("A", 37, 41)), told(8, at("B", 33, 36)), told(9, None)) == [[2], [8, 9]]


def test_one_telling_of_several_dyads_is_one_incident():
    told = {"doc_id": "d", "sentence": 1}
    assert grouped(said(1, "USA", "SYR", **told), said(2, "GBR", "SYR", **told), said(3, "GBR", "SYR")) == [[1, 2, 3]]


def test_incidents_do_not_drift_and_the_order_of_records_is_nothing():
    chain = [said(day, "USA", "SYR", date=on(f"2020-02-{day:02}")) for day in range(1, 20)]
    shuffled = random.Random(1).sample(chain, len(chain))
    assert grouped(*chain) == grouped(*shuffled)
    assert max(map(len, grouped(*chain))) <= 5


def two_sides():
    """A clash with villagers by one side, fire returned at a checkpoint by the other, as hand-made records."""
    here = {"doc_id": "a", "publisher": "Morning Sheet", "sentence": 1}
    killed = {"killed": {"min": 1, "max": 1, "text": "a boy"}, "injured": None, "captured": None, "displaced": None}
    nobody = {**killed, "killed": {"min": 0, "max": 0, "text": "no one"}}
    clash = {"evidence__trigger": {"text": "clash", "span": [5, 10]}, "casualties": killed}
    fire = {"evidence__trigger": {"text": "returned fire", "span": [50, 63]}, "casualties": nobody}
    return [
        said(1, "USAMIL U.S. soldiers", "CVL villagers", "190", "RUSMIL the Russian military", **here, **clash),
        said(2, "CVL villagers", "USAMIL U.S. soldiers", "190", "RUSMIL the Russian military", **here, **clash),
        said(3, "USAMIL the patrol", " unknown gunmen", "193", "USAMIL the coalition", doc_id="b", **fire),
        said(
            4, "USAMIL the patrol", " unknown gunmen", "193", "RUSMIL Moscow", doc_id="c", attribution__stance="denies"
        ),
    ]


def test_rival_accounts():
    (incident,) = found(*two_sides())
    Draft202012Validator(json.loads(schema())).validate(incident)
    assert incident["publishers"] == ["Morning Sheet", "Paper 3", "Paper 4"]
    assert [(one["voucher"]["side"], one["voucher"]["name"]) for one in incident["accounts"]] == [
        ("RUS", "the Russian military"),
        ("USA", "the coalition"),
    ]
    conflicts = {one["aspect"]: one for one in incident["conflicts"]}
    assert set(conflicts) == {"happened", "initiator", "target", "event", "killed"}
    answers = {version["value"]: version["vouchers"] for version in conflicts["target"]["versions"]}
    assert answers == {
        "villagers (CVL) and U.S. soldiers (USAMIL), each other": ["the Russian military (RUSMIL)"],
        "unknown gunmen": ["the coalition (USAMIL)"],
    }
    assert {v["value"]: v["vouchers"] for v in conflicts["happened"]["versions"]} == {
        "no": ["the Russian military (RUSMIL)"],
        "yes": ["the coalition (USAMIL)"],
    }
    assert {v["value"] for v in conflicts["killed"]["versions"]} == {"a boy", "no one"}


def test_accounts_that_agree():
    (incident,) = found(said(1, "USAMIL", "SYRMIL"), said(2, "USA", "SYRMIL", by="SYRMED Syrian media"))
    assert incident["conflicts"] == []
    assert {one["aspect"]: one["vouchers"] for one in incident["agreements"]} == {
        aspect: ["Paper 1", "Syrian media (SYRMED)"] for aspect in ("initiator", "target", "event")
    }


def test_who_vouches():
    hearsay = said(2, "USA", "SYR", attribution__kind="hearsay", publisher=None)
    hearsay["attribution"] |= {"reporter": None, "kind": "hearsay"}
    (incident,) = found(said(1, "USA", "SYR", publisher=None), hearsay, said(3, "USA", "SYR", by=" a witness"))
    assert sorted((one["voucher"]["kind"], one["voucher"]["name"]) for one in incident["accounts"]) == [
        ("hearsay", "document story2"),
        ("publisher", "document story1"),
        ("reporter", "a witness"),
    ]


def schema():
    from importlib.resources import files

    return files("coder.records").joinpath("incident.schema.json").read_text("utf-8")


def test_the_command_writes_records_and_tables(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with open_output("events.csv") as output:
        for one in [*two_sides(), said(9, "FRA", "MLI", publisher='=cmd|"<script>"')]:
            output.write(one)
    result = CliRunner().invoke(main, ["incidents", "events.csv", "-o", "out"])
    assert result.exit_code == 0, result.output
    assert "with conflicting accounts  1" in result.stdout
    linked = [one["incident_id"] for _, one in read_records(tmp_path / "out" / "events.jsonl")]
    assert len(set(linked[:4])) == 1 and linked[4] == f"{9:016x}"
    with (tmp_path / "out" / "incidents.csv").open(newline="") as stream:
        rows = {row["incident_id"]: row for row in csv.DictReader(stream)}
    assert rows[linked[0]]["conflict_on"] == "happened; initiator; target; event; killed"
    assert rows[linked[4]]["publisher_names"].startswith("'=")
    page = (tmp_path / "out" / "incidents.md").read_text()
    assert "| Against whom? | unknown gunmen | the coalition (USAMIL) |" in page
    for kind in ("jsonl", "html"):
        assert "the coalition" in (tmp_path / "out" / f"incidents.{kind}").read_text()


def test_what_people_write_cannot_break_the_tables(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    odd = "<b>a | b\n# c</b> \0 تقرير"
    with open_output("events.jsonl") as output:
        output.write(said(1, "USA", "SYR", by=f"RUS {odd}", evidence__text=odd))
        output.write(said(2, "USA", "SYR", by=f"FRA {odd}", evidence__text=odd))
    assert CliRunner().invoke(main, ["incidents", "events.jsonl", "-o", "out"]).exit_code == 0
    assert "<b>a" not in (tmp_path / "out" / "incidents.html").read_text()
    rows = [line for line in (tmp_path / "out" / "incidents.md").read_text().splitlines() if "تقرير" in line]
    assert rows and all(line.replace("\\|", "").count("|") in (4, 9) for line in rows)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["incidents", "missing.jsonl", "-o", "out"], "missing.jsonl"),
        (["incidents", "events.jsonl"], "--output"),
        (["incidents", "events.jsonl", "-o", "events.jsonl"], "is a file"),
        (["incidents", "events.jsonl", "-o", "out", "--family", "violence"], "NAME=CODE"),
        (["incidents", "events.jsonl", "-o", "out", "--window", "-1"], "--window"),
        (["incidents", "events.jsonl", "-o", "out", "--settings", "bad.yaml"], "bad.yaml:2"),
    ],
)
def test_what_cannot_be_done(tmp_path, monkeypatch, arguments, said):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "events.jsonl").write_text("")
    (tmp_path / "bad.yaml").write_text("families: {violence: ['19']}\nwindow: soon\n")
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 2, result.output
    assert said in result.stderr


def test_what_is_no_record_is_left_out_and_said(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    lines = ['{"cut', '{"event_id": "a"}', json.dumps(said(1, "USA", "SYR")), json.dumps(said(1, "USA", "SYR"))]
    lines += [
        json.dumps(said(2, "USA", "SYR", coder__schema=9)),
        json.dumps(said(3, "USA", "SYR", published="2020-02-30")),
    ]
    (tmp_path / "events.jsonl").write_text("\n".join(lines))
    result = CliRunner().invoke(main, ["incidents", "events.jsonl", "-o", "out"])
    assert result.exit_code == 1
    for part in ("events.jsonl:1: not valid JSON", ":2: ", ":4: the id", ":5: follows version 9", ":6: published"):
        assert part in result.stderr
    assert len((tmp_path / "out" / "events.jsonl").read_text().splitlines()) == 1


def test_a_family_for_each_code(tmp_path):
    path = tmp_path / "incidents.yaml"
    path.write_text(
        "families: {a: ['19'], b: ['19']}\nwindow: 1\nlongest: 5\nkilometres: 1\nmodalities: []\nno_country: []\n"
    )
    with pytest.raises(CodebookError, match="19 is in a already"):
        load_settings(path)
