-- tests.naive_counts: the expected tests.listed_counts, counted from the lines.

create or replace function tests.naive_counts(p_dimension text, p_within jsonb)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(jsonb_object_agg(v.value, v.lines), '{}')
    from (
        select to_jsonb(l) ->> p_dimension as value, count(*) as lines
        from tests.matching_lines(p_within - p_dimension) as l
        group by 1
    ) as v
    where v.value is not null
$$;
