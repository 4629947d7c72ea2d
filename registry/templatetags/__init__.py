"""The tags and filters of every template: ``{% load carrefour %}``, and ``{% load listing %}`` for long lists."""
