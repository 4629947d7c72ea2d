"""The directive: what the institution asks of those who speak in its name, by dated versions."""
