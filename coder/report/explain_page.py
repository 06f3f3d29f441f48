"""An explanation as a page, with the dependency tree drawn by spaCy's displaCy."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup
from spacy.displacy.render import DependencyRenderer

from coder.model import Document, Tree
from coder.report.explain import Explanation
from coder.report.explain_text import EVERY, circumstances, counted, form, roles, vouching
from coder.report.pages import render

_LOOKS = {
    "compact": True,
    "distance": 110,
    "word_spacing": 35,
    "color": "currentColor",
    "bg": "transparent",
    "font": "inherit",
}


def as_page(document: Document, explanations: Sequence[Explanation]) -> str:
    """The explanations of a document's sentences as one self-contained HTML page."""
    sentences = [
        {
            "tree": one.tree,
            "mentions": one.mentions,
            "steps": one.steps,
            "attributions": one.attributions,
            "events": [event for step in one.steps for event in step.events],
            "drawing": drawing(one.tree),
        }
        for one in explanations
    ]
    ways = {"circumstances": circumstances, "counted": counted, "form": form, "roles": roles, "vouching": vouching}
    return render("explain.html.j2", document=document, sentences=sentences, hidden=EVERY, **ways)


def drawing(tree: Tree) -> Markup:
    """The dependency tree as SVG, the same on every machine."""
    words = [{"text": word.text, "tag": word.pos} for word in tree.words]
    arcs = [
        {
            "start": min(word.i, word.head.i),
            "end": max(word.i, word.head.i),
            "label": word.dep,
            "dir": "left" if word.i < word.head.i else "right",
        }
        for word in tree.words
        if word.head is not None
    ]
    renderer = DependencyRenderer(dict(_LOOKS))
    svg = renderer.render_svg(f"tree-{tree.sentence.index}", words, arcs)
    # displaCy leaves room for arcs that are half a word's distance apart, and draws compact ones a sixth apart.
    empty = max(0, renderer.offset_y - renderer.highest_level * renderer.distance / 6 - 15)
    return Markup(f'<div style="margin-top:-{empty:.0f}px">{svg}</div>')
