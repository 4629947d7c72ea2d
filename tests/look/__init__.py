"""Every component of the look on one page, in a real browser."""
