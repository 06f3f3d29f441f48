"""Compile a JSON schema into a fast check: whether a value fits, without saying why it does not.

It knows the keywords of draft 2020-12 that this project's schemas use, and never takes for fitting what the standard
does not; what it refuses is to be asked about again by a validator that names the fault.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from functools import partial
from typing import Any

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
_ANNOTATIONS = frozenset(("$schema", "$defs", "$comment", "title", "description"))
"""Keywords that test nothing."""


def compiled(schema: dict[str, Any]) -> Check:
    """The check for a schema; raises ``ValueError`` where the schema has a keyword that is not known here."""
    return _compiled(schema, schema)


def _compiled(schema: dict[str, Any], root: dict[str, Any]) -> Check:
    keywords = schema.keys() - _ANNOTATIONS
    if not keywords:
        return _anything
    wanted = schema.get("type", list(_TYPES))
    kinds = {kind for name in ([wanted] if isinstance(wanted, str) else wanted) for kind in _TYPES[name]}
    tests: dict[type, list[Check]] = {kind: [] for kind in kinds}
    if keywords & _OF_FIELDS and dict in kinds:
        tests[dict].append(_fields(schema, root))
    for keyword in sorted(keywords - _OF_FIELDS - {"type"}):
        if keyword not in _KEYWORDS:
            raise ValueError(f"the keyword {keyword!r} is not known")
        names, make = _KEYWORDS[keyword]
        test = make(schema, root)
        for kind in kinds.intersection(kind for name in names for kind in _TYPES[name]):
            tests[kind].append(test)
    return partial(_fits, tests)


def _anything(_value: Any) -> bool:
    return True


def _fits(tests: dict[type, list[Check]], value: Any) -> bool:
    found = tests.get(type(value))
    if found is None:
        return False
    for test in found:
        if not test(value):
            return False
    return True


_OF_FIELDS = frozenset(("properties", "required", "additionalProperties"))
"""Keywords that are read together."""


def _fields(schema: dict[str, Any], root: dict[str, Any]) -> Check:
    fields = {name: _compiled(part, root) for name, part in schema.get("properties", {}).items()}
    required, others = frozenset(schema.get("required", ())), schema.get("additionalProperties", True)
    other = _compiled(others, root) if isinstance(others, dict) else _anything if others else None

    def test(value: dict[str, Any]) -> bool:
        if not required <= value.keys() or (other is None and not value.keys() <= fields.keys()):
            return False
        return all(fields.get(name, other)(part) for name, part in value.items())

    return test


def _names(schema: dict[str, Any], root: dict[str, Any]) -> Check:
    name = _compiled(schema["propertyNames"], root)
    return lambda value: all(map(name, value))


def _items(schema: dict[str, Any], root: dict[str, Any]) -> Check:
    item = _compiled(schema["items"], root)
    return lambda value: all(map(item, value))


def _first_items(schema: dict[str, Any], root: dict[str, Any]) -> Check:
    items = [_compiled(part, root) for part in schema["prefixItems"]]
    return lambda value: all(item(part) for item, part in zip(items, value, strict=False))


def _any_of(schema: dict[str, Any], root: dict[str, Any]) -> Check:
    choices = [_compiled(choice, root) for choice in schema["anyOf"]]
    return lambda value: any(choice(value) for choice in choices)


def _just_one_of(schema: dict[str, Any], root: dict[str, Any]) -> Check:
    """Exactly one choice fits: of choices told apart by type or by the fields they require, which is tested exactly."""
    choices = [_compiled(choice, root) for choice in schema["oneOf"]]
    return lambda value: sum(map(bool, (choice(value) for choice in choices))) == 1


def _ref(schema: dict[str, Any], root: dict[str, Any]) -> Check:
    return _compiled(root["$defs"][schema["$ref"].removeprefix("#/$defs/")], root)


def _one_of(values: list[Any]) -> Check:
    """Whether a value is one of some; True is not 1."""
    kinds, allowed = {type(value) for value in values}, frozenset(values)
    return lambda value: type(value) in kinds and value in allowed


def _is_day(value: str) -> bool:
    try:
        return len(value) == 10 and value.isascii() and bool(datetime.date.fromisoformat(value))
    except ValueError:
        return False


_FORMATS: dict[str, Check] = {"date": _is_day}
_ALL = tuple(_TYPES)
_KEYWORDS: dict[str, tuple[tuple[str, ...], Callable[[dict[str, Any], dict[str, Any]], Check]]] = {
    "propertyNames": (("object",), _names),
    "minProperties": (("object",), lambda schema, _: lambda value: len(value) >= schema["minProperties"]),
    "items": (("array",), _items),
    "prefixItems": (("array",), _first_items),
    "minItems": (("array",), lambda schema, _: lambda value: len(value) >= schema["minItems"]),
    "maxItems": (("array",), lambda schema, _: lambda value: len(value) <= schema["maxItems"]),
    "uniqueItems": (("array",), lambda schema, _: lambda value: len(set(map(str, value))) == len(value)),
    "anyOf": (_ALL, _any_of),
    "oneOf": (_ALL, _just_one_of),
    "$ref": (_ALL, _ref),
    "enum": (_ALL, lambda schema, _: _one_of(schema["enum"])),
    "const": (_ALL, lambda schema, _: _one_of([schema["const"]])),
    "minLength": (("string",), lambda schema, _: lambda value: len(value) >= schema["minLength"]),
    "pattern": (("string",), lambda schema, _: re.compile(schema["pattern"]).search),
    "format": (("string",), lambda schema, _: _FORMATS[schema["format"]]),
    "minimum": (("number",), lambda schema, _: lambda value: value >= schema["minimum"]),
    "maximum": (("number",), lambda schema, _: lambda value: value <= schema["maximum"]),
}
"""For each keyword the types whose values it tests, and what makes the test of a schema that has it."""
