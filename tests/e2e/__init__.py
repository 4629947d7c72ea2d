"""The site in a real Chromium, as a person walks through it."""
