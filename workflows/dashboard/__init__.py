"""The leadership's picture of the institution's presence: every number of it can be opened as a list."""
