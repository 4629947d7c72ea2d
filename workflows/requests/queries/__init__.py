"""The reads of the pages about requests."""
