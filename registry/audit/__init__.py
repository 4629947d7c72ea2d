"""The pen of the journal: what happened, written once and never changed. Knows nobody above it."""
