"""CAMEO actor codes as strings of three-letter chunks: take them apart, put a role in, add a group."""

from __future__ import annotations

from functools import lru_cache

from coder.codebook.actors import ROLES

ORGANISATIONS = frozenset(("IGO", "NGO", "NGM", "MNC", "IMG"))
"""First chunks that are no state's."""

_BRANCHES = ("MIL", "PKO", "COP", "JUD", "LEG", "SPY")
"""Roles that an international organisation's code takes on: "NATO troops", "the UN court"."""

_ARMED = ("REB", "UAF", "MIL", "PKO", "COP", "SPY")
_IRREGULAR = frozenset(("REB", "UAF", "CRM"))
_OFFICIAL = ("MIL", "UAF", "REB", "GOV", "MED", "ELI", "BUS", "OPP", "PTY")
"""What a member of an armed force or party may be called without being anything but its member."""

_CIVILIAN = ("OPP", "PTY", "LEG", "MED", "NGO", "BUS", "ELI")


@lru_cache(maxsize=10_000)
def chunks(code: str) -> tuple[str, ...]:
    """The three-letter chunks of a code."""
    return tuple(code[at : at + 3] for at in range(0, len(code), 3))


@lru_cache(maxsize=10_000)
def is_role(code: str) -> bool:
    """Whether a code says only what somebody is, not whose: "MIL", "OPPLEG"."""
    return all(chunk in ROLES for chunk in chunks(code))


def is_organisation(code: str) -> bool:
    """Whether the code is an international organisation's, a firm's or an international armed group's."""
    return code[:3] in ORGANISATIONS


def is_state(code: str) -> bool:
    """Whether the code is that of a state as a whole, or of a people or religion as a whole."""
    return len(code) == 3 and code not in ROLES


def is_body(code: str) -> bool:
    """Whether the code is that of an organisation, party or force, which somebody can be of; no state's, no role's."""
    return not is_role(code) and not is_state(code)


def compose(owner: str, role: str, relational: bool = False) -> str:
    """The code of somebody's somebody: owner "SYRKUR" and role "REB" make "SYRREBKUR".

    The role follows the state or organisation and precedes party, ethnic and religious groups (CAMEO 1.1b3, chapter 3).
    A ``relational`` noun (leader, spokesman) takes its owner's role, and gives its own where that has none.
    """
    if not owner or not role:
        return owner or role
    head, roles, groups = _parts(owner)
    if role in roles or (relational and (roles or not head)):
        return owner
    if head in ORGANISATIONS:
        return owner if role not in _BRANCHES or head == "IMG" else owner + role
    if roles and not relational and (roles[-1] in ("GOV", "ELI") or (role == "CVL" and roles[-1] in _ARMED)):
        roles = roles[:-1]
    elif roles and (roles[-1] in _ARMED or groups) and role in _OFFICIAL:
        return owner
    elif roles and roles[-1] in _CIVILIAN and role in ("GOV", "CVL", "PTY", "ELI"):
        return owner
    return head + "".join(roles) + role + groups


def of_kin(owner: str) -> str:
    """Whose somebody's kin or captives are: of his state, but not of his office; an armed group's are nobody's."""
    head, roles, _ = _parts(owner)
    if head in ORGANISATIONS or not _IRREGULAR.isdisjoint(roles):
        return ""
    return head


def with_group(code: str, group: str) -> str:
    """A code with an ethnic or religious group at its end: "IRQ" and "KUR" make "IRQKUR"."""
    return code if group in chunks(code) else code + group


def _parts(code: str) -> tuple[str, list[str], str]:
    """State or organisation ("" for none), roles, and what follows them."""
    parts = list(chunks(code))
    if parts[0] in ORGANISATIONS and len(parts) > 1:
        return parts[0], [], ""
    head = "" if parts[0] in ROLES else parts.pop(0)
    count = next((at for at, chunk in enumerate(parts) if chunk not in ROLES), len(parts))
    return head, parts[:count], "".join(parts[count:])
