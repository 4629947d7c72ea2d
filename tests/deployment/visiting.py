"""A browser of a few lines, that comes through a proxy which holds the certificate."""

import http.client
import time
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode

SLOW = 30


@dataclass
class Visitor:
    """Keeps its cookies; `host` is the name under which the site is asked."""

    port: int
    host: str
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(self, method: str, path: str, **data: object) -> tuple[int, dict[str, str], str, float]:
        """(status, headers, text, seconds); the status is 0 when there was no answer."""
        headers = {
            "Host": self.host,
            "Origin": f"https://{self.host}",
            "X-Forwarded-Proto": "https",
            "X-CSRFToken": self.cookies.get("csrftoken", ""),
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Content-Type": "application/x-www-form-urlencoded",
        }
        start = time.monotonic()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SLOW)
        try:
            connection.request(method, path, urlencode(data), headers)
            answer = connection.getresponse()
            text = answer.read().decode(errors="replace")
        except OSError as error:
            return 0, {}, repr(error), time.monotonic() - start
        finally:
            connection.close()
        seconds = time.monotonic() - start
        for given in answer.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(given).items()}
        return answer.status, dict(answer.headers), text, seconds

    def get(self, path: str) -> tuple[int, dict[str, str], str, float]:
        """Read a page."""
        return self.ask("GET", path)

    def sign_in(self, email: str, password: str) -> int:
        """By the form; the status of its answer (302 when one is in)."""
        self.get("/sign-in/login/")
        return self.ask("POST", "/sign-in/login/", login=email, password=password)[0]
