"""Incidents in files: records as JSON Lines and flat CSV, and pages for people in Markdown and HTML."""

from __future__ import annotations

import csv
import html
import json
from collections.abc import Iterable, Sequence
from typing import Any, TextIO

from coder.output.columns import cell

Incident = dict[str, Any]
Table = tuple[list[str], list[list[str]]]

QUESTIONS = {
    "happened": "Did it happen?",
    "initiator": "Who acted?",
    "target": "Against whom?",
    "event": "What was done?",
    "killed": "How many were killed?",
    "injured": "How many were wounded?",
    "captured": "How many were captured?",
    "displaced": "How many were displaced?",
}

HEADER = (
    "incident_id", "family", "date_start", "date_end", "place", "place_country", "actors", "records", "documents",
    "publishers", "vouchers", "sides", "agree_on", "conflict_on", "publisher_names", "voucher_names", "record_ids",
)  # fmt: skip


def write_jsonl(incidents: Iterable[Incident], stream: TextIO) -> None:
    """Write incidents one JSON object a line."""
    stream.writelines(json.dumps(incident, ensure_ascii=False) + "\n" for incident in incidents)


def write_csv(incidents: Iterable[Incident], stream: TextIO) -> None:
    """Write a row for each incident: counts, and lists joined by semicolons; safe to open in a spreadsheet."""
    writer = csv.writer(stream, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
    writer.writerow(HEADER)
    for incident in incidents:
        writer.writerow([value if isinstance(value, int) else cell(value, "text") for value in _row(incident)])


def write_markdown(incidents: Iterable[Incident], stream: TextIO) -> None:
    """Write a section for each incident, with its accounts, agreements and conflicts as tables."""
    stream.write("# Incidents\n")
    for incident in incidents:
        stream.write(f"\n## {_plain(heading(incident))}\n")
        stream.writelines(f"\n{title}\n\n{_markdown_table(table)}" for title, table in sections(incident))


def write_html(incidents: Iterable[Incident], stream: TextIO) -> None:
    """Write the same as one self-contained page for the browser."""
    stream.write(_HEAD)
    for incident in incidents:
        stream.write(f'<section id="{incident["incident_id"]}"><h2>{html.escape(heading(incident))}</h2>\n')
        stream.writelines(f"<h3>{html.escape(title)}</h3>\n{_html_table(table)}" for title, table in sections(incident))
        stream.write("</section>\n")
    stream.write("</main></body></html>\n")


def heading(incident: Incident) -> str:
    """The day, the place, the actors and the family of an incident, in one line."""
    date, place = incident["date"], incident["place"]
    days = "undated" if date is None else date["start"]
    if date and date["end"] != date["start"]:
        days = f"{date['start']} to {date['end']}"
    where = (place["name"] or place["text"]) if place else "place not known"
    return f"{days}, {where}: {incident['family']} ({', '.join(incident['actors']) or 'nobody with a code'})"


def sections(incident: Incident) -> list[tuple[str, Table]]:
    """What a reader is shown of an incident: tables with their titles, conflicts first."""
    shown = []
    if incident["conflicts"]:
        rows = [
            [_question(conflict) if at == 0 else "", version["value"], "; ".join(version["vouchers"])]
            for conflict in incident["conflicts"]
            for at, version in enumerate(conflict["versions"])
        ]
        shown.append(("Where the accounts conflict", (["question", "answer", "vouched for by"], rows)))
    if incident["agreements"]:
        rows = [[_question(one), one["value"], "; ".join(one["vouchers"])] for one in incident["agreements"]]
        shown.append(("Where they agree", (["question", "answer", "vouched for by"], rows)))
    header = ["side", "vouched for by", "who", "did what", "to whom", "happened", "published by", "sentence"]
    rows = [row for told in incident["accounts"] for row in _accounts(told)]
    shown.append(("The accounts", (header, rows)))
    return shown


def _question(one: dict[str, Any]) -> str:
    return f"{QUESTIONS[one['aspect']]} {one['of']}" if "of" in one else QUESTIONS[one["aspect"]]


def _accounts(told: dict[str, Any]) -> list[list[str]]:
    voucher = told["voucher"]
    name = f"{voucher['name']} ({voucher['code']})" if voucher["code"] else voucher["name"]
    name = f"unnamed sources, in {name}" if voucher["kind"] == "hearsay" else name
    rows = []
    for at, telling in enumerate(told["tellings"]):
        cited = ", ".join(one["text"] for one in telling["chain"])
        who = [voucher["side"] or "–", name] if at == 0 else ["", ""]
        who[1] += f" citing {cited}" if cited else ""
        event = f"{telling['trigger']}: {telling['event']['code']} {telling['event']['label']}"
        stance = "" if telling["stance"] == "asserts" else f" ({telling['stance']})"
        published = telling["publisher"] or telling["doc_id"]
        acted = [_actor(telling["source"]), event, _actor(telling["target"]), telling["happened"] + stance]
        rows.append([*who, *acted, published, telling["evidence"]])
    return rows


def _actor(actor: dict[str, str]) -> str:
    return f"{actor['text']} ({actor['code']})" if actor["code"] else actor["text"]


def _row(incident: Incident) -> Sequence[str | int]:
    date, place, accounts = incident["date"] or {}, incident["place"] or {}, incident["accounts"]
    joined = "; ".join
    return [
        incident["incident_id"],
        incident["family"],
        date.get("start", ""),
        date.get("end", ""),
        place.get("name") or place.get("text", ""),
        place.get("country") or "",
        joined(incident["actors"]),
        len(incident["records"]),
        len(incident["documents"]),
        len(incident["publishers"]),
        len(accounts),
        len({one["voucher"]["side"] for one in accounts} - {""}),
        joined(dict.fromkeys(one["aspect"] for one in incident["agreements"])),
        joined(dict.fromkeys(one["aspect"] for one in incident["conflicts"])),
        joined(incident["publishers"]),
        joined(one["voucher"]["name"] for one in accounts),
        joined(incident["records"]),
    ]


def _plain(text: str) -> str:
    """A text that Markdown takes for nothing else, on one line."""
    text = " ".join(text.replace("\0", "\N{REPLACEMENT CHARACTER}").split())
    for mark in "\\`*_[]<>|#":
        text = text.replace(mark, "\\" + mark)
    return text


def _markdown_table(table: Table) -> str:
    header, rows = table
    lines = [header, ["---"] * len(header), *[[_plain(value) for value in row] for row in rows]]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _html_table(table: Table) -> str:
    header, rows = table
    lines = ["".join(f"<th scope=col>{html.escape(name)}</th>" for name in header)]
    lines += ["".join(f"<td dir=auto>{html.escape(value)}</td>" for value in row) for row in rows]
    return "<div class=wide><table>\n" + "".join(f"<tr>{line}</tr>\n" for line in lines) + "</table></div>\n"


_HEAD = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Incidents</title>
<style>
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 80rem; padding: 1rem; }
h2 { font-size: 1.2rem; border-top: 2px solid; padding-top: .75rem; margin-top: 2.5rem; }
h3 { font-size: 1rem; margin-bottom: .25rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid #8886; }
td:last-child { min-width: 16rem; }
@media print { section { break-inside: avoid; } }
</style></head><body><main><h1>Incidents</h1>
"""
