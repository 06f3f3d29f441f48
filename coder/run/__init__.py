"""Running the coder over a corpus."""
