"""The pages on which an account's own people work: mine, and one with all that the register knows of it."""
