"""A real PostgreSQL from the binaries of a Python wheel, for a clone and for the tests; production never comes here."""
