"""Telling the person at the terminal what is missing, in both languages, without a traceback."""


class Unable(SystemExit):
    """Ends the program with code 1 and one sentence per language on the error output.

    It is a SystemExit so that it reads the same from a script, from `manage.py` and from the import of the settings.
    """

    def __init__(self, fr: str, en: str) -> None:
        super().__init__(f"{fr}\n{en}")
