"""PUBLIC may not make temporary objects in the database.

A type or table in pg_temp comes before one of the same name wherever a search_path does
not name pg_temp last. Every function of ours does; this is the second lock.
"""

REMEDY = "Revoke temporary on the database from public, as sql/cluster/schemas.sql does"
QUERY = """
select
    format('database %s', d.datname) as "where",
    'grants temporary to PUBLIC' as message
from pg_catalog.pg_database as d
cross join aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) as a
where
    d.datname = current_database()
    and a.grantee = 0
    and a.privilege_type = 'TEMPORARY'
"""
