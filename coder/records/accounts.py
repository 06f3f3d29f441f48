"""Set the accounts of an incident side by side: who vouches for what, where they agree and where they conflict."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from coder.records.incidents import Account, Incident, compatible, contains
from coder.records.settings import IncidentSettings

CASUALTIES = ("killed", "injured", "captured", "displaced")

Version = dict[str, Any]

_NAMES = 4
"""As many of the names that accounts have for one thing are shown."""


@dataclass(frozen=True, slots=True, order=True)
class Voucher:
    """Who vouches for an account: a reporter, or the publisher where no reporter is named.

    ``kind`` is "reporter", "hearsay" (the text says that unnamed others do) or "publisher"; ``code`` the actor code,
    "" where no codebook knows the reporter, ``name`` what it is called, ``side`` its country or organisation.
    """

    side: str
    kind: str
    code: str
    name: str

    def __str__(self) -> str:
        """The voucher as a table names it."""
        if self.kind == "hearsay":
            return f"unnamed sources, in {self.name}"
        return f"{self.name} ({self.code})" if self.code else self.name


def incident_record(incident: Incident, settings: IncidentSettings) -> dict[str, Any]:
    """The record of an incident, in the shape of incident.schema.json."""
    accounts = sorted(incident.accounts, key=lambda one: (one.doc_id, one.sentence, one.trigger, one.event_id))
    first = incident.accounts[0]
    told = _by_voucher(accounts, settings)
    versions = list(_versions(told, settings))
    return {
        "incident_id": incident.id,
        "family": first.family,
        "date": _days(first.days),
        "place": first.place,
        "actors": sorted({code for one in accounts for code in one.dyad if code}),
        "documents": sorted({one.doc_id for one in accounts}),
        "publishers": sorted({one.publisher for one in accounts if one.publisher}),
        "records": [one.event_id for one in accounts],
        "accounts": [_told_by(voucher, ones) for voucher, ones in told.items()],
        "agreements": [version for version in versions if "versions" not in version],
        "conflicts": [version for version in versions if "versions" in version],
    }


def happened(one: Account) -> str:
    """Whether the event happened, by this account: "yes", "no", "possibly" or "doubted"."""
    if one.stance in ("doubts", "asks"):
        return "doubted"
    if one.polarity == "negated" or one.stance == "denies":  # A denial is mostly both: said once, recorded twice.
        return "no"
    return "possibly" if one.modality == "possible" else "yes"


def _by_voucher(accounts: list[Account], settings: IncidentSettings) -> dict[Voucher, list[Account]]:
    """The accounts by who vouches for them; a reporter has the longest of the names it goes by."""
    groups: dict[tuple[str, str], list[Account]] = {}
    for one in accounts:
        groups.setdefault(_identity(one), []).append(one)
    told = {}
    for (kind, _), ones in groups.items():
        names = sorted({_name(one) for one in ones}, key=lambda name: (-len(name), name))
        code = ones[0].reporter[0] if kind == "reporter" and ones[0].reporter else ""
        told[Voucher(settings.country(code), kind, code, names[0])] = ones
    return dict(sorted(told.items()))


def _identity(one: Account) -> tuple[str, str]:
    if one.reporter:
        code, text = one.reporter
        return "reporter", code or text.casefold()
    return "hearsay" if one.kind == "hearsay" else "publisher", _name(one)


def _name(one: Account) -> str:
    return one.reporter[1] if one.reporter else one.publisher or f"document {one.doc_id}"


def _told_by(voucher: Voucher, ones: list[Account]) -> dict[str, Any]:
    return {
        "voucher": {"kind": voucher.kind, "code": voucher.code, "name": voucher.name, "side": voucher.side},
        "publishers": sorted({one.publisher for one in ones if one.publisher}),
        "documents": sorted({one.doc_id for one in ones}),
        "tellings": [_telling(one) for one in ones],
    }


def _telling(one: Account) -> dict[str, Any]:
    return {
        "event_id": one.event_id,
        "doc_id": one.doc_id,
        "publisher": one.publisher,
        "source": {"code": one.dyad[0], "text": one.texts[0]},
        "event": {"code": one.code, "label": one.label},
        "target": {"code": one.dyad[1], "text": one.texts[1]},
        "happened": happened(one),
        "stance": one.stance,
        "chain": [{"code": code, "text": text} for code, text in one.chain],
        "casualties": one.casualties,
        "trigger": one.trigger[1],
        "evidence": one.evidence,
    }


def _days(days: tuple[int, int] | None) -> dict[str, str] | None:
    if days is None:
        return None
    start, end = (datetime.date.fromordinal(day).isoformat() for day in days)
    return {"start": start, "end": end}


def _versions(told: dict[Voucher, list[Account]], settings: IncidentSettings) -> Iterable[Version]:
    """Each aspect on which two vouchers agree or no two of them do, in the order that a reader asks."""
    real = {voucher: [one for one in ones if happened(one) != "no"] for voucher, ones in told.items()}
    yield from _happened(told, settings)
    for aspect, at in (("initiator", 0), ("target", 1)):
        yield from _compared(aspect, _parties(real, at))
    yield from _compared("event", _stated(real, _act))
    for kind in CASUALTIES:
        counts = _stated(told, lambda one, kind=kind: _count(one, kind))
        yield from _compared(kind, counts, _overlap)


Stated = list[tuple[Voucher, str, Any, str]]
"""Who states a value, as a person reads it, the value itself and the record's id."""


def _compared(aspect: str, stated: Stated, same: Callable[[Any, Any], bool] | None = None) -> Iterable[Version]:
    """The versions of an aspect, and whether they conflict: there are several, and no voucher gives them all."""
    groups: list[Stated] = []
    for one in sorted(stated, key=lambda item: (-len(str(item[2])), item[1], item[0], item[3])):
        for group in groups:
            if (same or _equal)(one[2], group[0][2]):
                group.append(one)
                break
        else:
            groups.append([one])
    vouchers = {voucher for voucher, *_ in stated}
    if len(vouchers) < 2:
        return
    versions = sorted((_version(group) for group in groups), key=lambda v: (-len(v["vouchers"]), v["value"]))
    if len(groups) == 1:
        yield {"aspect": aspect, **versions[0]}
    elif not any(all(any(v is voucher for v, *_ in group) for group in groups) for voucher in vouchers):
        yield {"aspect": aspect, "versions": versions}


def _version(group: Stated) -> dict[str, Any]:
    """A version: what its accounts call it, the commonest first, who vouches for it and where."""
    called = Counter(value for _, value, _, _ in group)
    values = sorted(called, key=lambda value: (-called[value], value))
    return {
        "value": "; ".join(values[:_NAMES]) + ("; …" if len(values) > _NAMES else ""),
        "vouchers": list(dict.fromkeys(str(voucher) for voucher, *_ in sorted(group, key=lambda item: item[0]))),
        "records": sorted({event_id for *_, event_id in group}),
    }


def _equal(one: Any, other: Any) -> bool:
    """Whether two values are the same: two codes also where one is the other at a coarser level."""
    if isinstance(one, str) and isinstance(other, str) and one.isupper() and other.isupper():
        return contains(one, other)
    return one == other


def _stated(told: dict[Voucher, list[Account]], of: Callable[[Account], tuple[Any, str] | None]) -> Stated:
    found = ((voucher, one, of(one)) for voucher, ones in told.items() for one in ones)
    return [(voucher, value[1], value[0], one.event_id) for voucher, one, value in found if value]


def _parties(told: dict[Voucher, list[Account]], at: int) -> Stated:
    """Who is the source (0) or the target (1) by each account; where a telling has both ways, both are both."""
    ways = {(v, one.doc_id, one.trigger, one.dyad, one.texts) for v, ones in told.items() for one in ones}
    stated: Stated = []
    for voucher, ones in told.items():
        for one in ones:
            if (voucher, one.doc_id, one.trigger, one.dyad[::-1], one.texts[::-1]) in ways:
                pair = sorted(zip(one.dyad, one.texts, strict=True))
                name = " and ".join(_actor(*each) for each in pair)
                codes = tuple(code or text.casefold() for code, text in pair)
                stated.append((voucher, f"{name}, each other", codes, one.event_id))
            else:
                code, text = one.dyad[at], one.texts[at]
                stated.append((voucher, _actor(code, text), code or text.casefold(), one.event_id))
    return stated


def _actor(code: str, text: str) -> str:
    return f"{text} ({code})" if code else text


def _act(one: Account) -> tuple[str, str]:
    label = one.label.removesuffix(", not specified below")
    return one.code, f"“{one.trigger[1]}” ({one.code} {label})"


def _count(one: Account, kind: str) -> tuple[tuple[int, float], str] | None:
    """The fewest and the most of the people whom an account counts."""
    count = one.casualties and one.casualties[kind]
    if not count:
        return None
    most = float("inf") if count["max"] is None else count["max"]
    return (count["min"] or 0, most), count["text"]


def _overlap(one: tuple[int, float], other: tuple[int, float]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _happened(told: dict[Voucher, list[Account]], settings: IncidentSettings) -> Iterable[Version]:
    """Whether each act happened, of those that someone says did not or doubts."""
    everything = [(voucher, one) for voucher, ones in told.items() for one in ones]
    questioned: dict[tuple[str, tuple[str, str]], Account] = {}
    for _, one in everything:
        if happened(one) in ("no", "doubted"):
            questioned.setdefault((one.code, one.dyad), one)
    for act in questioned.values():
        same = [
            (voucher, happened(one), happened(one), one.event_id)
            for voucher, one in everything
            if one.code == act.code and compatible(one.dyad, act.dyad, settings)
        ]
        for found in _compared("happened", same):
            yield {**found, "of": f"{act.texts[0]} – {act.label} – {act.texts[1]}"}
