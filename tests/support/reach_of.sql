-- tests.reach_of: the rows that row-level security opens to each role, one line per
-- verb and share: `select all to app_reader`, `select 1 of 2 to authenticated`.

create or replace function tests.reach_of(p_relation regclass)
    returns text[]
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    -- Only the rows of tables can be locked, which is how to update is asked.
    v_verbs constant text[] := (
        select
            case when c.relkind in ('r', 'p') then '{select, update}' else '{select}' end
        from pg_catalog.pg_class as c
        where c.oid = p_relation
    );
    v_total bigint;
    v_lines text[];
begin
    execute format('select count(*) from %s', p_relation) into v_total;

    with shares as (
        select
            v.verb || case
                when n.reached = v_total then ' all'
                else format(' %s of %s', n.reached, v_total)
            end as share,
            r.role
        from
            unnest(array[
                'anon', 'app_reader', 'app_worker', 'authenticated', 'service_role',
                'tests_stranger'
            ]) as r (role)
        cross join unnest(v_verbs) as v (verb)
        cross join lateral tests.count_reached(p_relation, r.role, v.verb)
            as n (reached)
        where n.reached > 0
    ),

    lines as (
        select s.share || ' to ' || string_agg(s.role, ', ' order by s.role) as line
        from shares as s
        group by s.share
    )

    select coalesce(array_agg(l.line order by l.line), '{}')
    into v_lines
    from lines as l;
    return v_lines;
end;
$$;
