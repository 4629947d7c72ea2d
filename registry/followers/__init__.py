"""Follower counts: dated measurements of one account, each with its source."""
