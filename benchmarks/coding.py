"""How fast one process codes, beside the parser alone.

PATH is a corpus (as for code-events run). Measured is processor time: a bare nlp.pipe of the model over the texts, a
whole run of the coder over the documents, and the coding of their parses once these are at hand. The figures are
medians of RUNS runs that take turns; before the first of them all words have been met once, as in a long run nearly
all have.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

import click
import spacy
from tabulate import tabulate

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from coder import Coder, Parser, load_codebook, read_corpus
from coder.language.models import SHIPPED
from coder.model import Sentence, Tree


class Stored:
    """A parser that gives the trees it has given before, so that nothing but the coding takes time."""

    def __init__(self, parser: Parser):
        self._parser = parser
        self._trees: dict[Sentence, Tree] = {}
        self.segment = parser.segment
        self.name_entities = parser.name_entities
        self.version = parser.version

    def parse(self, sentences: Iterable[Sentence]) -> Iterator[Tree]:
        sentences = list(sentences)
        new = [sentence for sentence in sentences if sentence not in self._trees]
        self._trees.update(zip(new, self._parser.parse(new), strict=True))
        return (self._trees[sentence] for sentence in sentences)


@click.command(help=__doc__)
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option("--first", default=40, show_default=True, help="So many documents of it.")
@click.option("--runs", default=5, show_default=True)
@click.option("--model", default="en_core_web_md", show_default=True)
def main(path: Path, first: int, runs: int, model: str) -> None:
    documents = list(islice(read_corpus(path, report=lambda problem: None), first))
    words = sum(len(document.text.split()) for document in documents)
    bare = spacy.load(SHIPPED.get(model, (model,))[0])
    parser, codebook = Parser(model), load_codebook()
    coder, recoder = Coder(codebook, parser), Coder(codebook, Stored(parser))
    first_run = _measured({"": lambda: coder.code(documents)}, 1)[""][0]
    sentences = sum(one.sentences for one in recoder.code(documents))
    jobs: dict[str, Callable[[], Iterable]] = {
        "bare nlp.pipe": lambda: bare.pipe(document.text for document in documents),
        "whole run": lambda: coder.code(documents),
        "segmentation alone": lambda: parser.segment(documents),
        "segmentation and coding of stored parses": lambda: recoder.code(documents),
    }
    seconds = {name: statistics.median(times) for name, times in _measured(jobs, runs).items()}
    coding = seconds["segmentation and coding of stored parses"] - seconds["segmentation alone"]
    seconds["coding of stored parses"] = coding
    rows = [[name, took, words / took, sentences / took] for name, took in seconds.items()]
    print(tabulate(rows, ["", "CPU s", "words / s", "sentences / s"], floatfmt=("", ".2f", ",.0f", ",.0f")))
    print(f"\n{first} documents, {sentences} sentences, {words} words")
    print(f"whole run with none of the words known yet: {first_run:.2f} s")
    print(f"whole run / bare nlp.pipe: {seconds['bare nlp.pipe'] / seconds['whole run']:.2f} times the words a second")
    print(f"coding's share of the run: {coding / seconds['whole run']:.0%}")


def _measured(jobs: dict[str, Callable[[], Iterable]], runs: int) -> dict[str, list[float]]:
    """The processor seconds of each job, run by run, the jobs taking turns."""
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(runs):
        for name, job in jobs.items():
            start = time.process_time()
            for _ in job():
                pass
            times[name].append(time.process_time() - start)
    return times


if __name__ == "__main__":
    main()
