"""Bring the database to where the server can start, in a process of its own: the server's master never loads Django."""

import signal
import sys

import django
from django.core.management import call_command


def main(arguments: list[str]) -> None:
    """Migrate and, asked by `demonstration`, fill an empty register and print its people on the standard output."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C is answered by `bin/dev`
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    if "demonstration" in arguments:
        call_command("load_demo", if_empty=True, stdout=sys.stderr)
        call_command("demo_people")


if __name__ == "__main__":
    main(sys.argv[1:])
