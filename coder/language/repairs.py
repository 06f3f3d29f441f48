"""Mend what the statistical parser regularly gets wrong in news of conflict, before anything reads the tree.

Each repair (``misread``, ``misplaced``) is one function that is asked about the words of one tag or label, and says
what the parse looks like when it is wrong. None knows a codebook. The labels are those of the ClearNLP guidelines.
"""

from __future__ import annotations

from collections.abc import Callable

from coder.language import misplaced, misread
from coder.model import Tree, Word


def mend(tree: Tree) -> Tree:
    """Repair ``tree`` in place, and return it."""
    words = tree.words
    for word in words:
        for repair in _BY_TAG.get(word.tag, ()):
            repair(word, words)
        for repair in _BY_LABEL.get(word.dep, ()):
            repair(word, words)
    misplaced.listed_subjects(words)
    return tree


_Repair = Callable[[Word, list[Word]], None]

_BY_TAG: dict[str, tuple[_Repair, ...]] = {
    "VB": (misread.irregular, misread.past_as_base, misread.obligation),
    "VBZ": (
        misread.irregular,
        misread.obligation,
        misread.mislemmatized,
        misread.plural_after_to,
        misread.plural_as_verb,
        misread.subject_as_modifier,
        misplaced.appositive_subject,
    ),
    "VBD": (
        misread.irregular,
        misread.obligation,
        misread.mislemmatized,
        misread.participle_as_verb,
        misread.subject_as_modifier,
        misread.suspected,
        misread.suspected_object,
        misplaced.appositive_subject,
        misplaced.inverted_subject,
    ),
    "VBP": (
        misread.irregular,
        misread.past_as_base,
        misread.obligation,
        misread.subject_as_modifier,
        misplaced.appositive_subject,
    ),
    "VBN": (
        misread.irregular,
        misread.mislemmatized,
        misread.suspected,
        misread.suspected_object,
        misplaced.appositive_subject,
    ),
    "VBG": (
        misread.participle_as_gerund,
        misread.irregular,
        misread.mislemmatized,
        misread.gerund,
        misread.participle_as_root,
    ),
    "NN": (misread.arabic_name,),
    "NNS": (misread.irregular, misread.arabic_name),
    "WDT": (misplaced.stray_relative,),
    "WP": (misplaced.stray_relative, misplaced.place_who),
    "HYPH": (misplaced.dateline,),
    ":": (misplaced.dateline,),
    "JJ": (misread.arabic_name, misread.verb_as_adjective, misread.acting_adjective),
    "JJR": (misread.acting_adjective,),
}

_BY_LABEL: dict[str, tuple[_Repair, ...]] = {
    "csubj": (misread.clausal_subject,),
    "csubjpass": (misread.clausal_subject,),
    "acomp": (misread.participle_as_adjective,),
    "ccomp": (misplaced.small_clause,),
    "appos": (misplaced.listed_name,),
    "npadvmod": (misplaced.name_as_adverb,),
    "dobj": (misplaced.taken_hostage, misplaced.recipient_as_compound),
    "prt": (misplaced.subject_of_particle,),
    "quantmod": (misplaced.particle_as_quantity,),
    "prep": (misplaced.late_agent, misplaced.strayed_complement, misplaced.request_for),
    "advcl": (misplaced.doing_participle,),
    "relcl": (misplaced.told_clause,),
}
