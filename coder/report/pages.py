"""Render pages, one self-contained HTML file each, or Markdown, from templates that escape what they print."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from coder import __version__

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~$&])")


def render(template: str, **context: Any) -> str:
    """The text that a template of ``coder/report/templates`` makes of a context.

    In templates that end in ``.html.j2`` everything printed is escaped.
    """
    return _environment().get_template(template).render(version=__version__, **context)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("coder.report", "templates"),
        autoescape=lambda name: bool(name) and name.endswith(".html.j2"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    environment.filters["markdown"] = _markdown
    environment.globals["asset"] = _asset
    return environment


def _asset(name: str) -> Markup:
    """The text of a file of ``coder/report``, to stand in a page as it is: a style sheet, a script."""
    return Markup(files("coder.report").joinpath(name).read_text("utf-8"))


def _markdown(text: object) -> str:
    """A text on one line, in which nothing is taken for Markdown or HTML."""
    return _MARKDOWN.sub(r"\\\1", " ".join(str(text).split()))
