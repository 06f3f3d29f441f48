"""The columns of Phoenix."""

from __future__ import annotations

from coder.output.countries import iso3
from coder.output.layouts.layout import (
    CODE,
    GOLDSTEIN,
    LATITUDE,
    LONGITUDE,
    ROOT,
    Cell,
    at,
    blank,
    chunks,
    layout,
    number,
    written,
)

_ROLES = {"GOV", "MIL", "REB", "OPP", "PTY", "COP", "JUD", "SPY", "MED", "EDU", "BUS", "CRM", "CVL"}
_ENTITIES = {"IGO", "NGO", "IMG", "MNC"}


def phoenix_class(root: str) -> int:
    """Phoenix's PentaClass of a CAMEO root: 0 statements and appeals, then the quad classes, reduced relations verbal.

    As the Phoenix pipeline of the Open Event Data Alliance has it.
    """
    if root == "16":
        return 3
    return next(quad for quad, last in enumerate((2, 5, 8, 13, 20)) if int(root) <= last)


def _parts(code: str) -> tuple[str, str, str]:
    """Entity, role and other attributes of an actor code, as the Phoenix pipeline cuts it."""
    rest = chunks(code)
    entity = rest.pop(0) if rest and (iso3(code) or rest[0] in _ENTITIES) else ""
    role = rest.pop(0) if rest and rest[0] in _ROLES else ""
    return entity, role, ";".join(rest)


def _phoenix_actor(role: str, title: str) -> tuple[tuple[str, str, str, Cell], ...]:
    kinds = (
        ("Entity", "its country, or IGO, NGO, IMG, MNC"),
        ("Role", "the role that follows: GOV, MIL, REB, OPP, PTY, COP, JUD, SPY, MED, EDU, BUS, CRM or CVL"),
        ("Attribute", "its other chunks, joined by semicolons"),
    )
    return (
        (f"{title}ActorFull", "text", f"{role}_code.", at(role, "code")),
        *(
            (f"{title}Actor{kind}", "text", f"Of {role}_code, {what}.",
             lambda record, which=which: _parts(record[role]["code"])[which])
            for which, (kind, what) in enumerate(kinds)
        ),
    )  # fmt: skip


PHOENIX = layout(
    "Phoenix (Open Event Data Alliance), 26 columns",
    ("EventID", "text", "event_id (Phoenix: a number).", at("event_id")),
    ("Date", "text", "event_date, YYYYMMDD.", written("%Y%m%d")),
    ("Year", "integer", "Its year.", number("%Y")),
    ("Month", "integer", "Its month.", number("%m")),
    ("Day", "integer", "Its day.", number("%d")),
    *_phoenix_actor("source", "Source"),
    *_phoenix_actor("target", "Target"),
    ("EventCode", "text", "event_code.", CODE),
    ("EventRootCode", "text", "event_root.", ROOT),
    (
        "PentaClass", "integer", "By event_root: 0 for 01 02, 1 to 05, 2 to 08, 3 to 13 and for 16, 4 for the rest.",
        lambda record: phoenix_class(ROOT(record)),
    ),
    ("GoldsteinScore", *GOLDSTEIN),
    blank("Issues", "the coder looks for no issues"),
    ("Lat", *LATITUDE),
    ("Lon", *LONGITUDE),
    ("LocationName", "text", "place_name.", at("place", "name")),
    ("StateName", "text", "place_admin1.", at("place", "admin1")),
    ("CountryCode", "text", "place_country, ISO 3166-1 alpha-3.", at("place", "country")),
    ("SentenceID", "text", "doc_id, an underscore and sentence.", lambda one: f"{one['doc_id']}_{one['sentence']}"),
    blank("URLs", "the records do not hold the article's address"),
    ("NewsSources", "text", "publisher.", at("publisher")),
)  # fmt: skip
