"""What a predication comes to on the way to its events, and what its form makes of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from coder.codebook.rules import Composition
from coder.coding import contents
from coder.coding.matching import MATERIAL_CONFLICT, same_actor
from coder.model import HAPPENED, Event, EventType, Mention, Predication


@dataclass(slots=True)
class Told:
    """What a predication comes to: its event type and dyads, and the predication whose form and rule it took.

    ``polarity`` and ``modality`` are "" where they are the predication's own.
    """

    type: EventType
    dyads: list[tuple[Mention, Mention]]
    sources: list[Mention]
    rule: str
    predication: Predication
    polarity: str = ""
    modality: str = ""
    held: list[Told] = field(default_factory=list)


def tell_once(readings: Mapping[int, Told]) -> None:
    """Take from a verb the dyads of the noun that it is light for, where both tell of one act.

    "Imposed sanctions on B" is one event, though both the verb and the noun have a rule for it.
    """
    for noun in readings.values():
        lights = [word.i for word in noun.predication.words if word is not noun.predication.word]
        for verb in (readings[at] for at in lights if at in readings):
            finer, coarser = (verb, noun) if verb.type.code.startswith(noun.type.code) else (noun, verb)
            if finer.type.root == coarser.type.root:
                told = [(a.span, b.span) for a, b in finer.dyads]
                coarser.dyads = [(a, b) for a, b in coarser.dyads if (a.span, b.span) not in told]


def answer(readings: Collection[Told], same: Callable[[Mention, Mention], bool]) -> None:
    """Direct acts that answer others at those who have acted on their source."""
    for reading in readings:
        if not reading.dyads:
            acted = [dyad for other in readings for dyad in other.dyads]
            reading.dyads = [
                (source, actor)
                for source in reading.sources
                for actor, target in acted
                if same(source, target) and not same(source, actor)
            ]


def concerns(outer: Event, inner: Event) -> bool:
    """Whether an accusation's target has a part in the act it is accused of."""
    return any(same_actor(outer.target, actor) for actor in (inner.source, inner.target))


def stop_rule(predication: Predication, inner: Told) -> str:
    """The name of the rule by which something is stopped: the word of stopping, and the rule of what is stopped."""
    return f"stop:{predication.lemma.replace(' ', '_')}+{inner.rule}"


def form_of(predication: Predication, composition: Composition) -> str | None:
    """The verb's form as the grid names it, None where it is none that the grid speaks of."""
    if not contents.with_verb(predication):
        return None
    if predication.modality == "possible" and predication.polarity == "affirmed":
        return "possible"
    if predication.modality != "intended":
        return None
    above = next((one for one in contents.above(predication) if one.word not in predication.words), None)
    planned = above is not None and above.lemma in composition.plans
    decided = above is not None and above.lemma in composition.decisions
    if predication.polarity == "negated":
        return "negated future" if planned or decided or predication.tense == "future" else None
    if predication.tense == "future":
        return "future"
    return "planned" if planned else None


def own_harm(reading: Told, speakers: Sequence[Mention], same: Callable[[Mention, Mention], bool]) -> bool:
    """Whether a reading is of harm that those who say that it may come would do themselves ("said it could attack B").
    """
    said = any(word.dep == "ccomp" for word in reading.predication.words)
    own = any(same(speaker, source) for speaker in speakers for source in reading.sources)
    return said and own and reading.type.quad == MATERIAL_CONFLICT


def modality_of(reading: Told, composition: Composition) -> str:
    """Whether the act of a reading happened: what those who meet or send troops do by it has ("met to talk")."""
    predication = reading.predication
    act = predication.serves or predication.holder
    if predication.modality != "intended" or act is None or act.modality not in HAPPENED:
        return predication.modality
    roots: frozenset[str] = frozenset()
    if predication.serves is not None:
        roots = composition.served
    elif act.lemma in composition.attempts:
        roots = composition.attempted
    return act.modality if reading.type.root in roots else predication.modality
