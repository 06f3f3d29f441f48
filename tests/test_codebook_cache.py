"""What is made of codebooks in the cache: taken while nothing has changed, never when it cannot be relied on."""

import os

import pytest
from samples import codebook

from coder.codebook.load import compiled, load_codebook
from coder.codebook.problems import CodebookError
from coder.codebook.slices import load_slices, sliced


@pytest.fixture
def book(tmp_path, monkeypatch):
    monkeypatch.setenv("CODE_EVENTS_CACHE", str(tmp_path / "cache"))
    return codebook(tmp_path / "book")


def kept(tmp_path):
    return sorted((tmp_path / "cache").glob("file-*"))


def times(paths):
    return [path.stat().st_mtime_ns for path in paths]


def test_a_file_is_checked_once(book, tmp_path):
    first = load_codebook(book)
    paths = kept(tmp_path)
    before = times(paths)
    assert len(paths) == len(list(book.rglob("*.yaml")))
    assert load_codebook(book) == first and load_slices(book).codebook == first.hash
    assert times(kept(tmp_path)) == before


def test_what_cannot_be_read_is_made_anew(book, tmp_path):
    first, slices = load_codebook(book), load_slices(book)
    for path in (tmp_path / "cache").iterdir():
        path.write_bytes(path.read_bytes()[:50])
    compiled.cache_clear()
    sliced.cache_clear()
    assert load_codebook(book) == first and load_slices(book) == slices
    assert all(path.stat().st_size > 50 for path in kept(tmp_path))


def test_a_changed_codebook_is_another(book, tmp_path):
    first = load_codebook(book)
    path = book / "events" / "19-fight.yaml"
    path.write_text(path.read_text().replace("goldstein: -10", "goldstein: -9"))
    assert load_codebook(book).events.types["fight"].goldstein == -9
    assert first.events.types["fight"].goldstein == -10
    assert len(kept(tmp_path)) == len(list(book.rglob("*.yaml"))) + 1
    path.write_text(path.read_text().replace("quad: 4", "quad: 5"))
    with pytest.raises(CodebookError):
        load_codebook(book)


def test_without_a_place_nothing_is_kept(book, tmp_path, monkeypatch):
    for place in ("", str(book / "composition.yaml")):
        monkeypatch.setenv("CODE_EVENTS_CACHE", place)
        assert load_slices(book).codebook == load_codebook(book).hash
        assert kept(tmp_path) == []


def test_what_was_not_used_for_longest_goes(book, tmp_path):
    (tmp_path / "cache").mkdir()
    for number in range(500):
        path = tmp_path / "cache" / f"old-{number}.pickle"
        path.touch()
        os.utime(path, (number, number))
    load_codebook(book)
    left = {path.name for path in (tmp_path / "cache").iterdir()}
    assert len(left) == 400 and "old-499.pickle" in left and "old-0.pickle" not in left
    assert len(kept(tmp_path)) == len(list(book.rglob("*.yaml")))
