"""The columns of the GDELT 1.0 event database."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

from coder.output.countries import country_name, iso3
from coder.output.layouts.layout import (
    CODE,
    GOLDSTEIN,
    LATITUDE,
    LONGITUDE,
    ROOT,
    SECTORS,
    Cell,
    Record,
    at,
    blank,
    chunks,
    day,
    layout,
    number,
)

_ETHNIC = {"KUR", "ARB", "TAM", "HUT", "TUT", "ROH", "UIG", "TUA", "TIB", "KAS", "TKM", "YZD", "DRZ"}
_RELIGIONS = {"MOS", "CHR", "JEW", "HIN", "BUD", "SIK", "SHI", "SUN", "ALE", "CTH", "PRO", "DOX"}


def gdelt_class(root: str) -> int:
    """GDELT's QuadClass of a CAMEO root: roots 01 to 05 are 1, to 08 2, to 13 3, to 20 4."""
    return next(quad for quad, last in enumerate((5, 8, 13, 20), start=1) if int(root) <= last)


def _gdelt_actor(role: str, title: str) -> tuple[tuple[str, str, str, Cell], ...]:
    def code(pick: Callable[[list[str]], list[str]], which: int = 0) -> Cell:
        def of(record: Record) -> str:
            found = pick(chunks(record[role]["code"]))
            return found[which] if which < len(found) else ""

        return of

    def among(known: Any) -> Callable[[list[str]], list[str]]:
        return lambda given: [chunk for chunk in given if chunk in known]

    def types(given: list[str]) -> list[str]:
        return [chunk for chunk in given if chunk in SECTORS]

    of = f"of {role}_code"
    return (
        (f"{title}Code", "text", f"{role}_code.", at(role, "code")),
        (f"{title}Name", "text", f"{role}_text in capitals.", lambda record: record[role]["text"].upper()),
        (f"{title}CountryCode", "text", f"ISO 3166-1 alpha-3 code {of}.", lambda record: iso3(record[role]["code"])),
        blank(f"{title}KnownGroupCode", "groups are told by their whole code"),
        (f"{title}EthnicCode", "text", f"The first chunk {of} that names a people.", code(among(_ETHNIC))),
        (f"{title}Religion1Code", "text", f"The first chunk {of} that names a religion.", code(among(_RELIGIONS))),
        (f"{title}Religion2Code", "text", f"The second chunk {of} that names a religion.", code(among(_RELIGIONS), 1)),
        (f"{title}Type1Code", "text", f"The first role chunk {of}.", code(types)),
        (f"{title}Type2Code", "text", f"The second role chunk {of}.", code(types, 1)),
        (f"{title}Type3Code", "text", f"The third role chunk {of}.", code(types, 2)),
    )


def _gdelt_geo(title: str, known: bool) -> tuple[tuple[str, str, str, Cell], ...]:
    if not known:
        why = "only the event is placed, not its actors"
        numbers = {"Type": "integer", "Lat": "number", "Long": "number"}
        names = ("Type", "FullName", "CountryCode", "ADM1Code", "Lat", "Long", "FeatureID")
        return tuple(blank(f"{title}Geo_{name}", why, numbers.get(name, "text")) for name in names)

    def kind(record: Record) -> int | None:
        precision = at("place", "precision")(record)
        return {"country": 1, "admin1": 5, "settlement": 4}.get(precision, 0)

    def full(record: Record) -> str | None:
        place = record["place"]
        parts = (place["name"] or place["text"], place["admin1"], country_name(place["country"])) if place else ()
        return ", ".join(dict.fromkeys(part for part in parts if part)) or None

    return (
        (f"{title}Geo_Type", "integer", "place_precision: 1 country, 4 settlement, 5 admin1, 0 not known.", kind),
        (f"{title}Geo_FullName", "text", "place_name, place_admin1 and the country's name.", full),
        (
            f"{title}Geo_CountryCode",
            "text",
            "place_country, ISO 3166-1 alpha-3 (GDELT: FIPS 10-4).",
            at("place", "country"),
        ),
        blank(f"{title}Geo_ADM1Code", "the records have the division's name, not its FIPS code"),
        (f"{title}Geo_Lat", *LATITUDE),
        (f"{title}Geo_Long", *LONGITUDE),
        (
            f"{title}Geo_FeatureID",
            "text",
            "geonameid (GDELT: the GNS or GNIS id).",
            lambda r: _text(at("place", "geonameid")(r)),
        ),
    )


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def _fraction(record: Record) -> float | None:
    """The year and the share of it that has gone by, as GDELT counts: (month * 30 + day) / 365."""
    found = day(record)
    if found is None:
        return None
    date = datetime.date.fromisoformat(found)
    return round(date.year + min((date.month - 1) * 30 + date.day, 365) / 365, 4)


def _one(_record: Record) -> int:
    return 1


def _published(record: Record) -> int | None:
    return int(record["published"].replace("-", "")) if record["published"] else None


GDELT = layout(
    "GDELT 1.0 event database (Leetaru and Schrodt 2013), 58 columns",
    ("GLOBALEVENTID", "text", "event_id (GDELT: a number).", at("event_id")),
    ("SQLDATE", "integer", "event_date, YYYYMMDD.", number("%Y%m%d")),
    ("MonthYear", "integer", "Its year and month, YYYYMM.", number("%Y%m")),
    ("Year", "integer", "Its year.", number("%Y")),
    ("FractionDate", "number", "Its year and the share of it that has gone by.", _fraction),
    *_gdelt_actor("source", "Actor1"),
    *_gdelt_actor("target", "Actor2"),
    (
        "IsRootEvent", "integer", "1 for the first sentence of the document, else 0 (GDELT: the first paragraphs).",
        lambda record: int(record["sentence"] == 0),
    ),
    ("EventCode", "text", "event_code.", CODE),
    ("EventBaseCode", "text", "The first three digits of event_code.", lambda record: CODE(record)[:3]),
    ("EventRootCode", "text", "event_root.", ROOT),
    (
        "QuadClass", "integer", "By event_root: 1 for 01 to 05, 2 for 06 to 08, 3 for 09 to 13, 4 for 14 to 20.",
        lambda record: gdelt_class(ROOT(record)),
    ),
    ("GoldsteinScale", *GOLDSTEIN),
    (
        "NumMentions", "integer", "1, and 1 more for each record merged into this one.",
        lambda record: 1 + len(record["merged"]["ids"] if record["merged"] else ()),
    ),
    (
        "NumSources", "integer", "merged_publishers, 1 where nothing was merged.",
        lambda record: record["merged"]["publishers"] if record["merged"] else 1,
    ),
    ("NumArticles", "integer", "1: a record is of one document.", _one),
    blank("AvgTone", "the coder measures no tone", "number"),
    *_gdelt_geo("Actor1", False),
    *_gdelt_geo("Actor2", False),
    *_gdelt_geo("Action", True),
    ("DATEADDED", "integer", "published, YYYYMMDD.", _published),
    blank("SOURCEURL", "the records do not hold the article's address"),
)  # fmt: skip
