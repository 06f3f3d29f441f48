"""code-events: dyadic event records with who vouches for each, from news text, by rules that a person can read.

``Coder(load_codebook(), Parser()).code(read_corpus(paths))`` yields documents with their records; everything that the
command does can be imported.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

__version__ = "0.1.0"
__all__ = ["Coder", "Parser", "load_codebook", "read_corpus"]

_WHERE = {
    "Coder": "coder.coding.coder",
    "Parser": "coder.language.parse",
    "load_codebook": "coder.codebook.load",
    "read_corpus": "coder.corpus",
}

if TYPE_CHECKING:
    from coder.codebook.load import load_codebook
    from coder.coding.coder import Coder
    from coder.corpus import read_corpus
    from coder.language.parse import Parser


def __getattr__(name: str):
    """Import the parts of the API when they are asked for: spaCy takes a second, ``--help`` should not."""
    if name not in _WHERE:
        raise AttributeError(f"module 'coder' has no attribute {name!r}")
    return getattr(importlib.import_module(_WHERE[name]), name)
