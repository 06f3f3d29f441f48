"""Those who are civilians by their noun, and take up arms: "volunteers joined the fight against B"."""

from __future__ import annotations

from dataclasses import replace

from coder.codebook.actors import PEOPLE
from coder.language.lexicon import load_lexicon
from coder.model import Event

_LEXICON = load_lexicon()


def armed(event: Event) -> Event:
    """The event, with volunteers that fight in it as its source coded as fighters: CVL becomes UAF."""
    source = event.source
    if event.type.root == "19" and source.head.lemma.lower() in _LEXICON.volunteers and source.code.endswith(PEOPLE):
        event.source = replace(source, code=source.code.removesuffix(PEOPLE) + "UAF")
    return event
