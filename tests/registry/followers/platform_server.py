"""A server that answers as Mastodon, GitHub, Bluesky and PeerTube do, and remembers when it was asked for what.

    python -m tests.registry.followers.platform_server [--errors 0.05] [--slow 0]

Prints its port. ``GET /told`` gives all calls so far as JSON; the names of accounts say how they answer (`STORIES`).
"""

import argparse
import json
import random
import sys
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit
from zlib import crc32

# How an account answers whose name begins so; all others have followers.
STORIES = {"gone": 404, "banned": 410, "locked": 403, "broken": 500, "busy": 429}


@dataclass
class Memory:
    """What the server was asked: (platform, seconds since it began, status)."""

    errors: float = 0.0
    slow: float = 0.0
    pause: str = "1"
    calls: list[tuple[str, float, int]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)
    lot: random.Random = field(default_factory=lambda: random.Random(6))

    def draw(self) -> int:
        """The status that chance wants: 200, or one of the errors."""
        with self.lock:
            drawn = self.lot.random()
            if drawn >= self.errors:
                return 200
            return self.lot.choice((429, 429, 500, 503))


def named(path: str) -> tuple[str, str]:
    """The platform and the account that an address of an API means: the number of an account is its name, after "id-"."""
    parts = urlsplit(path)
    query = {key: values[0] for key, values in parse_qs(parts.query).items()}
    pieces = [unquote(piece) for piece in parts.path.strip("/").split("/")]
    if "acct" in query:
        return pieces[0], query["acct"]
    if "actor" in query:
        return pieces[0], query["actor"].removeprefix("did:plc:")
    return pieces[0], pieces[-1].removeprefix("id-")


def body(platform: str, name: str) -> dict:
    """What each API says of an account; its figure is of its name."""
    followers = 100 + crc32(name.encode()) % 900_000
    return {
        "mastodon": {"id": f"id-{name}", "acct": name, "followers_count": followers},
        "github": {"id": f"id-{name}", "login": name, "followers": followers},
        "bluesky": {"did": f"did:plc:{name}", "handle": name, "followersCount": followers},
        "peertube": {"id": f"id-{name}", "name": name, "followersCount": followers},
    }[platform]


class Api(BaseHTTPRequestHandler):
    """One answer."""

    memory: Memory

    def do_GET(self) -> None:
        """Answer as the account's story or chance wants."""
        if self.path == "/told":
            with self.memory.lock:
                return self._answer(200, {"calls": list(self.memory.calls)})
        at = time.monotonic()
        platform, name = named(self.path)
        status = STORIES.get(name.split("-")[0].split(".")[0], 0) or self.memory.draw()
        with self.memory.lock:
            self.memory.calls.append((platform, at, status))
        if self.memory.slow:
            time.sleep(self.memory.slow)
        headers = {"Retry-After": self.memory.pause} if status == 429 and self.memory.pause else {}
        return self._answer(status, body(platform, name) if status == 200 else {"error": "no"}, headers)

    def _answer(self, status: int, said: dict, headers: dict | None = None) -> None:
        text = json.dumps(said).encode()
        self.send_response(status)
        for key, value in {
            "Content-Type": "application/json",
            "Content-Length": str(len(text)),
            **(headers or {}),
        }.items():
            self.send_header(key, value)
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_words: object) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """Many at once; whoever hung up was killed."""

    daemon_threads = True
    request_queue_size = 100

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing."""


def serve(memory: Memory) -> ThreadingHTTPServer:
    """A server on a free port of the loopback."""
    return Server(("127.0.0.1", 0), type("Remembering", (Api,), {"memory": memory}))


def most_in_a_window(calls: list[tuple[str, float, int]], platform: str, seconds: float) -> int:
    """The largest number of calls to a platform that any window of so many seconds holds."""
    moments = sorted(at for of, at, _status in calls if of == platform)
    most, first = 0, 0
    for last, at in enumerate(moments):
        while at - moments[first] > seconds:
            first += 1
        most = max(most, last - first + 1)
    return most


def main() -> None:
    """Serve until killed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--errors", type=float, default=0.0)
    parser.add_argument("--slow", type=float, default=0.0)
    given = parser.parse_args()
    server = serve(Memory(errors=given.errors, slow=given.slow))
    sys.stdout.write(f"{server.server_port}\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    main()
