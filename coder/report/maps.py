"""The report's map, as a Vega-Lite specification (see ``coder.report.charts``)."""

from __future__ import annotations

import math
from collections import Counter

from coder.output.fields import QUADS
from coder.report.charts import QUAD_COLOUR, Spec, spec
from coder.report.summary import Summary

_BULK = (0.1, 0.9)
"""The shares of events between which the map begins."""


def world(summary: Summary) -> Spec | None:
    """Where the events happened, on Natural Earth's outline of the countries; None where no place has coordinates.

    The outline is the data set ``countries`` of the page, which sets the signals ``zoom``, ``right`` and ``down``
    (pixels).
    """
    if not summary.places:
        return None
    values = _places(summary)
    return spec(
        values,
        height=420,
        params=[{"name": "zoom", "value": 1}, {"name": "right", "value": 0}, {"name": "down", "value": 0}],
        projection=_projection(values),
        layer=[
            {
                "data": {"name": "countries", "format": {"type": "topojson", "feature": "countries"}},
                "mark": {"type": "geoshape", "fill": "var(--panel)", "stroke": "var(--line)", "clip": True},
            },
            {
                "mark": {"type": "circle", "opacity": 0.8, "stroke": "var(--paper)", "clip": True},
                "encoding": {
                    "longitude": {"field": "longitude", "type": "quantitative"},
                    "latitude": {"field": "latitude", "type": "quantitative"},
                    "size": {
                        "field": "events",
                        "type": "quantitative",
                        "scale": {"range": [30, 900], "domainMin": 0},
                        "legend": None,
                    },
                    "color": {**QUAD_COLOUR, "legend": {**QUAD_COLOUR["legend"], "title": "mostly"}},
                    "tooltip": [{"field": name} for name in ("place", "country", "events")]
                    + [{"field": "quad", "title": "mostly"}],
                },
            },
        ],
    )


def _places(summary: Summary) -> list[Spec]:
    """Each place with its events and the quad class of most of them; the largest first, so that none hides another."""
    totals: dict[tuple, Counter[int]] = {}
    for (place, quad), number in sorted(summary.places.items()):
        totals.setdefault(place, Counter())[quad] += number
    values = [
        {
            **dict(zip(("latitude", "longitude", "place", "country"), place, strict=True)),
            "events": quads.total(),
            "quad": QUADS[max(sorted(quads), key=lambda quad, quads=quads: quads[quad])],
        }
        for place, quads in totals.items()
    ]
    return sorted(values, key=lambda value: -value["events"])


def _projection(places: list[Spec]) -> Spec:
    """Mercator's projection around most events, whatever the width of the page."""
    latitudes, longitudes = ([(place[axis], place["events"]) for place in places] for axis in ("latitude", "longitude"))
    south, north = (_mercator(max(-80.0, min(80.0, _quantile(latitudes, share)))) for share in _BULK)
    west, east = (math.radians(_quantile(longitudes, share)) for share in _BULK)
    tall, wide = (max(1.5 * span, 0.1) for span in (north - south, east - west))
    return {
        "type": "mercator",
        "center": [_quantile(longitudes, 0.5), _quantile(latitudes, 0.5)],
        "scale": {"expr": f"zoom * min(width / {wide:.4f}, height / {tall:.4f})"},
        "translate": {"expr": "[width / 2 + right, height / 2 + down]"},
    }


def _quantile(weighted: list[tuple[float, int]], share: float) -> float:
    """The value below which that share of the weight lies."""
    wanted = share * sum(weight for _, weight in weighted)
    passed = 0
    for value, weight in sorted(weighted):
        passed += weight
        if passed >= wanted:
            return value
    return max(weighted)[0]


def _mercator(latitude: float) -> float:
    return math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2))
