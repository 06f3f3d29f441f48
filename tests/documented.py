"""What README.md and docs/ show of the program's output: find it, make it anew, write it down.

In those files a comment on the line before a block says where the block comes from:

    <!-- runs -->                      a console block: each line after "$ " is run, the lines after it are its output;
                                       or a python block, whose output is the block after it
    <!-- slow -->                      the same, too slow for the tests
    <!-- record: DOCUMENT TRIGGER -->  a json block: the document's record in output/events.jsonl with that trigger
    <!-- incident: A B -->             tables, up to <!-- end -->: the incident in incidents/ that these documents tell
    <!-- fields -->                    a table, up to <!-- end -->: every field of a record, with its column

All run one after the other, README.md first, in one folder that holds corpus/, codebooks/ and docs/; the python
blocks of a page share their names.
``python tests/documented.py`` (``make docs``) writes all of it anew; ``test_docs.py`` says where it is not what it was.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shlex
import subprocess
import tempfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from coder.cli import main
from coder.output.columns import COLUMNS, NAMES
from coder.output.incidents import sections
from coder.records.validate import record_schema

ROOT = Path(__file__).resolve().parent.parent
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), ROOT / "CONTRIBUTING.md")

KINDS = ("runs", "slow", "record", "incident", "fields")

_MARK = re.compile(
    r"^<!-- (?P<kind>" + "|".join(KINDS) + r")(?:: (?P<what>[^\n]*?))? -->\n"
    r"(?:```(?P<language>\w+)\n(?P<block>.*?)^```\n(?:\n```text\n(?P<output>.*?)^```\n)?|(?P<free>.*?)^<!-- end -->\n)",
    re.MULTILINE | re.DOTALL,
)
_WIDTH = 118


@dataclass(frozen=True)
class Shown:
    """What a page shows between two of its characters: its line, as it stands, and as it is when made anew."""

    start: int
    end: int
    line: int
    was: str
    now: str


def shown(page: str, kinds: Collection[str] = KINDS) -> Iterator[Shown]:
    """What a page's text shows in blocks marked with one of ``kinds``, in order, made anew in the present folder."""
    names = {"__name__": "documented"}
    for mark in _MARK.finditer(page):
        kind, what = mark["kind"], mark["what"]
        if kind not in kinds:
            continue
        part = "free" if mark["free"] is not None else "output" if mark["language"] == "python" else "block"
        if kind == "record":
            now = _record(*what.split())
        elif kind == "incident":
            now = _incident(set(what.split()))
        elif kind == "fields":
            now = _fields()
        elif mark["language"] == "python":
            now = _python(mark["block"], names)
        else:
            now = _console(mark["block"])
        start, end = mark.span(part)
        yield Shown(start, end, page.count("\n", 0, start) + 1, mark[part], now)


def _console(block: str) -> str:
    commands = [line[2:] for line in block.splitlines() if line.startswith("$ ")]
    return "".join(f"$ {command}\n{_trimmed(_called(command))}" for command in commands)


def _called(command: str) -> str:
    """What a command prints; that of code-events itself is called in this process."""
    words = command.split()
    if words[0] != "code-events":
        return subprocess.run(command, shell=True, check=True, capture_output=True, text=True).stdout
    command, _, rest = command.partition(" | ")
    result = CliRunner().invoke(main, shlex.split(command)[1:])
    assert result.exit_code in (0, 1), result.output
    if not rest:
        return result.output
    return subprocess.run(rest, shell=True, check=True, capture_output=True, text=True, input=result.output).stdout


def _python(block: str, names: dict) -> str:
    stream = io.StringIO()
    with contextlib.redirect_stdout(stream):
        exec(compile(block, "<documented>", "exec"), names)  # noqa: S102 -- the pages are our own
    return _trimmed(stream.getvalue())


def _trimmed(text: str) -> str:
    lines = [line.rstrip() for line in text.strip("\n").splitlines()]
    return "".join(f"{line}\n" for line in lines)


def _record(doc_id: str, trigger: str) -> str:
    with open("output/events.jsonl", encoding="utf-8") as stream:
        records = [record for record in map(json.loads, stream) if record["doc_id"] == doc_id]
    return laid_out(next(one for one in records if one["evidence"]["trigger"]["text"] == trigger)) + "\n"


def laid_out(value: object, indent: int = 0, lead: int = 0) -> str:
    """JSON with each object on one line, where it fits there."""
    line = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, dict) or (indent and indent + lead + len(line) <= _WIDTH):
        return line
    inner = " " * (indent + 2)
    parts = [f'{inner}"{key}": {laid_out(part, indent + 2, len(key) + 5)}' for key, part in value.items()]
    return "{\n" + ",\n".join(parts) + "\n" + " " * indent + "}"


def _incident(documents: set[str]) -> str:
    with open("incidents/incidents.jsonl", encoding="utf-8") as stream:
        incidents = [json.loads(line) for line in stream]
    with open("incidents/events.jsonl", encoding="utf-8") as stream:
        told: dict[str, set[str]] = {}
        for record in map(json.loads, stream):
            told.setdefault(record["incident_id"], set()).add(record["doc_id"])
    common = [one for one in incidents if documents <= told[one["incident_id"]]]
    incident = max(common, key=lambda one: len(one["accounts"]))
    tables = [(title, table) for title, table in sections(incident) if title.startswith("Where")]
    return "\n" + "\n".join(f"{title}:\n\n{_table(*table)}" for title, table in tables) + "\n"


def _fields() -> str:
    rows = []
    for path, field in _leaves(record_schema(), ()):
        columns = _columns(path)
        rows.append((f"`{'.'.join(path)}`", _values(field), field.get("description", ""), columns))
    return "\n" + _table(("field", "values", "meaning", "CSV column"), rows) + "\n"


def _leaves(schema: dict, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], dict]]:
    for name, field in schema["properties"].items():
        field = _resolved(field)
        here = (*path, name)
        yield here, field
        if "properties" in field:
            yield from _leaves(field, here)


def _resolved(field: dict) -> dict:
    """The field with what it refers to, its own description first."""
    named = next((option for option in field.get("anyOf", ()) if "$ref" in option), field)
    if "$ref" not in named:
        return field
    target = record_schema()["$defs"][named["$ref"].rpartition("/")[2]]
    own = {key: value for key, value in field.items() if key != "$ref"}
    return {**_resolved(target), **own, "nullable": "anyOf" in field}


def _values(field: dict) -> str:
    """The values that a field may have: those of a closed list, else their type."""
    if "const" in field:
        return f"`{field['const']}`"
    if "enum" in field:
        names = [f"`{value}`" for value in field["enum"] if value is not None]
        return ", ".join(names) + (", null" if None in field["enum"] else "")
    if "prefixItems" in field:
        return "[start, end]"
    given = field.get("type", "object")
    kinds = [given] if isinstance(given, str) else list(given)
    bounds = [f"from {field['minimum']}"] if "minimum" in field else []
    bounds += [f"to {field['maximum']}"] if "maximum" in field else []
    if field.get("nullable") and "null" not in kinds:
        kinds.append("null")
    return " or ".join(kinds) + (f", {' '.join(bounds)}" if bounds else "")


def _columns(path: tuple[str, ...]) -> str:
    ends = [column.name for column in COLUMNS if column.path in ((*path, 0), (*path, 1))]
    return ", ".join(f"`{name}`" for name in ([NAMES[path]] if path in NAMES else ends))


def _table(head: tuple[str, ...] | list[str], rows: list) -> str:
    lines = [[" ".join(str(cell).split()).replace("|", "\\|") for cell in row] for row in (head, *rows)]
    lines.insert(1, ["---"] * len(head))
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


@contextlib.contextmanager
def work_folder() -> Iterator[Path]:
    """Be in a new folder that holds corpus/, codebooks/ and docs/, as a checkout does."""
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        for name in ("corpus", "codebooks", "docs"):
            os.symlink(ROOT / name, Path(folder) / name)
        os.chdir(folder)
        try:
            yield Path(folder)
        finally:
            os.chdir(before)


def renew() -> None:
    """Write what the pages show anew."""
    with work_folder():
        for page in PAGES:
            text = page.read_text("utf-8")
            for one in reversed(list(shown(text))):
                if one.was != one.now:
                    print(f"{page.relative_to(ROOT)}:{one.line} written anew")
                text = text[: one.start] + one.now + text[one.end :]
            page.write_text(text, "utf-8")


if __name__ == "__main__":
    renew()
