"""Expressions of time in English text: found by cheap patterns, turned into the days that they mean.

The library ``dateparser`` reads calendar dates, months, days of the week and "two weeks ago". What it leaves open is
settled here: how long a time the words mean ("last week" is seven days, not the day a week ago), and what "since",
"earlier this month", "the next day" or "over the weekend" make of it. Weeks begin on Monday (ISO 8601).
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date as Day
from datetime import datetime, time, timedelta
from functools import lru_cache

from coder.coding.context.numbers import number_of
from coder.model import When

_WEEKDAY = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.)"
)
_BARE_MONTH = rf"(?:{_MONTH}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b)"
_DATE = r"[0-3]?\d(?:st|nd|rd|th)?"
_YEAR = r"(?:1[5-9]\d\d|20\d\d)"
_COUNT = (
    r"(?P<count>an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,3}"
    r"|several|some|(?:a )?few|a couple of)"
)
_UNIT = r"(?P<unit>hour|day|night|week|fortnight|month|year|decade)s?"
_PART = r"(?:(?P<part>early|late|mid|earlier|later|(?:at )?the (?:start|beginning|middle|end) of)[ -](?:on |in )?)?"
_WHICH = r"(?:(?P<which>last|this|next|this past|the previous|the following) )?"

_PATTERNS = {
    "calendar": rf"\b(?P<core>\d{{4}}-\d\d-\d\d|(?:the )?{_DATE}(?: of)? {_BARE_MONTH}"
    rf"(?:,? {_YEAR})?|{_BARE_MONTH} {_DATE}(?:,? {_YEAR})?)(?![\w,]\d|\d)"
    r"(?: (?P<year>last|this|next) year)?",
    "month": rf"\b{_PART}{_WHICH}(?P<core>{_MONTH}(?:(?: of)?,? {_YEAR})?)(?: (?P<year>last|this|next) year)?(?!\w)",
    "weekday": rf"\b{_PART}{_WHICH}(?P<core>{_WEEKDAY})(?: (?:morning|afternoon|evening|night))?"
    r"(?: (?P<week>last|this|next) week)?\b",
    "ago": rf"(?i)\b(?:{_COUNT} |(?=\w+s )){_UNIT} "
    r"(?P<sense>ago|earlier|previously|later|afterwards|before(?=[,.;]|$))",
    "past": rf"(?i)\b(?:the |in )?(?P<sense>last|past|recent|coming|next) (?:{_COUNT} )?"
    r"(?P<unit>day|week|month|year|decade)s\b",
    "unit": rf"(?i)\b{_PART}(?P<which>last|this|next|the same|the previous|the following|the next|that) "
    r"(?P<unit>day|night|evening|morning|afternoon|week|weekend|month|year|spring|summer|autumn|winter)\b(?!-| of\b)",
    "within": r"(?i)\b(?P<part>earlier|later) in the (?P<unit>day|week|month|year)\b",
    "beside": r"(?i)\bthe day (?P<which>before|after)\b",
    "today": r"(?i)\b(?P<core>yesterday|today|tomorrow|tonight|overnight)\b",
    "hour": r"(?i)\b(?:at|by|around|about|before|after|since) (?:noon|midday|dawn|dusk|nightfall|daybreak|midnight)\b",
    "nth": r"(?i)\bthe (?:first|second|third|fourth|fifth|sixth|seventh|final|opening|last)"
    r"(?: straight| consecutive)? day of\b",
    "weekend": r"(?i)\bthe weekend\b",
    "season": rf"(?i)\b{_PART}(?P<season>spring|summer|autumn|fall|winter)(?: of)?,? (?P<core>{_YEAR})\b",
    "decade": r"\bthe (?P<core>(?:1[89]|20)\d0)s\b",
    "years": rf"\b(?:between|from) (?P<from>{_YEAR}) (?:and|to|until) (?P<to>{_YEAR})\b",
    "year": rf"(?<![\d,.$£€-])\b{_PART}(?P<core>{_YEAR})(?![\d%]|[,.]\d|-\w)",
}
_COMPILED = {kind: re.compile(pattern) for kind, pattern in _PATTERNS.items()}
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_UNITS = ("hour", "day", "night", "week", "month", "year", "decade")
_DAYLIGHT = ("noon", "midday", "dawn", "dusk", "nightfall", "daybreak", "midnight")
_CENTURIES = ("15", "16", "17", "18", "19", "20")
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 14)}
_HINTS = {
    "calendar": (*_MONTHS, "-"),
    "month": _MONTHS,
    "weekday": _DAYS,
    "ago": _UNITS,
    "past": _UNITS,
    "unit": (*_UNITS, "evening", "morning", "afternoon", *_SEASONS),
    "within": (" in the ",),
    "beside": ("the day ",),
    "today": ("yesterday", "today", "tomorrow", "tonight", "overnight"),
    "hour": _DAYLIGHT,
    "nth": (" day of",),
    "weekend": ("weekend",),
    "season": tuple(_SEASONS),
    "decade": ("0s",),
    "years": _CENTURIES,
    "year": _CENTURIES,
}
"""For each kind of expression, pieces of which it has at least one: most sentences have none, which is quickly seen."""

_OPEN = re.compile(r"(?i)\b(since|until|till|by|before|after)\s+(?:(?:at least|at|in|the) )?$")
_BACKWARDS = ("earlier", "previously", "before", "the previous")
_LATER = ("later", "afterwards", "after", "the following", "the next")
_HALF_DAYS = ("night", "evening", "morning", "afternoon")
_STEPS = {"last": -1, "this": 0, "next": 1}
_FEW = (2, 6)
"""The bounds of "several", "a few" and "recent" units."""


@dataclass(frozen=True, slots=True)
class Expression:
    """Words that tell a time: their span, kind and parts; ``open`` is "since", "until" and the like, or ""."""

    start: int
    end: int
    text: str
    kind: str
    parts: dict[str, str]
    open: str = ""

    @property
    def absolute(self) -> bool:
        """Whether the words mean the same on whatever day they are written."""
        return self.kind in ("season", "decade", "years", "year") or (
            self.kind in ("calendar", "month") and bool(_year_in(self.parts["core"]))
        )

    @property
    def told_from(self) -> bool:
        """Whether the words count from a day that the text told before ("two days later"), not from the article's."""
        sense = self.parts.get("sense") or self.parts.get("which", "")
        return (
            self.kind == "beside"
            or (self.kind == "ago" and sense != "ago")
            or (self.kind == "unit" and sense.startswith("th") and sense != "this")
        )


def find_expressions(text: str) -> list[Expression]:
    """The expressions of time in a sentence, in its order; of those that overlap the longest."""
    found = []
    lower = text.lower()
    for kind, pattern in _COMPILED.items():
        if not any(hint in lower for hint in _HINTS[kind]):
            continue
        for match in pattern.finditer(text):
            parts = {
                name: value.lower() if name != "core" else value for name, value in match.groupdict().items() if value
            }
            before = _OPEN.search(text, 0, match.start())
            found.append(Expression(*match.span(), match[0], kind, parts, before[1].lower() if before else ""))
    found.sort(key=lambda one: (one.start - one.end, one.start))
    kept: list[Expression] = []
    for one in found:
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def days_of(expression: Expression, base: Day | None, ahead: bool) -> When | None:
    """The days that an expression means, seen from ``base`` (None where that is not known).

    ``ahead`` says that a day of the week or a month without a year is one to come. None where the words leave the time
    open ("until Monday" of what is past) or need a day that is not known.
    """
    if base is None and not expression.absolute:
        return None
    try:
        found = _RESOLVE[expression.kind](expression.parts, base, ahead)
    except (OverflowError, ValueError):  # Before the year 1 or after 9999.
        return None
    return found and _opened(expression, found, base, ahead)


def _opened(expression: Expression, when: When, base: Day | None, ahead: bool) -> When | None:
    """The stretch that "since" or "until" makes of a time."""
    text = expression.text
    if expression.open == "since":
        return When(when.start, base, "period", f"since {text}") if base and when.start <= base else None
    if expression.open in ("until", "till", "by", "before"):
        return (
            When(base, when.end, "period", f"{expression.open} {text}") if base and ahead and base <= when.end else None
        )
    if expression.open == "after":
        return When(when.start, base, "period", f"after {text}") if base and not ahead and when.start <= base else None
    return When(when.start, when.end, when.precision, text)


@lru_cache(maxsize=10_000)
def _parse(words: str, base: Day, ahead: bool) -> Day | None:
    """What ``dateparser`` makes of the words, seen from noon of ``base``."""
    import dateparser  # A tenth of a second that only those pay whose texts tell a time.

    settings = {
        "RELATIVE_BASE": datetime.combine(base, time(12)),
        "PREFER_DATES_FROM": "future" if ahead else "past",
        "PREFER_DAY_OF_MONTH": "first",
        "TIMEZONE": "UTC",
    }
    found = dateparser.parse(words.replace("the ", "").replace(" of ", " "), languages=["en"], settings=settings)
    return found.date() if found else None


def _one(day: Day | None) -> When | None:
    return When(day, day, "day", None) if day else None


def _week(day: Day) -> When:
    monday = day - timedelta(days=day.weekday())
    return When(monday, monday + timedelta(days=6), "week", None)


def _month(day: Day) -> When:
    return When(day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1]), "month", None)


def _year(day: Day) -> When:
    return When(Day(day.year, 1, 1), Day(day.year, 12, 31), "year", None)


_WIDEN = {
    "day": _one,
    "night": _one,
    "hour": _one,
    "week": _week,
    "fortnight": _week,
    "month": _month,
    "year": _year,
    "decade": _year,
}


def _calendar(parts: dict[str, str], base: Day | None, ahead: bool) -> When | None:
    year = _year_in(parts["core"])
    # The day itself counts as past, and as one to come.
    if "year" in parts:
        year = base.year + _STEPS[parts["year"]]
        return _one(_parse(f"{parts['core']} {year}", Day(year, 6, 15), ahead))
    seen_from = Day(year, 6, 15) if year else base + timedelta(days=-1 if ahead else 1)
    return _one(_parse(parts["core"], seen_from, ahead))


def _of_month(parts: dict[str, str], base: Day | None, ahead: bool) -> When | None:
    year = _year_in(parts["core"])
    day = _parse(parts["core"], Day(year, 1, 1) if year else base, ahead)
    if day is None:
        return None
    if year is None and "year" in parts:
        day = day.replace(year=base.year + _STEPS[parts["year"]])
    elif year is None and day.month == base.month:
        day = day.replace(year=base.year)
    return _part(_month(day), parts.get("part"), base)


def _weekday(parts: dict[str, str], base: Day, ahead: bool) -> When | None:
    if week := parts.get("week"):
        monday = _week(base).start + timedelta(weeks=_STEPS[week])
        return _one(_parse(parts["core"], monday - timedelta(days=1), True))
    ahead = ahead or parts.get("which") == "next"
    return _one(_parse(parts["core"], base + timedelta(days=-1 if ahead else 1), ahead))


def _counted(parts: dict[str, str], base: Day, ahead: bool) -> When | None:
    back = parts["sense"] not in _LATER
    unit, number = parts["unit"], number_of(parts.get("count", ""))
    if number is None:
        ends = sorted(_shift(base, -n if back else n, unit) for n in _FEW)
        return When(ends[0], ends[1], "period", None) if unit != "hour" else _one(base)
    return _one(base) if unit == "hour" else _WIDEN[unit](_shift(base, -number if back else number, unit))


def _shift(base: Day, number: int, unit: str) -> Day:
    """The day so many units away: by the library, but for those that it does not know."""
    factor, name = {"fortnight": (2, "week"), "decade": (10, "year"), "night": (1, "day")}.get(unit, (1, unit))
    number *= factor
    words = f"in {number} {name}s" if number > 0 else f"{-number} {name}s ago"
    day = _parse(words, base, number > 0)
    if day is None:
        raise ValueError(words)
    return day


def _stretch(parts: dict[str, str], base: Day, ahead: bool) -> When | None:
    """ "In the past three weeks", "in recent days": a stretch that ends or begins with the article's day."""
    number = number_of(parts.get("count", "")) or _FEW[1]
    ahead = parts["sense"] in ("coming", "next")
    other = _shift(base, number if ahead else -number, parts["unit"])
    return When(min(base, other), max(base, other), "period", None)


def _unit(parts: dict[str, str], base: Day, ahead: bool) -> When | None:
    unit, which = parts["unit"], parts.get("which", "this")
    step = -1 if which in ("last", "the previous") else 1 if which in ("next", "the next", "the following") else 0
    if unit in _SEASONS:
        # "Last summer" is the last that is over, be it this year's.
        over = _months(base.year, *_SEASONS[unit]).end < base
        return _months(base.year + step + (step < 0 and over), *_SEASONS[unit])
    if unit == "weekend":
        return _weekend({}, base + timedelta(weeks=step + (which == "last")), ahead)
    if unit in _HALF_DAYS:
        unit = "day"
    day = _shift(base, step, unit) if step else base
    return _part(_WIDEN[unit](day), parts.get("part"), base)


def _season_of(parts: dict[str, str], base: Day | None, ahead: bool) -> When | None:
    return _part(_months(int(parts["core"]), *_SEASONS[parts["season"]]), parts.get("part"), base)


def _months(year: int, first: int, last: int) -> When:
    """From the first day of a month to the last of another, of the next year where that is beyond twelve."""
    end = _month(Day(year + (last > 12), (last - 1) % 12 + 1, 1)).end
    return When(Day(year, first, 1), end, "period", None)


def _beside(parts: dict[str, str], base: Day, ahead: bool) -> When | None:
    return _one(base + timedelta(days=-1 if parts["which"] == "before" else 1))


def _today(parts: dict[str, str], base: Day, ahead: bool) -> When | None:
    word = parts["core"].lower()
    if word == "overnight":
        return When(base - timedelta(days=1), base, "period", None)
    return _one(base if word == "tonight" else _parse(word, base, ahead))


def _same_day(parts: dict[str, str], base: Day, ahead: bool) -> When | None:
    return _one(base)


def _weekend(parts: dict[str, str], base: Day, ahead: bool) -> When | None:
    """The last weekend that has begun, or the one to come."""
    saturday = base + timedelta(days=5 - base.weekday()) if ahead else base - timedelta(days=(base.weekday() + 2) % 7)
    return When(saturday, saturday + timedelta(days=1), "period", None)


def _decade(parts: dict[str, str], base: Day | None, ahead: bool) -> When | None:
    year = int(parts["core"])
    return When(Day(year, 1, 1), Day(year + 9, 12, 31), "period", None)


def _years(parts: dict[str, str], base: Day | None, ahead: bool) -> When | None:
    first, last = int(parts["from"]), int(parts["to"])
    return When(Day(first, 1, 1), Day(last, 12, 31), "period", None) if first <= last else None


def _in_year(parts: dict[str, str], base: Day | None, ahead: bool) -> When | None:
    return _part(_year(Day(int(parts["core"]), 1, 1)), parts.get("part"), base)


def _part(when: When, part: str | None, base: Day | None) -> When:
    """The early, middle or late third of a time; of one that is going on, what has gone or is to come."""
    if part is None:
        return when
    word = part.split()[-2] if part.endswith(" of") else part
    if word in ("earlier", "later") and base and when.start <= base <= when.end:
        return When(when.start, base, "period", None) if word == "earlier" else When(base, when.end, "period", None)
    days = (when.end - when.start).days + 1
    third = {"early": 0, "earlier": 0, "start": 0, "beginning": 0, "mid": 1, "middle": 1}.get(word, 2)
    if days == 1:
        return when
    bounds = (0, days // 3, 2 * days // 3, days)
    return When(
        when.start + timedelta(days=bounds[third]), when.start + timedelta(days=bounds[third + 1] - 1), "period", None
    )


def _year_in(words: str) -> int | None:
    match = re.search(rf"\b{_YEAR}\b", words)
    return int(match[0]) if match else None


_RESOLVE = {
    "calendar": _calendar,
    "month": _of_month,
    "weekday": _weekday,
    "ago": _counted,
    "past": _stretch,
    "unit": _unit,
    "within": _unit,
    "beside": _beside,
    "today": _today,
    "nth": _same_day,
    "hour": _same_day,
    "weekend": _weekend,
    "season": _season_of,
    "decade": _decade,
    "years": _years,
    "year": _in_year,
}
