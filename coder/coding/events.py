"""From a sentence's predications to its events: rules matched, outer and inner events composed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from coder.codebook.rules import Cell, EventCodebook
from coder.coding import contents, stopping
from coder.coding.hearers import hearers
from coder.coding.matching import Match, Matcher
from coder.coding.means import Means
from coder.coding.partakers import Partakers
from coder.coding.purposes import Purposes
from coder.coding.told import Told, answer, concerns, form_of, modality_of, own_harm, stop_rule, tell_once
from coder.coding.warned import tells
from coder.language.clauses import infinitive
from coder.model import Event, EventType, Mention, Predication, Sentence, Word


@dataclass(slots=True)
class Outcome:
    """What a sentence's predications come to: its events, and by which outer predication others are spoken for.

    ``consumed`` maps the index of a trigger to the predication of which it is the content and so no event of its own.
    """

    events: list[Event]
    consumed: dict[int, Predication]


class EventCoder:
    """Codes the events of sentences by the rules of an event codebook."""

    def __init__(self, codebook: EventCodebook):
        self._codebook = codebook

    def events(
        self, sentence: Sentence, predications: Sequence[Predication], mentions: Mapping[int, list[Mention]]
    ) -> list[Event]:
        """The events of one sentence, in the order of their triggers.

        ``mentions`` maps the index of a head word to the actors that it heads, resolved through the discourse.
        """
        return self.read(sentence, predications, Matcher(self._codebook, mentions))

    def read(self, sentence: Sentence, predications: Sequence[Predication], matcher: Matcher) -> list[Event]:
        """The events of one sentence between the actors that ``matcher`` finds."""
        return self.outcome(sentence, predications, matcher).events

    def outcome(self, sentence: Sentence, predications: Sequence[Predication], matcher: Matcher) -> Outcome:
        """The events of one sentence between the actors that ``matcher`` finds, and what they have consumed."""
        purposes = Purposes(self._codebook.composition, matcher, predications)
        means = Means(self._codebook.composition, matcher, predications)
        reading = _SentenceReading(self._codebook, matcher, purposes, means)
        return Outcome(reading.events(sentence, predications), reading.consumed)


class _SentenceReading:
    def __init__(self, codebook: EventCodebook, matcher: Matcher, purposes: Purposes, means: Means):
        self._codebook = codebook
        self._composition = codebook.composition
        self._matcher = matcher
        self._partakers = Partakers(codebook, matcher)
        self._purposes = purposes
        self._means = means
        self._matches: dict[int, Match | None] = {}
        self.consumed: dict[int, Predication] = {}

    def events(self, sentence: Sentence, predications: Sequence[Predication]) -> list[Event]:
        readings: dict[int, Told] = {}
        for predication in predications:
            if predication.word.i not in self.consumed:
                reading = self._read(predication)
                if reading is not None:
                    readings[predication.word.i] = reading
        answer(readings.values(), self._matcher.same)
        tell_once(readings)
        kept = {at: reading for at, reading in readings.items() if at not in self.consumed}
        made = {at: self._made(reading, sentence) for at, reading in kept.items()}
        for at, reading in kept.items():
            for inner in reading.held:
                held = made.get(inner.predication.word.i, ())
                for event in made[at]:
                    event.held.extend(other for other in held if concerns(event, other))
        return [event for at in sorted(made) for event in made[at]]

    def _read(self, predication: Predication) -> Told | None:
        """The predication's own event, composed with its content where the grid says so."""
        match = self._match(predication)
        stop = self._stopped(predication)
        if stop is not None and (match is None or not match.rule.weight):
            return self._by_form(stop)
        if match is None:
            self._drop_contents_of_outer(predication)
            return self._aimed(predication)
        if tells(match, self._matcher):
            return None
        if contents.unwanted(match.rule.type, predication):
            self._drop_contents(predication)
            return None
        cell = self._composition.cell(match.rule.type.code)
        reading = Told(match.rule.type, self._matcher.dyads(match), match.sources, match.rule.id, predication)
        if match.denies:
            reading.polarity = "affirmed"
        elif cell is not None and predication.polarity == "negated":
            turned = self._composition.negating(cell.outer)
            if turned is not None:
                cell, reading.type, reading.polarity = turned, self._codebook.by_code[turned.outer], "affirmed"
        if cell is not None and (match.open or cell.inner):
            reading = self._composed(reading, cell, match)
        elif cell is None or not predication.holder:
            reading = self._completed(self._by_form(reading), match)
        if reading.type.code in self._composition.purposeful:
            self._purpose(reading)
        means = self._means.of(predication) if reading.type.code in self._composition.killing else None
        if means is not None:
            reading.type, reading.rule = means.type, f"{reading.rule}+{means.id}"
        return reading if reading.dyads or match.answers else None

    def _aimed(self, predication: Predication) -> Told | None:
        """A protest that is aimed at nobody by its own words: at those of whom the protesters demand something."""
        for rule, words in self._matcher.fitting(predication):
            if rule.type.code[:3] not in self._composition.purposeful:
                continue
            match = self._matcher.bind(rule, predication, words)
            if match is not None:
                reading = Told(rule.type, [], match.sources, rule.id, predication)
                self._purpose(reading)
                if not reading.dyads:
                    return None
                # "went on strike": the strike is no protest of its own.
                self.consumed.update({word.i: predication for word in words if word is not predication.word})
                return reading
        return None

    def _purpose(self, act: Told) -> None:
        """Give an act the finer code of what it is for, and the target of that where it has none of its own."""
        purpose = self._purposes.of(act.predication)
        if purpose is None:
            return
        told, code = purpose.told, act.type.code[:3] + purpose.digit
        act.type, act.rule = self._codebook.by_code[code], f"{act.rule}+{purpose.name}"
        targets = self._matcher.patients(purpose.leaving)
        if told is not act.predication:
            asked = self._read(told) if told.word.i not in self.consumed else None
            targets = [target for _, target in asked.dyads] if asked is not None else []
            targets = targets or self._partakers.of(act.type, told, act.sources)
        act.dyads = act.dyads or self._matcher.across(act.sources, targets)

    def _match(self, predication: Predication) -> Match | None:
        at = predication.word.i
        if at not in self._matches:
            self._matches[at] = self._matcher.match(predication)
        return self._matches[at]

    def _composed(self, outer: Told, cell: Cell, match: Match) -> Told:
        """The outer event with its content's: finer code, and the content's other actor where it names none itself."""
        if cell.keeps:
            return self._holding(outer, cell, match)
        content, inner = self._telling(outer, cell)
        if inner is None:
            self._drop_contents(outer.predication)
            return self._completed(outer, match)
        if not outer.dyads and contents.hostile(outer.type, inner.type):
            # "Pledged to put the rebels on trial" intends no cooperation.
            return self._threatening(outer, content, inner, match)
        self._refine(outer, cell, inner)
        if not outer.dyads:
            outer.dyads = self._towards(outer, match.sources, content, inner)
            if not outer.dyads and contents.spares(outer.type, inner.type):
                return outer
        return self._completed(outer, match)

    def _threatening(self, outer: Told, content: Predication, inner: Told, match: Match) -> Told:
        """The threat that it is to have agreed to harm somebody."""
        code = self._composition.by_form("future", inner.type.code)
        if code is not None and infinitive(content.word) and not inner.type.code.startswith(contents.HARMLESS):
            outer.type, outer.rule = self._codebook.by_code[code], f"{outer.rule}+{inner.rule}"
            outer.dyads = self._matcher.across(match.sources, [target for _, target in inner.dyads])
        return outer

    def _telling(self, outer: Told, cell: Cell) -> tuple[Predication, Told | None]:
        """The first content, with its event, that makes an outer event finer ("a call by B" or "for troops"), else the
        first that has an event; no event where none has."""
        first: tuple[Predication, Told | None] = (outer.predication, None)
        for content in outer.predication.contents:
            inner = self._inner(content) if not contents.asserted(outer.type, content) else None
            if inner is None:
                continue
            self._consume(inner.predication, outer.predication)
            if cell.compose(inner.type.code) not in (None, cell.outer):
                return content, inner
            first = first if first[1] is not None else (content, inner)
        return first

    def _towards(
        self, outer: Told, sources: list[Mention], content: Predication, inner: Told
    ) -> list[tuple[Mention, Mention]]:
        """Dyads of an outer event with those in its content: who is to act there, or whom the source itself acts on.

        Where it is not told who is to act ("said that B must be punished"), who hears it is asked, but never B.
        """
        told = hearers(outer.predication, self._matcher) if contents.unasked(outer.type, content) else []
        acting = contents.facing(outer.type, self._matcher.across(sources, inner.sources))
        asked = self._matcher.across(sources, told) or acting
        if asked or (outer.type.root in contents.ASKING and not inner.type.code.startswith(contents.LEADERSHIP)):
            return asked
        if contents.spares(outer.type, inner.type):
            return []
        return contents.facing(outer.type, self._matcher.across(sources, [target for _, target in inner.dyads]))

    def _holding(self, outer: Told, cell: Cell, match: Match) -> Told:
        """The outer event beside its contents, which stay events of their own."""
        for content in outer.predication.contents:
            inner = self._read(content)
            if inner is not None:
                self._refine(outer, cell, inner)
                outer.held.append(inner)
        return self._completed(outer, match, contents.DOERS)

    def _refine(self, outer: Told, cell: Cell, inner: Told) -> None:
        """Give the outer event the grid's code for its content, unless its rule has named a finer one already."""
        code = cell.compose(inner.type.code)
        general = outer.type.code
        if code is not None and (general == cell.outer or code.startswith(general)):
            outer.type = self._codebook.by_code[code]
            outer.rule = f"{outer.rule}+{inner.rule}"

    def _inner(self, content: Predication) -> Told | None:
        """The event of a content; of one that codes nothing itself ("start withdrawing"), that of its own content."""
        stop = self._inner_stopped(content)
        match = self._match(content)
        fitting = [rule for rule, _ in self._matcher.fitting(content) if contents.may_mean(rule, content)]
        if stop is not None and (match is None or not match.rule.weight) and not any(rule.says for rule in fitting):
            return stop
        if match is not None:
            reading = Told(match.rule.type, self._matcher.dyads(match), match.sources, match.rule.id, content)
            cell = self._composition.cell(match.rule.type.code)
            return self._composed(reading, cell, match) if cell is not None else reading
        # Who acts on whom is not known here: a rule that asks nothing of the actors comes before one that does.
        rule = min(fitting, key=lambda rule: rule.unchecked, default=None)
        if rule is None or not rule.says:
            for deeper in content.contents:
                if self._match(deeper) is not None:
                    return self._inner(deeper)
        if rule is not None:
            return self._unbound(Told(rule.type, [], [], rule.id, content))
        return next(filter(None, map(self._inner, content.contents)), None)

    def _unbound(self, reading: Told) -> Told:
        """An event of nobody that is known, made finer by its content ("a call to end the raids" that is refused)."""
        cell = self._composition.cell(reading.type.code)
        if cell is not None and not cell.keeps:
            inner = self._telling(reading, cell)[1]
            if inner is not None and (inner.sources or not self._guessed(inner)):
                self._refine(reading, cell, inner)
        return reading

    def _guessed(self, reading: Told) -> bool:
        """Whether only actors, who are not known, would tell what an event is ("accept" refugees, or a fact)."""
        rules = (rule for rule, _ in self._matcher.fitting(reading.predication) if rule.id == reading.rule)
        return any((rule.source_is or rule.target_is) and not rule.says for rule in rules)

    def _stopped(self, predication: Predication) -> Told | None:
        """The event of stopping something ("lifted the embargo on B", "the end of talks with B")."""
        for content, inner, event in self._stops(predication):
            sources = stopping.stoppers(predication, self._matcher) or inner.sources
            others = [target for _, target in inner.dyads] or stopping.others(predication, content, self._matcher)
            dyads = self._matcher.across(sources, [*others, *inner.sources])
            if sources and dyads:
                self.consumed[inner.predication.word.i] = predication
                return Told(event, dyads, sources, stop_rule(predication, inner), predication)
        return None

    def _inner_stopped(self, content: Predication) -> Told | None:
        """The event of stopping something as a content, whose actors need not be known ("urged B to end the siege")."""
        rules = ((event, stop_rule(content, inner)) for _, inner, event in self._stops(content))
        found = (Told(event, [], stopping.stoppers(content, self._matcher), rule, content) for event, rule in rules)
        return self._stopped(content) or next(found, None)

    def _stops(self, predication: Predication) -> Iterator[tuple[Predication, Told, EventType]]:
        """Each content that the predication stops, what it comes to, and what stopping it does."""
        words = self._composition.stop_verbs if predication.kind == "verb" else self._composition.stop_nouns
        if predication.lemma not in words and not contents.phrase_in(predication, words):
            return
        phrase = stopping.phrase(predication, self._matcher)
        if stopping.conquered(predication, self._matcher):
            return
        for content in predication.contents:
            if content.word in predication.roles.get("subject", ()) and predication.roles.get("object"):
                # "Its surrender removed the threat": the surrender is what stops something, not what is stopped.
                continue
            inner = self._inner(content)
            if phrase and inner is not None and inner.predication.word not in phrase:
                # "stopped eating in protest at B": what is stopped is said already.
                continue
            code = self._composition.stops.compose(inner.type.code) if inner is not None else None
            if inner is not None and code is not None:
                yield content, inner, self._codebook.by_code[code]

    def _by_form(self, reading: Told) -> Told:
        """A future or plan is an intention, negated a refusal, of harm a threat, as is "said that it could bomb B"."""
        form = form_of(reading.predication, self._composition)
        code = self._composition.by_form(form, reading.type.code) if form is not None else None
        if form is None or code is None:
            return reading
        holder = reading.predication.holder
        speakers = self._matcher.actors(holder.roles.get("subject", ())) if holder is not None else []
        if form == "possible" and not own_harm(reading, speakers, self._matcher.same):
            return reading
        if code.startswith(contents.THREAT) and contents.others(speakers, reading.sources):
            reading.modality = "possible"
            return reading
        reading.type, reading.polarity = self._codebook.by_code[code], "affirmed"
        reading.rule = f"{form.replace(' ', '_')}+{reading.rule}"
        return reading

    def _completed(self, reading: Told, match: Match, roles: Sequence[str] = contents.PARTS) -> Told:
        """A reading; where it has no dyads yet, with those of its sources and the actors in its contents' ``roles``."""
        if not reading.dyads and match.open:
            actors = self._partakers.of(reading.type, reading.predication, match.sources, roles)
            if not actors and reading.type.root in contents.ASKING and reading.predication.kind == "verb":
                actors = hearers(reading.predication, self._matcher)
            reading.dyads = self._matcher.across(match.sources, actors)
        return reading

    def _drop_contents_of_outer(self, predication: Predication) -> None:
        """Where an outer predicate finds no actors, its content is still no fact ("was urged to free")."""
        if not predication.contents:
            return
        for rule, _ in self._matcher.fitting(predication):
            cell = self._composition.cell(rule.type.code)
            if cell is not None and not cell.keeps:
                self._drop_contents(predication)
                return

    def _consume(self, content: Predication, outer: Predication) -> None:
        """Let a content be no event of its own, nor the noun for which its verb is light ("vowed to wage war")."""
        carried = (noun for noun in content.contents if content.word in noun.words)
        self.consumed.update({one.word.i: outer for one in (content, *carried)})

    def _drop_contents(self, predication: Predication) -> None:
        for content in predication.contents:
            self.consumed[content.word.i] = predication
            self._drop_contents(content)

    def _made(self, reading: Told, sentence: Sentence) -> list[Event]:
        predication = reading.predication
        return [
            Event(
                source=source,
                target=target,
                type=reading.type,
                predication=predication,
                rule=reading.rule,
                sentence=sentence,
                polarity=reading.polarity or predication.polarity,
                modality=reading.modality or modality_of(reading, self._composition),
                tense=predication.tense,
            )
            for source, target in reading.dyads
        ]
