"""What the layouts are made of: the columns of a data set, and the cells that several of them share."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from coder.output.countries import country_name
from coder.output.fields import Field
from coder.records.reading import event_days

Record = Mapping[str, Any]
Cell = Callable[[Record], Any]

SECTORS = {
    "GOV": "Government",
    "MIL": "Military",
    "REB": "Rebel",
    "OPP": "Opposition",
    "PTY": "Parties",
    "COP": "Police",
    "JUD": "Judicial",
    "SPY": "Intelligence",
    "LEG": "Legislative / Parliamentary",
    "MED": "News",
    "EDU": "Education",
    "BUS": "Business",
    "CRM": "Criminals / Gangs",
    "CVL": "General Population / Civilian / Social",
    "REF": "Refugees / Displaced",
    "LAB": "Labor",
    "NGO": "Nongovernmental Organization",
    "IGO": "International Government Organization",
    "UAF": "Unidentified Forces",
    "ELI": "Elite",
    "INS": "Insurgents",
    "SEP": "Separatists",
}
"""What the role chunks of actor codes mean, in ICEWS's names for sectors where it has one."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a data set, what each is made of, and how."""

    title: str
    fields: tuple[Field, ...]
    cells: tuple[Cell, ...]

    def row(self, record: Record) -> list[Any]:
        """A record's values in the order of the columns."""
        return [of(record) for of in self.cells]


def layout(title: str, *columns: tuple[str, str, str, Cell]) -> Layout:
    fields = tuple(Field(name, kind, "", description) for name, kind, description, _ in columns)
    return Layout(title, fields, tuple(of for *_, of in columns))


def at(*path: str) -> Cell:
    """The value at a path of the record, None where a part of it is null."""

    def of(record: Record) -> Any:
        value: Any = record
        for step in path:
            value = None if value is None else value[step]
        return value

    return of


def _empty(_record: Record) -> None:
    return None


def blank(name: str, why: str, kind: str = "text") -> tuple[str, str, str, Cell]:
    return (name, kind, f"Empty: {why}.", _empty)


def day(record: Record) -> str | None:
    return (event_days(record) or (None,))[0]


def written(pattern: str) -> Cell:
    """The day of the event in that pattern of ``strftime``."""

    def of(record: Record) -> str | None:
        found = day(record)
        return f"{datetime.date.fromisoformat(found):{pattern}}" if found else None

    return of


def number(pattern: str) -> Cell:
    text = written(pattern)
    return lambda record: int(text(record)) if day(record) else None


def chunks(code: str) -> list[str]:
    return [code[at : at + 3] for at in range(0, len(code), 3)]


def sectors(role: str, names: Mapping[str, str]) -> Cell:
    """The sectors of an actor, joined by commas: its role chunks, by name."""
    return lambda record: ", ".join(names.get(c, c) for c in chunks(record[role]["code"]) if c in SECTORS)


def settled(record: Record) -> str | None:
    place = record["place"]
    return place["name"] if place and place["precision"] == "settlement" else None


PLACE_COUNTRY: Cell = lambda record: country_name(at("place", "country")(record))
CODE = at("event", "code")
ROOT = at("event", "root")
GOLDSTEIN = ("number", "Goldstein scale of the code: goldstein.", at("event", "goldstein"))
LATITUDE = ("number", "latitude.", at("place", "latitude"))
LONGITUDE = ("number", "longitude.", at("place", "longitude"))
