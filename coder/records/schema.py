"""Compile a JSON schema into a fast check: whether a value fits, without saying why it does not.

It knows the keywords of draft 2020-12 that this project's schemas of records use, and never takes for fitting what the
standard does not; what it refuses is to be asked about again by a validator that names the fault.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any

from jsonschema import Draft202012Validator

Check = Callable[[Any], Any]
"""A test of a value; what it returns is true where the value fits."""

_TYPES = {
    "null": (type(None),),
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float),
    "string": (str,),
    "array": (list,),
    "object": (dict,),
}
_ANNOTATIONS = frozenset(("$schema", "$defs", "title", "description", "type", "required", "additionalProperties"))
"""Keywords that test nothing, or are read with others."""


def compiled(schema: dict[str, Any]) -> Check:
    """The check for a schema; raises ``ValueError`` where the schema has a keyword that is not known here."""
    return _compiled(schema, schema)


def _compiled(schema: dict[str, Any], root: dict[str, Any]) -> Check:
    wanted = schema.get("type", list(_TYPES))
    kinds = {kind for name in ([wanted] if isinstance(wanted, str) else wanted) for kind in _TYPES[name]}
    tests: dict[type, list[Check]] = {kind: [] for kind in kinds}
    for keyword in schema:
        if keyword in _ANNOTATIONS:
            continue
        if keyword not in _KEYWORDS:
            raise ValueError(f"the keyword {keyword!r} is not known")
        names, make = _KEYWORDS[keyword]
        test = make(schema, root)
        for kind in kinds.intersection(kind for name in names for kind in _TYPES[name]):
            tests[kind].append(test)
    return partial(_fits, tests)


def _fits(tests: dict[type, list[Check]], value: Any) -> bool:
    found = tests.get(type(value))
    if found is None:
        return False
    for test in found:
        if not test(value):
            return False
    return True


def _properties(schema: dict[str, Any], root: dict[str, Any]) -> Check:
    fields = {name: _compiled(part, root) for name, part in schema["properties"].items()}
    required, closed = frozenset(schema.get("required", ())), schema.get("additionalProperties") is False

    def test(value: dict[str, Any]) -> bool:
        if not required <= value.keys() or (closed and not value.keys() <= fields.keys()):
            return False
        return all(fields[name](part) for name, part in value.items() if name in fields)

    return test


def _items(schema: dict[str, Any], root: dict[str, Any]) -> Check:
    item = _compiled(schema["items"], root)
    return lambda value: all(map(item, value))


def _first_items(schema: dict[str, Any], root: dict[str, Any]) -> Check:
    items = [_compiled(part, root) for part in schema["prefixItems"]]
    return lambda value: all(item(part) for item, part in zip(items, value, strict=False))


def _any_of(schema: dict[str, Any], root: dict[str, Any]) -> Check:
    choices = [_compiled(choice, root) for choice in schema["anyOf"]]
    return lambda value: any(choice(value) for choice in choices)


def _ref(schema: dict[str, Any], root: dict[str, Any]) -> Check:
    return _compiled(root["$defs"][schema["$ref"].removeprefix("#/$defs/")], root)


def _one_of(values: list[Any]) -> Check:
    """Whether a value is one of some; True is not 1."""
    kinds, allowed = {type(value) for value in values}, frozenset(values)
    return lambda value: type(value) in kinds and value in allowed


_ALL = tuple(_TYPES)
_KEYWORDS: dict[str, tuple[tuple[str, ...], Callable[[dict[str, Any], dict[str, Any]], Check]]] = {
    "properties": (("object",), _properties),
    "items": (("array",), _items),
    "prefixItems": (("array",), _first_items),
    "minItems": (("array",), lambda schema, _: lambda value: len(value) >= schema["minItems"]),
    "maxItems": (("array",), lambda schema, _: lambda value: len(value) <= schema["maxItems"]),
    "uniqueItems": (("array",), lambda schema, _: lambda value: len(set(map(str, value))) == len(value)),
    "anyOf": (_ALL, _any_of),
    "$ref": (_ALL, _ref),
    "enum": (_ALL, lambda schema, _: _one_of(schema["enum"])),
    "const": (_ALL, lambda schema, _: _one_of([schema["const"]])),
    "minLength": (("string",), lambda schema, _: lambda value: len(value) >= schema["minLength"]),
    "pattern": (("string",), lambda schema, _: re.compile(schema["pattern"]).search),
    "format": (("string",), lambda schema, _: partial(_formatted, schema["format"])),
    "minimum": (("number",), lambda schema, _: lambda value: value >= schema["minimum"]),
    "maximum": (("number",), lambda schema, _: lambda value: value <= schema["maximum"]),
}
"""For each keyword the types whose values it tests, and what makes the test of a schema that has it."""


def _formatted(name: str, value: str) -> bool:
    return Draft202012Validator.FORMAT_CHECKER.conforms(value, name)
