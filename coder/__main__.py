"""``python -m coder`` is ``code-events``."""

from coder.cli import main

main(prog_name="code-events")
