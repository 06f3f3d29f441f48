"""Cut a document's text into paragraphs and sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from coder.model import Document, Sentence, Span

if TYPE_CHECKING:
    from spacy.language import Language

WRAPPED_LINE = 100
"""No line of a hard-wrapped text is longer than this many characters."""

PIECE = 20_000
"""A paragraph is read at most this many characters at a time, so that a huge line costs no huge memory."""


def paragraphs(text: str) -> list[Span]:
    """The spans of the paragraphs of ``text``, blank space trimmed.

    A blank line ends a paragraph. So does every line break, unless the text is hard-wrapped (it has blank lines, and
    no line is longer than ``WRAPPED_LINE``) and some paragraph between blank lines has several lines.
    """
    blocks = _pieces(text, r"\n[^\S\n]*\n\s*")
    lines = _pieces(text, r"\n\s*")
    wrapped = len(blocks) > 1 and len(lines) > len(blocks) and all(e - s <= WRAPPED_LINE for s, e in lines)
    return blocks if wrapped else lines


def _pieces(text: str, separator: str) -> list[Span]:
    spans, start = [], 0
    for match in [*re.finditer(separator, text), None]:
        end = match.start() if match else len(text)
        piece = text[start:end]
        left, right = len(piece) - len(piece.lstrip()), len(piece.rstrip())
        if left < right:
            spans.append((start + left, start + right))
        start = match.end() if match else end
    return spans


_TITLE = re.compile(
    r"(?:^|[\s(“\"])(?:Lt|Col|Gen|Maj|Capt|Cmdr|Cpl|Sgt|Adm|Brig|Pvt|Rep|Sen|Gov|Mr|Mrs|Ms|Dr|Prof|Rev|Hon|Fr|St|Messrs"
    r"|No|vs|Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec)\.$"
)
"""A sentence never ends with one of these abbreviations; the statistical segmenter thinks it does before a name."""


def _goes_on(before: str, after: str) -> bool:
    """Whether the segmenter has cut within a sentence: behind a title, or before a small letter ("?” he asked")."""
    return _TITLE.search(before) is not None or (after[:1].islower() and not before.endswith("."))


_OPENING = re.compile(r"(?<=\S)\s+([\"“‘']|``)$")
"""A quotation mark after a blank opens a quotation, and so belongs to the sentence after it."""


def segment(documents: Iterable[Document], segmenter: Language) -> Iterable[tuple[Document, list[Sentence]]]:
    """Yield each document with its sentences, in order.

    ``segmenter`` is a spaCy pipeline that sets sentence starts (``load_segmenter``). Each paragraph is segmented by
    itself, so that a sentence never runs over a paragraph's end.
    """
    jobs = ((part, document) for document in documents for part in _parts(document))
    current: Document | None = None
    sentences: list[Sentence] = []
    for doc, (document, paragraph, offset, last) in segmenter.pipe(_texts(jobs), as_tuples=True):
        if document is not current:
            current, sentences = document, []
        for sent in doc.sents if len(doc) else ():
            text = sent.text.strip()
            if not text:
                continue
            start = offset + sent.start_char + len(sent.text) - len(sent.text.lstrip())
            end = start + len(text)
            if sentences and sentences[-1].paragraph == paragraph and end - sentences[-1].start <= PIECE:
                start = _lent(sentences, start, text)
            sentences.append(Sentence(len(sentences), start, end, document.text[start:end], paragraph))
        if last:
            yield document, sentences


def _lent(sentences: list[Sentence], start: int, text: str) -> int:
    """Where the sentence ``text`` that the segmenter starts at ``start`` really starts, given those before it.

    Takes back what it gave to the last of ``sentences``: all of it where that goes on, or a quotation mark that opens
    what follows.
    """
    last = sentences[-1]
    if _goes_on(last.text, text) or last.text in ("“", "``"):
        return sentences.pop().start
    opening = _OPENING.search(last.text)
    if opening is None:
        return start
    kept = last.text[: opening.start()]
    sentences[-1] = Sentence(last.index, last.start, last.start + len(kept), kept, last.paragraph)
    return last.start + opening.start(1)


def _parts(document: Document) -> list[tuple[int, Span, bool]]:
    parts = []
    for paragraph, (start, end) in enumerate(paragraphs(document.text)):
        while end - start > PIECE:
            cut = document.text.rfind(" ", start + PIECE // 2, start + PIECE)
            cut = cut if cut > 0 else start + PIECE
            parts.append((paragraph, (start, cut)))
            start = cut
        parts.append((paragraph, (start, end)))
    parts = parts or [(0, (0, 0))]
    return [(paragraph, span, at == len(parts) - 1) for at, (paragraph, span) in enumerate(parts)]


def _texts(jobs: Iterable) -> Iterable[tuple[str, tuple[Document, int, int, bool]]]:
    for (paragraph, (start, end), last), document in jobs:
        yield document.text[start:end], (document, paragraph, start, last)
