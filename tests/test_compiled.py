"""What keeps the coder fit for mypyc: types that hold, and nothing that it reads otherwise than Python does."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = subprocess.run(
    ["make", "-s", "-C", str(ROOT), "compiled-sources"], capture_output=True, text=True, check=True
).stdout.split()


def test_types_hold():
    checked = subprocess.run([sys.executable, "-m", "mypy", *SOURCES], cwd=ROOT, capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout


@pytest.mark.parametrize("source", SOURCES)
def test_membership_is_asked_of_what_mypyc_can_ask(source):
    tree = ast.parse((ROOT / source).read_text("utf-8"))
    bad = [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Compare)
        for operator, asked in zip(node.ops, node.comparators, strict=True)
        if isinstance(operator, ast.In | ast.NotIn)
        and isinstance(asked, ast.Tuple)
        and any(isinstance(part, ast.Starred) for part in asked.elts)
    ]
    assert not bad, f"lines {bad}: name the tuple at the top of the module, mypyc cannot compile a starred one after in"


def test_what_is_compiled_is_up_to_date():
    old = [
        source
        for source in SOURCES
        for compiled in (ROOT / source).parent.glob(f"{Path(source).stem}.*.so")
        if compiled.stat().st_mtime < (ROOT / source).stat().st_mtime
    ]
    assert not old, f"make compiled, or make plain: changed since they were compiled: {old}"
