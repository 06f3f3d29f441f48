"""Towns and land as what is taken or given up: the state's ground there, not the people who live on it."""

from __future__ import annotations

from dataclasses import replace

from coder.codebook.actors import PEOPLE
from coder.coding.codes import chunks
from coder.language.lexicon import load_lexicon
from coder.model import Event

_LEXICON = load_lexicon()


def grounded(event: Event) -> Event:
    """The event, with a town that it takes as its state's: SYRCVL becomes SYR; a bare CVL stays, whose it is being
    unknown."""
    code = event.target.code
    if not event.type.ground or event.target.head.lemma.lower() not in _LEXICON.settlements or len(code) <= 3:
        return event
    event.target = replace(event.target, code="".join(chunk for chunk in chunks(code) if chunk != PEOPLE))
    return event
