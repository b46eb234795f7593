"""What rules over a catalog share: which schemas are ours, and a database to look at."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg.rows import DictRow

from glue.db import transaction
from glue.postgres.private import private_server
from glue.postgres.server import SUPERUSER
from glue.schema.build import build_from_sources
from glue.schema.scratch import scratch_database

# Ours is what the role that migrates made; every rule's query may read from it. Where that is the
# superuser, Postgres and the stand-in for Supabase have made schemas in its name, too.
OURS = """
create or replace temporary view ours as
select n.oid, n.nspname
from pg_catalog.pg_namespace as n
where
    n.nspowner = current_user::regrole
    and n.nspname not in (
        'public', 'tests', 'information_schema',
        'auth', 'extensions', 'graphql_public', 'realtime', 'relay'
    )
    and n.nspname !~ '^pg_'
"""


@contextmanager
def built_database() -> Iterator[psycopg.Connection[DictRow]]:
    """Yield a connection, as the role that migrates, to a database made from the sources.

    The server is private to this call: rules must not depend on what else is running.
    """
    with private_server("lint") as server:
        admin = server.url(SUPERUSER)
        with scratch_database(admin, f"{admin}?options=-crole%3Dpostgres") as url:
            build_from_sources(url)
            with transaction(url) as conn:
                yield conn
