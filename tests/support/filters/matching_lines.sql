-- tests.matching_lines: the lines inside a selection whose values are arrays.

create or replace function tests.matching_lines(p_within jsonb)
    returns setof filters.transaction_values
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select l.*
    from filters.transaction_values as l
    where not exists (
        select
        from jsonb_each(p_within) as w (name, accepted)
        where coalesce(not w.accepted ? (to_jsonb(l) ->> w.name), true)
    )
$$;
