"""How well attributions are found, against human annotation.

GOLD holds an article a line: {id, text, attributions: [{source, cue, content}]}, each a list of [start, end] character
spans (PolNeAR's layout). The figures are given for its odd lines, its even lines and all. The rules are written looking
at the odd lines only, so the commonest misses and false alarms are printed for those alone: whoever reads more has no
unseen half left to measure on.

found: a predicted attribution whose cue overlaps a gold cue; each gold attribution counts once, and goes to the
prediction whose content overlaps its own most. Source right: at least half of the words that are in either source are
in both, or both are empty; exact: the words are the same. Content: F1 over characters, that of all found attributions
taken together, and the mean of each one's.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import click
from tabulate import tabulate

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from coder.codebook.actors import load_actors
from coder.codebook.attribution import load_attribution
from coder.codebook.folder import shipped
from coder.coding.actors import ActorCoder
from coder.coding.attribution import attributions
from coder.coding.coreference import Discourse
from coder.language.parse import Parser
from coder.language.segment import segment
from coder.model import Attribution, Document, Tree

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
KINDS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective", "ADV": "adverb"}
KINDS |= {"ADP": "preposition", "PUNCT": "mark"}


@dataclass
class Score:
    """Counts over articles, and the misses."""

    gold: int = 0
    predicted: int = 0
    found: int = 0
    sources: int = 0
    exact: int = 0
    contents: list[tuple[int, int, int]] = field(default_factory=list)
    missed: Counter = field(default_factory=Counter)
    spurious: Counter = field(default_factory=Counter)
    missed_kinds: Counter = field(default_factory=Counter)
    spurious_kinds: Counter = field(default_factory=Counter)

    def __add__(self, other: Score) -> Score:
        pairs = ((getattr(self, name), getattr(other, name)) for name in self.__dataclass_fields__)
        return Score(*(a + b for a, b in pairs))

    def row(self, name: str) -> list[str | float]:
        """The figures of a table's row."""
        precision, recall = self.found / max(self.predicted, 1), self.found / max(self.gold, 1)
        hits, either = sum(hit for hit, _, _ in self.contents), sum(a + b for _, a, b in self.contents)
        each = [2 * hit / (a + b) for hit, a, b in self.contents]
        found = max(self.found, 1)
        f1 = 2 * self.found / max(self.gold + self.predicted, 1)
        content = (2 * hits / max(either, 1), sum(each) / max(len(each), 1))
        return [
            name,
            self.gold,
            self.predicted,
            precision,
            recall,
            f1,
            self.sources / found,
            self.exact / found,
            *content,
        ]


@click.command(help=__doc__)
@click.option("--gold", type=click.Path(path_type=Path), help="Annotated articles, instead of the shared folder's.")
@click.option("--shared", type=click.Path(path_type=Path), default=SHARED, help="The shared folder.")
@click.option("--codebook", type=click.Path(path_type=Path), help="A codebook folder other than the shipped one.")
@click.option("--model", default="en_core_web_md", show_default=True, help="The spaCy pipeline to parse with.")
@click.option("--top", default=15, show_default=True, help="How many of the commonest misses to print.")
def main(gold: Path | None, shared: Path, codebook: Path | None, model: str, top: int) -> None:
    gold = gold or shared / "gold" / "attributions-dev.jsonl"
    if not gold.is_file():
        raise click.UsageError(
            f"there is no {gold}: give the folder with --shared, or the annotated articles with --gold"
        )
    articles = [json.loads(line) for line in gold.read_text("utf-8").splitlines() if line.strip()]
    halves, slow = (Score(), Score()), []
    for at, (article, (trees, predicted, seconds)) in enumerate(
        zip(articles, _read(articles, codebook, model), strict=True)
    ):
        halves[at % 2].__dict__.update((halves[at % 2] + score(article, trees, predicted)).__dict__)
        slow.append((1000 * seconds, 1e6 * seconds / max(len(trees), 1), article["id"]))
    _show(halves, slow, top)


def _read(articles: list[dict], codebook: Path | None, model: str):
    """Yield each article's trees, its attributions and the seconds they took (parse and actors left out)."""
    folder = codebook or shipped()
    parser, actors, lexicon = Parser(model), ActorCoder(load_actors(folder)), load_attribution(folder)
    documents = (Document(article["id"], article["text"]) for article in articles)
    for document, sentences in segment(documents, parser.segmenter):
        trees = list(parser.parse(sentences))
        found = [actors.mentions(tree, document.date) for tree in trees]
        mentions = list(map(Discourse(actors.setting(found)).read, trees, found))
        start = time.perf_counter()
        predicted = attributions(document, trees, mentions, lexicon)
        yield trees, predicted, time.perf_counter() - start


def score(article: dict, trees: list[Tree], predicted: list[Attribution]) -> Score:
    """The score of one article; gold attributions without a cue are passed over."""
    text = article["text"]
    gold = [attribution for attribution in article["attributions"] if attribution["cue"]]
    result = Score(gold=len(gold), predicted=len(predicted))
    free = dict(enumerate(gold))
    for attribution in predicted:
        cue, content = _characters(attribution.cue), _characters(attribution.content)
        shared = [
            (len(content & _characters(other["content"])), -at)
            for at, other in free.items()
            if cue & _characters(other["cue"])
        ]
        if not shared:
            result.spurious[_said(text, attribution.cue)] += 1
            result.spurious_kinds[f"{attribution.kind}, {attribution.stance}"] += 1
            continue
        other = free.pop(-max(shared)[1])
        ours, theirs = _words(text, attribution.source), _words(text, other["source"])
        result.found += 1
        result.exact += ours == theirs
        result.sources += 2 * len(ours & theirs) >= len(ours | theirs)
        result.contents.append((max(shared)[0], len(content), len(_characters(other["content"]))))
    for other in free.values():
        result.missed[_said(text, other["cue"])] += 1
        result.missed_kinds[_kind(other["cue"], trees)] += 1
    return result


def _kind(cue: list, trees: list[Tree]) -> str:
    """What sort of word a cue turns on, as the parser sees it."""
    words = [word for tree in trees for word in tree.words if any(start <= word.start < end for start, end in cue)]
    for kind in ("VERB", "NOUN", "ADJ", "ADP"):
        if any(word.pos == kind for word in words):
            return KINDS[kind]
    return KINDS.get(words[0].pos, "other") if words else "other"


def _show(halves: tuple[Score, Score], slow: list[tuple[float, float, str]], top: int) -> None:
    both = halves[0] + halves[1]
    rows = [halves[0].row("odd lines"), halves[1].row("even lines"), both.row("all")]
    heads = ["", "gold", "predicted", "precision", "recall", "F1", "source", "exact", "content", "mean"]
    print(tabulate(rows, heads, floatfmt=".3f"))
    seen = halves[0]
    for name, counter in (
        ("missed, by the cue's kind", seen.missed_kinds),
        ("missed, by the cue", seen.missed),
        ("spurious, by kind and stance", seen.spurious_kinds),
        ("spurious, by the cue", seen.spurious),
    ):
        print(f"\nodd lines, {name}: " + ", ".join(f"{what} {count}" for what, count in counter.most_common(top)))
    slowest = ", ".join(
        f"{name} {milli:.1f} ms ({micro:.0f} us a sentence)" for milli, micro, name in sorted(slow)[-3:][::-1]
    )
    print(f"\nslowest: {slowest}")


def _characters(spans: list) -> set[int]:
    return {at for start, end in spans for at in range(start, end)}


def _words(text: str, spans: list) -> set[int]:
    return {match.start() for start, end in spans for match in re.compile(r"\w+").finditer(text, start, end)}


def _said(text: str, spans: list) -> str:
    return " ... ".join(text[start:end] for start, end in spans).lower()


if __name__ == "__main__":
    main()
