"""The command ``code-events``: options in, calls of the API, words for people out.

Nothing heavy is imported before a command needs it: ``code-events --help`` answers at once.
"""

import os

from coder.cli.main import main

# The matrices are small and the work is split by documents: threads of NumPy's only wait for each other, for
# milliseconds.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")

__all__ = ["main"]
