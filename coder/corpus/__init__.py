"""Articles in files, one small reader per format, as documents."""

from coder.corpus.reading import read_corpus

__all__ = ["read_corpus"]
