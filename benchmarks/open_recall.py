"""How many of the events that a person finds in whole articles the coder finds too.

    python benchmarks/open_recall.py [--shared ../shared] [--misses]

Twenty articles are drawn by a fixed seed from guardian-dev.csv in the shared folder. One person listed their events in
open-recall.csv, beside this file, before the coder had read them: the document, the sentence's index as the project
segments it, source, target, CAMEO code, reporter ("" where the outlet alone vouches) and a word on how it is told
(noun, pronoun, participle, negated, ...; "mutual" where either order will do). docs/gold.md says what counts as an
event and which codes are given; past wars of others, opinions and relations without an act were left out.

Prints the share found at each level. An event is found where a record of the same sentence is equal in what the level
names; each record finds one event. "Whose" is the first chunk of an actor's code: the country, or the kind of
organisation. ``--misses`` lists what was not found with the dyad's countries and the root right, beside the codes that
the coder gave in that sentence.
"""

from __future__ import annotations

import csv
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

import click
from tabulate import tabulate

from coder import Coder, Parser, load_codebook
from coder.corpus.reading import read_corpus
from coder.evaluate.gold import Judged
from coder.evaluate.score import same
from coder.model import Document

HERE = Path(__file__).resolve().parent
SHARED = HERE.parent.parent / "shared"
ARTICLES, SEED, WORDS = 20, 20, range(150, 901)
LEVELS = {
    "whose dyad": ("source_whose", "target_whose"),
    "root": ("root",),
    "root, whose dyad": ("root", "source_whose", "target_whose"),
    "root, dyad": ("root", "source", "target"),
    "code, dyad": ("code", "source", "target"),
    "code, dyad, reporter": ("code", "source", "target", "reporter"),
}
LISTED = "root, whose dyad"


@click.command(help=__doc__.split("\n\n")[0])
@click.option("--shared", type=click.Path(path_type=Path), default=SHARED, help="The shared folder.")
@click.option("--misses", is_flag=True, help="List the events that were not found.")
def main(shared: Path, misses: bool) -> None:
    """Code the articles and print the figures."""
    corpus = shared / "corpus" / "guardian-dev.csv"
    if not corpus.is_file():
        raise click.UsageError(f"there is no {corpus}: give the folder with --shared")
    gold = list(read_gold(HERE / "open-recall.csv"))
    coded = Coder(load_codebook(), Parser()).code(draw(corpus))
    said = [recorded(record) for one in coded for record in one.records]
    found = {level: matched(gold, said, names) for level, names in LEVELS.items()}
    print(f"{ARTICLES} articles, {len(gold)} events by hand, {len(said)} records\n")
    print(tabulate([(level, len(hits), len(hits) / len(gold)) for level, hits in found.items()], floatfmt=".3f"))
    for name, value_of in (("root", lambda event: event.fields["root"]), ("told", lambda event: event.fields["note"])):
        print("\n" + tabulate(_by(gold, found, value_of), (name, "events", *LEVELS), floatfmt=".2f"))
    if misses:
        heads = ("doc", "sentence", "missed", "told", "coded instead")
        print("\n" + tabulate(_missed(gold, said, found[LISTED]), heads))


def draw(corpus: Path) -> list[Document]:
    """The articles, in the order in which they were drawn from those that are neither scraps nor too long for care."""
    readable = [document for document in read_corpus(corpus) if len(document.text.split()) in WORDS]
    return random.Random(SEED).sample(readable, ARTICLES)


def read_gold(path: Path) -> Iterable[Judged]:
    """The events that were listed by hand; how each is told (the file's note) is the field ``note``."""
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            fields = _fields(row["source"], row["target"], row["code"], row["reporter"]) | {"note": row["note"]}
            yield Judged(row["doc_id"], row["sentence"], fields, mutual=row["note"] == "mutual")


def recorded(record: dict) -> Judged:
    """A record of the coder's, with what the levels compare."""
    reporter = record["attribution"]["reporter"]
    ends = (record[side]["code"] or "" for side in ("source", "target"))
    fields = _fields(*ends, record["event"]["code"], reporter["code"] if reporter else "")
    return Judged(record["doc_id"], str(record["sentence"]), fields)


def matched(gold: list[Judged], said: list[Judged], names: tuple[str, ...]) -> set[int]:
    """The indices of the gold events that a record of their sentence equals in these fields, each record used once."""
    free = _by_sentence(said)
    hits = set()
    for index, event in enumerate(gold):
        rest = free[event.doc_id, event.sentence]
        equal = next((one for one in rest if same(event, one, names)), None)
        if equal is not None:
            rest.remove(equal)
            hits.add(index)
    return hits


def _fields(source: str, target: str, code: str, reporter: str) -> dict[str, str]:
    whose = {"source_whose": source[:3], "target_whose": target[:3]}
    return {"source": source, "target": target, "code": code, "root": code[:2], "reporter": reporter, **whose}


def _by(gold: list[Judged], found: dict[str, set[int]], value_of: Callable[[Judged], str]) -> list[tuple]:
    hits = {level: Counter(value_of(gold[index]) for index in indices) for level, indices in found.items()}
    return [
        (value or "-", count, *(hits[level][value] / count for level in LEVELS))
        for value, count in sorted(Counter(map(value_of, gold)).items())
    ]


def _missed(gold: list[Judged], said: list[Judged], hits: set[int]) -> list[tuple]:
    beside = _by_sentence(said)
    missed = [event for index, event in enumerate(gold) if index not in hits]
    return [
        (*place, _codes(event), event.fields["note"], "; ".join(map(_codes, beside[place])))
        for event in missed
        for place in [(event.doc_id, event.sentence)]
    ]


def _by_sentence(events: Iterable[Judged]) -> dict[tuple[str, str], list[Judged]]:
    places: dict[tuple[str, str], list[Judged]] = defaultdict(list)
    for event in events:
        places[event.doc_id, event.sentence].append(event)
    return places


def _codes(event: Judged) -> str:
    return " ".join(event.fields[name] or "?" for name in ("source", "code", "target"))


if __name__ == "__main__":
    main()
