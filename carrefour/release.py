"""`python -m carrefour.release`, before a new version serves: migrations, the cache's table, the rights of the product's role.

With OWNER_DATABASE_URL it works as the owner of the tables and gives the role of DATABASE_URL, made when missing, what
the product needs and no more: that role reads the journal and adds to it, and can neither change nor empty it.
"""

import os
from urllib.parse import unquote, urlsplit

import django
from django.core.management import call_command
from django.db import connection, transaction
from psycopg import sql

OWNER = "OWNER_DATABASE_URL"
RIGHTS = (
    "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
    "GRANT USAGE ON SCHEMA public TO {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
    "REVOKE UPDATE, DELETE, TRUNCATE ON registry_event FROM {role}",
)


def role_of(url: str) -> tuple[str, str]:
    """The name and the password that a DATABASE_URL carries."""
    parts = urlsplit(url)
    return unquote(parts.username or ""), unquote(parts.password or "")


def grant(role: str, password: str) -> None:
    """Make the role where it is missing, and bring its rights to what they must be; twice does no more than once."""
    name = sql.Identifier(role)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
        if not cursor.fetchone():
            making = sql.SQL("CREATE ROLE {role} LOGIN PASSWORD {password}")
            cursor.execute(making.format(role=name, password=sql.Literal(password)).as_string(connection.connection))
        for statement in RIGHTS:
            cursor.execute(sql.SQL(statement).format(role=name).as_string(connection.connection))


def main() -> None:
    """Prepare the database; stops at the first fault with its words and a code that is not zero."""
    product = os.environ["DATABASE_URL"]
    owner = os.environ.get(OWNER)
    os.environ["DATABASE_URL"] = owner or product
    django.setup()
    call_command("migrate", interactive=False)
    call_command("createcachetable")
    if owner and role_of(owner) != role_of(product):
        grant(*role_of(product))


if __name__ == "__main__":
    main()
