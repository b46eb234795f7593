-- What supabase-js sees of schema api, as its types need it: views with their columns,
-- functions, and foreign keys of the tables below. One row each: kind, name,
-- definition.
with spaces as (
    select
        n.oid,
        n.nspname
    from pg_catalog.pg_namespace as n
    where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
),

relations as (
    select
        c.oid,
        c.relkind,
        c.relname,
        s.nspname,
        format('%I.%I', s.nspname, c.relname) as name
    from pg_catalog.pg_class as c
    inner join spaces as s on c.relnamespace = s.oid
    where c.relkind in ('r', 'p', 'v', 'm')
),

type_names as (
    select
        t.oid,
        coalesce(b.typname, t.typname) as name,
        (
            select jsonb_agg(e.enumlabel order by e.enumsortorder)
            from pg_catalog.pg_enum as e
            where
                e.enumtypid = coalesce(
                    nullif(b.typelem, 0), b.oid, nullif(t.typelem, 0), t.oid
                )
        ) as labels
    from pg_catalog.pg_type as t
    left join pg_catalog.pg_type as b on t.typtype = 'd' and t.typbasetype = b.oid
)

select
    'relation' as kind,
    r.name,
    jsonb_build_object(
        'exposed',
        case when r.nspname = 'api' and r.relkind in ('v', 'm') then r.relname end,
        'definition', case when r.relkind in ('v', 'm') then pg_get_viewdef(r.oid) end,
        'may_insert', pg_relation_is_updatable(r.oid, true) & 8 = 8,
        'may_update', pg_relation_is_updatable(r.oid, true) & 4 = 4,
        'columns',
        (
            select
                coalesce(
                    jsonb_agg(
                        jsonb_build_object(
                            'name', a.attname,
                            'type', n.name,
                            'labels', n.labels,
                            'is_set',
                            a.attnotnull
                            or t.typtype = 'd' and t.typnotnull
                            or coalesce(
                                col_description(r.oid, a.attnum)
                                ~ '(?n)^\s*@notNull\s*$',
                                false
                            ),
                            'may_write', pg_column_is_updatable(r.oid, a.attnum, false)
                        )
                        order by a.attnum
                    ),
                    '[]'
                )
            from pg_catalog.pg_attribute as a
            inner join pg_catalog.pg_type as t on a.atttypid = t.oid
            inner join type_names as n on t.oid = n.oid
            where a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
        )
    ) as definition
from relations as r

union all

select
    'function' as kind,
    p.proname as name,
    jsonb_build_object(
        'arguments',
        (
            select
                coalesce(
                    jsonb_agg(
                        jsonb_build_object(
                            'name', p.proargnames[a.place],
                            'type', n.name,
                            'labels', n.labels,
                            'has_default', a.place > p.pronargs - p.pronargdefaults
                        )
                    ),
                    '[]'
                )
            from unnest(p.proargtypes::oid[]) with ordinality as a (type, place)
            inner join type_names as n on a.type = n.oid
        ),
        'table',
        (
            select
                jsonb_agg(
                    jsonb_build_object(
                        'name', p.proargnames[a.place],
                        'type', n.name,
                        'labels', n.labels
                    )
                )
            from
                unnest(p.proallargtypes, p.proargmodes) with ordinality
                    as a (type, mode, place)
            inner join type_names as n on a.type = n.oid
            where a.mode = 't'
        ),
        'type', r.name,
        'labels', r.labels,
        'is_list', p.proretset
    ) as definition
from pg_catalog.pg_proc as p
inner join spaces as s on p.pronamespace = s.oid
inner join type_names as r on p.prorettype = r.oid
where
    s.nspname = 'api'
    and p.prokind = 'f'
    and r.name not in ('trigger', 'event_trigger')

union all

select
    'foreign key' as kind,
    c.conname as name,
    jsonb_build_object(
        'of', t.name,
        'columns',
        (
            select jsonb_agg(a.attname order by k.place)
            from unnest(c.conkey) with ordinality as k (number, place)
            inner join pg_catalog.pg_attribute as a
                on c.conrelid = a.attrelid and k.number = a.attnum
        ),
        'to', o.name,
        'to_columns',
        (
            select jsonb_agg(a.attname order by k.place)
            from unnest(c.confkey) with ordinality as k (number, place)
            inner join pg_catalog.pg_attribute as a
                on c.confrelid = a.attrelid and k.number = a.attnum
        ),
        'is_one_to_one',
        exists (
            select
            from pg_catalog.pg_constraint as u
            where
                u.conrelid = c.conrelid
                and u.contype in ('p', 'u')
                and u.conkey <@ c.conkey
                and u.conkey @> c.conkey
        )
    ) as definition
from pg_catalog.pg_constraint as c
inner join relations as t on c.conrelid = t.oid
inner join relations as o on c.confrelid = o.oid
where c.contype = 'f'

order by kind, name
