"""The group of commands."""

from __future__ import annotations

import click

from coder import __version__
from coder.cli.attributions import attributions
from coder.cli.codebook import codebook
from coder.cli.dedupe import dedupe
from coder.cli.evaluate import evaluate
from coder.cli.explain import explain
from coder.cli.export import export
from coder.cli.gaps import gaps
from coder.cli.incidents import incidents
from coder.cli.options import INTERRUPTED
from coder.cli.panel import panel
from coder.cli.report import report
from coder.cli.run import run
from coder.cli.validate import validate


class Commands(click.Group):
    """A group of commands that Ctrl-C stops without a traceback."""

    def invoke(self, ctx: click.Context):
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo("\nStopped. No file was written.", err=True)
            ctx.exit(INTERRUPTED)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="code-events")
def main() -> None:
    """Code news text into event records: who did what to whom, and according to whom.

    \b
    Examples:
      code-events run corpus -o output
      code-events run articles.csv --column text=body -o events.jsonl
      code-events attributions articles.csv -o attributions.jsonl
      code-events validate events.jsonl --texts articles.csv
      code-events incidents events.jsonl -o incidents
      code-events dedupe events.jsonl -o once-a-day.csv
      code-events export events.jsonl -o events.dta
      code-events panel events.jsonl -o dyads.csv --by month
      code-events report events.jsonl -o report.html
      code-events explain "Rebels shelled a Turkish convoy, the army said."
      code-events codebook check

    Exit codes: 0 all went well; 1 something was wrong with the data, and all else was done; 2 nothing could be done
    (usage, a place that cannot be written to, a model that is not there, a broken codebook).
    """


for command in (
    run,
    attributions,
    validate,
    incidents,
    dedupe,
    export,
    explain,
    panel,
    report,
    evaluate,
    gaps,
    codebook,
):
    main.add_command(command)
