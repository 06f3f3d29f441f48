"""Collect the garbage of coding when it is cheap: between documents, when hardly anything is alive but what stays."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")

_ALL_AFTER = 1_000
"""After so many documents everything is looked at, not only what is new."""


def collected(items: Iterable[Item]) -> Iterator[Item]:
    """Yield the items with Python's collector of cycles held back, and collect after each of them.

    Parsed sentences are cyclic (words know their heads and children), and the collector, left to itself, starts a
    hundred times while they are alive, to find nothing. It is as it was when the iterator ends or is closed.
    """
    held_back = gc.isenabled()
    gc.disable()
    try:
        for number, item in enumerate(items, start=1):
            yield item
            gc.collect(2 if number % _ALL_AFTER == 0 else 1)
    finally:
        if held_back:
            gc.enable()
