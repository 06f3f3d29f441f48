"""How well attributions are found: precision, recall, sources and contents against human annotation.

Run: python benchmarks/attributions.py [--gold FILE] [--half odd|even|all] [--misses N]

GOLD is JSONL: {id, text, attributions: [{source, cue, content}]}, each a list of [start, end] character spans (the PolNeAR
layout). A predicted attribution is found when its cue overlaps a gold cue, each gold one counted once. Of those found, a
source is right when at least half of the words of the two sources' union are in both (or both are empty), and the content
F1 is over characters.
"""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from pathlib import Path

import click
from tabulate import tabulate

DEFAULT_GOLD = Path(__file__).resolve().parent.parent.parent / "shared" / "gold" / "attributions-dev.jsonl"


@click.command(help=__doc__)
@click.option("--gold", type=click.Path(path_type=Path), default=DEFAULT_GOLD, show_default=True)
@click.option("--half", type=click.Choice(["odd", "even", "all"]), default="all", help="odd lines, even lines or all")
@click.option("--misses", default=0, help="print this many of each kind of miss")
def main(gold: Path, half: str, misses: int) -> None:
    if not gold.is_file():
        raise click.UsageError(f"there is no {gold}: give the annotated articles with --gold")
    articles = [json.loads(line) for line in gold.open(encoding="utf-8")]
    articles = {"odd": articles[::2], "even": articles[1::2], "all": articles}[half]
    from coder import Coder, load_codebook
    from coder.language.parse import Parser
    from coder.model import Document

    coder = Coder(load_codebook(), Parser())
    tally, slow = Tally(), []
    for article in articles:
        start = time.perf_counter()
        [(_, found)] = coder.attributions([Document(article["id"], article["text"])])
        slow.append((time.perf_counter() - start, article["id"]))
        tally.add(article, found)
    tally.show(misses)
    print("slowest:", ", ".join(f"{name} {seconds:.1f} s" for seconds, name in sorted(slow, reverse=True)[:3]))


class Tally:
    """Counts over articles."""

    def __init__(self) -> None:
        self.gold = self.predicted = self.matched = self.sources = 0
        self.content = [0.0, 0.0, 0.0]
        self.missed: Counter = Counter()
        self.spurious: Counter = Counter()
        self.examples: list[tuple[str, str]] = []

    def add(self, article: dict, found: list) -> None:
        text, gold = article["text"], article["attributions"]
        free = set(range(len(gold)))
        self.gold += len(gold)
        self.predicted += len(found)
        for attribution in found:
            hit = next((at for at in sorted(free) if overlap(attribution.cue, gold[at]["cue"])), None)
            if hit is None:
                cue = said(text, attribution.cue)
                self.spurious[cue.lower()] += 1
                self.examples.append(("spurious", f"{said(text, attribution.source)[:50]} | {cue} | {said(text, attribution.content)[:90]}"))
                continue
            free.discard(hit)
            self.matched += 1
            right = same_words(text, attribution.source, gold[hit]["source"])
            self.sources += right
            if not right:
                self.examples.append(("source", f"{said(text, attribution.source)[:70]} <> {said(text, gold[hit]['source'])[:70]} | {said(text, attribution.cue)}"))
            a, b = chars(attribution.content), chars(gold[hit]["content"])
            p, r = len(a & b) / max(len(a), 1), len(a & b) / max(len(b), 1)
            f = 2 * p * r / (p + r) if p + r else 0.0
            self.content = [x + y for x, y in zip(self.content, (p, r, f), strict=True)]
            if f < 0.6:
                self.examples.append(("content", f"{said(text, attribution.cue)} | {said(text, attribution.content)[:110]} <> {said(text, gold[hit]['content'])[:110]}"))
        for at in free:
            cue = said(text, gold[at]["cue"])
            self.missed[cue.lower()] += 1
            self.examples.append(("missed", f"{said(text, gold[at]['source'])[:50]} | {cue} | {said(text, gold[at]['content'])[:90]}"))

    def show(self, misses: int) -> None:
        precision, recall = self.matched / max(self.predicted, 1), self.matched / max(self.gold, 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        found = max(self.matched, 1)
        rows = [
            ("attributions: gold, predicted, found", f"{self.gold}, {self.predicted}, {self.matched}"),
            ("precision", f"{precision:.3f}"),
            ("recall", f"{recall:.3f}"),
            ("F1", f"{f1:.3f}"),
            ("source right", f"{self.sources / found:.3f}"),
            ("content: precision, recall, F1", ", ".join(f"{value / found:.3f}" for value in self.content)),
        ]
        print(tabulate(rows, tablefmt="simple"))
        print("\nmissed most:", self.missed.most_common(30))
        print("spurious most:", self.spurious.most_common(40))
        for kind in ("missed", "spurious", "source", "content"):
            for line in [text for what, text in self.examples if what == kind][:misses]:
                print(f"{kind}: {re.sub(chr(10), ' / ', line)}")


def chars(spans: list) -> set[int]:
    return {at for start, end in spans for at in range(start, end)}


def overlap(a: list, b: list) -> bool:
    return any(s < end and start < e for s, e in a for start, end in b)


def said(text: str, spans: list) -> str:
    return " ... ".join(text[start:end] for start, end in spans)


def same_words(text: str, a: list, b: list) -> bool:
    first, second = ({m.start() + s for s, e in spans for m in re.finditer(r"\w+", text[s:e])} for spans in (a, b))
    return not first and not second or len(first & second) * 2 >= len(first | second) > 0


if __name__ == "__main__":
    main()
