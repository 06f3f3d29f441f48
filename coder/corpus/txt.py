"""Read a plain text: one document, with its fields in YAML front matter where it has any.

    ---
    date: 2020-02-12
    publisher: The Daily Example
    ---
    The text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TextIO

import yaml

from coder.corpus.rows import Fault, Row

_FRONT = re.compile(r"---[^\S\n]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[^\S\n]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


def read_txt(stream: TextIO, stem: str) -> Iterator[Row | Fault]:
    """Yield the one document of a text file; its id is the file's stem unless the front matter gives another.

    The text is what follows the front matter, to the letter.
    """
    content = stream.read()
    match = _FRONT.match(content)
    if not match:
        yield Row(1, stem, {"text": content})
        return
    try:
        # All scalars as strings: the id 007 stays 007, and an impossible date is the field's fault, not YAML's.
        fields = yaml.load(match["yaml"], Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        reason = f"the front matter is not valid YAML: {getattr(error, 'problem', None) or error}"
        yield Fault(line, reason, "Write one `name: value` a line; put a value that holds a colon in quotes")
        return
    if not isinstance(fields, dict):  # Lines between two rulers are text.
        yield Row(1, stem, {"text": content})
        return
    named = {str(name).strip().lower(): value for name, value in fields.items()}
    yield Row(1, stem, {**named, "text": content[match.end() :]})
