"""Files of figures: one row per figure, one column per day, or one column per account."""
