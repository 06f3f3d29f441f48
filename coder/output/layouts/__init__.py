"""Records in the columns of published event data sets, so that scripts written for those run.

Each layout lists its columns in the order of the data set, what each is made of, and how. What the records do not hold
is empty. docs/formats.md has the same lists.
"""

from coder.output.layouts.gdelt import GDELT
from coder.output.layouts.icews import ICEWS
from coder.output.layouts.layout import Layout
from coder.output.layouts.phoenix import PHOENIX
from coder.output.layouts.polecat import POLECAT

LAYOUTS = {"icews": ICEWS, "phoenix": PHOENIX, "gdelt": GDELT, "polecat": POLECAT}

__all__ = ["LAYOUTS", "Layout"]
