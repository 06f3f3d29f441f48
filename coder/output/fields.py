"""What an exported file of records holds: the columns of a record and what statistics packages want beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from coder.output.columns import COLUMNS, Column, values
from coder.output.countries import cow, iso3
from coder.records.reading import event_days
from coder.records.validate import record_schema

Record = Mapping[str, Any]

ROOTS = {
    "01": "Make public statement",
    "02": "Appeal",
    "03": "Express intent to cooperate",
    "04": "Consult",
    "05": "Engage in diplomatic cooperation",
    "06": "Engage in material cooperation",
    "07": "Provide aid",
    "08": "Yield",
    "09": "Investigate",
    "10": "Demand",
    "11": "Disapprove",
    "12": "Reject",
    "13": "Threaten",
    "14": "Protest",
    "15": "Exhibit force posture",
    "16": "Reduce relations",
    "17": "Coerce",
    "18": "Assault",
    "19": "Fight",
    "20": "Use unconventional mass violence",
}
"""The labels of CAMEO's root codes (Schrodt 2012, CAMEO manual 1.1b3)."""

QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}

TRUTH = {0: "no", 1: "yes"}


@dataclass(frozen=True, slots=True)
class Field:
    """A column of an exported file.

    ``kind`` is as in ``Column``; ``label`` has at most 80 characters, ``description`` says all; ``coded``: its values
    are codes, which statistics packages label.
    """

    name: str
    kind: str
    label: str
    description: str
    coded: bool = False


_DERIVED: dict[str, tuple[str, str, str, bool, Callable[[Record], Any]]] = {
    "event_date": (
        "date",
        "Day of the event, else of publication",
        "The first day on which the event may have happened; where that is not known, the day of publication.",
        False,
        lambda record: (event_days(record) or (None,))[0],
    ),
    **{
        f"{role}_{name}": (
            kind,
            f"{role.capitalize()}: {label}",
            f"The {label} of the country that {role}_code begins with; empty where it begins with none.",
            kind == "text",
            lambda record, role=role, of=of: of(record[role]["code"]),
        )
        for role in ("source", "target")
        for name, kind, label, of in (
            ("iso3", "text", "ISO 3166-1 alpha-3 code", iso3),
            ("cow", "integer", "Correlates of War country number", cow),
        )
    },
}

_CODED = {
    "source_code", "target_code", "reporter_code", "event_code", "event_root", "event_name", "plover", "mode",
    "polarity", "modality", "tense", "attribution_kind", "attribution_stance", "date_precision", "place_precision",
    "place_country",
}  # fmt: skip

FIELDS = (
    *(Field(c.name, c.kind, c.label, "", c.name in _CODED) for c in COLUMNS),
    *(Field(name, *rest[:4]) for name, rest in _DERIVED.items()),
)


def row(record: Record) -> list[Any]:
    """A record's values in the order of ``FIELDS``, None where there is none."""
    return [*values(record), *(rest[4](record) for rest in _DERIVED.values())]


@cache
def described() -> tuple[Field, ...]:
    """``FIELDS`` with the descriptions that the record's schema has for them."""
    by_name = {column.name: column for column in COLUMNS}
    return tuple(
        Field(f.name, f.kind, f.label, f.description or _description(by_name[f.name]), f.coded) for f in FIELDS
    )


def allowed(name: str) -> list[Any]:
    """The values that the schema allows in a column, in its order; empty where it allows any."""
    column = next((column for column in COLUMNS if column.name == name), None)
    return [value for value in _schema(column)[-1].get("enum", ()) if value is not None] if column else []


def _schema(column: Column) -> list[dict[str, Any]]:
    """The schemas of a column's field and of what it is part of, the outermost first."""
    found = [record_schema()]
    for step in column.path:
        inner = _resolved(found[-1])
        found.append(inner["properties"][step] if isinstance(step, str) else inner["prefixItems"][step])
    return [{**_resolved(one), **one} for one in found]


def _resolved(schema: dict[str, Any]) -> dict[str, Any]:
    target = next((option for option in schema.get("anyOf", ()) if "$ref" in option), schema)
    name = target.get("$ref", "").rpartition("/")[2]
    return record_schema()["$defs"].get(name, target)


def _description(column: Column) -> str:
    parts = [one["description"] for one in _schema(column)[1:] if "description" in one]
    return f"{column.label}. {parts[-1]}" if len(parts) > 1 else parts[-1] if parts else column.label
