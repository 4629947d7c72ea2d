"""`python -m carrefour.probe web` (or `worker`, `beat`): the health check of a container, 0 when all is well."""

import http.client
import os
import sys

from carrefour import pulse

PORT = 8000
PATIENCE = 5


def web() -> str:
    """What is wrong with the web server of this container, asked under a name that it answers to; else nothing."""
    host = (os.environ.get("ALLOWED_HOSTS") or "localhost").split(",")[0].strip().lstrip(".").replace("*", "localhost")
    connection = http.client.HTTPConnection("127.0.0.1", int(os.environ.get("PORT") or PORT), timeout=PATIENCE)
    try:
        connection.request("GET", "/health/", headers={"Host": host})
        answer = connection.getresponse()
        said = answer.read().decode(errors="replace")
    except OSError as error:
        return str(error)
    finally:
        connection.close()
    return "" if answer.status == 200 else f"{answer.status} {said}"


def silent() -> str:
    """What is wrong with the supervised process of this container; else nothing."""
    age = pulse.age(pulse.place())
    return "" if age <= pulse.LIMIT_SECONDS else f"no sign of life for {age:.0f} s"


PROBES = {"web": web, "worker": silent, "beat": silent}

if __name__ == "__main__":
    if sys.argv[1:2] == [] or sys.argv[1] not in PROBES:
        sys.exit(f"python -m carrefour.probe {'|'.join(PROBES)}")
    sys.exit(PROBES[sys.argv[1]]() or 0)
