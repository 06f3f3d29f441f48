"""Compiled codebooks in the cache: taken while nothing has changed, and never when they cannot be relied on."""

import pytest
from samples import codebook

from coder.codebook.load import load_codebook
from coder.codebook.problems import CodebookError


@pytest.fixture
def book(tmp_path, monkeypatch):
    monkeypatch.setenv("CODE_EVENTS_CACHE", str(tmp_path / "cache"))
    return codebook(tmp_path / "book")


def kept(tmp_path):
    return sorted((tmp_path / "cache").glob("codebook-*"))


def test_a_codebook_is_compiled_once(book, tmp_path):
    first = load_codebook(book)
    [path] = kept(tmp_path)
    before = path.stat().st_mtime_ns
    assert load_codebook(book) == first
    assert path.stat().st_mtime_ns == before


def test_a_file_that_cannot_be_read_is_made_anew(book, tmp_path):
    first = load_codebook(book)
    [path] = kept(tmp_path)
    path.write_bytes(path.read_bytes()[:1000])
    assert load_codebook(book) == first
    assert load_codebook(book) == first and path.stat().st_size > 1000


def test_a_changed_codebook_is_another(book, tmp_path):
    first = load_codebook(book)
    path = book / "events" / "19-fight.yaml"
    path.write_text(path.read_text().replace("goldstein: -10", "goldstein: -9"))
    assert load_codebook(book).events.types["fight"].goldstein == -9
    assert first.events.types["fight"].goldstein == -10 and len(kept(tmp_path)) == 2
    path.write_text(path.read_text().replace("quad: 4", "quad: 5"))
    with pytest.raises(CodebookError):
        load_codebook(book)


def test_without_a_place_nothing_is_kept(book, tmp_path, monkeypatch):
    for place in ("", str(book / "composition.yaml")):
        monkeypatch.setenv("CODE_EVENTS_CACHE", place)
        load_codebook(book)
        assert kept(tmp_path) == []
