"""How fast the coder is, part by part, and how that grows: `make benchmark-speed`, or

    python benchmarks/speed.py [PATH] [--documents N] [--workers N]

PATH is what `code-events run` takes, corpus/ by default; its documents are repeated (each copy with a last line of
its own, so that no two texts are the same) or cut down to N for the measurements, and to 4 N and 16 N for those of
growth. Each measurement has a process of its own; loading is left out, but for whole runs. A word is what stands
between blanks.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import platform
import resource
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import count, islice
from pathlib import Path
from tempfile import TemporaryDirectory

for _variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):  # As the command does, before NumPy is there.
    os.environ.setdefault(_variable, "1")

HERE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HERE))

from tabulate import tabulate

from coder import read_corpus
from coder.model import Document
from coder.run.local import Setup
from coder.run.runner import Run, code_corpus, cores, processes


@dataclass(frozen=True)
class Measured:
    """What one measurement took: seconds, seconds of processor, sentences, the most memory (MB) of it, of a worker of
    it."""

    seconds: float
    processor: float
    sentences: int
    memory: float
    workers: float


def bare(path: Path) -> tuple[float, float, int]:
    """spaCy's whole pipeline over the texts, as it comes."""
    import spacy

    from coder.language.models import DEFAULT_MODEL, SHIPPED

    nlp, texts = spacy.load(SHIPPED[DEFAULT_MODEL][0]), [one.text for one in read_corpus(path)]
    return _timed(lambda: sum(sum(1 for _ in doc.sents) for doc in nlp.pipe(texts)))


def segmentation(path: Path) -> tuple[float, float, int]:
    """Cutting the texts into sentences."""
    from coder import Parser

    parser, documents = Parser(), list(read_corpus(path))
    return _timed(lambda: sum(len(sentences) for _, sentences in parser.segment(documents)))


def parse(path: Path) -> tuple[float, float, int]:
    """Parsing all sentences, cut already."""
    from coder import Parser

    parser = Parser()
    sentences = [sentences for _, sentences in parser.segment(read_corpus(path))]
    return _timed(lambda: sum(1 for some in sentences for _ in parser.parse(some)))


def coding(path: Path, store: Path) -> tuple[float, float, int]:
    """Coding from a full store, without writing."""
    from coder import Coder, load_codebook
    from coder.language.store import StoredParser

    coder, documents = Coder(load_codebook(), StoredParser(store)), list(read_corpus(path))
    return _timed(lambda: sum(one.sentences for one in coder.code(documents)))


def stored(path: Path) -> tuple[float, float, int]:
    """Reading the trees of all sentences from a store that has them."""
    from coder.language.store import StoredParser

    documents = list(read_corpus(path))

    def read() -> int:
        parser = StoredParser(Path(store))
        return sum(len(list(parser.parse(some))) for _, some in parser.segment(documents))

    with TemporaryDirectory() as store:
        read()
        return _timed(read)


def run(path: Path, workers: int, store: Path | None = None) -> tuple[float, float, int]:
    """`code-events run`, from file to file, with what it takes to start."""
    with TemporaryDirectory() as folder:
        given = Run((str(path),), f"{folder}/events.jsonl", Setup(None, None, store))
        return _timed(lambda: code_corpus(given, processes(workers)).report.sentences)


def _timed(work: Callable[[], int]) -> tuple[float, float, int]:
    start, before = time.perf_counter(), _processor()
    done = work()
    return time.perf_counter() - start, _processor() - before, done


def _processor() -> float:
    """The seconds of processor that this process and the workers that have ended took."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _measure(pipe, function: Callable, arguments: tuple) -> None:
    seconds, processor, sentences = function(*arguments)
    whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    own, children = (resource.getrusage(who).ru_maxrss / 1024 for who in whose)
    pipe.send(Measured(seconds, processor, sentences, own, children))


def measured(function: Callable, *arguments) -> Measured:
    """What a measurement takes in a process of its own."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_measure, args=(theirs, function, arguments))
    process.start()
    theirs.close()
    found = ours.recv()
    process.join()
    return found


def write_corpus(documents: Iterable[Document], number: int, path: Path) -> int:
    """Write so many documents, repeated where there are fewer, as JSONL; returns how many words they have."""
    known = list(documents)
    copies = (replace(one, id=f"{one.id}-{k}", text=f"{one.text}\n\nCopy {k}.") for k in count() for one in known)
    words = 0
    with path.open("w", encoding="utf-8") as stream:
        for one in islice(copies, number):
            words += len(one.text.split())
            date = one.date.isoformat() if one.date else None
            fields = {"id": one.id, "date": date, "publisher": one.publisher, "text": one.text}
            stream.write(json.dumps(fields, ensure_ascii=False) + "\n")
    return words


def machine() -> str:
    """What this machine calls its processor, its cores and its system."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    name = names[0] if names else platform.processor()
    return f"{name}, {cores()} cores, {platform.system()}, Python {platform.python_version()}"


def row(name: str, one: Measured, words: int, documents: int) -> list:
    """A row of the table."""
    sentences = round(one.sentences / one.seconds)
    return [
        name, f"{one.seconds:.1f}", f"{one.processor:.1f}", round(words / one.seconds), sentences,
        f"{documents / one.seconds:.1f}", round(one.memory), round(one.workers) or "",
    ]  # fmt: skip


def main() -> None:
    """Measure, and print the tables."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("path", nargs="?", default=str(HERE / "corpus"))
    options.add_argument("--documents", type=int, default=128)
    options.add_argument("--workers", type=int, default=cores())
    given = options.parse_args()
    heads = ["", "seconds", "of processor", "words/s", "sentences/s", "documents/s", "memory (MB)", "a worker's (MB)"]
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        path, store, n = folder / "corpus.jsonl", folder / "store", given.workers
        words = write_corpus(read_corpus(given.path), given.documents, path)
        steps = [
            ("bare nlp.pipe", bare, path), ("segmentation", segmentation, path), ("parse", parse, path),
            ("whole run, 1 worker", run, path, 1), (f"whole run, {n} workers", run, path, n),
            ("whole run that fills a store, 1 worker", run, path, 1, store),
            ("rerun from the store, 1 worker", run, path, 1, store), ("trees from a store", stored, path),
            ("coding of stored parses", coding, path, store),
        ]  # fmt: skip
        rows = [row(step[0], measured(*step[1:]), words, given.documents) for step in steps]
        size = sum(file.stat().st_size for file in store.rglob("*.pack"))
        print(f"{machine()}\n{given.documents:,} documents, {words:,} words")
        print(f"The store takes {size / words:.1f} bytes a word.\n")
        print(tabulate(rows, heads, tablefmt="github", disable_numparse=True))
        rows = []
        for times in (1, 4, 16):
            words = write_corpus(read_corpus(given.path), times * given.documents, path)
            name, number = f"{times}x: whole run, {n} workers", times * given.documents
            rows.append(row(name, measured(run, path, n), words, number))
        print("\n" + tabulate(rows, heads, tablefmt="github", disable_numparse=True))


if __name__ == "__main__":
    main()
