"""The reader of the journal: time lines, and the list that auditors go through."""
