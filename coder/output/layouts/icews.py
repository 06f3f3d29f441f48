"""The columns of the ICEWS coded event data."""

from __future__ import annotations

from coder.output.countries import country_name
from coder.output.layouts.layout import (
    CODE,
    GOLDSTEIN,
    LATITUDE,
    LONGITUDE,
    PLACE_COUNTRY,
    SECTORS,
    Cell,
    at,
    blank,
    day,
    layout,
    sectors,
    settled,
)


def _icews_actor(role: str, title: str) -> tuple[tuple[str, str, str, Cell], ...]:
    return (
        (f"{title} Name", "text", f"{role}_text, the words of the text (ICEWS: a dictionary's).", at(role, "text")),
        (f"{title} Sectors", "text", f"The role chunks of {role}_code by name.", sectors(role, SECTORS)),
        (
            f"{title} Country", "text", f"The short English name of the country of {role}_code.",
            lambda record: country_name(record[role]["code"]),
        ),
    )  # fmt: skip


ICEWS = layout(
    "ICEWS coded event data (Boschee et al. 2015), 20 columns",
    ("Event ID", "text", "event_id (ICEWS: a number).", at("event_id")),
    ("Event Date", "date", "event_date, YYYY-MM-DD.", day),
    *_icews_actor("source", "Source"),
    ("Event Text", "text", "event_label.", at("event", "label")),
    ("CAMEO Code", "text", "event_code.", CODE),
    ("Intensity", *GOLDSTEIN),
    *_icews_actor("target", "Target"),
    ("Story ID", "text", "doc_id (ICEWS: a number).", at("doc_id")),
    ("Sentence Number", "integer", "sentence, counted from 1 as ICEWS does.", lambda record: record["sentence"] + 1),
    ("Publisher", "text", "publisher.", at("publisher")),
    ("City", "text", "place_name, where place_precision is settlement.", settled),
    blank("District", "the records have no second-level division"),
    ("Province", "text", "place_admin1.", at("place", "admin1")),
    ("Country", "text", "The short English name of place_country.", PLACE_COUNTRY),
    ("Latitude", *LATITUDE),
    ("Longitude", *LONGITUDE),
)
