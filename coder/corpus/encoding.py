"""Open files as text whatever their encoding, and tell text from binary junk."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_HEAD = 1 << 16
_CHUNK = 1 << 20

FEW, JUNK = 3, 0.02
"""Text holds a few control characters at most; one byte in ten of a compressed or executable file is one."""


class NotText(Exception):
    """The file is no text; the message says why, ``mend`` what to do."""

    def __init__(self, reason: str, mend: str):
        super().__init__(reason)
        self.mend = mend


@dataclass(frozen=True)
class Decoding:
    """How a file is decoded: its ``encoding``, and the ``line`` and ``reason`` of its first fault, if it has one."""

    encoding: str
    line: int = 0
    reason: str = ""


def decoding(stream: BinaryIO) -> Decoding:
    """How to decode a seekable binary stream; leaves it at its start.

    A byte order mark decides; without one it is UTF-8, or, where the bytes are not mostly that, Windows-1252 (which
    holds Latin-1). Raises ``NotText`` for binary files.
    """
    head = stream.read(_HEAD)
    encoding = next((encoding for mark, encoding in _BOMS if head.startswith(mark)), "utf-8")
    if encoding == "utf-8":
        _refuse_binary(head)
    line = _first_fault(stream, encoding)
    found = Decoding(encoding)
    if line and encoding == "utf-8" and not _mostly_utf8(stream):
        found = Decoding("cp1252", line, "is not UTF-8; it is read as Windows-1252 (Latin-1)")
    elif line:
        found = Decoding(encoding, line, f"holds bytes that are not {encoding.upper()}; each is read as U+FFFD")
    stream.seek(0)
    return found


def _refuse_binary(head: bytes) -> None:
    if head.startswith((b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")):
        raise NotText("is a PDF, Word, Excel or other such file, no plain text", "Save it as plain text in UTF-8")
    if head[::2].count(0) > 0.3 * len(head) or head[1::2].count(0) > 0.3 * len(head):
        raise NotText("looks like UTF-16 without a byte order mark", "Save it as UTF-8")
    if len(_CONTROL.findall(head)) > FEW + JUNK * len(head):
        raise NotText("is a binary file, no text", "Take it out, or save it as plain text in UTF-8")


def _first_fault(stream: BinaryIO, encoding: str) -> int:
    """The line (from 1) of the first bytes that are not of the encoding, 0 where there are none."""
    decoder, line = codecs.getincrementaldecoder(encoding)(), 1
    for chunk in _chunks(stream):
        try:
            line += decoder.decode(chunk, final=not chunk).count("\n")
        except UnicodeDecodeError as error:
            return line + bytes(error.object[: error.start]).replace(b"\0", b"").count(b"\n")
    return 0


def _mostly_utf8(stream: BinaryIO) -> bool:
    """Whether more characters are good UTF-8 beyond ASCII than bytes are bad: a damaged file, not another encoding."""
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    good = bad = 0
    for chunk in _chunks(stream):
        foreign = _NOT_ASCII.findall(decoder.decode(chunk, final=not chunk))
        escaped = sum("\udc80" <= character <= "\udcff" for character in foreign)
        good, bad = good + len(foreign) - escaped, bad + escaped
    return good > bad


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    """The stream from its start to its end, then an empty chunk; back at the start when all is read."""
    stream.seek(0)
    while chunk := stream.read(_CHUNK):
        yield chunk
    stream.seek(0)
    yield b""
