"""The report on a data set: one HTML file with charts and a table, which opens without a network."""

from __future__ import annotations

from coder.output.fields import QUADS, ROOTS, allowed
from coder.report import charts
from coder.report.maps import world
from coder.report.pages import render
from coder.report.rows import row
from coder.report.summary import NO_CODE, NOBODY, Summary

ROWS = 5000
"""As many records are in the table unless more are asked for: the file stays under some ten megabytes, and quick."""


def report_page(summary: Summary, title: str) -> str:
    """The report as one self-contained HTML page."""
    drawn = {
        "time": charts.over_time(summary),
        "matrix": charts.matrix(summary),
        "map": world(summary),
        "sources": charts.bars(summary.sources, "quad2"),
        "targets": charts.bars(summary.targets, "quad2"),
        "reporters": charts.bars(summary.reporters, "quad2"),
        "vouching": charts.vouching(summary),
    }
    rows = [row(record) for record in summary.newest]
    days = [day for day, _ in summary.days]
    return render(
        "report.html.j2",
        title=title,
        summary=summary,
        period=(min(days), max(days)) if days else None,
        charts=drawn,
        drawn={name: spec for name, spec in drawn.items() if spec},
        rows=rows,
        quads=QUADS,
        roots={root: ROOTS[root] for root in sorted({one["code"][:2] for one in rows})},
        reporters=sorted({one["reporter"] for one in rows}),
        stances=[stance for stance in allowed("attribution_stance") if stance in {one["stance"] for one in rows}],
        none=NO_CODE,
        nobody=NOBODY,
    )
