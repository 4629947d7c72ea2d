"""Platforms: the catalogue, the reader of addresses that is drawn from it, and the stance of institutions."""
