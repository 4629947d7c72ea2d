"""What people fill in: the request itself, and one form per move."""
