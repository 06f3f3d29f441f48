"""Records in files: JSON Lines and flat CSV, written whole or not at all, and read back."""

from coder.output.files import CannotWrite, Output, open_output, read_records

__all__ = ["CannotWrite", "Output", "open_output", "read_records"]
