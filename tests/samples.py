"""What several tests start from: a valid record, and a codebook of one entry."""

import copy
import shutil
from pathlib import Path
from typing import Any

from coder.codebook.folder import shipped
from coder.model import Document

TEXT = "A first line. Rebel fighters attacked Turkish soldiers, the army said."

STORY = Document("story", TEXT)

_RECORD = {
    "event_id": "6d0c5f7ae595faa9",
    "doc_id": "story",
    "sentence": 1,
    "publisher": "The Daily Example",
    "published": "2020-02-12",
    "source": {"code": "REB", "text": "Rebel fighters", "span": [14, 28], "resolved": True},
    "target": {"code": "TURMIL", "text": "Turkish soldiers", "span": [38, 54], "resolved": True},
    "event": {
        "code": "190",
        "root": "19",
        "name": "fight",
        "label": "Use conventional military force, not specified below",
        "quad": 4,
        "goldstein": -10,
        "plover": "ASSAULT",
        "mode": None,
    },
    "polarity": "affirmed",
    "modality": "actual",
    "tense": "past",
    "attribution": {
        "kind": "indirect",
        "stance": "asserts",
        "reporter": {"code": "TURMIL", "text": "the army", "span": [56, 64]},
        "others": [],
        "cue": {"text": "said", "span": [65, 69]},
        "chain": [],
    },
    "date": {"start": "2020-02-11", "end": "2020-02-11", "precision": "day", "text": "on Tuesday"},
    "place": {
        "text": "Tal Nahr",
        "name": "Tall Nahr",
        "country": "SYR",
        "admin1": "Al-Hasakah",
        "latitude": 36.75,
        "longitude": 41.5,
        "geonameid": 1234567,
        "precision": "settlement",
    },
    "casualties": {
        "killed": {"min": 17, "max": None, "text": "at least 17"},
        "injured": None,
        "captured": {"min": 0, "max": 0, "text": "no one"},
        "displaced": None,
    },
    "evidence": {
        "text": "Rebel fighters attacked Turkish soldiers, the army said.",
        "span": [14, 70],
        "trigger": {"text": "attacked", "span": [29, 37]},
        "rule": "190:fight/1",
    },
    "confidence": 0.95,
    "links": [],
    "incident_id": None,
    "merged": None,
    "coder": {"version": "0.1.0", "codebook": "6cc187106c70", "model": "en_core_web_md-3.7.1", "schema": 2},
}

_FIGHT = """\
root: "19"
label: Fight
define: Armed force.
entries:
  - code: "190"
    name: fight
    label: Use conventional military force, not specified below
    define: Armed force of any kind.
    goldstein: -10
    quad: 4
    plover: {event: ASSAULT, mode: null}
    match:
      - verb: [attack, raid]
    examples:
      - text: Rebel fighters attacked Turkish soldiers.
        events: [{source: Rebel, target: TURMIL, code: "190"}]
      - text: The critics attacked the film.
        events: []
"""


def record(**changes: Any) -> dict[str, Any]:
    """A valid record of a sentence of ``TEXT``; ``changes`` set fields, those within others as ``event__code``."""
    made = copy.deepcopy(_RECORD)
    for path, value in changes.items():
        *parents, field = path.split("__")
        part = made
        for parent in parents:
            part = part[parent]
        part[field] = value
    return made


def older() -> dict[str, Any]:
    """The valid record as the first version of the schema had it."""
    made = record()
    for field in ("date", "place", "casualties", "incident_id", "merged"):
        del made[field]
    del made["coder"]["schema"]
    return made


def codebook(folder: Path) -> Path:
    """Make a small codebook in ``folder``, the shipped actors and attributions with one entry of events; returns it."""
    shutil.copytree(shipped() / "actors", folder / "actors")
    shutil.copy(shipped() / "attribution.yaml", folder)
    (folder / "events").mkdir()
    (folder / "events" / "19-fight.yaml").write_text(_FIGHT, "utf-8")
    (folder / "composition.yaml").write_text("grid: []\nstops: {verbs: [halt], nouns: [halt], inner: {}}\n", "utf-8")
    return folder
