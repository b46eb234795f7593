"""Every function has the one search_path that resolves nothing of its caller's.

A name that resolves through the caller's path is the caller's to replace. With an empty
path Postgres looks for types and tables in pg_temp first, so pg_temp is named last.
This reads the catalog: functions that other functions write are in it too, and those of
the stand-in.
"""

REMEDY = "Add set search_path = pg_catalog, pg_temp"
QUERY = """
select
    p.oid::regprocedure::text as "where",
    coalesce(
        'sets ' || max(c.setting) filter (where starts_with(c.setting, 'search_path=')),
        'has no fixed search_path'
    ) as message
from pg_catalog.pg_namespace as n
inner join pg_catalog.pg_proc as p on n.oid = p.pronamespace
left join unnest(p.proconfig) as c (setting) on true
where
    n.oid in (select o.oid from ours as o)
    or n.nspname in ('auth', 'realtime', 'relay')
group by p.oid
having not coalesce(bool_or(c.setting = 'search_path=pg_catalog, pg_temp'), false)
order by 1
"""
