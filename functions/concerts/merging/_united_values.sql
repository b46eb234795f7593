-- concerts._united_values: what a kept row takes from the one that is dropped.
--
-- By the rule of the key under which they meet. Empty columns are filled under each
-- rule. Keys, times of the row, and what a curator has set stay; a reference stays
-- unless it is empty.

create or replace function concerts._united_values(
    p_table regclass, p_columns text[], p_keep jsonb, p_drop jsonb
)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with rule as (
        select
            coalesce(r.totals, '{}') as totals,
            coalesce(
                (p_drop ->> r.latest_column)::timestamptz
                > (p_keep ->> r.latest_column)::timestamptz,
                false
            ) as is_later
        from (values (0)) as one (n)
        left join concerts.merge_rules as r
            on r.table_name = p_table::text and r.columns = p_columns
    )

    , part as (
        select
            a.attname as name,
            p_keep -> a.attname as kept,
            p_drop -> a.attname as dropped,
            r.is_later and not exists (
                select
                from pg_catalog.pg_constraint as c
                where
                    c.conrelid = p_table and c.contype = 'f' and a.attnum = any(c.conkey)
            ) as is_later,
            r.totals ->> a.attname as total
        from pg_catalog.pg_attribute as a
        cross join rule as r
        where
            a.attrelid = p_table
            and a.attnum > 0
            and not a.attisdropped
            and a.attgenerated = ''
            and a.attname <> all(concerts._key_columns(p_table))
            and a.attname <> all(p_columns)
            and a.attname <> all('{created_at,updated_at,curated_columns}'::name[])
            and not coalesce(p_keep -> 'curated_columns' ? a.attname, false)
    )

    select coalesce(
        jsonb_object_agg(p.name, case
            when p.total = 'sum'
                then to_jsonb((p.kept #>> '{}')::numeric + (p.dropped #>> '{}')::numeric)
            when p.total = 'sum_logs'
                then to_jsonb(concerts._sum_logs(
                    array[p.kept #>> '{}', p.dropped #>> '{}']::double precision[], null
                ))
            else p.dropped
        end),
        '{}'
    )
    from part as p
    where
        p.total is not null
        or (
            p.dropped not in ('null', '[]')
            and p.dropped <> p.kept
            and (p.is_later or p.kept in ('null', '[]'))
        )
$$;

comment on function concerts._united_values(regclass, text[], jsonb, jsonb) is
    'Return the columns of the kept row that change, with their new values.';
