"""What the store of parses and the store of records have in common: folders of files, each written whole or not at
all, so that several processes may write to one store."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

RECORDS = "records"
"""The folder in a store that holds records; the others hold parses."""


class Damaged(Exception):
    """A file of a store is not whole; the message says in what way."""


class StoreError(Exception):
    """The store cannot be used; the message says why and what to do."""


def checksum(content: bytes) -> bytes:
    """Sixteen bytes that tell one content from another."""
    return hashlib.blake2b(content, digest_size=16).digest()


def write_whole(path: Path, content: bytes) -> None:
    """Write a file under another name and rename it; raises ``OSError``."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def reasons(folder: Path) -> Iterator[None]:
    """Turn an ``OSError`` while something is written to a store into ``StoreError``."""
    try:
        yield
    except OSError as error:
        raise StoreError(
            f"the store {folder} cannot be written: {error.strerror}. Make room, or name another with --store"
        ) from None
