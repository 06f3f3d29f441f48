"""The settings of incidents: which records are of one, as ``codebooks/incidents.yaml`` says."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from coder.codebook.folder import shipped
from coder.codebook.problems import CodebookError
from coder.codebook.source import Source


@dataclass(frozen=True, slots=True)
class IncidentSettings:
    """Which records are of one incident.

    ``families`` maps the beginning of a CAMEO code to its family, ``window`` and ``longest`` are days, ``kilometres``
    the distance between places, ``no_country`` the first chunks of actor codes that name no country.
    """

    families: dict[str, str]
    window: int
    longest: int
    kilometres: float
    modalities: frozenset[str]
    no_country: frozenset[str]

    def family(self, code: str) -> str | None:
        """The family of an event code, by its longest beginning that is in one; None where there is none."""
        for length in range(len(code), 1, -1):
            if code[:length] in self.families:
                return self.families[code[:length]]
        return None

    def country(self, actor: str) -> str:
        """The chunk of an actor code that names its country or organisation, "" where none does."""
        return "" if actor[:3] in self.no_country else actor[:3]


def load_settings(path: Path | None = None, **changes: Any) -> IncidentSettings:
    """The settings in a YAML file (the shipped one by default), with ``changes`` in place of what it says.

    ``families``, ``window``, ``kilometres`` and so on may be changed; None changes nothing. Raises ``CodebookError``.
    """
    source = Source(path or shipped() / "incidents.yaml")
    problems = source.check("incidents.schema.json")
    if problems:
        raise CodebookError(problems)
    data = source.data
    families: dict[str, str] = {}
    for name, codes in data["families"].items():
        for code in codes:
            if families.setdefault(code, name) != name:
                reason = f"{code} is in {families[code]} already"
                problems.append(source.problem(("families", name), name, reason, "Put each code in one family"))
    if problems:
        raise CodebookError(problems)
    settings = IncidentSettings(
        families,
        data["window"],
        data["longest"],
        data["kilometres"],
        frozenset(data["modalities"]),
        frozenset(data["no_country"]),
    )
    return replace(settings, **{name: value for name, value in changes.items() if value is not None})
