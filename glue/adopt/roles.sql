-- The roles of a release that stand on this server, and whether a release made them: then they
-- have its comment (sql/cluster/roles.sql).
select
    r.rolname::text as name,
    coalesce(starts_with(shobj_description(r.oid, 'pg_authid'), 'Rowhouse: '), false) as is_ours
from pg_catalog.pg_roles as r
where r.rolname in ('app_worker', 'app_reader')
order by 1
