"""Explain how a sentence was coded: its parse, actors, predications, every rule that was tried, and what came out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from coder.codebook.rules import EventCodebook
from coder.coding.attribution import vouched_for
from coder.coding.coder import historical
from coder.coding.events import EventCoder, Outcome
from coder.coding.matching import Matcher, by_head
from coder.coding.trials import Trial, trials
from coder.model import Attribution, Event, Mention, Predication, Reading, Tree


@dataclass(slots=True)
class Step:
    """One predication: the rules tried on it, and what came of it.

    ``verdict`` says in words why there is no event of it, "" where there is one. ``dropped`` are the events that the
    rules see and the coder does not keep, each with the reason.
    """

    predication: Predication
    trials: list[Trial]
    verdict: str
    events: list[Event] = field(default_factory=list)
    dropped: list[tuple[Event, str]] = field(default_factory=list)


@dataclass(slots=True)
class Explanation:
    """How one sentence was coded, step by step."""

    tree: Tree
    mentions: list[Mention]
    steps: list[Step]
    attributions: list[Attribution]


def explain(reading: Reading, codebook: EventCodebook) -> Iterator[Explanation]:
    """Explain each sentence of what ``coder.coding.coder.Coder.read`` has read with the codebook."""
    coder = EventCoder(codebook)
    for at, tree in enumerate(reading.trees):
        mentions, predications = reading.mentions[at], reading.predications[at]
        matcher = Matcher(codebook, by_head(mentions))
        outcome = coder.outcome(tree.sentence, predications, matcher)
        steps = [_step(reading, matcher, outcome, predication) for predication in predications]
        vouched = [one for one in reading.attributions if one.sentence == tree.sentence.index]
        yield Explanation(tree, mentions, steps, vouched)


def _step(reading: Reading, matcher: Matcher, outcome: Outcome, predication: Predication) -> Step:
    found = [event for event in outcome.events if event.predication is predication]
    kept = [event for event in reading.events if event.predication is predication]
    events = [replace(event, attribution=vouched_for(event, reading.attributions)) for event in kept]
    dropped = [(event, _why_dropped(event, reading)) for event in found if not any(_same(event, one) for one in kept)]
    tried = trials(matcher, predication)
    return Step(predication, tried, "" if found else _verdict(predication, tried, outcome), events, dropped)


def _same(a: Event, b: Event) -> bool:
    return (a.source, a.target, a.rule) == (b.source, b.target, b.rule)


def _why_dropped(event: Event, reading: Reading) -> str:
    if historical(event, reading.document):
        return "its year is long past"
    unknown = " and ".join(actor.text for actor in (event.source, event.target) if not actor.code)
    return f"{unknown} has no code, and is no name of anybody who acts"


def _verdict(predication: Predication, tried: Sequence[Trial], outcome: Outcome) -> str:
    outer = outcome.consumed.get(predication.word.i)
    if outer is not None:
        return f'no event of its own: it is the content of "{outer.word.text}"'
    if not tried:
        return f'no rule for the {predication.kind} "{predication.word.lemma}"'
    if not any(trial.outcome == "chosen" for trial in tried):
        return "no rule fits"
    return "its rule fits, but neither it nor its content names a target"
