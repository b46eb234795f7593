-- What callers see of a database: RPCs, columns of views in api, and the catalogues of
-- events, settings, errors, job kinds, health checks, invariants and metrics. One row
-- each: kind, name, definition.
select
    'rpc' as kind,
    p.proname::text as name,
    jsonb_build_object(
        'parameters',
        (
            select coalesce(
                jsonb_agg(
                    jsonb_build_object(
                        'name', p.proargnames[a.place],
                        'type', format_type(a.type, null),
                        'has_default', a.place > p.pronargs - p.pronargdefaults
                    )
                    order by a.place
                ),
                '[]'
            )
            from unnest(p.proargtypes::oid[]) with ordinality as a (type, place)
        ),
        'returns', pg_get_function_result(p.oid),
        'is_read_only', p.provolatile <> 'v',
        'roles',
        (
            select coalesce(jsonb_agg(r.rolname order by r.rolname), '[]')
            from pg_catalog.pg_roles as r
            where
                r.rolname in ('anon', 'authenticated', 'service_role')
                and has_function_privilege(r.oid, p.oid, 'execute')
        ),
        'app_roles',
        (
            select substring(
                b.prosrc from '(?n)^    perform core\.require_role\(([^)]*)\);'
            )
            from pg_catalog.pg_proc as b
            inner join pg_catalog.pg_namespace as bn on b.pronamespace = bn.oid
            where
                format('%s.%s', bn.nspname, b.proname)
                = substring(p.prosrc from 'select ([a-z_]+\.[a-z0-9_]+)\(')
            order by b.pronargs desc
            limit 1
        ),
        'comment', coalesce(obj_description(p.oid, 'pg_proc'), '')
    ) as definition
from pg_catalog.pg_proc as p
inner join pg_catalog.pg_namespace as n on p.pronamespace = n.oid
where n.nspname = 'api'

union all

select
    'column' as kind,
    format('%s.%s', c.relname, a.attname) as name,
    jsonb_build_object(
        'type', format_type(a.atttypid, a.atttypmod),
        'rights',
        (
            select coalesce(
                jsonb_agg(format('%s may %s', r.name, x.does) order by r.name, x.does),
                '[]'
            )
            from unnest(array['anon', 'authenticated', 'service_role']) as r (name)
            cross join unnest(array['select', 'insert', 'update']) as x (does)
            where has_column_privilege(r.name, c.oid, a.attnum, x.does)
        )
    ) as definition
from pg_catalog.pg_class as c
inner join pg_catalog.pg_namespace as n on c.relnamespace = n.oid
inner join pg_catalog.pg_attribute as a on c.oid = a.attrelid
where
    n.nspname = 'api'
    and c.relkind in ('r', 'p', 'v', 'm')
    and a.attnum > 0
    and not a.attisdropped

union all

select
    'event' as kind,
    t.type as name,
    jsonb_build_object('topic', t.topic, 'payload', t.payload) as definition
from core.event_types as t

union all

select
    'setting' as kind,
    s.name,
    jsonb_build_object('type', jsonb_typeof(s.default_value)) as definition
from core.settings as s

union all

select
    'error' as kind,
    e.key as name,
    jsonb_build_object('sqlstate', e.sqlstate) as definition
from core.error_codes as e

union all

select
    'job kind' as kind,
    k.kind as name,
    jsonb_build_object('handler', k.handler) as definition
from core.job_kinds as k

union all

select
    'health check' as kind,
    h.name,
    jsonb_build_object('unit', h.unit) as definition
from core.health_checks as h

union all

select
    'invariant' as kind,
    i.name,
    '{}' as definition
from core.invariants as i

union all

select
    'metric' as kind,
    m.name,
    jsonb_build_object('type', m.kind, 'query', m.query) as definition
from core.metric_sources as m

order by kind, name
