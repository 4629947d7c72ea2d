#!/usr/bin/env python3
"""Django's command line for Carrefour, under the development settings unless DJANGO_SETTINGS_MODULE says otherwise.

`serve` is not Django's: its process must stay free of Django (see carrefour/serve.py).
"""

import os
import sys

from django.core.management import execute_from_command_line

from carrefour.serve import serve

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "carrefour.settings.dev")
    if sys.argv[1:2] == ["serve"]:
        serve(sys.argv[2:])
    else:
        execute_from_command_line(sys.argv)
