"""Towns and land as what is taken or given up: the state's ground there; as what is attacked, the people there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from coder.codebook.actors import PEOPLE
from coder.coding.codes import chunks, compose
from coder.language.lexicon import load_lexicon
from coder.model import Event, Mention

_LEXICON = load_lexicon()

_VIOLENT = ("18", "19", "20")
"""Roots of events that are done to people."""


def grounded(event: Event, is_region: Callable[[Mention], bool]) -> Event:
    """The event, with a place that is its target as ground or as people.

    A town that it takes is its state's: SYRCVL becomes SYR; a bare CVL stays, whose it is being unknown. A town or
    region of a state by name (``is_region``) that it attacks, not just enters, is those who live there: SYR becomes
    SYRCVL.
    """
    target = event.target
    if event.type.ground:
        if target.head.lemma.lower() in _LEXICON.settlements and len(target.code) > 3:
            event.target = replace(target, code="".join(chunk for chunk in chunks(target.code) if chunk != PEOPLE))
    elif event.type.root in _VIOLENT and event.predication.lemma not in _LEXICON.entering and is_region(target):
        event.target = replace(target, code=compose(target.code, PEOPLE))
    return event
