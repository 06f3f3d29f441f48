"""The fast check of records against their schema: never laxer than the standard, and no stricter on good records."""

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from coder.records.validate import record_schema
from coder.schema import compiled
from tests.samples import record

_STANDARD = Draft202012Validator(record_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)
_FITS = compiled(record_schema())
_VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 2050),
    st.floats(),
    st.sampled_from(["", "SYR", "syr", "2020-02-30", "2020-02-12", "0123456789abcdef", "x" * 20]),
    st.lists(st.one_of(st.integers(-1, 5), st.text(max_size=2), st.lists(st.integers(), max_size=1)), max_size=3),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
)


def _places(value, path=()):
    """The paths of a record's fields and of its parts', the record's own first."""
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path] + [found for name, part in parts for found in _places(part, (*path, name))]


_PLACES = _places(record())[1:]


def test_a_good_record_fits():
    assert _FITS(record())


@given(st.sampled_from(_PLACES), _VALUES, st.booleans())
def test_what_fits_is_valid(path, value, remove):
    changed = copy.deepcopy(record())
    part = changed
    for name in path[:-1]:
        part = part[name]
    if remove:
        del part[path[-1]]
    else:
        part[path[-1]] = value
    if _FITS(changed):
        assert _STANDARD.is_valid(changed)


def test_a_keyword_that_is_not_known_is_refused():
    with pytest.raises(ValueError, match="multipleOf"):
        compiled({"type": "integer", "multipleOf": 3})
