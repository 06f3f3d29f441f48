"""A Frictionless data package for a CSV file, and scripts that import it into R, Stata and SPSS.

The package is a ``datapackage.json`` beside the file (Data Package v1, Table Schema v1): it says of each column what it
holds and of which type it is, so that 043 stays a string.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from coder import __version__
from coder.output.fields import QUADS, ROOTS, TRUTH, Field, allowed

_TYPES = {
    "text": "string",
    "date": "date",
    "integer": "integer",
    "number": "number",
    "truth": "boolean",
    "ids": "string",
    "list": "string",
}

_APOSTROPHE = (
    "A text that begins with = + - @, a tab or a carriage return has an apostrophe before it, so that no spreadsheet "
    "takes it for a formula; one that begins with apostrophes and then such a character has one more. The import "
    "scripts take it away."
)


def data_package(path: Path, fields: Sequence[Field], key: str | None) -> dict[str, Any]:
    """The package that holds the CSV file at ``path``, whose column ``key`` is unique."""
    content = path.read_bytes()
    schema: dict[str, Any] = {"fields": [_field(one) for one in fields], "missingValues": [""]}
    if key:
        schema["primaryKey"] = key
    return {
        "profile": "tabular-data-package",
        "name": _slug(path.stem),
        "title": "Event records",
        "description": f"Dyadic event records, written by code-events {__version__}. {_APOSTROPHE}",
        "resources": [
            {
                "profile": "tabular-data-resource",
                "name": _slug(path.stem),
                "path": path.name,
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": len(content),
                "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
                "dialect": {
                    "delimiter": ",",
                    "quoteChar": '"',
                    "doubleQuote": True,
                    "header": True,
                    "lineTerminator": "\n",
                },
                "schema": schema,
            }
        ],
    }


def write_package(path: Path, fields: Sequence[Field], key: str | None, scripts: bool) -> list[Path]:
    """Write ``datapackage.json`` beside a CSV file, and import scripts named after it; returns what was written.

    Another file that a ``datapackage.json`` in the folder speaks of stays in it.
    """
    package = data_package(path, fields, key)
    place = path.with_name("datapackage.json")
    package["resources"] += _others(place, path.name)
    texts = {place: json.dumps(package, ensure_ascii=False, indent=2) + "\n"}
    if scripts:
        made: dict[str, Callable[[str, Sequence[Field]], str]] = {".R": _r, ".do": _stata, ".sps": _spss}
        texts |= {path.with_suffix(suffix): make(path.name, fields) for suffix, make in made.items()}
    for target, text in texts.items():
        target.write_text(text, "utf-8", newline="\n")
    return list(texts)


def values_of(name: str) -> dict[Any, str]:
    """What the values of a column mean, for those that are few and known; empty for other columns."""
    known = {"quad": QUADS, "event_root": ROOTS}.get(name)
    return dict(known) if known else {value: str(value) for value in allowed(name)}


def _field(one: Field) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": one.name,
        "type": _TYPES[one.kind],
        "title": one.label,
        "description": one.description,
    }
    if one.kind == "truth":
        described |= {"trueValues": ["1"], "falseValues": ["0"]}
    values = list(values_of(one.name))
    if values:
        described["constraints"] = {"enum": values}
    return described


def _others(place: Path, name: str) -> list[dict[str, Any]]:
    try:
        resources = json.loads(place.read_text("utf-8"))["resources"]
        return [one for one in resources if one["path"] != name and place.with_name(one["path"]).is_file()]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def _slug(name: str) -> str:
    return "".join(letter if letter.isalnum() and letter.isascii() else "-" for letter in name.lower()) or "events"


def _texts(fields: Sequence[Field]) -> list[str]:
    return [one.name for one in fields if one.kind in ("text", "ids", "list")]


def _r(name: str, fields: Sequence[Field]) -> str:
    def vector(values: Sequence[Any]) -> str:
        return f"c({', '.join(json.dumps(value, ensure_ascii=False) for value in values)})"

    lines = [
        "# Reads the event records into the data frame `events`. Every column is read as text first: 043 stays 043.",
        f'events <- read.csv({json.dumps(name)}, colClasses = "character", na.strings = "",',
        '                   fileEncoding = "UTF-8-BOM", check.names = FALSE)',
        'unguard <- function(x) sub("^\'(?=\'*[=+@\\t\\r-])", "", x, perl = TRUE)',
        f"texts <- {vector(_texts(fields))}",
        "events[texts] <- lapply(events[texts], unguard)",
    ]
    for one in fields:
        column = f"events${one.name}"
        if one.kind in ("integer", "number", "date"):
            change = {"integer": "as.integer", "number": "as.numeric", "date": "as.Date"}[one.kind]
            lines.append(f"{column} <- {change}({column})")
        if one.kind == "truth":
            lines.append(f'{column} <- {column} == "1"')
        values = values_of(one.name)
        if values:
            levels, labels = vector(list(values)), vector(list(values.values()))
            lines.append(f"{column} <- factor({column}, levels = {levels}, labels = {labels})")
        lines.append(f'attr({column}, "label") <- {json.dumps(one.label, ensure_ascii=False)}')
    return "\n".join(lines) + "\n"


def _stata(name: str, fields: Sequence[Field]) -> str:
    lines = [
        "* Reads the event records; texts stay texts, so that 043 is not 43. Needs Stata 16 or later.",
        "version 16",
        f'import delimited using "{name}", clear encoding("utf-8") varnames(1) bindquotes(strict) ///',
        "    stringcols(_all) maxquotedrows(unlimited) case(preserve)",
        f"foreach v of varlist {' '.join(_texts(fields))} {{",
        "    replace `v' = usubstr(`v', 2, .) if ustrregexm(`v', \"^'+[=+@\\t\\r-]\")",
        "}",
    ]
    for one in fields:
        if one.kind in ("integer", "number", "truth"):
            lines.append(f"destring {one.name}, replace")
        if one.kind == "date":
            lines += [
                f'generate long _day = daily({one.name}, "YMD")',
                f"drop {one.name}",
                f"rename _day {one.name}",
                f"format {one.name} %td",
            ]
        lines.append(f'label variable {one.name} "{one.label}"')
        labels = TRUTH if one.kind == "truth" else QUADS if one.name == "quad" else {}
        if labels:
            listed = " ".join(f'{value} "{label}"' for value, label in labels.items())
            lines += [f"label define {one.name} {listed}", f"label values {one.name} {one.name}"]
        elif one.name in ("event_code", "event_root"):
            lines.append(f"destring {one.name}, generate({one.name}_n)")
        elif one.coded:
            lines.append(f"encode {one.name}, generate({one.name}_n)")
    order = " ".join(one.name for one in fields)
    return "\n".join([*lines, f"order {order}"]) + "\n"


def _spss(name: str, fields: Sequence[Field]) -> str:
    widths = {"integer": "F10.0", "number": "F12.4", "truth": "F1.0", "date": "SDATE10"}
    lines = [
        "* Reads the event records; texts stay texts, so that 043 is not 43.",
        "SET UNICODE=ON.",
        f"GET DATA /TYPE=TXT /FILE='{name}' /ENCODING='UTF8' /ARRANGEMENT=DELIMITED /DELIMITERS=\",\"",
        "  /QUALIFIER='\"' /FIRSTCASE=2 /VARIABLES=",
        *(f"  {one.name} {widths.get(one.kind, _width(one.name))}" for one in fields),
        "  .",
    ]
    for text in _texts(fields):
        lines.append(f"IF (SUBSTR({text},1,1)=\"'\" AND ANY(SUBSTR({text},2,1),'=','+','-','@',\"'\"))")
        lines.append(f"  {text}=SUBSTR({text},2).")
    lines.append("VARIABLE LABELS")
    lines += [f"  {one.name} {_quoted(one.label)}" for one in fields]
    lines += ["  .", "VALUE LABELS"]
    for one in fields:
        labels = TRUTH if one.kind == "truth" else QUADS if one.name == "quad" else {}
        if labels:
            lines.append(f"  /{one.name} {' '.join(f'{value} {_quoted(label)}' for value, label in labels.items())}")
    coded = [one.name for one in fields if one.coded]
    lines += ["  .", "* SPSS drops the labels of long strings: each column of codes gets a labelled number."]
    lines.append(f"AUTORECODE VARIABLES={' '.join(coded)}")
    lines.append(f"  /INTO {' '.join(f'{name}_n' for name in coded)} /BLANK=MISSING.")
    return "\n".join([*lines, "EXECUTE."]) + "\n"


def _width(name: str) -> str:
    if name == "evidence":
        return "A4000"
    return "A1000" if name in ("reporter_others", "chain", "links", "merged_ids") else "A255"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
