"""Where an article stops being news: appeals to the reader that publishers add at the end."""

from __future__ import annotations

import re

_APPEAL = re.compile(
    r"^[^\S\n]*(?:a (?:message|note|letter|word) from (?:the|our|us)\b"
    r"|dear readers?\b"
    r"|(?:please )?(?:support|help|fund) (?:us|our (?:work|journalism|newsroom)|independent journalism)\b"
    r"|(?:sign up (?:for|to)|subscribe to|follow us on|download our app)\b"
    r"|(?:read|see) (?:more|also|next)[^\S\n]*:?[^\S\n]*$"
    r"|more (?:on|from) this (?:story|author)\b"
    r"|(?:©|copyright\b|all rights reserved))",
    re.IGNORECASE | re.MULTILINE,
)

NEWS_AT_LEAST = 0.3
"""An appeal in the first part of a text (as a share of its length) is a banner; the news comes after it."""


def news_end(text: str) -> int:
    """The offset at which the article's news ends and an appeal to its readers begins (the text's length if none)."""
    for match in _APPEAL.finditer(text):
        if match.start() >= NEWS_AT_LEAST * len(text):
            return match.start()
    return len(text)
