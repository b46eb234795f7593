-- tests.grants_of: the grants on a table or view, one line each; with columns in
-- brackets if the grant names them: `update (read_at) to authenticated`.

create or replace function tests.grants_of(p_relation regclass)
    returns text[]
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with held as (
        select
            r.role,
            case
                when has_table_privilege(r.role, p_relation, v.verb) then v.verb
                when v.is_by_column then (
                    select
                        v.verb || ' ('
                        || string_agg(a.attname, ', ' order by a.attname) || ')'
                    from pg_catalog.pg_attribute as a
                    where
                        a.attrelid = p_relation
                        and a.attnum > 0
                        and not a.attisdropped
                        and has_column_privilege(
                            r.role, p_relation, a.attnum, v.verb
                        )
                )
            end as may
        from
            unnest(array[
                'anon', 'app_reader', 'app_worker', 'authenticated', 'service_role'
            ]) as r (role)
        cross join (
            values
            ('select', true),
            ('insert', true),
            ('update', true),
            ('references', true),
            ('delete', false),
            ('truncate', false),
            ('trigger', false)
        ) as v (verb, is_by_column)
    ),

    lines as (
        select h.may || ' to ' || string_agg(h.role, ', ' order by h.role) as line
        from held as h
        where h.may is not null
        group by h.may
    )

    select coalesce(array_agg(l.line order by l.line), '{}')
    from lines as l;
$$;
