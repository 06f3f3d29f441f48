"""The report's charts, as Vega-Lite specifications.

Colours are written as ``var(--name)``, custom properties of the page's style sheet: the page puts in those of the light
or the dark scheme.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator
from typing import Any

from coder.coding.codes import ORGANISATIONS
from coder.output.fields import QUADS
from coder.report.summary import NO_CODE, NOBODY, PUBLISHER, Summary

Spec = dict[str, Any]

MATRIX = 12
"""As many sources and targets have a row and a column in the matrix at the most."""

BARS = 12
"""As many bars are in a bar chart at the most."""

_FORMATS = {"day": "%d %b %Y", "week": "%d %b %Y", "month": "%b %Y", "year": "%Y"}
_STANCES = ("asserts", "claims", "denies", "admits", "doubts", "asks", "promises", "feels")
_QUAD_COLOURS = {
    "domain": list(QUADS.values()),
    "range": [f"var(--quad{number})" for number in QUADS],
}
QUAD_COLOUR = {
    "field": "quad",
    "type": "nominal",
    "scale": _QUAD_COLOURS,
    "legend": {"orient": "top", "title": None, "columns": 2},
}


def over_time(summary: Summary) -> Spec | None:
    """Events by quad class, by day, week, month or year as the time that they span allows; None where none is dated.

    What a text tells of long before its publication (``summary.earlier``) is left out.
    """
    recent = {key: number for key, number in summary.days.items() if not summary.is_earlier(key[0])}
    if not recent:
        return None
    days = [day for day, _ in recent]
    unit = _unit((max(days) - min(days)).days)
    return spec(
        _stacked(recent, unit),
        height=240,
        mark={"type": "rect", "stroke": "var(--paper)", "strokeWidth": 0.5},
        encoding={
            "x": {
                "field": "start",
                "type": "temporal",
                "scale": {"type": "utc"},
                "axis": {
                    "title": None,
                    "grid": False,
                    "format": _FORMATS[unit],
                    "labelOverlap": "greedy",
                    "labelSeparation": 8,
                },
            },
            "x2": {"field": "end"},
            "y": {"field": "bottom", "type": "quantitative", "axis": {"title": f"events by {unit}", "tickMinStep": 1}},
            "y2": {"field": "top"},
            "color": QUAD_COLOUR,
            "tooltip": [
                {"field": "start", "type": "temporal", "timeUnit": "utcyearmonthdate", "title": f"{unit} from"},
                {"field": "quad", "title": "quad class"},
                {"field": "events"},
            ],
        },
    )


def _stacked(numbers: dict[tuple[datetime.date, int], int], unit: str) -> list[Spec]:
    """Events by period and quad class, each with where its part of the period's bar begins and ends."""
    totals: Counter[tuple[datetime.date, int]] = Counter()
    for (day, quad), number in numbers.items():
        totals[_start(day, unit), quad] += number
    heights: Counter[datetime.date] = Counter()
    values = []
    for start, quad in sorted(totals):
        bottom = heights[start]
        heights[start] += totals[start, quad]
        period = {"start": str(start), "end": str(_end(start, unit))}
        stretch = {"bottom": bottom, "top": heights[start]}
        values.append({**period, "quad": QUADS[quad], "events": totals[start, quad], **stretch})
    return values


def matrix(summary: Summary) -> Spec | None:
    """The most frequent sources by the most frequent targets, with the number of events; None without records."""
    if not summary.dyads:
        return None
    sources, targets = (_top(side, MATRIX) for side in (summary.sources, summary.targets))
    values = _cells(summary, sources, targets)
    most = max((value["events"] for value in values), default=1)
    shade = {"type": "sqrt", "range": ["var(--low)", "var(--high)"], "domainMin": 0}
    ink = {"condition": {"test": f"datum.events > {most / 3}", "value": "var(--paper)"}, "value": "var(--ink)"}
    across = {"title": "target", "orient": "top", "labelAngle": -60}
    return spec(
        values,
        height=26 * len({value["source"] for value in values}),
        encoding={
            "y": {"field": "source", "type": "nominal", "sort": sources, "axis": {"title": "source"}},
            "x": {"field": "target", "type": "nominal", "sort": targets, "axis": across},
            "tooltip": [{"field": name} for name in ("source", "target", "events", "conflict")],
        },
        layer=[
            {
                "mark": {"type": "rect", "cursor": "pointer"},
                "encoding": {"color": {"field": "events", "type": "quantitative", "scale": shade, "legend": None}},
            },
            {
                "mark": {"type": "text", "fontSize": 11, "cursor": "pointer"},
                "encoding": {"text": {"field": "events", "type": "quantitative"}, "color": ink},
            },
        ],
    )


def _cells(summary: Summary, sources: list[str], targets: list[str]) -> list[Spec]:
    """The events of each dyad of these sources and targets, and the share of verbal and material conflict in them."""
    totals: Counter[tuple[str, str]] = Counter()
    conflict: Counter[tuple[str, str]] = Counter()
    for (source, target, quad), number in summary.dyads.items():
        if source in sources and target in targets:
            totals[source, target] += number
            conflict[source, target] += number if quad > 2 else 0
    return [
        {"source": source, "target": target, "events": number, "conflict": f"{conflict[source, target] / number:.0%}"}
        for (source, target), number in sorted(totals.items())
    ]


def bars(numbers: Counter[str], colour: str) -> Spec | None:
    """A bar for each of the most frequent names; None where there are none."""
    values = [{"name": name, "events": numbers[name]} for name in _top(numbers, BARS)]
    return values and _bars(values, {"value": f"var(--{colour})"}, [{"field": "name"}, {"field": "events"}]) or None


def vouching(summary: Summary) -> Spec | None:
    """How many events each side vouches for, by stance; None where the publishers alone vouch."""
    numbers: Counter[tuple[str, str]] = Counter()
    sides: Counter[str] = Counter()
    for (reporter, stance), number in summary.vouching.items():
        if reporter != PUBLISHER:
            numbers[side(reporter), stance] += number
            sides[side(reporter)] += number
    values = [
        {"name": name, "stance": stance, "events": numbers[name, stance], "order": order}
        for name in _top(sides, BARS)
        for order, stance in enumerate(_STANCES)
        if numbers[name, stance]
    ]
    if not values:
        return None
    colour = {
        "field": "stance",
        "type": "nominal",
        "scale": {"domain": list(_STANCES), "range": [f"var(--stance{number})" for number in range(1, 9)]},
        "legend": {"orient": "top", "title": None, "columns": 4},
    }
    return _bars(values, colour, [{"field": "name", "title": "side"}, {"field": "stance"}, {"field": "events"}])


def side(code: str) -> str:
    """The side that an actor code belongs to: its first chunk, with the organisation's where it is international."""
    return code[:6] if code[:3] in ORGANISATIONS else code if code in (NO_CODE, NOBODY) else code[:3]


def _bars(values: list[Spec], colour: Spec, tooltip: list[Spec]) -> Spec:
    order = {"order": {"field": "order", "type": "quantitative"}} if "order" in values[0] else {}
    return spec(
        values,
        height=24 * len({value["name"] for value in values}),
        mark={"type": "bar", "cornerRadiusEnd": 2},
        encoding={
            "y": {"field": "name", "type": "nominal", "sort": None, "axis": {"title": None}},
            "x": {"field": "events", "type": "quantitative", "axis": {"title": "events", "tickMinStep": 1}},
            "color": colour,
            "tooltip": tooltip,
            **order,
        },
    )


def spec(values: list[Spec], **parts: Any) -> Spec:
    """A specification of these values that is as wide as the page allows."""
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": "container",
        "autosize": {"type": "fit-x", "contains": "padding"},
        "data": {"values": values},
        **parts,
    }


def _top(numbers: Counter[str], most: int) -> list[str]:
    """The most frequent names; of equals the first in the alphabet."""
    return sorted(numbers, key=lambda name: (-numbers[name], name))[:most]


def _unit(days: int) -> str:
    limits: Iterator[tuple[int, str]] = iter(((62, "day"), (500, "week"), (5000, "month")))
    return next((unit for limit, unit in limits if days <= limit), "year")


def _start(day: datetime.date, unit: str) -> datetime.date:
    if unit == "week":
        return day - datetime.timedelta(day.weekday())
    return day.replace(day=1 if unit in ("month", "year") else day.day, month=1 if unit == "year" else day.month)


def _end(start: datetime.date, unit: str) -> datetime.date:
    days = {"day": 1, "week": 7, "month": 31, "year": 366}[unit]
    return _start(start + datetime.timedelta(days), unit)
