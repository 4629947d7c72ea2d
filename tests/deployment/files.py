"""Reads docker-compose.yml, .env.example, Dockerfile and .dockerignore as Docker would, as far as this project uses them."""

import json
import re
import shutil
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

import yaml

from tests.tree import ROOT

VARIABLE = re.compile(r"\$\{(?P<name>\w+)(?::(?P<sign>[?-])(?P<other>[^}]*))?\}")
OWN_IMAGE = "carrefour"


@dataclass(frozen=True)
class Service:
    """What a container would run, and with what."""

    command: list[str]
    environment: dict[str, str]
    probe: list[str]
    needs: dict[str, str]


def example() -> dict[str, str]:
    """The variables of .env.example with the values that it gives."""
    lines = (ROOT / ".env.example").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def written() -> dict:
    """docker-compose.yml as it is written."""
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text())


def filled(text: str, values: dict[str, str]) -> str:
    """Compose's interpolation; a `${NAME:?}` without a value is a KeyError."""

    def value(found: re.Match) -> str:
        given = values.get(found["name"], "")
        if not given and found["sign"] == "?":
            raise KeyError(found["name"])
        return given or found["other"] or ""

    return VARIABLE.sub(value, text)


def services(values: dict[str, str]) -> dict[str, Service]:
    """Every service by its name; one of our image without a command runs the image's."""
    return {name: _service(service, values) for name, service in written()["services"].items()}


def _service(service: dict, values: dict[str, str]) -> Service:
    image = (instructions()["CMD"], environment_of_image()) if service["image"] == OWN_IMAGE else ("[]", {})
    own = {name: filled(str(value), values) for name, value in service.get("environment", {}).items()}
    return Service(
        command=service.get("command") or json.loads(image[0]),
        environment=image[1] | own,
        probe=service.get("healthcheck", {}).get("test", [])[1:],
        needs={name: said["condition"] for name, said in service.get("depends_on", {}).items()},
    )


def dockerfile() -> list[tuple[str, str]]:
    """(instruction, words) in their order, continued lines joined, comments left out."""
    text = (ROOT / "Dockerfile").read_text().replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [(word, rest.strip()) for word, _space, rest in (line.partition(" ") for line in lines)]


def instructions() -> dict[str, str]:
    """The last of each kind."""
    return dict(dockerfile())


def environment_of_image() -> dict[str, str]:
    """What ENV sets."""
    return dict(pair.split("=", 1) for word, rest in dockerfile() if word == "ENV" for pair in rest.split())


def built(word: str) -> str:
    """The RUN line of the Dockerfile that holds the word."""
    (line,) = [rest for instruction, rest in dockerfile() if instruction == "RUN" and word in rest]
    return line


def copy_into(folder: Path) -> None:
    """What `COPY . .` brings into the image: what .dockerignore leaves."""
    lines = (ROOT / ".dockerignore").read_text().splitlines()
    rules = [line for line in lines if line and not line.startswith("#")]
    if rules[0] != "*":
        raise AssertionError("the image takes in what is not named")
    left_out = [rule.removeprefix("**/") for rule in rules[1:] if not rule.startswith("!")]

    def ignored(_folder: str, names: list[str]) -> list[str]:
        return [name for name in names if any(fnmatch(name, rule) for rule in left_out)]

    for name in (rule[1:] for rule in rules if rule.startswith("!")):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=ignored)
        else:
            shutil.copy2(ROOT / name, folder / name)
