"""The command ``code-events``: options in, calls of the API, words for people out.

Nothing heavy is imported before a command needs it: ``code-events --help`` answers at once.
"""

from coder.cli.main import main

__all__ = ["main"]
