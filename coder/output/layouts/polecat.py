"""The columns of POLECAT."""

from __future__ import annotations

from coder.output.countries import cow, iso3
from coder.output.layouts.layout import (
    LATITUDE,
    LONGITUDE,
    SECTORS,
    Cell,
    Record,
    at,
    blank,
    day,
    layout,
    sectors,
    settled,
)


def _polecat_actor(role: str, title: str) -> tuple[tuple[str, str, str, Cell], ...]:
    codes = {chunk: chunk for chunk in SECTORS}
    return (
        (f"{title} Name", "text", f"{role}_text (POLECAT: the name of the Wikipedia article).", at(role, "text")),
        (
            f"{title} Country", "text", f"ISO 3166-1 alpha-3 code of the country of {role}_code.",
            lambda record: iso3(record[role]["code"]),
        ),
        (f"{title} COW", "integer", f"Correlates of War number of {role}_code.", lambda one: cow(one[role]["code"])),
        (
            f"Primary {title} Sector", "text", f"The first role chunk of {role}_code.",
            lambda record: sectors(role, codes)(record).split(", ")[0],
        ),
        (f"{title} Sectors", "text", f"The role chunks of {role}_code, joined by commas.", sectors(role, codes)),
        blank(f"{title} Title", "titles are part of the words"),
        (f"{title} Name Raw", "text", f"{role}_text.", at(role, "text")),
        blank(f"Wikipedia {title} ID", "actors are not looked up in Wikipedia"),
    )  # fmt: skip


def _quad(record: Record) -> int:
    """PLOVER's quad class: concessions are verbal cooperation there, as the other yielding is material here."""
    return 1 if record["event"]["plover"] == "CONCEDE" else record["event"]["quad"]


POLECAT = layout(
    "POLECAT (Halterman et al. 2023), 40 columns",
    ("Event ID", "text", "event_id.", at("event_id")),
    ("Event Date", "date", "event_date, YYYY-MM-DD.", day),
    ("Event Type", "text", "plover.", at("event", "plover")),
    ("Event Mode", "text", "mode.", at("event", "mode")),
    ("Intensity", "number", "goldstein (POLECAT has a scale of its own).", at("event", "goldstein")),
    ("Quad Code", "integer", "quad, by PLOVER event; CONCEDE is 1 as in PLOVER's manual, which is 2 here.", _quad),
    blank("Contexts", "the coder looks for no contexts"),
    *_polecat_actor("source", "Actor"),
    *_polecat_actor("target", "Recipient"),
    ("Placename", "text", "place_name.", at("place", "name")),
    ("City", "text", "place_name, where place_precision is settlement.", settled),
    blank("District", "the records have no second-level division"),
    ("Province", "text", "place_admin1.", at("place", "admin1")),
    ("Country", "text", "place_country, ISO 3166-1 alpha-3.", at("place", "country")),
    ("Latitude", *LATITUDE),
    ("Longitude", *LONGITUDE),
    ("GeoNames ID", "integer", "geonameid.", at("place", "geonameid")),
    ("Raw Placename", "text", "place_text.", at("place", "text")),
    (
        "Feature Type", "text", "place_precision as a GeoNames class: PPL settlement, ADM1 admin1, PCLI country.",
        lambda record: {"settlement": "PPL", "admin1": "ADM1", "country": "PCLI"}.get(at("place", "precision")(record)),
    ),
    ("Source", "text", "publisher.", at("publisher")),
    ("Publication Date", "date", "published.", at("published")),
    blank("Story People", "the records hold the event's actors, not the story's"),
    blank("Story Organizations", "the records hold the event's actors, not the story's"),
    blank("Story Locations", "the records hold the event's place, not the story's"),
    ("Language", "text", "en: the coder reads English.", lambda _: "en"),
    ("Version", "text", "coder_version.", at("coder", "version")),
)  # fmt: skip
