"""Countries of actor codes: ISO 3166-1 alpha-3 and Correlates of War numbers."""

from __future__ import annotations

from functools import cache

_ISO = {"PAL": "PSE", "USR": "SUN", "ROM": "ROU", "ZAR": "COD", "TMP": "TLS"}
"""Chunks that CAMEO or the codebook write otherwise than ISO 3166 does."""

_COW = {
    "CZE": 316,
    "DEU": 255,
    "YEM": 679,
    "SRB": 345,
    "KIR": 946,
    "NRU": 970,
    "TON": 955,
    "TUV": 947,
    "VNM": 816,
    "CSK": 315,
    "DDR": 265,
    "YMD": 680,
    "YUG": 345,
    "SCG": 345,
    "SUN": 365,
}
"""Where the Correlates of War number (State System Membership, v2016) is not the Gleditsch and Ward number that
``country_converter`` has, and the states that are gone, by their ISO 3166-3 codes."""


def iso3(actor: str) -> str | None:
    """The ISO 3166-1 alpha-3 code of the country that an actor code begins with, None where it begins with none."""
    chunk = actor[:3]
    code = _ISO.get(chunk, chunk)
    return code if code in _numbers() else None


def cow(actor: str) -> int | None:
    """The Correlates of War number of the country that an actor code begins with, None where it has none."""
    country = iso3(actor)
    return _numbers()[country] if country else None


@cache
def _numbers() -> dict[str, int | None]:
    """The Correlates of War number of each country by its ISO code, None where it is no member of the system."""
    from country_converter import CountryConverter

    data = CountryConverter().data
    numbers = {
        code: None if number != number else int(number)
        for code, number in zip(data["ISO3"], data["GWcode"], strict=True)
        if isinstance(code, str)
    }
    return {**numbers, **_COW}


@cache
def _names() -> dict[str, str]:
    from country_converter import CountryConverter

    data = CountryConverter().data
    return {code: name for code, name in zip(data["ISO3"], data["name_short"], strict=True) if isinstance(code, str)}


def country_name(code: str | None) -> str | None:
    """The short English name of the country of an actor code or an ISO 3166-1 code, None where there is none."""
    return _names().get(iso3(code) or "") if code else None
