"""An explanation as text for the terminal."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from itertools import count

from tabulate import tabulate

from coder.coding.trials import Trial
from coder.model import Attribution, Document, Event, Predication
from coder.report.explain import Explanation, Step

WIDTH = 110

EVERY = frozenset(("phrase", "where"))
"""Outcomes that most rules for a frequent word come to; an explanation names these rules only when it is asked to."""


def as_text(document: Document, explanation: Explanation, hidden: Collection[str] = EVERY) -> str:
    """The explanation of a sentence of the document, in lines; rules of ``hidden`` outcomes are counted, not named."""
    sentence = explanation.tree.sentence
    parts = [
        f"{document.id}, sentence {sentence.index}" + (f", {document.date}" if document.date else ""),
        *_wrapped(" ".join(sentence.text.split()), "  "),
        "",
        "Parse",
        _table([(w.text, w.lemma, w.tag, w.dep, w.head.text if w.head else "") for w in explanation.tree.words],
               ["word", "lemma", "tag", "relation", "head"]),
        "",
        "Actors" if explanation.mentions else "Actors: none",
    ]  # fmt: skip
    if explanation.mentions:
        rows = [(m.text, m.code or "no code", m.kind, m.name if m.name != m.text else "") for m in explanation.mentions]
        parts.append(_table(rows, ["words", "code", "kind", "stands for"]))
    parts += ["", "Predications" if explanation.steps else "Predications: none"]
    for number, step in zip(count(1), explanation.steps):
        parts += _step(number, step, hidden)
    parts += ["", "Attributions" if explanation.attributions else "Attributions: none but the publisher's"]
    parts += [line for one in explanation.attributions for line in _wrapped(vouching(one, document), "  ")]
    events = [event for step in explanation.steps for event in step.events]
    parts += ["", "Events" if events else "Events: none"]
    parts += [line for event in events for line in _event(event, document)]
    return "\n".join(parts) + "\n"


def form(predication: Predication) -> str:
    """A predication's polarity, modality and tense, and what it is the content of."""
    said = f"{predication.polarity}, {predication.modality}, {predication.tense}"
    return said + (f', content of "{predication.holder.word.text}"' if predication.holder else "")


def roles(predication: Predication) -> list[tuple[str, str]]:
    """Each role of a predication with the words that head its participants; its contents as the role "content"."""
    filled = [(role, ", ".join(word.text for word in words)) for role, words in predication.roles.items() if words]
    contents = ", ".join(content.word.text for content in predication.contents)
    return filled + ([("content", contents)] if contents else [])


def vouching(attribution: Attribution, document: Document) -> str:
    """Who vouches for what, in one line."""
    reporter = attribution.reporter
    who = f"{reporter.text} ({reporter.code or 'no code'})" if reporter else "nobody named"
    chain = "".join(f", citing {one.text} ({one.code or 'no code'})" for one in attribution.chain)
    content = " … ".join(" ".join(document.text[start:end].split()) for start, end in attribution.content)
    return f'{who}{chain} {attribution.stance} ({attribution.kind}, by "{attribution.cue_text}"): {content}'


def circumstances(event: Event) -> Iterator[tuple[str, str]]:
    """Date, place and casualties of an event, in words, as far as the text tells them."""
    if event.date:
        days = (
            str(event.date.start) if event.date.start == event.date.end else f"{event.date.start} to {event.date.end}"
        )
        yield "date", days + (f' ("{event.date.text}")' if event.date.text else " (the day of publication)")
    if event.place:
        yield "place", ", ".join(filter(None, (event.place.name or event.place.text, event.place.country)))
    for kind in ("killed", "injured", "captured", "displaced"):
        number = getattr(event.casualties, kind, None)
        if number is not None:
            yield kind, number.text


def summary(event: Event) -> str:
    """An event in one line: who does what to whom."""
    source, target = (f"{one.text} ({one.code or 'no code'})" for one in (event.source, event.target))
    return f"{source} — {event.type.code} {event.type.label} — {target}"


def counted(trials: Iterable[Trial]) -> str:
    """How many rules were tried in vain for lack of words and of conditions, in words; "" where there are none."""
    tally = Counter(trial.outcome for trial in trials)
    named = {"phrase": "want words that are not there", "where": "want other participants"}
    return ", ".join(f"{tally[outcome]} {words}" for outcome, words in named.items() if tally[outcome])


def _step(number: int, step: Step, hidden: Collection[str]) -> Iterator[str]:
    predication = step.predication
    words = " ".join(word.text for word in predication.words)
    yield f'  {number}. {words} ({predication.kind} "{predication.lemma}"; {form(predication)})'
    yield from _wrapped(
        "; ".join(f"{role}: {heads}" for role, heads in roles(predication)) or "no participants", "     "
    )
    shown = [trial for trial in step.trials if trial.outcome not in hidden]
    if shown:
        rows = [(t.rule.id, t.phrase, t.reason or "fits") for t in shown]
        yield textwrap.indent(_table(rows, ["rule", "words", "outcome"]), "   ")
    others = counted(trial for trial in step.trials if trial.outcome in hidden)
    if others:
        yield f"     other rules: {others}"
    for event in step.events:
        yield f"     → {summary(event)}"
    for event, reason in step.dropped:
        yield f"     left out: {summary(event)}: {reason}"
    if step.verdict:
        yield f"     → {step.verdict}"


def _event(event: Event, document: Document) -> Iterator[str]:
    yield f"  {summary(event)}"
    yield f"    {event.polarity}, {event.modality}, {event.tense}; rule {event.rule}"
    if event.attribution is None:
        yield "    vouched for by the publisher alone"
    else:
        yield from _wrapped("vouched for: " + vouching(event.attribution, document), "    ")
    told = [f"{name}: {value}" for name, value in circumstances(event)]
    if told:
        yield from _wrapped("; ".join(told), "    ")


def _table(rows: Iterable[tuple], headers: list[str]) -> str:
    return textwrap.indent(tabulate(list(rows), headers=headers, disable_numparse=True, tablefmt="simple"), "  ")


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent + "  ", break_long_words=False)
