"""Link the records of files to incidents, and write both."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coder.output import incidents as pages
from coder.output.files import open_output, replacing
from coder.records.accounts import incident_record
from coder.records.incidents import account, find_incidents
from coder.records.reading import read_events
from coder.records.settings import IncidentSettings


@dataclass(frozen=True, slots=True)
class Linked:
    """What linking found: how many records, records of incidents, incidents, those of several vouchers, of conflicts.

    ``shown`` are the incidents that the pages for people hold, the most contested first.
    """

    records: int
    of_incidents: int
    incidents: int
    several: int
    contested: int
    shown: list[dict[str, Any]]


def link(
    paths: Sequence[Path], out: Path, settings: IncidentSettings, report: Callable[[str], None], page: int = 500
) -> Linked:
    """Find the incidents in files of records and write the folder ``out``; the pages for people hold at most ``page``.

    Records are read twice, so that memory holds what incidents need of them and no more. Raises ``CannotWrite``.
    """
    told = [one for record in read_events(paths, report) if (one := account(record, settings))]
    found = find_incidents(told, settings)
    ids = {one.event_id: incident.id for incident in found for one in incident.accounts}
    records = 0
    with open_output(out) as output:
        for record in read_events(paths, lambda _: None):
            output.write({**record, "incident_id": ids.get(record["event_id"])})
            records += 1
        made = [out / f"incidents.{kind}" for kind in ("jsonl", "csv", "md", "html")]
        with replacing(made, out) as streams:
            several, shown = _write(found, settings, streams, page)
    contested = sum(1 for one in several if one["conflicts"])
    return Linked(records, len(told), len(found), len(several), contested, shown)


def _write(found, settings: IncidentSettings, streams, page: int) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    jsonl, flat, markdown, html = streams
    several: list[dict[str, Any]] = []

    def made():
        for incident in found:
            record = incident_record(incident, settings)
            if len(record["accounts"]) > 1:
                several.append(record)
            pages.write_jsonl([record], jsonl)
            yield record

    pages.write_csv(made(), flat)
    several.sort(key=lambda one: (-len(one["conflicts"]), -len(one["accounts"]), one["incident_id"]))
    pages.write_markdown(several[:page], markdown)
    pages.write_html(several[:page], html)
    return several, several[:page]
