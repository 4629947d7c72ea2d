"""`manage.py canonicalise`: addresses on standard input, one JSON line each on standard output; needs no database."""

import json
import sys

from django.core.management.base import BaseCommand

from registry.platforms.canonical import Refusal, canonicalise


class Command(BaseCommand):
    help = (
        "Lit une adresse par ligne de l’entrée standard ; une ligne JSON pour chacune. / "
        "Reads one address per line of standard input; one JSON line for each."
    )
    requires_system_checks: list = []

    def handle(self, **_said: object) -> None:
        # Bytes that are no UTF-8 are an answer too ("refused"), never the end of the run; line by line, whatever the length.
        for raw in sys.stdin.buffer:
            line = raw.decode("utf-8", "replace").rstrip("\r\n")
            self.stdout.write(json.dumps(read(line), ensure_ascii=False))


def read(line: str) -> dict[str, str]:
    """``{"input", "platform", "handle", "url", "kind"}`` with the broad kind, or ``{"input", "refused"}`` with the reason."""
    reading = canonicalise(line)
    if isinstance(reading, Refusal):
        return {"input": line, "refused": reading.reason.value}
    return {
        "input": line,
        "platform": reading.platform,
        "handle": reading.handle,
        "url": reading.address,
        "kind": reading.kind.broad,
    }
