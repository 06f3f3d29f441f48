"""Read a YAML file of a codebook with the line of each of its parts, and check it against its JSON schema."""

from __future__ import annotations

import json
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from coder.codebook.cache import keep, kept
from coder.codebook.problems import CodebookError, Problem
from coder.schema import Check, compiled


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """YAML in which ``on``, ``off``, ``yes`` and ``no`` are words:
    a codebook's prepositions and country codes, no booleans."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool" or first in "tTfF"]
    for first, resolvers in _Loader.yaml_implicit_resolvers.items()
}


class Source:
    """A parsed YAML file: ``data`` and the line of any path within it.

    What a file with no fault holds is kept in the cache (see ``coder.codebook.cache``) and not parsed again. Raises
    ``CodebookError`` where the file is no YAML, is not UTF-8 or cannot be read.
    """

    def __init__(self, path: Path, text: str | None = None):
        self.path = path
        try:
            self._text = path.read_text("utf-8") if text is None else text
            self._name = f"file-{sha256(self._text.encode()).hexdigest()[:24]}"
            self._schema, self.data = kept(self._name) or (None, yaml.load(self._text, Loader=_Loader))
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark
            line = mark.line + 1 if mark else 0
            reason, mend = f"not valid YAML: {error.problem}", "Check indentation, colons and quotes"
            raise CodebookError([Problem(path.name, line, "", reason, mend)]) from None
        except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
            reason = f"cannot be read: {error}"
            raise CodebookError([Problem(path.name, 0, "", reason, "Save it as UTF-8 text")]) from None

    def line(self, *where: str | int) -> int:
        """The line (from 1) of the part at the path ``where``, of its nearest parent where there is none."""
        node = yaml.compose(self._text, Loader=_Loader)
        line = 1
        for step in where:
            found = None
            if isinstance(node, yaml.MappingNode):
                found = next(((key, value) for key, value in node.value if key.value == str(step)), None)
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                found = (node.value[step], node.value[step])
            if found is None:
                break
            line, node = found[0].start_mark.line + 1, found[1]
        return line

    def problem(self, where: tuple[str | int, ...], entry: str, reason: str, mend: str) -> Problem:
        """A problem at a path of this file."""
        return Problem(self.path.name, self.line(*where), entry, reason, mend)

    def check(self, schema: str) -> list[Problem]:
        """The problems that the JSON schema of that name (a file of ``coder/codebook``) has with the file."""
        if self._schema == schema:
            return []
        if _fits(schema)(self.data):
            keep(self._name, (schema, self.data))
            return []
        problems = []
        for error in sorted(_errors(schema, self.data), key=lambda error: list(map(str, error.path))):
            where, mend = tuple(error.absolute_path), "See docs/codebooks.md for the format"
            problems.append(self.problem(where, self._entry(where), _reason(error), mend))
        return problems

    def _entry(self, where: tuple[str | int, ...]) -> str:
        if len(where) > 1 and isinstance(where[1], int) and isinstance(self.data.get(where[0]), list):
            entry = self.data[where[0]][where[1]]
            if isinstance(entry, dict):
                return str(entry.get("name") or entry.get("code") or "")
        return ""


@cache
def _schema(name: str) -> dict[str, Any]:
    return json.loads(files("coder.codebook").joinpath(name).read_text("utf-8"))


@cache
def _fits(schema: str) -> Check:
    return compiled(_schema(schema))


def _errors(schema: str, data: Any):
    """What the standard's own validator finds; it is slow, and imported only where there is something to find."""
    from jsonschema import Draft202012Validator

    return Draft202012Validator(_schema(schema)).iter_errors(data)


def _reason(error) -> str:
    key = ".".join(str(step) for step in error.absolute_path) or "the file"
    if error.validator == "oneOf" and error.schema.get("properties", {}).get("verb"):
        return f"{key}: a rule needs exactly one of verb, noun, adjective"
    return f"{key}: {error.message}"
