"""The app that answers *what exists*."""
