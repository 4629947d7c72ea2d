"""Whether what DATABASE_URL and REDIS_URL name can be reached, asked before anything is started."""

import os
import warnings

import environ
import psycopg
import redis

from carrefour.sentences import Unable

PATIENCE = 5
POSTGRESQL = "django.db.backends.postgresql"


def drop_empty() -> None:
    """A variable set to nothing is a variable that is not set."""
    for name in ("DATABASE_URL", "REDIS_URL", "PORT"):
        if not os.environ.get(name):
            os.environ.pop(name, None)


def database(url: str) -> None:
    """Raise Unable, without the password, when no PostgreSQL answers there."""
    try:
        with warnings.catch_warnings(action="ignore"):
            parts = environ.Env.db_url_config(url)
    except ValueError:
        parts = {}
    if parts.get("ENGINE") != POSTGRESQL or not parts["NAME"]:
        raise Unable(
            "DATABASE_URL doit avoir la forme postgres://personne:secret@hôte:5432/base.",
            "DATABASE_URL must look like postgres://user:secret@host:5432/name.",
        )
    given = {"user": parts["USER"], "password": parts["PASSWORD"], "host": parts["HOST"], "port": parts["PORT"]}
    known = {name: value for name, value in given.items() if value} | parts.get("OPTIONS", {})
    try:
        psycopg.connect(dbname=parts["NAME"], connect_timeout=PATIENCE, **known).close()
    except psycopg.Error as error:
        said = str(error).splitlines()[0].removeprefix("connection failed: ")
        raise Unable(
            f"La base de DATABASE_URL ne répond pas ; démarrez-la, corrigez l’adresse ou retirez la variable : {said}",
            f"The database of DATABASE_URL does not answer; start it, correct the address or unset it: {said}",
        ) from error


def broker(url: str) -> None:
    """Raise Unable, without the password, when no Redis answers there."""
    try:
        with redis.Redis.from_url(url, socket_connect_timeout=PATIENCE, socket_timeout=PATIENCE) as client:
            client.ping()
    except (redis.RedisError, ValueError) as error:
        raise Unable(
            f"Le Redis de REDIS_URL ne répond pas ; démarrez-le, corrigez l’adresse ou retirez la variable : {error}",
            f"The Redis of REDIS_URL does not answer; start it, correct the address or unset it: {error}",
        ) from error
