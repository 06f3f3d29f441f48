"""Articles in files: each format, each encoding, and everything that can be wrong with them."""

import datetime
import io
import json
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder import read_corpus
from coder.codebook import Problem


@pytest.fixture
def read(tmp_path):
    """Write files into a folder, read them, and give the documents and the problems."""

    def _read(files, *paths, **options):
        for name, content in files.items():
            data = content if isinstance(content, bytes) else content.encode("utf-8")
            (tmp_path / name).write_bytes(data)
        problems: list[Problem] = []
        chosen = [tmp_path / path for path in paths] or [tmp_path / name for name in files]
        documents = list(read_corpus(chosen, report=problems.append, **options))
        return documents, problems

    return _read


def one(documents_and_problems):
    """The only document of a reading without problems."""
    documents, problems = documents_and_problems
    assert problems == []
    assert len(documents) == 1
    return documents[0]


def only_problem(documents_and_problems):
    """The only problem of a reading without documents."""
    documents, problems = documents_and_problems
    assert documents == []
    assert len(problems) == 1
    return problems[0]


FRONT = """---
id: 007
date: 2020-02-12
publisher: "The Daily: Example"
title: A title
url: https://example.org/a
author: A. Writer
section: World
---
First line.

Second line.
"""


def test_text_without_front_matter_is_called_after_its_file(read):
    document = one(read({"story.txt": "Rebels attacked.\n"}))
    assert (document.id, document.text, document.date, document.publisher) == (
        "story",
        "Rebels attacked.\n",
        None,
        None,
    )


def test_front_matter_gives_the_fields_and_is_no_part_of_the_text(read):
    document = one(read({"story.txt": FRONT}))
    assert document.id == "007"
    assert document.date == datetime.date(2020, 2, 12)
    assert document.publisher == "The Daily: Example"
    assert (document.title, document.url, document.author) == ("A title", "https://example.org/a", "A. Writer")
    assert document.text == "First line.\n\nSecond line.\n"


def test_windows_line_ends_are_read_as_line_ends(read):
    assert one(read({"story.txt": FRONT.replace("\n", "\r\n")})).text == "First line.\n\nSecond line.\n"


def test_rulers_in_a_text_are_no_front_matter(read):
    assert one(read({"story.txt": "---\nA headline\n---\nText.\n"})).text == "---\nA headline\n---\nText.\n"
    assert one(read({"story.txt": "---\nNo end to this.\n"})).text == "---\nNo end to this.\n"


def test_broken_front_matter_names_its_line(read):
    problem = only_problem(read({"story.txt": "---\nid: a\ntitle: War: a story\n---\nText.\n"}))
    assert (problem.line, problem.file[-9:]) == (3, "story.txt")
    assert "front matter" in problem.reason and "quotes" in problem.mend


def test_jsonl_reads_every_line_and_names_those_without_id(read):
    lines = [{"id": 5, "text": "One.", "date": "2020-02-12T10:00:00Z"}, {"text": "Two.", "publisher": None}]
    documents, problems = read({"news.jsonl": "\n".join(json.dumps(line) for line in lines) + "\n\n"})
    assert problems == []
    assert [(document.id, document.text) for document in documents] == [("5", "One."), ("news-2", "Two.")]
    assert documents[0].date == datetime.date(2020, 2, 12)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"text": "cut off', "not valid JSON"),
        ("[" * 100_000, "not valid JSON"),
        ('["no", "object"]', "no object"),
        ('{"id": "x"}', "has no 'text'"),
        ('{"id": "x", "text": ""}', "empty"),
        ('{"id": "x", "text": 5}', "the text is no text"),
        ('{"id": ["x"], "text": "Text."}', "the id is no text"),
        ('{"id": "x", "text": "Text.", "date": "2020-02-30"}', "impossible date"),
        ('{"id": "x", "text": "Text.", "date": "12/02/2020"}', "no date that can be read for certain"),
    ],
)
def test_a_broken_json_line_is_named_and_the_rest_read(read, line, reason):
    documents, problems = read({"news.jsonl": f'{{"text": "One."}}\n{line}\n{{"text": "Three."}}\n'})
    assert [document.text for document in documents] == ["One.", "Three."]
    assert [problem.line for problem in problems] == [2]
    assert reason in problems[0].reason
    assert problems[0].mend


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_with_each_delimiter_and_quoted_line_breaks(read, delimiter):
    rows = [["ID", "Date", "Text"], ["1", "20200212", '"A line,\nanother; ""quoted"""'], ["", "", "Second."]]
    documents, problems = read({"news.csv": "\n".join(delimiter.join(row) for row in rows) + "\n"})
    assert problems == []
    assert [(d.id, d.text) for d in documents] == [("1", 'A line,\nanother; "quoted"'), ("news-2", "Second.")]
    assert documents[0].date == datetime.date(2020, 2, 12)
    assert [d.origin.rpartition(":")[2] for d in documents] == ["2", "4"]


def test_csv_without_a_text_column_says_what_to_do(read):
    problem = only_problem(read({"news.csv": "id,body\n1,Text.\n"}))
    assert (problem.line, "'text'" in problem.reason, "id, body" in problem.reason) == (1, True, True)
    assert "--column text=NAME" in problem.mend


def test_columns_by_other_names(read):
    files = {"news.csv": "key,Body\n1,One.\n", "news.jsonl": '{"key": 2, "Body": "Two."}\n'}
    documents, problems = read(files, columns={"text": "Body", "id": "key"})
    assert problems == []
    assert [(document.id, document.text) for document in documents] == [("1", "One."), ("2", "Two.")]


def test_a_named_column_that_is_not_there(read):
    assert "'when'" in only_problem(read({"news.csv": "id,text\n1,One.\n"}, columns={"date": "when"})).reason


def test_a_field_that_does_not_exist(read):
    with pytest.raises(ValueError, match="body"):
        read({"news.csv": "id,text\n1,One.\n"}, columns={"body": "text"})


def test_csv_rows_that_do_not_fit_are_named_and_the_rest_read(read):
    content = 'id,text\n1,One.\n2,"Two", he said, loudly.\n3,Three, with a comma.\n\n4,Four.\n5,"Never closed.\n'
    documents, problems = read({"news.csv": content})
    assert [document.id for document in documents] == ["1", "4"]
    assert [problem.line for problem in problems] == [3, 4, 7]


def test_csv_with_a_header_only(read):
    assert "no rows" in only_problem(read({"news.csv": "id,text\n"})).reason


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.csv"])
@pytest.mark.parametrize("content", ["", "\n \n"])
def test_empty_files(read, name, content):
    assert "empty" in only_problem(read({name: content})).reason


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.csv"])
def test_unicode_encodings_need_no_word(read, encoding, name):
    text = "Der Präsident sagte „nein“ in 北京."
    content = {
        "a.txt": text,
        "a.jsonl": json.dumps({"text": text}, ensure_ascii=False),
        "a.csv": f"id,text\n1,{text}\n",
    }
    assert one(read({name: content[name].encode(encoding)})).text == text


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
def test_latin_1_is_read_with_a_warning_that_names_the_line(read, encoding):
    documents, problems = read({"a.txt": "Plain.\nLe préfet a nié.\n".encode(encoding)})
    assert [document.text for document in documents] == ["Plain.\nLe préfet a nié.\n"]
    assert [problem.line for problem in problems] == [2]
    assert "Windows-1252" in problems[0].reason and "UTF-8" in problems[0].mend


def test_one_bad_byte_does_not_spoil_a_utf_8_file(read):
    documents, problems = read({"a.txt": "“Präsident” né\n".encode() + b"\xff"})
    assert documents[0].text == "“Präsident” né\n\ufffd"
    assert [problem.line for problem in problems] == [2]


def test_utf_16_cut_off_in_a_character(read):
    documents, problems = read({"a.txt": "Rebels attacked.".encode("utf-16")[:-1]})
    assert documents[0].text.startswith("Rebels attacked")
    assert len(problems) == 1


@pytest.mark.parametrize(
    "junk",
    [
        bytes(range(256)) * 20,
        b"%PDF-1.7\n...",
        b"PK\x03\x04 ...",
        b"\x89PNG\r\n\x1a\n" + bytes(60),
        "Rebels".encode("utf-16-le"),
    ],
    ids=["bytes", "pdf", "zip", "png", "utf-16 without mark"],
)
@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.csv"])
def test_binary_junk_is_passed_over(read, junk, name):
    documents, problems = read({name: junk, "b.txt": "Text."})
    assert [document.text for document in documents] == ["Text."]
    assert len(problems) == 1 and problems[0].file.endswith(name) and problems[0].mend


def test_characters_that_nothing_can_write_keep_their_place(read):
    documents, _ = read(
        {"a.jsonl": '{"text": "A\\ud800B\\u0000C"}', "b.csv": "id,text\n1,A\0B\n", "c.txt": "Rebels\0 attacked."}
    )
    assert [document.text for document in documents] == ["A\ufffdB\ufffdC", "A\ufffdB", "Rebels\ufffd attacked."]


def test_the_second_document_of_an_id_is_passed_over(read):
    documents, problems = read({"a.jsonl": '{"id": 1, "text": "One."}\n{"id": "1", "text": "Two."}', "1.txt": "Three."})
    assert [document.text for document in documents] == ["One."]
    assert [(problem.line, problem.entry) for problem in problems] == [(2, "1"), (1, "1")]
    assert all("a.jsonl:1" in problem.reason for problem in problems)


def test_date_and_publisher_are_for_documents_that_lack_them(read):
    files = {"a.txt": FRONT, "b.txt": "Text."}
    documents, _ = read(files, date=datetime.date(2021, 1, 1), publisher="Other")
    assert [(d.date.year, d.publisher) for d in documents] == [(2020, "The Daily: Example"), (2021, "Other")]


def test_a_folder_gives_its_own_files_in_order_and_no_sub_folders(read, tmp_path):
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "a.jsonl").write_text('{"doc_id": "a"}')
    documents, problems = read(
        {"b.TXT": "B.", "a.csv": "text\nA.\n", "notes.md": "No.", "c.jsonl": '{"text": "C."}'}, ""
    )
    assert problems == []
    assert [document.text for document in documents] == ["A.", "B.", "C."]


def test_a_folder_with_nothing_to_read(read):
    problem = only_problem(read({"notes.md": "No."}, ""))
    assert "no .txt" in problem.reason and "sub-folders" in problem.mend


@pytest.mark.parametrize("name", ["story.pdf", "missing.txt"])
def test_files_that_cannot_be_read(read, name):
    documents, problems = read({"story.pdf": "Text.", "b.txt": "Text."}, name, "b.txt")
    assert len(documents) == 1
    assert len(problems) == 1 and problems[0].file.endswith(name) and problems[0].mend


def test_five_megabytes_on_one_line(read):
    text = "Rebels attacked the town. " * 200_000
    files = {"a.txt": text, "b.jsonl": json.dumps({"text": text}), "c.csv": f'id,text\nc,"{text}"\n'}
    documents, problems = read(files)
    assert problems == []
    assert [len(document.text) for document in documents] == [len(text)] * 3


@pytest.mark.parametrize(
    ("content", "texts"),
    [
        ('{"text": "One."}\n{"text": "Two."}\n', ["One.", "Two."]),
        ("id,text\n1,One.\n2,Two.\n", ["One.", "Two."]),
        ("Rebels, he said, attacked.\nTwo.\n", ["Rebels, he said, attacked.\nTwo.\n"]),
    ],
)
def test_standard_input_tells_its_format_by_its_first_line(monkeypatch, content, texts):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content.encode())))
    assert [document.text for document in read_corpus("-")] == texts


def test_problems_are_warnings_where_nobody_takes_the_report(tmp_path):
    with pytest.warns(UserWarning, match="no .txt"):
        assert list(read_corpus(tmp_path)) == []


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip), min_size=1))
def test_any_texts_come_out_of_jsonl_as_they_went_in(tmp_path_factory, texts):
    path = tmp_path_factory.mktemp("any") / "a.jsonl"
    path.write_text("\n".join(json.dumps({"text": text}, ensure_ascii=False) for text in texts), "utf-8")
    assert [document.text for document in read_corpus(path)] == texts


@given(st.binary())
def test_no_bytes_stop_the_reading(tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("bytes")
    for name in ("a.txt", "b.jsonl", "c.csv"):
        (folder / name).write_bytes(data)
    problems = []
    documents = list(read_corpus(folder, report=problems.append))
    assert documents or problems
