"""Which forces and groups are no state's army: those of a people, those that are only backed, groups that fight."""

from __future__ import annotations

from coder.coding.roles import Role, RoleReader
from coder.coding.sides import Sides
from coder.language.lexicon import load_lexicon
from coder.model import Word

_LEXICON = load_lexicon()


def armed_role(word: Word, role: Role, modifiers: list[Word], reader: RoleReader, sides: Sides) -> str:
    """The role chunk of a noun after its modifiers.

    A people has no army, so that its forces are UAF, and so are forces of which it is only said who backs them, and a
    group that fights; any other group of a people is of no role ("").
    """
    chunk = reader.refined(word, role, modifiers)
    lemma = word.lemma.lower()
    if lemma in _LEXICON.groups and chunk in ("CVL", "MIL"):
        if _fights(word):
            return "UAF"
        return "" if chunk == "CVL" and sides.people(modifiers) else chunk
    if chunk != "MIL" or role.strength != "weak" or lemma == "coalition":
        return chunk
    backed = sides.backed(modifiers) and not any(map(reader.chunk_of, modifiers))
    return "UAF" if backed or sides.people(modifiers) else chunk


def _fights(word: Word) -> bool:
    """Whether a group is said to be armed: "an armed group", "a group fighting the army"."""
    return any(
        child.lower == "armed" or (child.dep in ("acl", "relcl") and child.lemma in _LEXICON.fighting)
        for child in word.children
    )
