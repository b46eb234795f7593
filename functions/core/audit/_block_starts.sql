-- core._block_starts: what the first entry of each block of a seal has.

create or replace function core._block_starts(p_values bigint[])
    returns bigint[]
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select array(
        select p_values[s.place]
        from generate_series(1, cardinality(p_values), 4096) as s (place)
        order by s.place
    )
$$;

comment on function core._block_starts(bigint[]) is
    'Every 4096th value, from the first.';
