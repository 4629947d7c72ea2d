"""Notices: an event tells the people it concerns, through rows written with it and delivered until they arrive."""
