"""Panels: events counted by dyad or country and by day, week, month or year, in DuckDB.

Records are read once into a database file that is removed afterwards, so that the events may be more than fits in
memory.
"""

from __future__ import annotations

import csv
import datetime
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from coder.model import HAPPENED
from coder.output.countries import cow, iso3
from coder.output.files import CannotWrite, replacing, replacing_file
from coder.records.reading import Record, event_days, read_events

UNITS = ("dyad", "source", "target", "country")
PERIODS = ("day", "week", "month", "year")

_BATCH = 20_000
_COLUMNS = {
    "day": "DATE",
    "source": "VARCHAR",
    "target": "VARCHAR",
    "who": "VARCHAR",
    "whom": "VARCHAR",
    "code": "VARCHAR",
    "quad": "TINYINT",
    "goldstein": "DECIMAL(9,3)",  # exact, so that sums are the same whatever their order
    "publisher": "VARCHAR",
    "happened": "BOOLEAN",
    "rank": "VARCHAR",
}


@dataclass(frozen=True, slots=True)
class PanelSettings:
    """What a panel counts.

    ``unit`` is one of ``UNITS``, ``by`` one of ``PERIODS``; ``actors`` "country" (ISO 3166-1 alpha-3) or "code" (the
    whole actor code); ``count`` "quad", "root" or "none"; ``codes`` more columns by name, each of the CAMEO codes that
    begin so.
    ``first`` and ``last`` bound the days. The rest says which events are counted and whether empty rows are written.
    """

    unit: str = "dyad"
    by: str = "month"
    actors: str = "country"
    count: str = "quad"
    codes: Mapping[str, Sequence[str]] = field(default_factory=dict)
    directed: bool = True
    zeros: bool = False
    negated: bool = False
    unreal: bool = False
    alleged: bool = True
    duplicates: bool = False
    first: datetime.date | None = None
    last: datetime.date | None = None


@dataclass(slots=True)
class Panel:
    """How many records were counted, not asked for, without a day, without an actor; how many rows came out."""

    counted: int = 0
    not_asked: int = 0
    undated: int = 0
    nobody: int = 0
    rows: int = 0


def write_panel(paths: Sequence[Path], out: Path, settings: PanelSettings, report: Callable[[str], None]) -> Panel:
    """Write the panel of the records in files to ``out``, a .csv or .parquet file; raises ``CannotWrite``."""
    import duckdb

    if out.suffix.lower() not in (".csv", ".parquet") or out.is_dir():
        raise CannotWrite(f"{out} is a folder or does not end in .csv or .parquet. Name another place with -o")
    panel = Panel()
    with (
        tempfile.TemporaryDirectory(prefix="code-events-") as folder,
        duckdb.connect(str(Path(folder) / "panel.duckdb")) as database,
    ):
        _load(database, _rows(read_events(paths, report), settings, panel))
        panel.rows = _write(database, out, settings)
    return panel


def _rows(records: Iterator[Record], settings: PanelSettings, panel: Panel) -> Iterator[tuple[Any, ...]]:
    """The records that are counted, as rows of the database."""
    of = (lambda code: iso3(code) or "") if settings.actors == "country" else str
    needed = {"dyad": all, "source": lambda ends: ends[0], "target": lambda ends: ends[1], "country": any}[
        settings.unit
    ]
    for record in records:
        if not record["event"] or not _asked(record, settings):
            panel.not_asked += 1
            continue
        days = event_days(record)
        if days is None:
            panel.undated += 1
            continue
        day = datetime.date.fromisoformat(days[0])
        if (settings.first and day < settings.first) or (settings.last and day > settings.last):
            panel.not_asked += 1
            continue
        ends = [of(record[role]["code"]) for role in ("source", "target")]
        if not needed(ends):
            panel.nobody += 1
            continue
        panel.counted += 1
        who, whom = (record[role]["code"] or record[role]["text"].casefold() for role in ("source", "target"))
        yield (
            day,
            *ends,
            who,
            whom,
            record["event"]["code"],
            record["event"]["quad"],
            record["event"]["goldstein"],
            record["publisher"],
            record["polarity"] == "affirmed" and record["modality"] in HAPPENED,
            f"{1 - record['confidence']:.4f} {record['doc_id']} {record['sentence']:9} {record['event_id']}",
        )


def _asked(record: Record, settings: PanelSettings) -> bool:
    attribution = record["attribution"]
    if not settings.negated and (record["polarity"] == "negated" or attribution["stance"] == "denies"):
        return False
    if not settings.unreal and record["modality"] not in HAPPENED:
        return False
    return settings.alleged or (attribution["stance"] in ("asserts", "admits") and attribution["kind"] != "hearsay")


def _load(database: Any, rows: Iterator[tuple[Any, ...]]) -> None:
    import pyarrow as pa

    declared = ", ".join(f"{name} {kind}" for name, kind in _COLUMNS.items())
    database.execute(f"CREATE TABLE events ({declared})")
    types = [pa.date32(), *[pa.string()] * 5, pa.int8(), pa.float64(), pa.string(), pa.bool_(), pa.string()]
    while batch := list(islice(rows, _BATCH)):
        columns = [pa.array(column, kind) for column, kind in zip(zip(*batch, strict=True), types, strict=True)]
        database.register("batch", pa.table(columns, names=list(_COLUMNS)))
        database.execute("INSERT INTO events SELECT * FROM batch")
        database.unregister("batch")


def _write(database: Any, out: Path, settings: PanelSettings) -> int:
    """Compute the panel and write it; returns the number of its rows."""
    database.execute(f"CREATE TABLE panel AS {_query(settings)}")
    units = _unit_columns(settings)
    order = ", ".join([*units, "period"])
    numbered = settings.actors == "country"
    database.execute("CREATE TABLE numbers (code VARCHAR, cow INTEGER)")
    if numbered:
        named = {
            code for unit in units for (code,) in database.execute(f"SELECT DISTINCT {unit} FROM panel").fetchall()
        }
        if named:
            database.executemany("INSERT INTO numbers VALUES (?, ?)", [(code, cow(code)) for code in sorted(named)])
    joined = (
        "".join(f" LEFT JOIN numbers n_{unit} ON n_{unit}.code = panel.{unit}" for unit in units) if numbered else ""
    )
    added = "".join(f", n_{unit}.cow AS {unit}_cow" for unit in units) if numbered else ""
    selected = f"SELECT panel.*{added} FROM panel{joined} ORDER BY {order}"
    if out.suffix.lower() == ".parquet":
        with replacing_file(out) as part:
            written = str(part).replace("'", "''")
            database.execute(f"COPY ({selected}) TO '{written}' (FORMAT parquet, COMPRESSION zstd)")
    else:
        _write_csv(database.execute(selected), out)
    return database.execute("SELECT count(*) FROM panel").fetchone()[0]


def _write_csv(result: Any, out: Path) -> None:
    with replacing([out], out) as (stream,):
        writer = csv.writer(stream, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
        writer.writerow([column[0] for column in result.description])
        while rows := result.fetchmany(_BATCH):
            writer.writerows(["" if value is None else _plain(value) for value in row] for row in rows)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime.date) else value


def _unit_columns(settings: PanelSettings) -> list[str]:
    return ["source", "target"] if settings.unit == "dyad" else [settings.unit]


def _query(settings: PanelSettings) -> str:
    """The SQL of the panel. Names come from the settings' closed lists, codes are digits: nothing else gets in."""
    units = ", ".join(_unit_columns(settings))
    once = "" if settings.duplicates else (
        " QUALIFY row_number() OVER (PARTITION BY day, who, whom, code, happened ORDER BY rank) = 1"
    )  # fmt: skip
    counts = "".join(f', count(*) FILTER ({where})::BIGINT AS "{name}"' for name, where in _counts(settings).items())
    parts = [
        f"once AS (SELECT * FROM events{once})",
        f"told AS (SELECT {units}, {_period(settings)} AS period, count(DISTINCT publisher) AS publishers"
        f" FROM ({_units(settings, 'events')}) GROUP BY ALL)",
        f"counted AS (SELECT {units}, {_period(settings)} AS period, count(*)::BIGINT AS events{counts},"
        " sum(goldstein)::DOUBLE AS goldstein_sum,"
        " round(sum(goldstein)::DOUBLE / count(goldstein), 6) AS goldstein_mean"
        f" FROM ({_units(settings, 'once')}) GROUP BY ALL)",
        f"filled AS (SELECT * FROM counted JOIN told USING ({units}, period))",
    ]
    if not settings.zeros:
        return f"WITH {', '.join(parts)} SELECT * FROM filled"
    zero = [*_counts(settings), "events", "publishers", "goldstein_sum"]
    replaced = ", ".join(f'coalesce("{name}", 0) AS "{name}"' for name in zero)
    parts.append(f"grid AS (SELECT * FROM (SELECT DISTINCT {units} FROM filled), ({_series(settings)}))")
    return f"WITH {', '.join(parts)} SELECT * REPLACE ({replaced}) FROM grid LEFT JOIN filled USING ({units}, period)"


def _counts(settings: PanelSettings) -> dict[str, str]:
    """The columns that count events, each with the condition that it counts by."""
    found = {}
    if settings.count == "quad":
        found = {f"quad_{quad}": f"quad = {quad}" for quad in range(1, 5)}
    if settings.count == "root":
        found = {f"root_{root:02}": f"code[1:2] = '{root:02}'" for root in range(1, 21)}
    lists = {
        name: " OR ".join(f"starts_with(code, '{code}')" for code in codes) for name, codes in settings.codes.items()
    }
    return {**found, **lists}


def _units(settings: PanelSettings, table: str) -> str:
    """The events with the units that they count for; a country's events once, whether it is source, target or both."""
    if settings.unit == "dyad" and not settings.directed:
        return f"SELECT * REPLACE (least(source, target) AS source, greatest(source, target) AS target) FROM {table}"
    if settings.unit == "country":
        return (
            f"SELECT *, source AS country FROM {table} WHERE source <> '' UNION ALL"
            f" SELECT *, target AS country FROM {table} WHERE target <> '' AND target <> source"
        )
    return f"SELECT * FROM {table}"


def _period(settings: PanelSettings) -> str:
    return f"date_trunc('{settings.by}', day)::DATE"


def _series(settings: PanelSettings) -> str:
    """All periods from the first to the last, as asked for or as there are events."""
    ends = [
        f"DATE '{day.isoformat()}'" if day else f"(SELECT {which}(day) FROM events)"
        for day, which in ((settings.first, "min"), (settings.last, "max"))
    ]
    first, last = (f"date_trunc('{settings.by}', {end})" for end in ends)
    return f"SELECT unnest(generate_series({first}, {last}, INTERVAL 1 {settings.by}))::DATE AS period"
