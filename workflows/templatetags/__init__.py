"""The tags of the pages of this app: ``{% load presence %}``."""
