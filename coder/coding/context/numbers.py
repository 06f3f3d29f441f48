"""Numbers in words and figures: "14", "1,200", "two hundred", "half a dozen", "1.5 million"."""

from __future__ import annotations

import re

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL = {word: number for number, word in enumerate(_ONES.split())}
_SMALL |= {word: 10 * number for number, word in enumerate(_TENS.split(), start=2)}
_SMALL |= {"a": 1, "an": 1}
_LARGE = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
_FIGURES = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")


def number_of(text: str) -> int | None:
    """The whole number that the words mean, None where they are none ("dozens", "several", "1.3")."""
    total, group, seen, half = 0.0, 0.0, False, False
    for word in re.split(r"[\s-]+", text.lower().strip()):
        if _FIGURES.fullmatch(word):
            group += float(word.replace(",", ""))
        elif word in _SMALL:
            group += _SMALL[word]
        elif word == "half":
            half = True
        elif word in _LARGE and (seen or word in ("hundred", "thousand", "million")):
            group = (0.5 if half else group or 1) * _LARGE[word]
            if _LARGE[word] >= 1000:
                total, group = total + group, 0.0
        elif word != "and" or not seen:
            return None
        seen = True
    whole = total + group
    said = seen and (whole > 0 or not half)
    return int(whole) if said and whole == int(whole) else None
