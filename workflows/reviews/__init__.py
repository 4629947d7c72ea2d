"""Reviews: a check of an account, opened by a date that came and closed by a person with an outcome."""
