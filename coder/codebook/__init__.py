"""Codebooks: YAML files that political scientists write, checked, compiled to rules and run over their examples."""

from coder.codebook.problems import CodebookError, Problem

__all__ = ["CodebookError", "Problem"]
