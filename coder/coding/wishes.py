"""Tell what is done from what somebody only wants done: "the West should help the rebels" tells no help."""

from __future__ import annotations

from coder.model import Event

_SPEAKERS = ("we", "i")


def is_wish(event: Event) -> bool:
    """Whether an act is only demanded of its source, by others than himself.

    The demand is an event of its own where somebody makes it ("urged B to help"). Who says that he must do something
    ("we must help them") means to.
    """
    return event.modality == "demanded" and event.source.head.lower not in _SPEAKERS
