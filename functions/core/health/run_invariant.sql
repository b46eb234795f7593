-- core.run_invariant: run one invariant and count its violations.
--
-- Stable: the executor then refuses every write. The query runs as the caller and under
-- the caller's timeout, with more memory for hashing, since invariants read whole
-- tables.

create or replace function core.run_invariant(
    p_name text,
    p_shown integer default 10,
    out violations bigint,
    out shown jsonb
)
    returns record
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
    set work_mem = '128MB'
as $$
declare
    v_query text;
begin
    select i.query
    into strict v_query
    from core.invariants as i
    where i.name = p_name;

    execute format(
        'with violation as materialized (%s) '
        'select '
        '    (select count(*) from violation), '
        '    coalesce((select jsonb_agg(to_jsonb(s)) '
        '        from (select * from violation limit $1) as s), ''[]'')',
        rtrim(v_query, E' ;\n') || E'\n'
    )
    into violations, shown
    using p_shown;
end;
$$;

grant execute on function core.run_invariant(text, integer)
to service_role, app_worker, app_reader;

comment on function core.run_invariant(text, integer) is
$$The number of rows that violate an invariant, and the first of them.

Errors: P0002 if the invariant does not exist; whatever its query raises.
$$;
