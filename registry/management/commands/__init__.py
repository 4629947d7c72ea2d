"""Commands of this app, by Django's own layout."""
