"""What the coder got wrong, missed or never used: for those who write codebooks and those who judge them."""
